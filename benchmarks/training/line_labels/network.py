"""The network: letters of a line by convolutions, its form beside them, and all lines of the page by
attention that knows how they lie to each other."""

import torch
from torch import Tensor, nn

CODES, EMBEDDED, WIDE = 96, 20, 96
HEADS, LAYERS, INNER = 4, 3, 192
FAR_ACROSS, FAR_DOWN = 30.0, 12.0
"""Heights of a line beyond which distance makes no difference."""
DROPPED = 0.1


def _relations(places: Tensor) -> Tensor:
    """Pages × lines × lines × 7: how line j lies to line i."""
    left, right, middle, height = places.unbind(-1)
    across = left[:, None, :] - left[:, :, None]
    gap = left[:, None, :] - right[:, :, None]
    down = middle[:, None, :] - middle[:, :, None]
    row = (down.abs() < 0.5 * height[:, :, None]).float()
    column = (across.abs() < height[:, :, None]).float()
    below = (down > 0).float() * column
    return torch.stack(
        [
            (across / FAR_ACROSS).clamp(-1, 1),
            (gap / FAR_ACROSS).clamp(-1, 1),
            (down / FAR_DOWN).clamp(-1, 1),
            row,
            column,
            below * torch.exp(-down.abs() / 2),
            row * torch.exp(-gap.abs() / 4),
        ],
        dim=-1,
    )


class Layer(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """Attention with a bias for how two lines lie to each other, then two linear layers; norms first."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDE), nn.LayerNorm(WIDE)
        self.project, self.out = nn.Linear(WIDE, 3 * WIDE), nn.Linear(WIDE, WIDE)
        self.bias = nn.Sequential(nn.Linear(7, 16), nn.ReLU(), nn.Linear(16, HEADS))
        self.inner = nn.Sequential(nn.Linear(WIDE, INNER), nn.GELU(), nn.Linear(INNER, WIDE))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, lines: Tensor, relations: Tensor, absent: Tensor) -> Tensor:
        pages, count, _ = lines.shape
        parts = self.project(self.before(lines)).reshape(pages, count, 3, HEADS, WIDE // HEADS)
        query, key, value = (parts[:, :, n].transpose(1, 2) for n in range(3))
        scores = query @ key.transpose(2, 3) * (WIDE // HEADS) ** -0.5
        scores = scores + self.bias(relations).permute(0, 3, 1, 2) + absent[:, None, None, :] * -1e4
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(pages, count, WIDE)
        lines = lines + self.drop(self.out(mixed))
        return lines + self.drop(self.inner(self.between(lines)))


class Labeller(nn.Module):  # type: ignore[misc]
    """Letters (pages × lines × letters), numbers and places to logits (pages × lines × labels). `absent` is 1
    where a page has no line."""

    def __init__(self, numbers: int, labels: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(CODES, EMBEDDED, padding_idx=0)
        self.read = nn.Sequential(
            nn.Conv1d(EMBEDDED, 48, 3, padding=1), nn.ReLU(), nn.Conv1d(48, 64, 3, padding=1), nn.ReLU()
        )
        self.join = nn.Sequential(nn.Linear(64 + numbers, WIDE), nn.ReLU(), nn.Linear(WIDE, WIDE))
        self.drop = nn.Dropout(DROPPED)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.head = nn.Sequential(nn.LayerNorm(WIDE), nn.Linear(WIDE, labels))

    def _read(self, letters: Tensor) -> Tensor:
        return self.read(self.embed(letters.long()).transpose(1, 2)).amax(dim=2)

    def forward(self, letters: Tensor, numbers: Tensor, places: Tensor, absent: Tensor) -> Tensor:
        if self.training:  # most of a batch is padding
            there = absent == 0
            known = self._read(letters[there])
            seen = numbers.new_zeros((*letters.shape[:2], known.shape[1]))
            seen[there] = known
        else:
            pages, count, length = letters.shape
            seen = self._read(letters.reshape(pages * count, length)).reshape(pages, count, -1)
        lines = self.join(torch.cat([self.drop(seen), numbers], dim=2))
        relations = _relations(places)
        for layer in self.layers:
            lines = layer(lines, relations, absent)
        return self.head(lines)
