"""What a person who waits is told of how long it takes: measured on the latest cases."""

from datetime import UTC, datetime, timedelta

import pytest

from service.db import transaction
from service.requests.models import RequestEvent
from service.requests.waits import FEWEST, LATEST, usual_wait

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def looked_at(services, drafted, employer, newcomer):
    """Adds cases of one request, one after the other: hours until somebody answered, and what they said."""
    request_id = drafted(employer, newcomer)

    def add(*cases: tuple[float, str]) -> None:
        with transaction(services.engine) as session:
            for hours, ended in cases:
                for at, before, after in (
                    (BEGAN, "processing", "underReview"),
                    (BEGAN + timedelta(hours=hours), "underReview", ended),
                ):
                    session.add(RequestEvent(request_id=request_id, from_state=before, to_state=after, at=at))
                    session.flush()

    return add


def told(services) -> timedelta | None:
    with transaction(services.engine) as session:
        return usual_wait(session)


def test_nine_in_ten_were_answered_within_it(services, looked_at):
    looked_at(*[(float(hours), "numberAssigned") for hours in range(1, 12)])
    assert told(services) == timedelta(hours=10)


def test_a_question_is_an_answer_and_a_withdrawal_is_none(services, looked_at):
    looked_at(*[(2.0, "moreInformationNeeded")] * FEWEST, *[(90.0, "cancelled")] * 9)
    assert told(services) == timedelta(hours=2)


def test_too_few_cases_promise_nothing(services, looked_at):
    looked_at(*[(2.0, "refused")] * (FEWEST - 1))
    assert told(services) is None


def test_only_the_latest_cases_count(services, looked_at):
    looked_at(*[(50.0, "refused")] * 20, *[(3.0, "numberAssigned")] * LATEST)
    assert told(services) == timedelta(hours=3)
