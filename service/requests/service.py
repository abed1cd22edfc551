"""The use cases of a request, by the names under which other domains know them."""

from service.requests.answering import answer_items, cancel_request
from service.requests.drafting import check_request, create_draft, save_addresses, save_email, save_person
from service.requests.history import history, request_view
from service.requests.sending import DECISION_JOB, decide_request, submit_request
from service.requests.transitions import give_number, hold_request, move, tell

__all__ = [
    "DECISION_JOB",
    "answer_items",
    "cancel_request",
    "check_request",
    "create_draft",
    "decide_request",
    "give_number",
    "history",
    "hold_request",
    "move",
    "request_view",
    "save_addresses",
    "save_email",
    "save_person",
    "submit_request",
    "tell",
]
