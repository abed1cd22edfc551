"""Why somebody looked at personal data: each entry of the log says so, sealed with the rest of it.

Where a use case names no purpose of its own, it follows from the capacity in which the person acted: nobody
acts in two at once, and each right of a role serves one purpose. Looks at the registry that serve several
(`service.registry.schemas.Purpose`) are told by whoever looks.
"""

from typing import Literal

from service.context import Actor, User

Purpose = Literal["requestHandling", "review", "audit", "administration", "statistics", "operation"]


def purpose_of(user: User | None) -> Purpose:
    """The purpose of an act that names none. The machine's own is `operation`."""
    if user is None:
        return "operation"
    if not isinstance(user, Actor):
        return "administration"
    if user.reviews:
        return "review"
    if user.may("request:read"):
        return "requestHandling"
    return "audit" if user.may("audit:read") else "statistics"
