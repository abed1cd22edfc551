"""`GET /health`, after the federal REST guide: one word for everybody. Operators see the parts elsewhere
(`service.operations.exposition`)."""

from typing import Literal, cast

from fastapi import APIRouter, Request, Response

from service.api.route import StrictRoute
from service.operations.health import HealthMonitor
from service.schemas import Model

router = APIRouter(tags=["health"], route_class=StrictRoute)


class Health(Model):
    """UP, DEGRADED when something but the database is away, DOWN when the database is."""

    status: Literal["UP", "DEGRADED", "DOWN"]


@router.get(
    "/health",
    summary="UP, DEGRADED (some things do not work) or DOWN (nothing does)",
    responses={503: {"model": Health, "description": "DOWN"}},
)
def health(request: Request, response: Response) -> Health:
    """503 when it is DOWN. An answer is good for some seconds, so that asking often costs nothing."""
    monitor = cast(HealthMonitor, request.app.state.health)
    found = monitor.look()
    if found.status == "DOWN":
        response.status_code = 503
    return Health(status=found.status)
