"""Students and casual workers of agriculture are sent elsewhere before anything is uploaded."""

import pytest

from service.batches.models import Batch
from service.db import transaction
from service.requests.models import RequestRecord


@pytest.mark.parametrize(("route", "service"), [("student", "student-work"), ("seasonal", "Dimona")])
def test_they_are_told_where_to_go_and_nothing_is_begun(client, sign_in, employer, services, route, service):
    form = sign_in(employer)
    answer = client.post("/requests/new", data=form | {"route": route})
    assert service in answer.text
    assert 'type="file"' not in answer.text
    with transaction(services.engine) as session:
        assert session.query(RequestRecord).count() == 0


def test_an_employee_from_abroad_goes_on_to_the_upload(client, sign_in, employer):
    answer = client.post("/requests/new", data=sign_in(employer) | {"route": "regular"})
    assert answer.headers["location"] == "/requests/new/upload"


@pytest.mark.parametrize("route", ["", "nonsense"])
def test_without_an_answer_the_question_stays(client, sign_in, employer, route):
    answer = client.post("/requests/new", data=sign_in(employer) | {"route": route})
    assert answer.status_code == 400
    assert "Choose what applies to the worker." in answer.text


def test_a_batch_begins_only_where_this_is_the_route_for_all_its_workers(client, sign_in, employer, services):
    form = sign_in(employer)
    assert client.post("/batches", data=form).status_code == 400
    with transaction(services.engine) as session:
        assert session.query(Batch).count() == 0
    assert client.post("/batches", data=form | {"regular": "yes"}).status_code == 303
