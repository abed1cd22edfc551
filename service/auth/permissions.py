"""What each role may do. Routes name a permission (`service.auth.dependencies.Needs`), never a role."""

from typing import Literal

Role = Literal["employer", "companyAdmin", "reviewer", "seniorReviewer", "dataScientist", "auditor"]
Permission = Literal[
    "request:read",
    "request:write",
    "organisation:manage",
    "webhook:manage",
    "case:read",
    "case:decide",
    "case:confirm",
    "registry:read",
    "statistics:read",
    "audit:read",
    "hold:manage",
]

_EMPLOYER: frozenset[Permission] = frozenset({"request:read", "request:write"})
_REVIEWER: frozenset[Permission] = frozenset({"request:read", "case:read", "case:decide", "registry:read"})
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    "employer": _EMPLOYER,
    "companyAdmin": _EMPLOYER | {"organisation:manage", "webhook:manage"},
    "reviewer": _REVIEWER,
    "seniorReviewer": _REVIEWER | {"case:confirm", "hold:manage"},
    "dataScientist": frozenset({"statistics:read"}),
    "auditor": frozenset({"audit:read", "hold:manage"}),
}
"""Data scientists see counts and pseudonyms, auditors the log: neither sees a request or a person."""
ASSIGNABLE: dict[str, tuple[Role, ...]] = {
    "employer": ("employer", "companyAdmin"),
    "serviceProvider": ("employer", "companyAdmin"),
    "office": ("reviewer", "seniorReviewer", "dataScientist", "auditor"),
}
"""The roles that an organisation's people can have, by its kind: no company makes a reviewer."""
REQUESTER: Role = "employer"
"""Whoever acts under a mandate: asks for numbers, and manages nothing."""
NOT_BY_TOKEN: frozenset[Permission] = frozenset({"organisation:manage"})
"""What a program never does: a token that leaks lets nobody in."""
