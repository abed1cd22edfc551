"""The network: separable convolutions down to a quarter of the width, dilated 1-D blocks, CTC classes.

0.43 million parameters. Its first layer stretches each strip to mean 0 and standard deviation 1, so
callers hand over grey levels as they are.
"""

import torch
from torch import Tensor, nn

from mrz.strips import CHARACTERS

CLASSES = len(CHARACTERS) + 1
CHANNELS = (16, 48, 80, 128)
WIDTH = 176
DILATIONS = (1, 2, 4, 8, 2, 1, 4, 8, 2, 1)
KERNEL = 5


def _normalised(convolution: nn.Module, channels: int) -> nn.Sequential:
    return nn.Sequential(convolution, nn.BatchNorm2d(channels), nn.ReLU(inplace=True))


def _separable(inputs: int, outputs: int, stride: tuple[int, int]) -> nn.Sequential:
    depthwise = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
    return nn.Sequential(
        _normalised(depthwise, inputs), _normalised(nn.Conv2d(inputs, outputs, 1, bias=False), outputs)
    )


class Refinement(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """A residual separable block that keeps the size; it begins as nothing, its last scale being 0."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        pointwise = nn.Conv2d(channels, channels, 1, bias=False)
        self.body = nn.Sequential(
            _normalised(nn.Conv2d(channels, channels, 3, 1, 1, groups=channels, bias=False), channels),
            pointwise,
            nn.BatchNorm2d(channels),
        )
        nn.init.zeros_(self.body[2].weight)

    def forward(self, features: Tensor) -> Tensor:
        return torch.relu(features + self.body(features))


class Context(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """A residual block along the line: depthwise with dilation, then pointwise."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        padding = (0, dilation * (KERNEL // 2))
        depthwise = nn.Conv2d(
            WIDTH, WIDTH, (1, KERNEL), 1, padding, dilation=(1, dilation), groups=WIDTH, bias=False
        )
        self.body = nn.Sequential(
            _normalised(depthwise, WIDTH), nn.Conv2d(WIDTH, WIDTH, 1, bias=False), nn.BatchNorm2d(WIDTH)
        )

    def forward(self, features: Tensor) -> Tensor:
        return torch.relu(features + self.body(features))


class LineNetwork(nn.Module):  # type: ignore[misc]
    """Strips (batch × 32 × 704, grey levels) to log-probabilities (batch × 176 × 38, natural logarithms)."""

    def __init__(self) -> None:
        super().__init__()
        first, second, third, last = CHANNELS
        self.stem = nn.Sequential(
            _normalised(nn.Conv2d(1, first, 3, 2, 1, bias=False), first),
            _separable(first, second, (2, 2)),
            _separable(second, third, (1, 1)),
            _separable(third, third, (2, 1)),
            Refinement(third),
            Refinement(third),
            _separable(third, last, (2, 1)),
            Refinement(last),
            _normalised(nn.Conv2d(last, WIDTH, (2, 1), bias=False), WIDTH),
        )
        self.context = nn.Sequential(*(Context(dilation) for dilation in DILATIONS), nn.Dropout(0.05))
        self.head = nn.Conv2d(WIDTH, CLASSES, 1)

    def forward(self, strips: Tensor) -> Tensor:
        grey = strips.float().unsqueeze(1)
        mean = grey.mean(dim=(2, 3), keepdim=True)
        spread = (grey - mean).square().mean(dim=(2, 3), keepdim=True).sqrt()
        features = self.context(self.stem((grey - mean) / (spread + 4.0)))
        return torch.log_softmax(self.head(features).squeeze(2).transpose(1, 2), dim=2)
