"""Training of the recogniser on its pool; see `benchmarks.training.loop`."""

import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from benchmarks.training.loop import Budget, run
from benchmarks.training.mrz_lines.network import LineNetwork
from benchmarks.training.mrz_lines.pool import Pool, open_pool
from benchmarks.training.thaw import thaw
from mrz.strips import BLANK, TIME_STEPS

FIRST_LINES = 3000
"""The easy lines that training starts on; each step lets in twice as many more as a batch holds."""
THAWED_ON = 256
"""Lines that a committed model is thawed on."""


def _await_pool(folder: Path) -> Pool:
    """The pool, as soon as the process that renders has filled it far enough to begin."""
    while not (folder / "progress.json").is_file() or open_pool(folder).complete < FIRST_LINES:
        time.sleep(1)
    return open_pool(folder)


def _draw_batch(pool: Pool, budget: Budget, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    reach = min(pool.complete, FIRST_LINES + 2 * budget.step * budget.batch)
    return np.sort(rng.integers(reach, size=budget.batch))


def _disturb(strips: Tensor, generator: torch.Generator) -> Tensor:
    """Small shifts and fresh noise, so that a line met again is not the same picture."""
    across, down = (
        torch.randint(-4, 5, (1,), generator=generator),
        torch.randint(-1, 2, (1,), generator=generator),
    )
    moved = torch.roll(strips, (int(down), int(across)), (1, 2)).float()
    level = 6 * torch.rand((len(strips), 1, 1), generator=generator).square()
    return moved + level * torch.randn(strips.shape, generator=generator)


def _loss_of(network: nn.Module, strips: Tensor, codes: Tensor, device: torch.device) -> Tensor:
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
        logarithms = network(strips)
    steps = torch.full((len(strips),), TIME_STEPS)
    lengths = (codes > 0).sum(dim=1)
    loss: Tensor = nn.functional.ctc_loss(
        logarithms.float().transpose(0, 1), codes, steps, lengths, blank=BLANK, zero_infinity=True
    )
    return loss


def train(folder: Path, budget: Budget, begin_with: Path | None = None) -> Path:
    """Trains on the pool in `folder` until the budget is spent; returns the checkpoint's path.

    Where there is no checkpoint, training begins with the exported model `begin_with`, or from nothing.
    """
    torch.manual_seed(0)
    pool, path, network = _await_pool(folder), folder / "checkpoint.pt", LineNetwork()
    if begin_with is not None and not path.is_file():
        last = pool.strips[pool.complete - THAWED_ON : pool.complete]
        thaw(network, begin_with, torch.from_numpy(last.copy()))
    begun = int(torch.load(path, map_location="cpu")["budget"]["step"]) if path.is_file() else 0
    rng, generator = np.random.default_rng((11, begun)), torch.Generator().manual_seed(begun)

    def loss_of_next(network: nn.Module, budget: Budget, device: torch.device) -> Tensor:
        chosen = _draw_batch(pool, budget, rng)
        strips = _disturb(torch.from_numpy(pool.strips[chosen]), generator).to(device)
        codes = torch.from_numpy(pool.codes[chosen].astype(np.int64)).to(device)
        return _loss_of(network, strips, codes, device)

    return run(network, path, budget, loss_of_next)
