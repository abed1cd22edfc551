"""Training of the labeller on its pool; see `benchmarks.training.loop`."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.line_labels.network import Labeller
from benchmarks.training.loop import Budget, run

LABELS, CAPTIONS = 15, 15
"""Answers, and the last numbers of a line, its likeness to captions (`ocr.fields.labels.features`, which the
training environment cannot import)."""
CAPTION_WEIGHT = 0.3
"""What an error on `other` and `caption` counts: no value hangs on it."""
BLANKED = 0.25
"""Share of the pages of which no letters, or no likeness to captions, are shown, so that neither is all."""


class Pages:
    """The pool in memory; files that come later are taken up."""

    def __init__(self, folder: Path, without: int | None = None) -> None:
        self.folder, self.without = folder, without
        self.files: list[Path] = []
        self.arrays: dict[str, list[np.ndarray]] = {}

    def refresh(self) -> None:
        """Loads what is new."""
        for path in sorted(self.folder.glob("*.npz")):
            if path in self.files or ".partial" in path.name:
                continue
            with np.load(path) as file:
                kept = file["folds"] != self.without
                for name in file.files:
                    self.arrays.setdefault(name, []).append(file[name][kept])
            self.files.append(path)

    def draw(self, size: int, rng: np.random.Generator) -> list[Tensor]:
        """Letters, numbers, places and labels of so many pages that have about as many lines."""
        files = rng.integers(len(self.files), size=3 * size)
        pages = [int(rng.integers(len(self.arrays["labels"][file]))) for file in files]
        picked = np.stack([files, pages], 1)
        counts = [int((self.arrays["labels"][file][row] >= 0).sum()) for file, row in picked]
        order = np.argsort(counts, kind="stable")
        begin = int(rng.integers(2 * size + 1))
        chosen, most = picked[order[begin : begin + size]], counts[order[begin + size - 1]]
        return [
            torch.from_numpy(np.stack([self.arrays[name][file][row][:most] for file, row in chosen]))
            for name in ("letters", "numbers", "places", "labels")
        ]


def checkpoint(without: int | None) -> str:
    """The name of the file."""
    return "labeller.pt" if without is None else f"labeller-{without}.pt"


def loss_of(network: nn.Module, batch: list[Tensor]) -> Tensor:
    letters, numbers, places, labels = batch
    logits = network(letters, numbers.float(), places, (labels < 0).float())
    weight = torch.ones(logits.shape[-1])
    weight[:2] = CAPTION_WEIGHT
    return nn.functional.cross_entropy(
        logits.flatten(0, 1), labels.long().flatten(), weight=weight, ignore_index=-1, label_smoothing=0.02
    )


def train(folder: Path, budget: Budget, without: int | None = None) -> Path:
    """Trains until the budget is spent; returns the checkpoint's path. `without`: a fold of states that is
    not learned from, for a checkpoint of its own."""
    torch.manual_seed(0)
    pages = Pages(folder, without)
    pages.refresh()
    numbers = pages.arrays["numbers"][0].shape[-1]
    network, captions = Labeller(numbers, LABELS), slice(numbers - CAPTIONS, numbers)
    rng = np.random.default_rng(17)

    def loss_of_next(module: nn.Module, budget: Budget, device: torch.device) -> Tensor:
        if budget.step % 200 == 0:
            pages.refresh()
        batch = pages.draw(budget.batch, rng)
        blank = torch.from_numpy(rng.random(budget.batch))
        batch[0][blank < BLANKED / 2] = 1
        unlike = (blank >= BLANKED / 2) & (blank < BLANKED)
        batch[1][:, :, captions] *= (~unlike)[:, None, None]
        return loss_of(module, [part.to(device) for part in batch])

    return run(network, folder / checkpoint(without), budget, loss_of_next)
