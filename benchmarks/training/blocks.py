"""What the small networks are made of: normalised convolutions, separable ones, residual blocks."""

import torch
from torch import Tensor, nn


def normalised(convolution: nn.Module, channels: int) -> nn.Sequential:
    """The convolution, normalised and rectified."""
    return nn.Sequential(convolution, nn.BatchNorm2d(channels), nn.ReLU(inplace=True))


def separable(inputs: int, outputs: int, stride: int = 1, kernel: int = 3) -> nn.Sequential:
    """Depthwise, then pointwise, each normalised and rectified."""
    depthwise = nn.Conv2d(inputs, inputs, kernel, stride, kernel // 2, groups=inputs, bias=False)
    return nn.Sequential(
        normalised(depthwise, inputs), normalised(nn.Conv2d(inputs, outputs, 1, bias=False), outputs)
    )


class Residual(nn.Module):  # type: ignore[misc]  # torch is not in the environment that checks types
    """Depthwise, then pointwise, added to what came in."""

    def __init__(self, channels: int, kernel: int) -> None:
        super().__init__()
        depthwise = nn.Conv2d(channels, channels, kernel, 1, kernel // 2, groups=channels, bias=False)
        self.body = nn.Sequential(
            normalised(depthwise, channels),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, features: Tensor) -> Tensor:
        return torch.relu(features + self.body(features))
