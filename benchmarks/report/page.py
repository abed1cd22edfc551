"""The page around the sections: one file, no script, nothing from elsewhere; it prints well."""

import base64
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import cv2
import numpy as np

STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;color:#1f2328;background:#fff;margin:0 auto;max-width:1180px}
body{padding:0 20px 60px}h1{font-size:30px;margin:32px 0 4px}
h2{font-size:24px;margin:52px 0 8px;border-top:3px solid #1f2328;padding-top:14px;scroll-margin-top:48px}
h3{font-size:18px;margin:30px 0 6px}p{max-width:76ch;margin:6px 0}.quiet{color:#57606a;font-size:14px}
nav{position:sticky;top:0;background:#fff;padding:10px 0;border-bottom:1px solid #d8dee4;z-index:1}
nav a{margin-right:18px;color:#0b5394}nav a:focus-visible,summary:focus-visible{outline:3px solid #0072b2}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:8px 0 14px;font-size:15px}
th,td{padding:5px 12px 5px 0;text-align:right;border-bottom:1px solid #d8dee4;vertical-align:top}
th:first-child,td:first-child{text-align:left}thead th{border-bottom:2px solid #1f2328;font-weight:600}
table.words td:last-child,table.words th:last-child{text-align:left;overflow-wrap:anywhere}
.drawings{grid-template-columns:repeat(auto-fill,minmax(460px,1fr))!important}
tr.ours td{font-weight:700}.wide{overflow-x:auto}
.charts{display:flex;flex-wrap:wrap;gap:22px;align-items:flex-start}figure{margin:8px 0;max-width:100%}
figcaption{font-size:14px;color:#57606a;max-width:64ch}svg{max-width:100%;height:auto;font-family:inherit}
.gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}
.card{border:1px solid #d8dee4;border-radius:6px;padding:10px;font-size:14px;overflow-wrap:anywhere}
.card img{width:100%;height:auto;display:block;margin-bottom:8px}code{font:13px ui-monospace,monospace}
.card code{display:block;white-space:pre-wrap}del{background:#fde0d2;text-decoration:none}
ins{background:#cfe8fb;text-decoration:none}summary{cursor:pointer;font-weight:600;margin:10px 0}
@media print{nav{display:none}body{max-width:none;padding:0;font-size:11pt}h2{break-before:page}
figure,.card,table{break-inside:avoid}details>*{display:block}.charts{gap:10px}}
"""
PICTURE_SIDE = 640
PICTURE_QUALITY = 62


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    ours: str = "ours",
    caption: str = "",
    words: bool = False,
) -> str:
    """A table; rows whose first cell begins with `ours` stand out; `words`: the last column is text."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = []
    for row in rows:
        mark = ' class="ours"' if str(row[0]).startswith(ours) else ""
        body.append(f"<tr{mark}>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>")
    told = f"<caption class='quiet'>{escape(caption)}</caption>" if caption else ""
    kind = ' class="words"' if words else ""
    inside = f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    return f'<div class="wide"><table{kind}>{told}{inside}</table></div>'


def figure(svg: str, caption: str) -> str:
    """A chart with its words; nothing where there is no chart."""
    return f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>" if svg else ""


def charts(*figures: str) -> str:
    """Charts side by side as far as there is room."""
    return f'<div class="charts">{"".join(figures)}</div>'


def paragraph(words: str, *, quiet: bool = False) -> str:
    """A paragraph."""
    return f"<p{' class=quiet' if quiet else ''}>{escape(words)}</p>"


def embed_picture(path: Path) -> str:
    """A picture as a data URL, small enough to look at; empty where there is none."""
    if not path.is_file():
        return ""
    picture = np.asarray(cv2.imread(str(path)))
    scale = PICTURE_SIDE / max(picture.shape[:2])
    if scale < 1:
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, PICTURE_QUALITY])[1].tobytes()
    return "data:image/jpeg;base64," + base64.b64encode(data).decode("ascii")


def embed_svg(path: Path) -> str:
    """A drawing as a data URL, so that its names do not meet those of others."""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def render_page(title: str, head: str, sections: Mapping[str, str]) -> str:
    """The page; `sections`: heading → HTML."""
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in sections)
    body = "".join(f'<h2 id="{escape(name)}">{escape(name)}</h2>{html}' for name, html in sections.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f'{head}<nav aria-label="Suites">{links}</nav>{body}</body></html>\n'
    )
