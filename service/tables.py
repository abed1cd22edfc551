"""Imports every table, so that the metadata is whole."""

from service.api import models as api
from service.audit import models as audit
from service.auth import models as auth
from service.batches import models as batches
from service.corrections import models as corrections
from service.erasure import models as erasure
from service.extractions import models as extractions
from service.jobs import models as jobs
from service.limits import models as limits
from service.mail import models as mail
from service.operations import models as operations
from service.organisations import models as organisations
from service.registry import models as registry
from service.requests import models as requests
from service.reviews import models as reviews
from service.statistics import models as statistics
from service.webhooks import models as webhooks

__all__ = [
    "api",
    "audit",
    "auth",
    "batches",
    "corrections",
    "erasure",
    "extractions",
    "jobs",
    "limits",
    "mail",
    "operations",
    "organisations",
    "registry",
    "requests",
    "reviews",
    "statistics",
    "webhooks",
]
