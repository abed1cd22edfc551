"""`GET /health`, after the federal REST guide."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models.errors import CodedError
from service.api.route import StrictRoute
from service.auth.dependencies import get_services
from service.context import Services
from service.db import transaction
from service.schemas import Model

router = APIRouter(tags=["health"], route_class=StrictRoute)
PROBE = UUID(int=0)


class Health(Model):
    """UP, DEGRADED when scans cannot be stored, DOWN when the database is away."""

    status: Literal["UP", "DEGRADED", "DOWN"]


@router.get(
    "/health",
    summary="UP, DEGRADED (no uploads) or DOWN (no database)",
    responses={503: {"model": Health, "description": "DOWN"}},
)
def health(services: Annotated[Services, Depends(get_services)], response: Response) -> Health:
    """DOWN with 503 when the database is away; DEGRADED when scans cannot be stored."""
    try:
        with transaction(services.engine) as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        response.status_code = 503
        return Health(status="DOWN")
    try:
        services.vault.put(PROBE, "health", b"probe")
        whole = services.vault.get(PROBE, "health") == b"probe"
    except CodedError:
        whole = False
    return Health(status="UP" if whole else "DEGRADED")
