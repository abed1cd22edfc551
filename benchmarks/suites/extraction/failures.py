"""A page for each upload of which a field came out wrong: the picture, its lines, what was expected."""

import base64
import html
from pathlib import Path

import cv2
import numpy as np

from benchmarks.suites.extraction.judge import Result
from benchmarks.suites.extraction.reading import KeepingReader, read_case
from models.errors import CodedError
from ocr.intake import intake
from ocr.text import TextLine

WIDE = 1000
"""Largest width and height of the picture on the page."""
FOLDER, MOST_PICTURES = "failures/extraction", 30
STYLE = "body{font:14px sans-serif}td,th{padding:2px 8px;text-align:left}img{max-width:100%}.bad{color:#b00}"


def _draw(result: Result, lines: list[TextLine]) -> list[str]:
    """Each page as a data URL, the lines drawn in."""
    urls: list[str] = []
    try:
        pages = intake(list(result.case.files))
    except CodedError:
        return urls
    for page in pages:
        picture = page.pixels.copy()
        if len(pages) == 1:
            for line in lines:
                outline = np.rint(np.array(line.polygon)).astype(np.int32)
                cv2.polylines(picture, [outline], True, (0, 120, 255), 1)
        scale = WIDE / max(picture.shape[:2])
        if scale < 1:
            picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
        urls.append("data:image/jpeg;base64," + base64.b64encode(data).decode("ascii"))
    return urls


def write_failure(result: Result, folder: Path) -> Path:
    """Reads the upload again for its lines and writes `folder/NAME.html`."""
    reader = KeepingReader()
    again = read_case(result.case, reader)
    rows = "".join(
        f"<tr class='{'' if verdict.right else 'bad'}'><td>{verdict.field}<td>"
        f"{html.escape(' | '.join(map(str, verdict.truth)))}<td>{html.escape(str(verdict.value))}"
        f"<td>{verdict.status} {verdict.confidence:.3f}"
        for verdict in again.verdicts
    )
    lines = "".join(
        f"<li>{html.escape(line.text)} <small>{line.confidence:.2f}</small>" for line in reader.lines
    )
    pictures = "".join(f"<img src='{url}'>" for url in _draw(result, reader.lines))
    said = html.escape(" ".join((again.type, again.issuer, *again.warnings)))
    title = html.escape(f"{result.case.name}, zone {result.case.zone}, {result.case.taken}")
    path = folder / f"{result.case.name}-{result.case.zone}.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{STYLE}</style><h1>{title}</h1>"
        f"<p>{said}</p><table><tr><th>field<th>printed<th>read<th>status{rows}</table>{pictures}<ol>{lines}</ol>",
        encoding="utf-8",
    )
    return path


def write_failures(results: list[Result], folder: Path, most: int) -> int:
    """Pages for the first `most` uploads that have a wrong field; how many there are."""
    wrong = [result for result in results if any(not verdict.right for verdict in result.verdicts)]
    folder.mkdir(parents=True, exist_ok=True)
    for result in wrong[:most]:
        write_failure(result, folder)
    return min(most, len(wrong))


def save_pictures(results: list[Result], out: Path) -> None:
    """The first page of each of the first `MOST_PICTURES` drawn uploads, for the gallery of the report."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [result for result in results if result.case.taken != "specimen"]
    for result in drawn[:MOST_PICTURES]:
        (folder / f"{result.case.name}.jpg").write_bytes(result.case.files[0][1])
