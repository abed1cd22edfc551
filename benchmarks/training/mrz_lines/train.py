"""Training: AdamW, a cosine rate, checkpoints that a stopped run goes on from; on a GPU when there is one."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from benchmarks.training.mrz_lines.network import LineNetwork
from benchmarks.training.mrz_lines.pool import Pool, open_pool
from mrz.strips import BLANK, TIME_STEPS

RATE, WARM_UP_SHARE, DECAY, LARGEST_GRADIENT = 3e-3, 0.04, 0.01, 5.0
AVERAGING = 0.999
"""Share of the running average of the weights that each step keeps."""
FIRST_LINES = 3000
"""The easy lines that training starts on; each step lets in twice as many more as a batch holds."""
NOTE_EVERY, SAVE_EVERY = 25, 200


@dataclass
class Budget:
    """Training ends after `steps` steps or `minutes` of work, whichever is first; the rate falls with it."""

    steps: int
    minutes: float
    batch: int = 64
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


def save(
    path: Path, network: nn.Module, average: AveragedModel, optimiser: torch.optim.Optimizer, budget: Budget
) -> None:
    """Writes the checkpoint, whole or not at all; `average` is what is exported."""
    partial = path.with_suffix(".partial")
    state = {
        "network": network.state_dict(),
        "average": average.module.state_dict(),
        "optimiser": optimiser.state_dict(),
        "budget": asdict(budget),
    }
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


def resume_average(path: Path, average: AveragedModel) -> None:
    """Takes up the checkpoint's running average where there is one."""
    if path.is_file():
        average.module.load_state_dict(torch.load(path, map_location="cpu")["average"])
        average.n_averaged += 1


def train(folder: Path, budget: Budget) -> Path:
    """Trains on the pool in `folder` until the budget is spent; returns the checkpoint's path."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(0)
    pool, path = _await_pool(folder), folder / "checkpoint.pt"
    network = LineNetwork().to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    resume(path, network, optimiser, budget)
    rng = np.random.default_rng((11, budget.step))
    generator = torch.Generator().manual_seed(budget.step)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING))
    resume_average(path, average)
    network.train()
    mean, started = 0.0, time.perf_counter() - budget.seconds
    while budget.spent < 1:
        chosen = _draw_batch(pool, budget, rng)
        for group in optimiser.param_groups:
            group["lr"] = budget.rate
        strips = _disturb(torch.from_numpy(pool.strips[chosen]), generator).to(device)
        codes = torch.from_numpy(pool.codes[chosen].astype(np.int64)).to(device)
        loss = _loss_of(network, strips, codes, device)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
        optimiser.step()
        average.update_parameters(network)
        budget.step += 1
        budget.seconds = time.perf_counter() - started
        mean += (float(loss.detach()) - mean) / min(budget.step, NOTE_EVERY)
        if budget.step % NOTE_EVERY == 0:
            print(
                f"step {budget.step} loss {mean:.4f} rate {budget.rate:.2e} spent {budget.spent:.1%} "
                f"seconds {budget.seconds:.0f}",
                flush=True,
            )
        if budget.step % SAVE_EVERY == 0:
            save(path, network, average, optimiser, budget)
    save(path, network, average, optimiser, budget)
    return path
