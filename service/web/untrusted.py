"""A plain form as text by field name."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request


async def read_form(request: Request) -> dict[str, str]:
    """The text fields of the form; files and repeated names are left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_choices(request: Request) -> list[str]:
    """The values of the check boxes named `items`."""
    form = await request.form()
    return [value for value in form.getlist("items") if isinstance(value, str)]


def read_id(untrusted_text: str) -> UUID | None:
    """The id, or None for anything else."""
    try:
        return UUID(untrusted_text)
    except ValueError:
        return None


FormFields = Annotated[dict[str, str], Depends(read_form)]
Choices = Annotated[list[str], Depends(read_choices)]
