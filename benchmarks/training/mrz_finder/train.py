"""Training of the finder on its pool; see `benchmarks.training.loop`."""

import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.loop import Budget, run
from benchmarks.training.mrz_finder.network import FinderNetwork
from benchmarks.training.mrz_finder.pool import Pool, open_pool
from benchmarks.training.thaw import thaw

FIRST_SCENES = 1500
"""Training starts when so many are rendered."""
THAWED_ON = 48
"""Scenes that a committed model is thawed on."""
HEIGHT_WEIGHT = 0.3
DICE_EASE = 10.0
"""Cells by which an empty picture is let off a few faint ones."""


def _await_pool(folder: Path) -> Pool:
    """The pool, as soon as the process that renders has filled it far enough to begin."""
    while not (folder / "progress.json").is_file() or open_pool(folder).complete < FIRST_SCENES:
        time.sleep(1)
    return open_pool(folder)


def draw_batch(pool: Pool, size: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Pictures and maps, turned together by a quarter turn of chance."""
    chosen = np.sort(rng.integers(pool.complete, size=size))
    turns = int(rng.integers(4))
    pictures = np.rot90(pool.pictures[chosen], turns, (1, 2)).copy()
    maps = np.rot90(pool.maps[chosen], turns, (2, 3)).copy()
    if rng.random() < 0.06:
        pictures = 255 - pictures
    return torch.from_numpy(pictures), torch.from_numpy(maps)


def loss_of(output: Tensor, maps: Tensor) -> Tensor:
    """Cross entropy and Dice on the kernel; on the lines, distance of the logarithm of height."""
    logits, height = output[:, 0], output[:, 1]
    kernel = maps[:, 0].float() / 255
    inside = (maps[:, 1] > 0).float()
    entropy = nn.functional.binary_cross_entropy_with_logits(logits, kernel, reduction="none")
    # Lines cover few of the cells: they and what is taken for them weigh as much as all the rest.
    probability = logits.sigmoid()
    weight = 0.1 + kernel + (probability.detach() - kernel).abs()
    entropy = (entropy * weight).sum() / weight.sum()
    # Picture by picture, or small lines would count for nothing beside large ones.
    overlap = (probability * kernel).sum(dim=(1, 2))
    both = probability.square().sum(dim=(1, 2)) + kernel.square().sum(dim=(1, 2))
    dice = (1 - (2 * overlap + DICE_EASE) / (both + DICE_EASE)).mean()
    grown = (height - maps[:, 1].float() / 32).abs()
    return entropy + dice + HEIGHT_WEIGHT * (grown * inside).sum() / (inside.sum() + 1)


def train(folder: Path, budget: Budget, begin_with: Path | None = None) -> Path:
    """Trains on the pool in `folder` until the budget is spent; returns the checkpoint's path.

    Where there is no checkpoint, training begins with the exported model `begin_with`, or from nothing.
    """
    torch.manual_seed(0)
    pool, path, network = _await_pool(folder), folder / "checkpoint.pt", FinderNetwork()
    if begin_with is not None and not path.is_file():
        thaw(network, begin_with, torch.from_numpy(pool.pictures[:THAWED_ON].copy()))
    begun = int(torch.load(path, map_location="cpu")["budget"]["step"]) if path.is_file() else 0
    rng = np.random.default_rng((13, begun))

    def loss_of_next(network: nn.Module, budget: Budget, device: torch.device) -> Tensor:
        pictures, maps = (part.to(device) for part in draw_batch(pool, budget.batch, rng))
        return loss_of(network(pictures), maps)

    return run(network, path, budget, loss_of_next)
