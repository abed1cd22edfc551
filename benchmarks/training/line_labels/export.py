"""The trained labeller as ONNX."""

from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.training.line_labels.network import Labeller
from benchmarks.training.line_labels.train import checkpoint
from benchmarks.training.onnx_file import finish

LARGEST = 2 * 1024 * 1024


class OnePage(nn.Module):  # type: ignore[misc]
    """One page without padding, probabilities instead of logits."""

    def __init__(self, network: Labeller) -> None:
        super().__init__()
        self.network = network

    def forward(self, letters: Tensor, numbers: Tensor, places: Tensor) -> Tensor:
        absent = torch.zeros_like(places[:, 0])
        answers = self.network(letters[None], numbers[None], places[None], absent[None])
        return answers[0].softmax(1)


def export(folder: Path, target: Path, without: int | None = None) -> Path:
    """Writes the checkpoint's network to `target`: inputs `letters` (lines × letters, uint8), `numbers` and
    `places` (float32), output `labels` (lines × labels, probabilities)."""
    state = torch.load(folder / checkpoint(without), map_location="cpu")
    weights = state["average"]
    numbers = weights["join.0.weight"].shape[1] - 64
    network = Labeller(numbers, len(weights["head.1.bias"]))
    network.load_state_dict(weights)
    target.parent.mkdir(parents=True, exist_ok=True)
    example = (
        torch.ones((7, 36), dtype=torch.uint8),
        torch.zeros((7, numbers)),
        torch.arange(28.0).reshape(7, 4),
    )
    names = ["letters", "numbers", "places"]
    torch.onnx.export(
        OnePage(network.eval()).eval(),
        example,
        str(target),
        input_names=names,
        output_names=["labels"],
        dynamic_axes={name: {0: "lines"} for name in [*names, "labels"]},
        dynamo=False,
    )
    return finish(target, {"steps": str(state["budget"]["step"])}, LARGEST)
