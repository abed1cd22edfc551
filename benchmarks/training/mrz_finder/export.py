"""The trained network as ONNX: a picture in, maps of lines out."""

from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.training.mrz_finder.network import FinderNetwork
from benchmarks.training.onnx_file import finish

LARGEST = 3 * 512 * 1024
"""Bytes: the model lives in the repository."""


class Exported(nn.Module):  # type: ignore[misc]
    """The network with the kernel's probability instead of its logit."""

    def __init__(self, network: FinderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:
        maps = self.network(pictures)
        return torch.cat([maps[:, :1].sigmoid(), maps[:, 1:]], dim=1)


def export(checkpoint: Path, target: Path) -> Path:
    """Writes the checkpoint's network to `target`: input `pictures` (batch × height × width, uint8, sides
    multiples of 32), output `maps` (batch × 2 × height/4 × width/4, float32). Raises `ValueError` when the
    file grows beyond 1.5 MB."""
    network = FinderNetwork()
    state = torch.load(checkpoint, map_location="cpu")
    network.load_state_dict(state["average"])
    exported = Exported(network.eval()).eval()
    example = torch.zeros((2, 320, 384), dtype=torch.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        exported,
        (example,),
        str(target),
        input_names=["pictures"],
        output_names=["maps"],
        dynamic_axes={
            name: {0: "batch", axis: "height", axis + 1: "width"}
            for name, axis in (("pictures", 1), ("maps", 2))
        },
        dynamo=False,
    )
    return finish(target, {"steps": str(state["budget"]["step"])}, LARGEST)
