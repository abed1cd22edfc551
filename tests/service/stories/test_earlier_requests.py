"""A warning when the company itself asked for the same worker before; it keeps nothing from being sent."""

import pytest

from service.requests import service as requests


@pytest.fixture
def warnings(working):
    """Ids of the earlier requests that checking a request names."""

    def look(actor, request_id):
        with working(actor) as work:
            found = requests.check_request(work, request_id)
        assert {issue.type for issue in found if issue.severity == "warning"} <= {"earlierRequest"}
        return [one for issue in found if issue.severity == "warning" for one in issue.requests]

    return look


def test_a_second_request_for_a_worker_is_warned_of_and_can_be_sent(
    sent, drafted, working, employer, newcomer, warnings
):
    first = sent(employer, newcomer)
    second = drafted(employer, newcomer)
    assert warnings(employer, second) == [first.id]
    with working(employer) as work:
        assert requests.submit_request(work, second).ssin == first.ssin


def test_another_spelling_of_the_worker_is_the_same_worker(sent, drafted, employer, newcomer, warnings):
    first = sent(employer, newcomer)
    name = newcomer.names[0]
    spelt = newcomer.model_copy(
        update={"names": [name.model_copy(update={"family_name": "Kispe Mamani"})], "place_of_birth": None}
    )
    assert warnings(employer, drafted(employer, spelt)) == [first.id]


def test_another_worker_is_not_warned_of(sent, drafted, employer, newcomer, known, warnings):
    sent(employer, newcomer)
    assert warnings(employer, drafted(employer, known)) == []


def test_another_companys_request_never_shows(sent, drafted, employer, stranger, newcomer, warnings):
    """Not even that there is one."""
    sent(stranger, newcomer)
    assert warnings(employer, drafted(employer, newcomer)) == []


def test_the_registry_never_shows(sent, drafted, employer, known, warnings):
    """A known person without an earlier request of the company's: no warning, whatever is guessed."""
    assert warnings(employer, drafted(employer, known)) == []


def test_a_colleagues_request_counts(sent, drafted, services, employer, newcomer, warnings):
    from tests.service.conftest import actor_named

    colleague = actor_named(services, "bram@janssens.invalid")
    first = sent(colleague, newcomer)
    assert warnings(employer, drafted(employer, newcomer)) == [first.id]


def test_what_was_withdrawn_does_not_count(case, drafted, working, employer, newcomer, warnings):
    request_id = case(newcomer)
    with working(employer) as work:
        requests.cancel_request(work, request_id)
    assert warnings(employer, drafted(employer, newcomer)) == []


def test_an_empty_draft_is_like_nobody(working, employer, warnings):
    with working(employer) as work:
        request_id = requests.create_draft(work, None).id
    assert warnings(employer, request_id) == []


def test_the_page_before_sending_leads_to_the_earlier_request(
    sent, drafted, employer, newcomer, client, sign_in
):
    first = sent(employer, newcomer)
    second = drafted(employer, newcomer)
    sign_in(employer)
    page = client.get(f"/requests/{second}/check").text
    assert "Your company has an earlier request for this worker." in page
    assert f'href="/requests/{first.id}"' in page
    assert "There is a problem" not in page
