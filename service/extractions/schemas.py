"""What comes out of an upload."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ocr.extraction import Quality
from service.schemas import Model


class ExtractionStatus(Model):
    """How far an extraction is. `stage` is a code, `progress` in [0, 1], `poll_after` in seconds.

    `collecting`: in the portal pages are still added to it; nothing is read before somebody says so.

    `problem` is the problem+json of a failure: type, title, status, detail, code, remedy.
    """

    id: UUID
    state: Literal["collecting", "processing", "done", "failed"]
    stage: str | None = None
    progress: float | None = None
    poll_after: float | None = None
    problem: dict[str, Any] | None = None
    files: list[str] = []
    created_at: datetime


class PageView(Model):
    """A page of an upload before it is read, with the first half of its quality.

    `number` counts from 1; `turn` is in degrees, as its owner turned it; width, height and the polygons of
    `quality` are in pixels of the page after that turn.
    """

    id: UUID
    number: int
    name: str
    width: int
    height: int
    turn: int = 0
    quality: Quality
