"""What comes out of an upload."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from service.schemas import Model


class ExtractionStatus(Model):
    """How far an extraction is. `stage` is a code, `progress` in [0, 1], `poll_after` in seconds.

    `problem` is the problem+json of a failure: type, title, status, detail, code, remedy.
    """

    id: UUID
    state: Literal["processing", "done", "failed"]
    stage: str | None = None
    progress: float | None = None
    poll_after: float | None = None
    problem: dict[str, Any] | None = None
    files: list[str] = []
    created_at: datetime
