"""A number found wrong later: reported, frozen, settled by somebody else, and told to everybody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from stdnum.be import bis

from service.audit.models import AuditEntry
from service.corrections.errors import (
    CorrectionSettled,
    MakerIsNotChecker,
    NumberAlreadyMade,
    NumberNotReportable,
    RightNumberUnusable,
)
from service.corrections.service import (
    correction_view,
    corrections,
    report_wrong_number,
    settle_correction,
)
from service.db import transaction
from service.errors import MissingPermission, ResourceNotFound
from service.registry.models import RegistryPerson
from service.registry.standing import cancel_number
from service.requests import service as requests
from service.reviews import service as reviews
from tests.service.stories.conftest import office_account


@pytest.fixture
def other(services, known):
    """Another active person's number."""
    with transaction(services.engine) as session:
        rows = session.query(RegistryPerson).filter(
            RegistryPerson.ssin != known.ssin, RegistryPerson.status == "active"
        )
        return rows.order_by(RegistryPerson.ssin).first().ssin


@pytest.fixture
def report(working, employer):
    def write(request_id, reason="otherPerson", actor=employer):
        with working(actor) as work:
            return report_wrong_number(work, request_id, reason, "the worker says so")

    return write


@pytest.fixture
def settle(working, senior):
    def decide(correction_id, outcome, ssin=None, actor=senior):
        with working(actor) as work:
            settle_correction(work, correction_id, outcome, ssin, "looked at the papers")

    return decide


@pytest.fixture
def registry(services):
    def read(ssin):
        with transaction(services.engine) as session:
            row = session.get_one(RegistryPerson, ssin)
            assert row.data.get("status", "active") == row.status
            return row.status, row.replaced_by

    return read


def test_a_reported_number_is_shown_as_under_correction_to_everybody_who_has_it(
    sent, report, working, employer, stranger, known, mails
):
    own, foreign = sent(employer, known), sent(stranger, known)
    report(own.id)
    for actor, view in ((employer, own), (stranger, foreign)):
        with working(actor) as work:
            shown = requests.request_view(work, view.id)
        assert (shown.state, shown.number_state) == ("numberAssigned", "underCorrection")
        assert shown.events[-1].code == "numberUnderCorrection"
        assert mails(actor.email) == ["numberAssigned", "numberUnderCorrection"]
    assert shown.events[-1].by is None, "another company does not learn who reported"


def test_a_frozen_number_is_given_to_nobody(sent, report, working, employer, stranger, reviewer, known):
    report(sent(employer, known).id)
    view = sent(stranger, known)
    assert (view.state, view.ssin) == ("underReview", None)
    with working(reviewer) as work:
        case = reviews.review_case(work, view.id)
    assert [reason.code for reason in case.reasons] == ["numberUnderCorrection"]
    with working(reviewer) as work, pytest.raises(reviews.NumberUnderCorrection):
        reviews.assign_existing(work, view.id, known.ssin, "")


def test_a_number_that_was_right_is_free_again_and_everybody_is_told(
    sent, report, settle, employer, stranger, known, state_of, mails, registry
):
    own = sent(employer, known)
    sent(stranger, known)
    settle(report(own.id), "numberRight")
    assert state_of(own.id).number_state == "valid"
    assert registry(known.ssin) == ("active", None)
    for actor in (employer, stranger):
        assert mails(actor.email)[-1] == "numberConfirmed"
    assert sent(stranger, known).ssin == known.ssin


def test_the_request_gets_the_number_of_the_right_person_and_the_others_keep_theirs(
    sent, report, settle, employer, stranger, known, other, state_of, working, mails, registry
):
    own, foreign = sent(employer, known), sent(stranger, known)
    settle(report(own.id), "otherNumber", other)
    view = state_of(own.id)
    assert (view.ssin, view.former_ssins, view.number_state) == (other, [known.ssin], "valid")
    with working(stranger) as work:
        assert requests.request_view(work, foreign.id).ssin == known.ssin
    assert (mails(employer.email)[-1], mails(stranger.email)[-1]) == ("numberReplaced", "numberConfirmed")
    assert registry(known.ssin) == ("active", None)


def test_the_request_gets_a_new_number_where_nobody_had_one(
    sent, report, settle, employer, known, state_of, services
):
    own = sent(employer, known)
    settle(report(own.id), "newNumber")
    number = state_of(own.id).ssin
    assert number != known.ssin
    assert bis.is_valid(number)
    with transaction(services.engine) as session:
        assert session.get_one(RegistryPerson, number).request_id == own.id


def test_a_request_for_which_a_number_was_made_gets_no_second_one(
    sent, report, settle, employer, newcomer, state_of
):
    own = sent(employer, newcomer)
    correction = report(own.id)
    with pytest.raises(NumberAlreadyMade):
        settle(correction, "newNumber")
    assert state_of(own.id).number_state == "underCorrection"


def test_a_persons_second_number_is_replaced_in_the_registry_for_everybody(
    sent, report, settle, employer, stranger, known, newcomer, working, mails, registry
):
    """The newcomer turns out to be a known person with a new name."""
    views = [(actor, sent(actor, newcomer)) for actor in (employer, stranger)]
    wrong = views[0][1].ssin
    settle(report(views[0][1].id, "secondNumber"), "replaced", known.ssin)
    assert registry(wrong) == ("replaced", known.ssin)
    for actor, view in views:
        with working(actor) as work:
            assert requests.request_view(work, view.id).ssin == known.ssin
        assert mails(actor.email)[-1] == "numberReplaced"
    assert sent(stranger, newcomer).ssin in {known.ssin, None}


def test_a_number_is_cancelled_in_the_registry_for_everybody(
    sent, report, settle, employer, stranger, newcomer, working, mails, registry
):
    views = [(actor, sent(actor, newcomer)) for actor in (employer, stranger)]
    settle(report(views[0][1].id, "dataWrong"), "cancelled")
    assert registry(views[0][1].ssin) == ("cancelled", None)
    for actor, view in views:
        with working(actor) as work:
            assert requests.request_view(work, view.id).number_state == "cancelled"
        assert mails(actor.email)[-1] == "numberCancelled"
    assert sent(stranger, newcomer).state == "underReview"


def test_whoever_reported_does_not_settle(sent, report, settle, employer, senior, known):
    correction = report(sent(employer, known).id, actor=senior)
    with pytest.raises(MakerIsNotChecker):
        settle(correction, "cancelled")


def test_whoever_gave_the_number_does_not_settle(case, report, settle, working, senior, known):
    request_id = case(known)
    with working(senior) as work:
        reviews.assign_existing(work, request_id, known.ssin, "")
    with pytest.raises(MakerIsNotChecker):
        settle(report(request_id), "cancelled")


def test_whoever_settled_the_number_before_does_not_settle_it_again(
    sent, report, settle, services, employer, known, state_of
):
    own = sent(employer, known)
    settle(report(own.id), "numberRight")
    again = report(own.id)
    with pytest.raises(MakerIsNotChecker):
        settle(again, "numberRight")
    colleague = office_account(services, "femke@office.invalid", "Femke", "seniorReviewer")
    settle(again, "numberRight", actor=colleague)
    assert state_of(own.id).number_state == "valid"


def test_a_reviewer_reports_and_does_not_settle(sent, report, settle, employer, reviewer, known):
    correction = report(sent(employer, known).id, actor=reviewer)
    for actor in (reviewer, employer):
        with pytest.raises(MissingPermission):
            settle(correction, "numberRight", actor=actor)


def test_a_company_reports_its_own_numbers_alone(sent, report, employer, stranger, known):
    own = sent(employer, known)
    with pytest.raises(ResourceNotFound):
        report(own.id, actor=stranger)


def test_a_company_sees_no_list_of_corrections(sent, report, working, employer, known):
    correction = report(sent(employer, known).id)
    with working(employer) as work:
        with pytest.raises(MissingPermission):
            corrections(work)
        with pytest.raises(MissingPermission):
            correction_view(work, correction)


def test_a_request_without_a_valid_number_cannot_be_reported(
    case, drafted, sent, report, employer, newcomer, known
):
    own = sent(employer, known)
    report(own.id)
    for request_id in (case(newcomer), drafted(employer, newcomer), own.id):
        with pytest.raises(NumberNotReportable):
            report(request_id)


def test_a_correction_is_settled_once(sent, report, settle, employer, known):
    correction = report(sent(employer, known).id)
    settle(correction, "numberRight")
    with pytest.raises(CorrectionSettled):
        settle(correction, "cancelled")


@pytest.mark.parametrize("wrong", ["itself", "cancelled", "unknown", "empty", "no number"])
def test_a_number_that_cannot_take_its_place_is_refused(
    sent, report, settle, employer, known, other, services, wrong, registry
):
    correction = report(sent(employer, known).id)
    if wrong == "cancelled":
        with transaction(services.engine) as session:
            cancel_number(session, other)
    given = {"itself": known.ssin, "cancelled": other, "unknown": "85471200206", "empty": ""}
    for outcome in ("otherNumber", "replaced"):
        with pytest.raises(RightNumberUnusable):
            settle(correction, outcome, given.get(wrong, "' OR 1=1"))
    assert registry(known.ssin) == ("active", None)


def test_two_reports_at_once_are_one_correction(sent, working, employer, stranger, known, reviewer):
    own, foreign = sent(employer, known), sent(stranger, known)

    def write(call):
        actor, request_id = call
        try:
            with working(actor) as work:
                return report_wrong_number(work, request_id, "otherPerson", "")
        except NumberNotReportable:
            return None

    calls = [(employer, own.id), (stranger, foreign.id), (reviewer, own.id)]
    with ThreadPoolExecutor(3) as pool:
        made = [one for one in pool.map(write, calls) if one]
    assert len(made) == 1
    with working(reviewer) as work:
        assert [line.id for line in corrections(work).items] == made


def test_a_number_asked_for_while_it_is_reported_is_either_told_or_not_given(
    sent, drafted, working, report, employer, stranger, known
):
    own, second = sent(employer, known), drafted(stranger, known)

    def submit():
        with working(stranger) as work:
            requests.submit_request(work, second)

    with ThreadPoolExecutor(2) as pool:
        for done in (pool.submit(report, own.id), pool.submit(submit)):
            done.result()
    with working(stranger) as work:
        view = requests.request_view(work, second)
    assert (view.state, view.number_state) in {
        ("underReview", None),
        ("numberAssigned", "underCorrection"),
    }


def test_every_step_is_logged_without_the_number(
    sent, report, settle, working, senior, employer, known, services
):
    correction = report(sent(employer, known).id)
    with working(senior) as work:
        correction_view(work, correction)
    settle(correction, "numberRight")
    with transaction(services.engine) as session:
        entries = session.query(AuditEntry).all()
    assert {"reportNumber", "viewCorrection", "settleCorrection"} <= {entry.action for entry in entries}
    assert known.ssin not in "".join(f"{entry.object_id}{entry.purpose}" for entry in entries)


def test_the_employer_reports_on_a_page_and_the_senior_settles_on_another(
    sent, client, sign_in, employer, senior, known, other, state_of
):
    own = sent(employer, known)
    form = sign_in(employer)
    assert "Report a wrong number" in client.get(f"/requests/{own.id}").text
    page = f"/requests/{own.id}/report"
    assert client.get(page).status_code == 200
    assert client.post(page, data=form).status_code == 400
    assert client.post(page, data=form | {"reason": "otherPerson", "note": "<b>x</b>"}).status_code == 303
    shown = client.get(f"/requests/{own.id}").text
    assert "Under correction" in shown
    assert "Report a wrong number" not in shown
    assert "Under correction" in client.get("/requests").text
    assert client.get(page).status_code == 303
    form = sign_in(senior)
    lines = client.get("/corrections").text
    path = lines[lines.index("/corrections/") :].split('"')[0]
    shown = client.get(path).text
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert known.names[0].family_name in shown
    assert client.post(path, data=form).status_code == 400
    wrong = client.post(path, data=form | {"outcome": "otherNumber", "ssin": "1"})
    assert (wrong.status_code, "does not exist" in wrong.text) == (400, True)
    settled = client.post(path, data=form | {"outcome": "otherNumber", "ssin": other})
    assert settled.status_code == 303
    assert "Settled" in client.get(path).text
    assert state_of(own.id).ssin == other


def test_a_reviewer_sees_the_report_without_the_form_to_settle_it(
    sent, report, client, sign_in, employer, reviewer, known
):
    correction = report(sent(employer, known).id)
    form = sign_in(reviewer)
    page = client.get(f"/corrections/{correction}")
    assert 'name="outcome"' not in page.text
    refused = client.post(f"/corrections/{correction}", data=form | {"outcome": "numberRight"})
    assert refused.status_code == 403
