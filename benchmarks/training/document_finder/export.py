"""The trained networks as ONNX."""

from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.training.document_finder.networks import (
    KINDS,
    WAYS,
    CornersNetwork,
    OutlineNetwork,
    WayNetwork,
)
from benchmarks.training.onnx_file import finish, halve

LARGEST = 1024 * 1024
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


class Corners(nn.Module):  # type: ignore[misc]
    """The score as a probability: eight coordinates, one score."""

    def __init__(self, network: CornersNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:
        answers = self.network(pictures)
        return torch.cat([answers[:, :8], answers[:, 8:].sigmoid()], dim=1)


SHOWN: dict[str, tuple[type[nn.Module], type[nn.Module], tuple[int, int]]] = {
    "outline": (OutlineNetwork, Outline, (224, 320)),
    "way": (WayNetwork, Way, (224, 320)),
    "corners": (CornersNetwork, Corners, (128, 192)),
}
"""What is trained, what is exported, height and width of a picture."""


def export(network: str, folder: Path, target: Path) -> Path:
    """Writes the checkpoint's network to `target`: input `pictures` (batch × height × width × 3, uint8),
    output `maps` (batch × 3 × height/4 × width/4) or `answers` (batch × 9), float32. Raises `ValueError`
    when the file is too large."""
    state = torch.load(folder / f"{network}.pt", map_location="cpu")
    trained, shown, size = SHOWN[network]
    module = trained()
    module.load_state_dict(state["average"])
    exported = shown(module.eval()).eval()
    output = "maps" if network == "outline" else "answers"
    axes = {"pictures": {0: "batch"}, output: {0: "batch"}}
    if network == "outline":
        axes["pictures"] |= {1: "height", 2: "width"}
        axes["maps"] |= {2: "rows", 3: "columns"}
    target.parent.mkdir(parents=True, exist_ok=True)
    example = torch.zeros((2, *size, 3), dtype=torch.uint8)
    torch.onnx.export(
        exported,
        (example,),
        str(target),
        input_names=["pictures"],
        output_names=[output],
        dynamic_axes=axes,
        dynamo=False,
    )
    if network == "corners":  # others may be trained on (`thaw`), which reads their weights as they are
        halve(target)
    return finish(target, {"steps": str(state["budget"]["step"])}, LARGEST)
