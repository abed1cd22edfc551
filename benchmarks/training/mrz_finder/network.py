"""The network: separable convolutions down to a 32nd, and back up to a quarter of the picture's resolution.

0.14 million parameters. Its first layer stretches each picture to mean 0 and standard deviation 1, so callers
hand over grey levels as they are. Sides must be multiples of 32.
"""

import torch
from torch import Tensor, nn

from benchmarks.training.blocks import Residual, normalised, separable

STEM = 16
CHANNELS = (24, 56, 96, 128)
"""At 1/4, 1/8, 1/16 and 1/32 of the resolution."""
DEPTHS = (1, 2, 3, 3)
"""Residual blocks at each."""
PYRAMID = 32
MAPS = 2
"""Kernel's logit, binary logarithm of the capitals' height."""


class FinderNetwork(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """Pictures (batch × height × width, grey levels) to maps (batch × 2 × height/4 × width/4)."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = normalised(nn.Conv2d(1, STEM, 3, 2, 1, bias=False), STEM)
        stages, inputs = [], STEM
        for channels, depth in zip(CHANNELS, DEPTHS, strict=True):
            kernel = 5 if channels == CHANNELS[-1] else 3
            blocks = [Residual(channels, kernel) for _ in range(depth)]
            stages.append(nn.Sequential(separable(inputs, channels, 2), *blocks))
            inputs = channels
        self.stages = nn.ModuleList(stages)
        self.laterals = nn.ModuleList(
            [nn.Sequential(nn.Conv2d(c, PYRAMID, 1, bias=False), nn.BatchNorm2d(PYRAMID)) for c in CHANNELS]
        )
        self.smooth = nn.ModuleList([separable(PYRAMID, PYRAMID) for _ in CHANNELS[:-1]])
        self.head = nn.Conv2d(PYRAMID, MAPS, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        grey = pictures.float().unsqueeze(1)
        mean = grey.mean(dim=(2, 3), keepdim=True)
        spread = (grey - mean).square().mean(dim=(2, 3), keepdim=True).sqrt()
        features = self.stem((grey - mean) / (spread + 4.0))
        levels = []
        for stage, lateral in zip(self.stages, self.laterals, strict=True):
            features = stage(features)
            levels.append(lateral(features))
        merged = levels.pop()
        for smooth in reversed(self.smooth):
            finer = levels.pop()
            wider = nn.functional.interpolate(merged, scale_factor=2.0, mode="nearest")
            merged = smooth(torch.relu(finer + wider))
        return self.head(merged)
