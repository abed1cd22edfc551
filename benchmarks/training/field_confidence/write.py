"""The parameters as a file."""

from pathlib import Path

from ocr.confidence.model import Parameters


def write_parameters(parameters: Parameters, values: int, documents: int, target: Path) -> None:
    """Writes the parameters with what they came from."""
    lines = [
        f"# Fitted on {values} values read from simulated captures of {documents} drawn documents by",
        "# python -m benchmarks.training.field_confidence; ocr/confidence/evidence.py says what the features",
        "# are. Log-odds = intercept + the field's own + sum of weight x feature, at most `most`.",
        f"intercept = {parameters.intercept:.4f}",
        f"most = {parameters.most:.4f}",
        "",
        "[features]",
        *(f"{name} = {weight:.4f}" for name, weight in parameters.weights.items()),
        "",
        "[fields]",
        *(f"{name} = {weight:.4f}" for name, weight in parameters.fields.items()),
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
