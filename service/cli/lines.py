"""Requests as JSON Lines on standard input, a decision a line on standard output, in order."""

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import CodedError

if TYPE_CHECKING:
    from matching.person import Decision, PersonRequest


def answer_lines(decide: "Callable[[PersonRequest], Decision]") -> None:
    """Answers every line; a bad one gets a line with its error and does not stop the others."""
    from matching.registry_file import parse_request

    for untrusted_line in sys.stdin.buffer:
        if not untrusted_line.strip():
            continue
        try:
            answer = decide(parse_request(untrusted_line)).to_json()
        except CodedError as error:
            answer = error_line(error, _identify(untrusted_line))
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def error_line(error: CodedError, identifier: str | None = None) -> str:
    """The line that stands for an answer."""
    named = {} if identifier is None else {"id": identifier}
    return json.dumps({**named, "error": error.as_dict()}, ensure_ascii=False)


def _identify(untrusted_line: bytes) -> str | None:
    """The `id` of a line that is no valid request, when it has one."""
    try:
        document = json.loads(untrusted_line)
    except (ValueError, RecursionError):
        return None
    identifier = document.get("id") if isinstance(document, dict) else None
    return identifier if isinstance(identifier, str) else None
