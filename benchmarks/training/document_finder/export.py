"""The trained networks as ONNX."""

from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.training.document_finder.networks import KINDS, WAYS, OutlineNetwork, WayNetwork
from benchmarks.training.onnx_file import finish

LARGEST = 3 * 512 * 1024
"""Bytes of each: the models live in the repository, 3 MB together."""


class Outline(nn.Module):  # type: ignore[misc]
    """Probabilities instead of logits."""

    def __init__(self, network: OutlineNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:
        return self.network(pictures).sigmoid()


class Way(nn.Module):  # type: ignore[misc]
    """Probabilities instead of logits: four, four, one."""

    def __init__(self, network: WayNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:
        answers = self.network(pictures)
        parts = answers[:, :WAYS].softmax(1), answers[:, WAYS : WAYS + KINDS].softmax(1)
        return torch.cat([*parts, answers[:, -1:].sigmoid()], dim=1)


def export(network: str, folder: Path, target: Path) -> Path:
    """Writes the checkpoint's network to `target`: input `pictures` (batch × height × width × 3, uint8),
    output `maps` (batch × 3 × height/4 × width/4) or `answers` (batch × 9), float32. Raises `ValueError`
    when the file grows beyond 1.5 MB."""
    state = torch.load(folder / f"{network}.pt", map_location="cpu")
    module = OutlineNetwork() if network == "outline" else WayNetwork()
    module.load_state_dict(state["average"])
    exported = (Outline if network == "outline" else Way)(module.eval()).eval()
    output = "maps" if network == "outline" else "answers"
    axes = {"pictures": {0: "batch"}, output: {0: "batch"}}
    if network == "outline":
        axes["pictures"] |= {1: "height", 2: "width"}
        axes["maps"] |= {2: "rows", 3: "columns"}
    target.parent.mkdir(parents=True, exist_ok=True)
    example = torch.zeros((2, 224, 320, 3), dtype=torch.uint8)
    torch.onnx.export(
        exported,
        (example,),
        str(target),
        input_names=["pictures"],
        output_names=[output],
        dynamic_axes=axes,
        dynamo=False,
    )
    return finish(target, {"steps": str(state["budget"]["step"])}, LARGEST)
