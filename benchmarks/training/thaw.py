"""An exported model back into a network that can be trained on: checkpoints are not committed, models are.

Export folds each normalisation into the convolution before it. Thawing gives the normalisations back: what
their convolutions give for a batch of real pictures becomes their mean and spread, and scale and shift are
chosen such that the network says, on this batch, what the exported one says.
"""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

Folded = tuple[Tensor, Tensor]
"""Weights and biases of a convolution."""


def read_convolutions(path: Path) -> list[Folded]:
    """The convolutions of an exported model, in the order in which they run."""
    graph = onnx.load(str(path)).graph
    values = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    nodes = [node for node in graph.node if node.op_type == "Conv"]
    return [(values[node.input[1]], values[node.input[2]]) for node in nodes]


def thaw(network: nn.Module, path: Path, batch: Tensor) -> None:
    """Gives `network` the weights of the model in `path`; `batch`: some hundred of the pictures it sees.

    Raises `ValueError` when the model was exported from another network.
    """
    folded = iter(read_convolutions(path))
    biases: list[Tensor] = []

    def load(layer: nn.Conv2d, _: tuple[Tensor, ...]) -> None:
        weight, bias = next(folded, (None, None))
        if weight is None or bias is None or weight.shape != layer.weight.shape:
            raise ValueError(f"{path.name} was exported from another network")
        layer.weight.copy_(weight)
        if layer.bias is not None:
            layer.bias.copy_(bias)
        biases.append(bias)

    def centre(layer: nn.BatchNorm2d, inputs: tuple[Tensor, ...]) -> None:
        variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
        layer.running_mean.copy_(mean)
        layer.running_var.copy_(variance)
        layer.weight.copy_((variance + layer.eps).sqrt())
        layer.bias.copy_(mean + biases[-1])

    hooks = [
        layer.register_forward_pre_hook(load if isinstance(layer, nn.Conv2d) else centre)
        for layer in network.modules()
        if isinstance(layer, nn.Conv2d | nn.BatchNorm2d)
    ]
    network.eval()
    with torch.no_grad():
        network(batch)
    for hook in hooks:
        hook.remove()
    if next(folded, None) is not None:
        raise ValueError(f"{path.name} was exported from another network")
