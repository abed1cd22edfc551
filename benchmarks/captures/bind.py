"""Pictures bound to a PDF, as a scanner's software does it."""

import io
from collections.abc import Sequence

import cv2
import numpy as np
import pikepdf

from benchmarks.documents.sheet import DPI

POINTS_PER_INCH = 72


def bind_pdf(jpegs: Sequence[bytes], dpi: int = DPI) -> bytes:
    """A PDF with one JPEG a page, each page as large as its picture at `dpi`; equal input, equal bytes."""
    pdf = pikepdf.new()
    for jpeg in jpegs:
        height, width = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_COLOR).shape[:2]
        picture = pikepdf.Stream(pdf, jpeg)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
        picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        across, down = width * POINTS_PER_INCH / dpi, height * POINTS_PER_INCH / dpi
        page = pdf.add_blank_page(page_size=(across, down))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
        page.Contents = pikepdf.Stream(pdf, f"q {across:.3f} 0 0 {down:.3f} 0 0 cm /Scan Do Q".encode())
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
