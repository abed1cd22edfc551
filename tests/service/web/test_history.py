"""The company's history: sorted as people spell, narrowed, searched without names in addresses, exported."""

import csv
import io
import re

import pytest
from sqlalchemy import func, select, text

from matching.person import Name
from service.db import transaction
from service.demo.history import make_history
from service.requests.export import COLUMNS, safe_cell
from service.requests.models import RequestRecord
from service.reviews.models import OpenCase

WORKER = re.compile(
    r'data-label="Worker"><a class="govuk-link" href="/requests/[0-9a-f-]{36}[^"]*">([^<]*)</a>'
)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def form(client, sign_in, employer) -> dict[str, str]:
    client.cookies.set("belgianidpro_language", "en")
    return sign_in(employer)


@pytest.fixture
def workers(drafted, employer, newcomer):
    """Drafts of the same company by family name."""

    def make(*names: tuple[str, str]) -> list:
        return [
            drafted(
                employer,
                newcomer.model_copy(update={"names": [Name(family_name=family, given_names=given)]}),
                number=f"ZZ000000{place}",
            )
            for place, (family, given) in enumerate(names)
        ]

    return make


def shown(page) -> list[str]:
    assert page.status_code == 200
    return WORKER.findall(page.text)


def find(client, form, **fields):
    answer = client.post("/requests/find", data={**form, **fields})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_workers_are_sorted_as_people_spell_and_the_heading_says_so(client, form, workers):
    workers(("Zając", "Jan"), ("Öztürk", "Ali"), ("Łukasik", "Ewa"), ("Olsen", "Per"), ("de Vries", "Bo"))
    up = client.get("/requests?sort=worker")
    assert shown(up) == ["Bo de Vries", "Ewa Łukasik", "Per Olsen", "Ali Öztürk", "Jan Zając"]
    assert 'aria-sort="ascending"><a id="sort-worker" href="/requests?sort=-worker"' in up.text
    down = client.get("/requests?sort=-worker")
    assert shown(down) == shown(up)[::-1]
    assert 'aria-sort="descending"><a id="sort-worker" href="/requests?sort=worker"' in down.text
    assert up.text.count('aria-sort="none"') == 3


def test_a_worker_is_found_by_what_was_typed_and_no_address_tells_it(client, form, workers, newcomer):
    workers(("Müller", "Anna Łucja"), ("Mueller", "Otto"), ("Öztürk", "Ali"))
    for typed, found in (
        ("muller lucja", ["Anna Łucja Müller"]),
        ("ozturk", ["Ali Öztürk"]),
        ("zz 0000001", []),
        ("zz0000001", ["Otto Mueller"]),
        ("17/03/1991 müller", ["Anna Łucja Müller"]),
        ("1991-03-18", []),
        ("' OR 1=1", []),
    ):
        address = find(client, form, worker=typed)
        assert re.fullmatch(r"/requests\?search=[0-9a-f-]{36}", address)
        page = client.get(address)
        assert shown(page) == found
    assert "No request fits." in page.text
    assert 'value="&#39; OR 1=1"' in page.text  # what was typed stands in the field again


def test_a_number_is_found_with_and_without_its_points(client, form, sent, employer, known):
    number = sent(employer, known).ssin
    dotted = f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
    for typed in (number, dotted):
        assert len(shown(client.get(find(client, form, worker=typed)))) == 1
    assert shown(client.get(find(client, form, worker="85471200206"))) == []


def test_state_requester_and_period_narrow_together_and_sorting_keeps_them(
    client, form, workers, employer, administrator, drafted, newcomer, services
):
    mine = workers(("Aa", "One"), ("Bb", "Two"))
    drafted(administrator, newcomer)
    client.post(f"/requests/{mine[0]}/cancel", data=form)
    assert len(shown(client.get("/requests"))) == 3
    address = find(client, form, state="draft", requester=str(employer.account_id), sort="worker")
    assert address == f"/requests?state=draft&requester={employer.account_id}&sort=worker"
    page = client.get(address)
    assert shown(page) == ["Two Bb"]
    assert f'href="/requests?state=draft&amp;requester={employer.account_id}&amp;sort=-worker"' in page.text
    with transaction(services.engine) as session:
        early = {"moment": "2020-03-28 23:30:00+00", "id": mine[1]}  # half past midnight in Belgium
        session.execute(text("UPDATE request SET created_at = :moment WHERE id = :id"), early)
    assert shown(client.get("/requests?from=2020-03-29&to=2020-03-29")) == ["Two Bb"]
    assert shown(client.get("/requests?from=2020-03-28&to=2020-03-28")) == []
    assert len(shown(client.get("/requests?from=nonsense&state=nonsense&page=x&sort=x"))) == 3


def test_a_colleague_of_another_company_finds_nothing_of_it(client, form, workers, sign_in, stranger):
    workers(("Öztürk", "Ali"))
    address = find(client, form, worker="ozturk")
    other = sign_in(stranger)
    assert shown(client.get("/requests")) == []
    assert shown(client.get(find(client, other, worker="ozturk"))) == []
    page = client.get(address)  # another company's search is none
    assert shown(page) == []
    assert "Öztürk" not in page.text
    assert 'value="ozturk"' not in page.text


def test_a_search_that_is_over_shows_everything_and_says_so(client, form, workers, services):
    workers(("Öztürk", "Ali"), ("Olsen", "Per"))
    address = find(client, form, worker="ozturk")
    with transaction(services.engine) as session:
        session.execute(text("UPDATE request_search SET created_at = created_at - interval '61 minutes'"))
    page = client.get(address)
    assert len(shown(page)) == 2
    assert "This one is over" in page.text


def test_pages_follow_one_another_and_htmx_gets_the_piece_alone(client, form, services):
    with transaction(services.engine) as session:
        make_history(session, 60)
    whole, last = client.get("/requests"), client.get("/requests?page=3")
    assert "1 to 25 of 60 requests" in whole.text
    assert "51 to 60 of 60 requests" in last.text
    assert 'rel="next" href="/requests?page=2"' in whole.text
    assert 'rel="next"' not in last.text
    assert client.get("/requests?page=99").headers["location"] == "/requests?page=3"
    piece = client.get("/requests?page=2&sort=worker", headers=HTMX)
    assert piece.text.lstrip().startswith('<section class="app-card app-found" id="found"')
    assert piece.headers["HX-Push-Url"] == "/requests?sort=worker&page=2"
    names = [
        name for number in (1, 2, 3) for name in shown(client.get(f"/requests?sort=worker&page={number}"))
    ]
    assert len(names) == 60


def test_what_waits_for_an_answer_stands_on_top_with_the_next_deadline_first(client, form, services):
    with transaction(services.engine) as session:
        make_history(session, 400)
        waiting = select(func.count()).where(RequestRecord.state == "underReview")
        assert session.scalar(select(func.count()).select_from(OpenCase)) == session.scalar(waiting) > 0
        session.execute(
            text("UPDATE request SET deadline = deadline - interval '3 days' WHERE random() < 0.5")
        )
        query = text(
            "SELECT id FROM request WHERE state = 'moreInformationNeeded' ORDER BY deadline, created_at DESC"
        )
        first = [str(one) for one in session.scalars(query)]
    page = client.get("/requests").text
    top = page[page.index('id="todo"') : page.index("</section>")]
    assert re.findall(r"/requests/([0-9a-f-]{36})/answer", top) == first[:3]
    assert f"All {len(first)} that wait for an answer" in top
    assert "Needs your attention" not in client.get("/requests?state=refused").text


def test_an_export_has_what_the_page_shows_and_runs_no_formula(client, form, workers, employer):
    workers(("=1+1", "Ewa"), ("-Dash", "@Home"), ("Ömer; Yıldız", "\tTab"), ("Olsen", 'Per "P"'))
    answer = client.get("/requests/export?sort=worker")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")]
    assert len(rows[0]) == len(COLUMNS)
    assert rows[0][:3] == ["Family name", "Given names", "Date of birth"]
    assert sorted(row[0] for row in rows[1:]) == ["'-Dash", "'=1+1", "Olsen", "Ömer; Yıldız"]
    assert {row[1] for row in rows[1:]} == {"Ewa", "'@Home", "'\tTab", 'Per "P"'}
    assert {row[6] for row in rows[1:]} == {"Draft"}
    narrowed = client.get(find(client, form, worker="olsen").replace("/requests", "/requests/export"))
    assert narrowed.text.count("\r\n") == 2
    client.cookies.set("belgianidpro_language", "nl")
    assert client.get("/requests/export").text.startswith("\ufeffFamilienaam;Voornamen;Geboortedatum")


def test_what_is_too_much_for_a_file_or_a_search_is_refused_in_words(client, form, workers, monkeypatch):
    workers(("Olsen", "Per"), ("Berg", "Bo"))
    monkeypatch.setattr("service.requests.export.MOST_ROWS", 1)
    monkeypatch.setattr("service.requests.workers.MOST_WORKERS", 1)
    for path, code, status in (
        ("/requests/export", "exportTooLarge", 422),
        ("/requests?sort=worker", "tooManyToLookThrough", 400),
    ):
        answer = client.get(path)
        assert (answer.status_code, f'data-code="{code}"' in answer.text) == (status, True)
        assert "Narrow the choice by state, requester or period." in answer.text


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "  ="])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(first):
    assert safe_cell(f"{first}cmd|' /C calc'!A0") == f"'{first}cmd|' /C calc'!A0"
    assert safe_cell("Jean-Luc = x") == "Jean-Luc = x"


def test_a_request_is_cancelled_from_the_history_after_a_question(client, form, workers):
    one = workers(("Olsen", "Per"))[0]
    assert f'href="/requests/{one}/cancel"' in client.get("/requests").text
    question = client.get(f"/requests/{one}/cancel")
    assert "Per Olsen" in question.text
    assert client.post(f"/requests/{one}/cancel", data=form).status_code == 303
    assert f'href="/requests/{one}/cancel"' not in client.get("/requests").text
    assert client.get(f"/requests/{one}/cancel").headers["location"] == f"/requests/{one}"


def test_what_a_search_finds_keeps_the_order_that_was_asked_for(client, form, workers):
    workers(("Olsen", "Aa"), ("Berg", "Bo"), ("Olsen", "Cc"), ("Olsen", "Bb"))
    newest = find(client, form, worker="olsen")
    assert shown(client.get(newest)) == ["Bb Olsen", "Cc Olsen", "Aa Olsen"]
    assert shown(client.get(f"{newest}&sort=createdAt")) == ["Aa Olsen", "Cc Olsen", "Bb Olsen"]
    assert shown(client.get(f"{newest}&sort=-worker")) == ["Cc Olsen", "Bb Olsen", "Aa Olsen"]
