"""The trained network as ONNX: strips in, log-probabilities out, the alphabet in the metadata."""

from pathlib import Path

import torch

from benchmarks.training.mrz_lines.network import LineNetwork
from benchmarks.training.onnx_file import finish
from mrz.strips import CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH

LARGEST = 4 * 1024 * 1024
"""Bytes: the model lives in the repository."""


def export(checkpoint: Path, target: Path) -> Path:
    """Writes the checkpoint's network to `target`: input `strips` (batch × 32 × 704, uint8), output
    `logarithms` (batch × 176 × 38, float32). Raises `ValueError` when the file grows beyond 4 MB."""
    network = LineNetwork()
    state = torch.load(checkpoint, map_location="cpu")
    network.load_state_dict(state["average"])
    network.eval()
    example = torch.zeros((2, STRIP_HEIGHT, STRIP_WIDTH), dtype=torch.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network,
        (example,),
        str(target),
        input_names=["strips"],
        output_names=["logarithms"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        external_data=False,
        dynamo=True,
    )
    return finish(target, {"alphabet": CHARACTERS, "steps": str(state["budget"]["step"])}, LARGEST)
