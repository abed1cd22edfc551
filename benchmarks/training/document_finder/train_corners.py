"""Training of the corners network on its pool; see `benchmarks.training.loop`."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.document_finder.networks import CornersNetwork, OutlineNetwork
from benchmarks.training.document_finder.pool import Pool, unpack
from benchmarks.training.document_finder.starts import make_lesson
from benchmarks.training.document_finder.train import THAWED_ON, await_pool, vary
from benchmarks.training.loop import Budget, run
from benchmarks.training.thaw import thaw

CORNER_WEIGHT, EASE = 12.0, 0.01
"""What corners count beside the score; share of the crop's sides under which errors count less and less."""
SHARPNESS = 4
"""Power of the intersection over union that the score tells: what matters is which of two good quads is
better."""
MIRRORED = [1, 0, 3, 2]
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def draw_lessons(pool: Pool, size: int, rng: np.random.Generator) -> Batch:
    """Crops, corners (batch × 4 × 2), how much these count, intersections over union of the starts."""
    lessons = []
    for number in rng.integers(pool.complete, size=size):
        quads, found = (unpack(pool.arrays[name][number]) for name in ("quads", "found"))
        lessons.append(make_lesson(rng, pool.arrays["pictures"][number], quads, found))
    crops = np.stack([lesson.crop for lesson in lessons])
    corners = np.stack([lesson.corners for lesson in lessons])
    if rng.random() < 0.5:
        crops, corners = crops[:, :, ::-1], corners[:, MIRRORED]
        corners[..., 0] = 1 - corners[..., 0]
    weights, overlaps = ([getattr(lesson, name) for lesson in lessons] for name in ("weight", "overlap"))
    return (
        torch.from_numpy(vary(crops, rng).copy()),
        torch.from_numpy(corners),
        torch.tensor(weights),
        torch.tensor(overlaps),
    )


def corners_loss(answers: Tensor, corners: Tensor, weights: Tensor, overlaps: Tensor) -> Tensor:
    """How far the corners are off, and how wrong the scores are."""
    off = nn.functional.smooth_l1_loss(answers[:, :8], corners.flatten(1), beta=EASE, reduction="none")
    placed = (off.mean(dim=1) * weights).sum() / weights.sum().clamp(min=1)
    score = nn.functional.binary_cross_entropy_with_logits(answers[:, 8], overlaps**SHARPNESS)
    return CORNER_WEIGHT * placed + score


def train_corners(folder: Path, budget: Budget, outline: Path) -> Path:
    """Trains until the budget is spent; returns the checkpoint's path. What sees documents in the exported
    model `outline` is where the network begins."""
    torch.manual_seed(0)
    pool, path = await_pool(folder, "corners"), folder / "corners.pt"
    module = CornersNetwork()
    if not path.is_file():
        begin = OutlineNetwork()
        thaw(begin, outline, torch.from_numpy(pool.arrays["pictures"][:THAWED_ON]))
        module.trunk.load_state_dict(begin.trunk.state_dict())
        module.around.load_state_dict(begin.around.state_dict())
    begun = int(torch.load(path, map_location="cpu")["budget"]["step"]) if path.is_file() else 0
    rng = np.random.default_rng((17, begun))

    def loss_of_next(module: nn.Module, budget: Budget, device: torch.device) -> Tensor:
        crops, *truth = (part.to(device) for part in draw_lessons(pool, budget.batch, rng))
        return corners_loss(module(crops), *truth)

    return run(module, path, budget, loss_of_next)
