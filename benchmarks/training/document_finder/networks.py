"""The three networks: separable convolutions down to a 32nd of the resolution; the outline network goes back
up to a quarter of it, the corners network to an eighth, the way network gathers everything in one place.

Their first layer stretches each picture to mean 0 and standard deviation 1, so callers hand over bytes as
they are, blue, green and red last. The outline network's sides must be multiples of 32.
"""

import torch
from torch import Tensor, nn

from benchmarks.training.blocks import Residual, normalised, separable

STEM = 16
CHANNELS = (24, 56, 96, 144)
"""At 1/4, 1/8, 1/16 and 1/32 of the resolution."""
DEPTHS = (1, 2, 3, 4)
"""Residual blocks at each."""
PYRAMID = 32
MAPS = 3
"""Logits of `targets`: on a document, in its core, on a sheet."""
WAYS, KINDS = 4, 4
VOTERS, REACH = 48, 0.3
"""Channels of the corners network's votes; a vote of 1 is so far from its cell, of the crop's sides."""
ANSWERS = WAYS + KINDS + 1
"""Logits of the quarter turns that bring the document upright, of its kind, and of a holder's portrait."""


class Trunk(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """Pictures (batch × height × width × 3 bytes) to features at four resolutions. `fine`: with a block more
    where small print can still be seen."""

    def __init__(self, fine: bool) -> None:
        super().__init__()
        first = [Residual(STEM, 3)] if fine else []
        self.stem = nn.Sequential(normalised(nn.Conv2d(3, STEM, 3, 2, 1, bias=False), STEM), *first)
        stages, inputs = [], STEM
        for channels, depth in zip(CHANNELS, DEPTHS, strict=True):
            kernel = 5 if channels == CHANNELS[-1] else 3
            blocks = [Residual(channels, kernel) for _ in range(depth)]
            stages.append(nn.Sequential(separable(inputs, channels, 2), *blocks))
            inputs = channels
        self.stages = nn.ModuleList(stages)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        colours = pictures.float().permute(0, 3, 1, 2)
        mean = colours.mean(dim=(1, 2, 3), keepdim=True)
        spread = (colours - mean).square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
        features = self.stem((colours - mean) / (spread + 4.0))
        levels = []
        for stage in self.stages:
            features = stage(features)
            levels.append(features)
        return levels


class OutlineNetwork(nn.Module):  # type: ignore[misc]
    """Pictures (batch × height × width × 3) to maps (batch × 3 × height/4 × width/4)."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = Trunk(fine=False)
        self.around = nn.Conv2d(CHANNELS[-1], CHANNELS[-1], 1)
        self.laterals = nn.ModuleList(
            [nn.Sequential(nn.Conv2d(c, PYRAMID, 1, bias=False), nn.BatchNorm2d(PYRAMID)) for c in CHANNELS]
        )
        self.smooth = nn.ModuleList([separable(PYRAMID, PYRAMID) for _ in CHANNELS[:-1]])
        self.head = nn.Conv2d(PYRAMID, MAPS, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        levels = self.trunk(pictures)
        # What the whole picture is like, added everywhere.
        levels[-1] = levels[-1] + self.around(levels[-1].mean(dim=(2, 3), keepdim=True))
        merged, *finer = [lateral(level) for lateral, level in zip(self.laterals, levels, strict=True)][::-1]
        for smooth, level in zip(reversed(self.smooth), finer, strict=True):
            wider = nn.functional.interpolate(merged, scale_factor=2.0, mode="nearest")
            merged = smooth(torch.relu(level + wider))
        return self.head(merged)


class WayNetwork(nn.Module):  # type: ignore[misc]
    """Rectified documents (batch × 224 × 320 × 3) to answers (batch × 9)."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = Trunk(fine=True)
        self.middle = normalised(nn.Conv2d(CHANNELS[-1], 192, 1, bias=False), 192)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(192, ANSWERS)

    def forward(self, pictures: Tensor) -> Tensor:
        features = self.middle(self.trunk(pictures)[-1])
        return self.head(self.drop(features.mean(dim=(2, 3))))


class CornersNetwork(nn.Module):  # type: ignore[misc]
    """Crops around a quad (batch × 128 × 192 × 3) to where the document's corners are: batch × 9, eight
    coordinates (x and y of four corners, 0 to 1 across the crop) and the logit of how good the quad is.

    Every cell at an eighth of the resolution says where it holds each corner to be, seen from itself, and how
    much it knows about it: corners under fingers and outside of the crop are found by cells that see the
    sides."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = Trunk(fine=False)
        self.around = nn.Conv2d(CHANNELS[-1], CHANNELS[-1], 1)
        coarse = CHANNELS[1:]
        self.laterals = nn.ModuleList(
            [nn.Sequential(nn.Conv2d(c, VOTERS, 1, bias=False), nn.BatchNorm2d(VOTERS)) for c in coarse]
        )
        self.smooth = nn.ModuleList([separable(VOTERS, VOTERS) for _ in coarse[:-1]])
        self.votes = nn.Conv2d(VOTERS, 4 * 3, 1)
        self.score = nn.Linear(CHANNELS[-1] + VOTERS, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        levels = self.trunk(pictures)[1:]
        levels[-1] = levels[-1] + self.around(levels[-1].mean(dim=(2, 3), keepdim=True))
        merged, *finer = [lateral(level) for lateral, level in zip(self.laterals, levels, strict=True)][::-1]
        for smooth, level in zip(reversed(self.smooth), finer, strict=True):
            wider = nn.functional.interpolate(merged, scale_factor=2.0, mode="nearest")
            merged = smooth(torch.relu(level + wider))
        rows, columns = merged.shape[2:]
        votes = self.votes(merged).flatten(2)
        y = (torch.arange(rows, device=votes.device) + 0.5) / rows
        x = (torch.arange(columns, device=votes.device) + 0.5) / columns
        at_x, at_y = x.repeat(rows), y.repeat_interleave(columns)
        share = votes[:, :4].softmax(dim=2)
        corners_x = (share * (votes[:, 4:8] * REACH + at_x)).sum(dim=2)
        corners_y = (share * (votes[:, 8:] * REACH + at_y)).sum(dim=2)
        corners = torch.stack([corners_x, corners_y], dim=2).flatten(1)
        everything = torch.cat([levels[-1].mean(dim=(2, 3)), merged.mean(dim=(2, 3))], dim=1)
        return torch.cat([corners, self.score(everything)], dim=1)
