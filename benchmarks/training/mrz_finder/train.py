"""Training: AdamW, a cosine rate, checkpoints that a stopped run goes on from; on a GPU when there is one."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.mrz_finder.network import FinderNetwork
from benchmarks.training.mrz_finder.pool import Pool, open_pool

RATE, WARM_UP_SHARE, DECAY, LARGEST_GRADIENT = 4e-3, 0.03, 0.01, 5.0
FIRST_SCENES = 1500
"""Training starts when so many are rendered."""
HEIGHT_WEIGHT = 0.3
DICE_EASE = 10.0
"""Cells by which an empty picture is let off a few faint ones."""
NOTE_EVERY, SAVE_EVERY = 25, 100


@dataclass
class Budget:
    """Training ends after `steps` steps or `minutes` of work, whichever is first; the rate falls with it."""

    steps: int
    minutes: float
    batch: int = 8
    step: int = 0
    seconds: float = 0.0

    @property
    def spent(self) -> float:
        """The share that is used up, 0 to 1."""
        return min(1.0, max(self.step / self.steps, self.seconds / 60 / self.minutes))

    @property
    def rate(self) -> float:
        """The learning rate: a short linear rise, then half a cosine."""
        rise = min(1.0, self.spent / WARM_UP_SHARE + 0.02)
        return RATE * rise * (0.5 + 0.5 * float(np.cos(np.pi * self.spent))) + 1e-6


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


def save(path: Path, network: nn.Module, optimiser: torch.optim.Optimizer, budget: Budget) -> None:
    """Writes the checkpoint, whole or not at all."""
    partial = path.with_suffix(".partial")
    state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "budget": asdict(budget)}
    torch.save(state, partial)
    partial.replace(path)


def resume(path: Path, network: nn.Module, optimiser: torch.optim.Optimizer, budget: Budget) -> None:
    """Takes up the checkpoint where there is one; the work done counts against the new budget."""
    if not path.is_file():
        return
    state: dict[str, Any] = torch.load(path, map_location="cpu")
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    budget.step, budget.seconds = state["budget"]["step"], state["budget"]["seconds"]


def train(folder: Path, budget: Budget) -> Path:
    """Trains on the pool in `folder` until the budget is spent; returns the checkpoint's path."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(0)
    pool, path = _await_pool(folder), folder / "checkpoint.pt"
    network = FinderNetwork().to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    resume(path, network, optimiser, budget)
    rng = np.random.default_rng((13, budget.step))
    network.train()
    mean, started = 0.0, time.perf_counter() - budget.seconds
    while budget.spent < 1:
        pictures, maps = (part.to(device) for part in draw_batch(pool, budget.batch, rng))
        for group in optimiser.param_groups:
            group["lr"] = budget.rate
        loss = loss_of(network(pictures), maps)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
        optimiser.step()
        budget.step += 1
        budget.seconds = time.perf_counter() - started
        mean += (float(loss.detach()) - mean) / min(budget.step, NOTE_EVERY)
        if budget.step % NOTE_EVERY == 0:
            print(
                f"step {budget.step} loss {mean:.4f} rate {budget.rate:.2e} spent {budget.spent:.1%} "
                f"seconds {budget.seconds:.0f} scenes {pool.complete}",
                flush=True,
            )
        if budget.step % SAVE_EVERY == 0:
            save(path, network, optimiser, budget)
    save(path, network, optimiser, budget)
    return path
