"""How good a picture is: first from its pixels alone, then from what could be read."""

from ocr.assess.advice import ADVICE
from ocr.assess.evidence import FieldEvidence, PageEvidence, assess_evidence
from ocr.assess.pixels import assess_pixels

__all__ = ["ADVICE", "FieldEvidence", "PageEvidence", "assess_evidence", "assess_pixels"]
