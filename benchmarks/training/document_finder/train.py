"""Training of either network on its pool; see `benchmarks.training.loop`."""

import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.document_finder.networks import KINDS, WAYS, OutlineNetwork, WayNetwork
from benchmarks.training.document_finder.pool import SHAPES, Pool, open_pool
from benchmarks.training.loop import Budget, run
from benchmarks.training.progress import Bytes
from benchmarks.training.thaw import thaw

FIRST_ENTRIES = 1200
"""Training starts when so many are rendered."""
FRAMES = ((384, 288), (384, 256), (384, 384), (384, 288), (384, 224), (384, 288), (384, 256))
"""As in `scene`, which the training environment cannot import."""
DICE_EASE = 30.0
"""Cells by which an empty picture is let off a few faint ones."""
SHEET_WEIGHT, KIND_WEIGHT, PORTRAIT_WEIGHT = 0.5, 0.3, 0.3
GREY_SHARE = 0.2
COARSE_UNTIL, COARSE = 0.7, 2 / 3
"""Until this share of the budget is spent, scenes are seen smaller: most of what there is to learn shows
there too, at less than half the price."""
MULTIPLE = 32
FINE_RATE = 2e-3
"""Up to this rate a network that can do its work already is made better: scenes are seen whole throughout."""
THAWED_ON = 96
"""Scenes that a committed model is thawed on."""
EDGE_WEIGHT = 3.0
"""How much more a cell on an outline counts: there the quad is measured."""


def await_pool(folder: Path, network: str) -> Pool:
    """The pool, as soon as the process that renders has filled it far enough to begin."""
    shapes = SHAPES[network]
    while not (folder / network / "progress.json").is_file() or (
        open_pool(folder / network, shapes).complete < FIRST_ENTRIES
    ):
        time.sleep(1)
    return open_pool(folder / network, shapes)


def vary(pictures: Bytes, rng: np.random.Generator) -> Bytes:
    """Other colours: channels exchanged and weighed anew, or none."""
    if rng.random() < GREY_SHARE:
        return np.repeat(pictures[..., 1:2], 3, axis=3)
    gains = rng.integers(190, 257, (len(pictures), 1, 1, 3), dtype=np.uint16)
    weighed = pictures[..., rng.permutation(3)].astype(np.uint16) * gains
    return np.asarray(weighed >> 8, dtype=np.uint8)


def draw_scenes(pool: Pool, size: int, rng: np.random.Generator, coarse: bool) -> tuple[Tensor, Tensor]:
    """Pictures of one frame and their maps, turned and mirrored together; `coarse`: at two thirds of their
    size."""
    frames = sorted(set(FRAMES))
    shares = np.array([FRAMES.count(frame) for frame in frames]) / len(FRAMES)
    width, height = frames[rng.choice(len(frames), p=shares)]
    numbers = [n for n in range(len(FRAMES)) if FRAMES[n] == (width, height)]
    chosen = rng.integers(pool.complete // len(FRAMES), size=size) * len(FRAMES) + rng.choice(numbers, size)
    chosen = np.sort(chosen)
    pictures = pool.arrays["pictures"][chosen][:, :height, :width]
    maps = pool.arrays["maps"][chosen][:, :, : height // 4, : width // 4]
    if coarse:
        pictures, maps = make_coarse(pictures, maps)
    turns = int(rng.integers(4))
    pictures, maps = np.rot90(pictures, turns, (1, 2)), np.rot90(maps, turns, (2, 3))
    if rng.random() < 0.5:
        pictures, maps = pictures[:, :, ::-1], maps[..., ::-1]
    return torch.from_numpy(vary(pictures, rng).copy()), torch.from_numpy(maps.copy())


def make_coarse(pictures: Bytes, maps: Bytes) -> tuple[Bytes, Bytes]:
    """Pictures and maps at two thirds of their size, sides multiples of 32 and 8."""
    high, wide = (round(side * COARSE / MULTIPLE) * MULTIPLE for side in pictures.shape[1:3])
    small = [cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA) for picture in pictures]
    cells = [
        cv2.resize(planes.transpose(1, 2, 0), (wide // 4, high // 4), interpolation=cv2.INTER_AREA)
        for planes in maps
    ]
    return np.stack(small), np.stack(cells).transpose(0, 3, 1, 2)


def draw_views(pool: Pool, size: int, rng: np.random.Generator, _: bool) -> tuple[Tensor, Tensor]:
    """Views and their labels; half of them upside down."""
    chosen = np.sort(rng.integers(pool.complete, size=size))
    pictures, labels = pool.arrays["pictures"][chosen].copy(), pool.arrays["labels"][chosen].copy()
    turned = rng.random(size) < 0.5
    pictures[turned] = pictures[turned][:, ::-1, ::-1]
    labels[turned, 0] += 2
    return torch.from_numpy(vary(pictures, rng)), torch.from_numpy(labels)


def _mask_loss(logits: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """Cross entropy and Dice of one map."""
    entropy = nn.functional.binary_cross_entropy_with_logits(logits, truth, weight=weight)
    probability = logits.sigmoid()
    overlap = (probability * truth).sum(dim=(1, 2))
    both = probability.square().sum(dim=(1, 2)) + truth.square().sum(dim=(1, 2))
    return entropy + (1 - (2 * overlap + DICE_EASE) / (both + DICE_EASE)).mean()


def outline_loss(logits: Tensor, maps: Tensor) -> Tensor:
    """How wrong the maps are; cells on an outline count more."""
    truth = maps.float() / 255
    document = truth[:, :1]
    around = nn.functional.max_pool2d(document, 3, 1, 1) + nn.functional.max_pool2d(-document, 3, 1, 1)
    edge = 1 + EDGE_WEIGHT * around[:, 0]
    plain = torch.ones_like(edge)
    losses = [_mask_loss(logits[:, k], truth[:, k], edge if k == 0 else plain) for k in range(3)]
    return losses[0] + losses[1] + SHEET_WEIGHT * losses[2]


def way_loss(answers: Tensor, labels: Tensor) -> Tensor:
    """Cross entropies of way, kind and portrait."""
    labels = labels.long()
    way = nn.functional.cross_entropy(answers[:, :WAYS], labels[:, 0])
    kind = nn.functional.cross_entropy(answers[:, WAYS : WAYS + KINDS], labels[:, 1])
    known = (labels[:, 2] < 2).float()
    shown = (labels[:, 2] == 1).float()
    portrait = nn.functional.binary_cross_entropy_with_logits(answers[:, -1], shown, weight=known)
    return way + KIND_WEIGHT * kind + PORTRAIT_WEIGHT * portrait


def train(network: str, folder: Path, budget: Budget, begin_with: Path | None = None) -> Path:
    """Trains `outline` or `way` until the budget is spent; returns the checkpoint's path. Where there is no
    checkpoint, the outline network begins with the exported model `begin_with`, or from nothing."""
    torch.manual_seed(0)
    pool, path = await_pool(folder, network), folder / f"{network}.pt"
    module = OutlineNetwork() if network == "outline" else WayNetwork()
    if begin_with is not None and network == "outline" and not path.is_file():
        wide = [number for number in range(pool.complete) if FRAMES[number % len(FRAMES)] == FRAMES[0]]
        thaw(module, begin_with, torch.from_numpy(pool.arrays["pictures"][wide[:THAWED_ON], : FRAMES[0][1]]))
    coarse_until = COARSE_UNTIL if budget.rate > FINE_RATE else 0.0
    begun = int(torch.load(path, map_location="cpu")["budget"]["step"]) if path.is_file() else 0
    rng = np.random.default_rng((13, begun))
    draw, loss_of = (draw_scenes, outline_loss) if network == "outline" else (draw_views, way_loss)

    def loss_of_next(module: nn.Module, budget: Budget, device: torch.device) -> Tensor:
        batch = draw(pool, budget.batch, rng, budget.spent < coarse_until)
        pictures, truth = (part.to(device) for part in batch)
        return loss_of(module(pictures), truth)

    return run(module, path, budget, loss_of_next)
