"""Confidence that means something: `calibrate(decided, evidence)`.

Reconciling says which value stands and how it is supported; this room says, once that is settled, how often
such a value is right. Values and statuses stay as they are.
"""

from ocr.confidence.evidence import Decided, Evidence, Setting, describe, tabulate
from ocr.confidence.model import load_parameters
from ocr.extraction import ExtractedField

__all__ = ["Decided", "Evidence", "Setting", "calibrate", "describe"]


def calibrate(decided: Decided, evidence: Evidence) -> ExtractedField:
    """The field with the probability that its value is right; a conflict keeps what reconciling gave it.

    Raises the errors of `models.load.model_dir` where the parameters are missing.
    """
    if decided.field.status == "conflict":
        return decided.field
    rated = load_parameters().rate(decided.name, tabulate(evidence))
    return decided.field.model_copy(update={"confidence": round(rated, 4)})
