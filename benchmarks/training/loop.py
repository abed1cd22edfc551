"""The way both networks are trained: AdamW, a cosine rate, a running average of the weights, checkpoints that
a stopped run goes on from; on a GPU when there is one.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

DECAY, LARGEST_GRADIENT = 0.01, 5.0
AVERAGING = 0.999
"""Share of the running average of the weights that each step keeps; the average is what is exported."""
NOTE_EVERY, SAVE_EVERY = 25, 200


@dataclass
class Budget:
    """Training ends after `steps` steps or `minutes` of work, whichever is first; the rate falls with it.

    `rate` is the highest learning rate, reached after `warm_up` (a share of the budget).
    """

    steps: int
    minutes: float
    batch: int
    rate: float
    warm_up: float = 0.04
    step: int = 0
    seconds: float = 0.0

    @property
    def spent(self) -> float:
        """The share that is used up, 0 to 1."""
        return min(1.0, max(self.step / self.steps, self.seconds / 60 / self.minutes))

    @property
    def rate_now(self) -> float:
        """The learning rate: a short linear rise, then half a cosine."""
        rise = min(1.0, self.spent / self.warm_up + 0.02)
        return self.rate * rise * (0.5 + 0.5 * float(np.cos(np.pi * self.spent))) + 1e-6


LossOfNext = Callable[[nn.Module, Budget, torch.device], Tensor]
"""Draws the next batch and says how wrong the network is about it."""


def _save(path: Path, state: dict[str, Any]) -> None:
    """Writes the checkpoint, whole or not at all."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def run(network: nn.Module, path: Path, budget: Budget, loss_of_next: LossOfNext) -> Path:
    """Trains until the budget is spent, from the checkpoint in `path` where there is one; returns `path`.

    The checkpoint holds `network`, `average`, `optimiser` and `budget`; work done counts against the budget.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = network.to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), budget.rate, weight_decay=DECAY)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING))
    if path.is_file():
        state: dict[str, Any] = torch.load(path, map_location=device)
        network.load_state_dict(state["network"])
        average.module.load_state_dict(state["average"])
        average.n_averaged += 1
        optimiser.load_state_dict(state["optimiser"])
        budget.step, budget.seconds = state["budget"]["step"], state["budget"]["seconds"]

    def keep() -> None:
        parts = {"network": network, "average": average.module, "optimiser": optimiser}
        _save(path, {name: part.state_dict() for name, part in parts.items()} | {"budget": asdict(budget)})

    network.train()
    mean, begun, started = 0.0, budget.step, time.perf_counter() - budget.seconds
    while budget.spent < 1:
        for group in optimiser.param_groups:
            group["lr"] = budget.rate_now
        loss = loss_of_next(network, budget, device)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
        optimiser.step()
        average.update_parameters(network)
        budget.step += 1
        budget.seconds = time.perf_counter() - started
        mean += (float(loss.detach()) - mean) / min(budget.step - begun, NOTE_EVERY)
        if budget.step % NOTE_EVERY == 0:
            print(
                f"step {budget.step} loss {mean:.4f} rate {budget.rate_now:.2e} spent {budget.spent:.1%} "
                f"seconds {budget.seconds:.0f}",
                flush=True,
            )
        if budget.step % SAVE_EVERY == 0:
            keep()
    keep()
    return path
