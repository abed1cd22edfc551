"""Looking people and numbers up, without making anything. Every look is logged with its purpose."""

from typing import Literal

from matching.dates import IncompleteDate
from matching.person import Decision, Name, PersonRequest
from matching.ssin import SsinInvalidError, validate_ssin
from models.errors import CodedError
from service.audit.service import record, record_person
from service.context import Work
from service.errors import InvalidInput
from service.problems import make_issue
from service.registry.schemas import CandidateView, NumberQuery, NumberStatus, PersonQuery, PersonsFound
from service.registry.service import search_readonly
from service.schemas import clean


def find_persons(work: Work, query: PersonQuery) -> PersonsFound:
    """Who may be meant. Raises InvalidInput without a name, or with a date that is none."""
    work.actor.require("registry:read")
    registry = work.registry
    decision = search_readonly(work.session, _asked(query), registry)
    record(work.session, work.actor, "searchPersons", "registry", "persons", query.purpose)
    result = _result(decision)
    for candidate in decision.candidates:
        record_person(work, "viewPerson", candidate.ssin, query.purpose)
    return PersonsFound(
        result=result,
        reasons=[] if result == "none" else [reason.code for reason in decision.reasons],
        candidates=[
            CandidateView(**candidate.model_dump(), person=registry.person(candidate.ssin))
            for candidate in decision.candidates
        ],
    )


def look_up_number(work: Work, query: NumberQuery) -> NumberStatus:
    """What has become of the number. Raises InvalidInput when its check digits are wrong."""
    work.actor.require("registry:read")
    try:
        ssin = validate_ssin(query.ssin)
    except SsinInvalidError as error:
        raise InvalidInput([make_issue("invalidStructure", "body", "ssin", error.detail)]) from None
    record_person(work, "viewNumber", ssin, query.purpose)
    registry = work.registry
    person = registry.person(ssin)
    if person is None:
        return NumberStatus(ssin=ssin, status="unknown")
    return NumberStatus(
        ssin=ssin,
        status=person.status,
        replaced_by=person.replaced_by,
        current=registry.replaced_by(ssin),
    )


def _asked(query: PersonQuery) -> PersonRequest:
    name = Name(family_name=clean(query.family_name or ""), given_names=clean(query.given_names or ""))
    if not name.family_name and not name.given_names:
        issue = make_issue("anyOfExpected", "body", "", "A family name or given names are needed.")
        inputs = [{"in": "body", "name": "familyName"}, {"in": "body", "name": "givenNames"}]
        raise InvalidInput([issue | {"inputs": inputs}])
    if query.birth_date is not None:
        try:
            IncompleteDate.parse(query.birth_date)
        except CodedError as error:
            raise InvalidInput([make_issue("schemaViolation", "body", "birthDate", error.detail)]) from None
    return PersonRequest(
        names=[name],
        birth_date=query.birth_date,
        place_of_birth=clean(query.place_of_birth or "") or None,
        country_of_birth=query.country_of_birth,
        gender=query.gender,
        nationality=query.nationality,
    )


def _result(decision: Decision) -> Literal["none", "unique", "ambiguous"]:
    if decision.outcome == "existingPerson":
        return "unique"
    return "ambiguous" if decision.outcome == "review" and decision.candidates else "none"
