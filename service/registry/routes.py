"""`/v1/persons/query` and `/v1/numbers/query`: what reviewers ask. No name or number in a URL."""

from typing import Annotated

from fastapi import Depends

from service.api.route import api_router
from service.auth.dependencies import Needs
from service.context import Work
from service.registry import lookup
from service.registry.schemas import NumberQuery, NumberStatus, PersonQuery, PersonsFound

router = api_router("", "registry")
ReadingRegistry = Annotated[Work, Depends(Needs("registry:read"), scope="function")]


@router.post("/persons/query", summary="Search a person in the registry")
def search_persons(work: ReadingRegistry, body: PersonQuery) -> PersonsFound:
    """Nobody, one person, or several who may be meant, each with the evidence. A search makes nothing."""
    return lookup.find_persons(work, body)


@router.post("/numbers/query", summary="What has become of a number")
def look_up_number(work: ReadingRegistry, body: NumberQuery) -> NumberStatus:
    """Whether it stands, was cancelled, or was replaced, and by which."""
    return lookup.look_up_number(work, body)
