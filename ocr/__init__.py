"""Pages in, `Extraction` out: `extract(["passport.jpg"])`.

Importing this room loads no engine: PaddleOCR comes with the first page that is read.
"""

from ocr.extract import extract
from ocr.extraction import Extraction

__all__ = ["Extraction", "extract"]
