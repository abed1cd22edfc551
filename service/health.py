"""`GET /health`, after the federal REST guide."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models.errors import CodedError
from service.auth.dependencies import get_services
from service.context import Services
from service.db import transaction

router = APIRouter(tags=["health"])
PROBE = UUID(int=0)


@router.get("/health", summary="UP, DEGRADED (no uploads) or DOWN (no database)")
def health(services: Annotated[Services, Depends(get_services)]) -> JSONResponse:
    """DOWN with 503 when the database is away; DEGRADED when scans cannot be stored."""
    try:
        with transaction(services.engine) as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return JSONResponse({"status": "DOWN"}, 503)
    try:
        services.vault.put(PROBE, "health", b"probe")
        whole = services.vault.get(PROBE, "health") == b"probe"
    except CodedError:
        whole = False
    return JSONResponse({"status": "UP" if whole else "DEGRADED"})
