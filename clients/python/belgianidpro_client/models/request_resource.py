from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.request_resource_numberstate import RequestResourceNumberstate
from ..models.request_resource_state import RequestResourceState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.document_entered import DocumentEntered
    from ..models.person_entered import PersonEntered
    from ..models.request_event_view import RequestEventView
    from ..models.request_resource_prefilled import RequestResourcePrefilled
    from ..models.round_view import RoundView


T = TypeVar("T", bound="RequestResource")


@_attrs_define
class RequestResource:
    """A request with its own address.

    Attributes:
        id (UUID):
        state (RequestResourceState):
        version (int):
        requester (str):
        requester_account_id (UUID):
        email (str):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        person (PersonEntered): The worker's data as printed on the document. All may be absent in a draft.

            `birthDate` is an IncompleteDate (`yyyy-mm-dd`, `yyyy-mm-00`, `yyyy-00-00`); `gender` after ISO 5218;
            countries and nationality are ISO 3166 alpha-3, or one of ICAO's codes.
        document (DocumentEntered): The document's own data; `expiryDate` is ISO.
        href (str):
        submitted_at (datetime.datetime | Unset):
        erased_at (datetime.datetime | Unset):
        residence_address (Address | Unset): An address in the federal vocabulary; `country` is ISO 3166 alpha-3.
        contact_address (Address | Unset): An address in the federal vocabulary; `country` is ISO 3166 alpha-3.
        extraction_id (UUID | Unset):
        prefilled (RequestResourcePrefilled | Unset):
        changed_by_hand (list[str] | Unset):
        ssin (str | Unset):
        number_state (RequestResourceNumberstate | Unset):
        former_ssins (list[str] | Unset):
        instant (bool | Unset):  Default: False.
        items (list[str] | Unset):
        refusal_code (str | Unset):
        deadline (datetime.datetime | Unset):
        rounds (list[RoundView] | Unset):
        events (list[RequestEventView] | Unset):
        can_edit (bool | Unset):  Default: False.
        can_cancel (bool | Unset):  Default: False.
    """

    id: UUID
    state: RequestResourceState
    version: int
    requester: str
    requester_account_id: UUID
    email: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    person: PersonEntered
    document: DocumentEntered
    href: str
    submitted_at: datetime.datetime | Unset = UNSET
    erased_at: datetime.datetime | Unset = UNSET
    residence_address: Address | Unset = UNSET
    contact_address: Address | Unset = UNSET
    extraction_id: UUID | Unset = UNSET
    prefilled: RequestResourcePrefilled | Unset = UNSET
    changed_by_hand: list[str] | Unset = UNSET
    ssin: str | Unset = UNSET
    number_state: RequestResourceNumberstate | Unset = UNSET
    former_ssins: list[str] | Unset = UNSET
    instant: bool | Unset = False
    items: list[str] | Unset = UNSET
    refusal_code: str | Unset = UNSET
    deadline: datetime.datetime | Unset = UNSET
    rounds: list[RoundView] | Unset = UNSET
    events: list[RequestEventView] | Unset = UNSET
    can_edit: bool | Unset = False
    can_cancel: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        state = self.state.value

        version = self.version

        requester = self.requester

        requester_account_id = str(self.requester_account_id)

        email = self.email

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        person = self.person.to_dict()

        document = self.document.to_dict()

        href = self.href

        submitted_at: str | Unset = UNSET
        if not isinstance(self.submitted_at, Unset):
            submitted_at = self.submitted_at.isoformat()

        erased_at: str | Unset = UNSET
        if not isinstance(self.erased_at, Unset):
            erased_at = self.erased_at.isoformat()

        residence_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.residence_address, Unset):
            residence_address = self.residence_address.to_dict()

        contact_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact_address, Unset):
            contact_address = self.contact_address.to_dict()

        extraction_id: str | Unset = UNSET
        if not isinstance(self.extraction_id, Unset):
            extraction_id = str(self.extraction_id)

        prefilled: dict[str, Any] | Unset = UNSET
        if not isinstance(self.prefilled, Unset):
            prefilled = self.prefilled.to_dict()

        changed_by_hand: list[str] | Unset = UNSET
        if not isinstance(self.changed_by_hand, Unset):
            changed_by_hand = self.changed_by_hand

        ssin = self.ssin

        number_state: str | Unset = UNSET
        if not isinstance(self.number_state, Unset):
            number_state = self.number_state.value

        former_ssins: list[str] | Unset = UNSET
        if not isinstance(self.former_ssins, Unset):
            former_ssins = self.former_ssins

        instant = self.instant

        items: list[str] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = self.items

        refusal_code = self.refusal_code

        deadline: str | Unset = UNSET
        if not isinstance(self.deadline, Unset):
            deadline = self.deadline.isoformat()

        rounds: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rounds, Unset):
            rounds = []
            for rounds_item_data in self.rounds:
                rounds_item = rounds_item_data.to_dict()
                rounds.append(rounds_item)

        events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = []
            for events_item_data in self.events:
                events_item = events_item_data.to_dict()
                events.append(events_item)

        can_edit = self.can_edit

        can_cancel = self.can_cancel

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "state": state,
                "version": version,
                "requester": requester,
                "requesterAccountId": requester_account_id,
                "email": email,
                "createdAt": created_at,
                "updatedAt": updated_at,
                "person": person,
                "document": document,
                "href": href,
            }
        )
        if submitted_at is not UNSET:
            field_dict["submittedAt"] = submitted_at
        if erased_at is not UNSET:
            field_dict["erasedAt"] = erased_at
        if residence_address is not UNSET:
            field_dict["residenceAddress"] = residence_address
        if contact_address is not UNSET:
            field_dict["contactAddress"] = contact_address
        if extraction_id is not UNSET:
            field_dict["extractionId"] = extraction_id
        if prefilled is not UNSET:
            field_dict["prefilled"] = prefilled
        if changed_by_hand is not UNSET:
            field_dict["changedByHand"] = changed_by_hand
        if ssin is not UNSET:
            field_dict["ssin"] = ssin
        if number_state is not UNSET:
            field_dict["numberState"] = number_state
        if former_ssins is not UNSET:
            field_dict["formerSsins"] = former_ssins
        if instant is not UNSET:
            field_dict["instant"] = instant
        if items is not UNSET:
            field_dict["items"] = items
        if refusal_code is not UNSET:
            field_dict["refusalCode"] = refusal_code
        if deadline is not UNSET:
            field_dict["deadline"] = deadline
        if rounds is not UNSET:
            field_dict["rounds"] = rounds
        if events is not UNSET:
            field_dict["events"] = events
        if can_edit is not UNSET:
            field_dict["canEdit"] = can_edit
        if can_cancel is not UNSET:
            field_dict["canCancel"] = can_cancel

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address
        from ..models.document_entered import DocumentEntered
        from ..models.person_entered import PersonEntered
        from ..models.request_event_view import RequestEventView
        from ..models.request_resource_prefilled import RequestResourcePrefilled
        from ..models.round_view import RoundView

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        state = RequestResourceState(d.pop("state"))

        version = d.pop("version")

        requester = d.pop("requester")

        requester_account_id = UUID(d.pop("requesterAccountId"))

        email = d.pop("email")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        person = PersonEntered.from_dict(d.pop("person"))

        document = DocumentEntered.from_dict(d.pop("document"))

        href = d.pop("href")

        _submitted_at = d.pop("submittedAt", UNSET)
        submitted_at: datetime.datetime | Unset
        if isinstance(_submitted_at, Unset):
            submitted_at = UNSET
        else:
            submitted_at = datetime.datetime.fromisoformat(_submitted_at)

        _erased_at = d.pop("erasedAt", UNSET)
        erased_at: datetime.datetime | Unset
        if isinstance(_erased_at, Unset):
            erased_at = UNSET
        else:
            erased_at = datetime.datetime.fromisoformat(_erased_at)

        _residence_address = d.pop("residenceAddress", UNSET)
        residence_address: Address | Unset
        if isinstance(_residence_address, Unset):
            residence_address = UNSET
        else:
            residence_address = Address.from_dict(_residence_address)

        _contact_address = d.pop("contactAddress", UNSET)
        contact_address: Address | Unset
        if isinstance(_contact_address, Unset):
            contact_address = UNSET
        else:
            contact_address = Address.from_dict(_contact_address)

        _extraction_id = d.pop("extractionId", UNSET)
        extraction_id: UUID | Unset
        if isinstance(_extraction_id, Unset):
            extraction_id = UNSET
        else:
            extraction_id = UUID(_extraction_id)

        _prefilled = d.pop("prefilled", UNSET)
        prefilled: RequestResourcePrefilled | Unset
        if isinstance(_prefilled, Unset):
            prefilled = UNSET
        else:
            prefilled = RequestResourcePrefilled.from_dict(_prefilled)

        changed_by_hand = cast(list[str], d.pop("changedByHand", UNSET))

        ssin = d.pop("ssin", UNSET)

        _number_state = d.pop("numberState", UNSET)
        number_state: RequestResourceNumberstate | Unset
        if isinstance(_number_state, Unset):
            number_state = UNSET
        else:
            number_state = RequestResourceNumberstate(_number_state)

        former_ssins = cast(list[str], d.pop("formerSsins", UNSET))

        instant = d.pop("instant", UNSET)

        items = cast(list[str], d.pop("items", UNSET))

        refusal_code = d.pop("refusalCode", UNSET)

        _deadline = d.pop("deadline", UNSET)
        deadline: datetime.datetime | Unset
        if isinstance(_deadline, Unset):
            deadline = UNSET
        else:
            deadline = datetime.datetime.fromisoformat(_deadline)

        _rounds = d.pop("rounds", UNSET)
        rounds: list[RoundView] | Unset = UNSET
        if _rounds is not UNSET:
            rounds = []
            for rounds_item_data in _rounds:
                rounds_item = RoundView.from_dict(rounds_item_data)

                rounds.append(rounds_item)

        _events = d.pop("events", UNSET)
        events: list[RequestEventView] | Unset = UNSET
        if _events is not UNSET:
            events = []
            for events_item_data in _events:
                events_item = RequestEventView.from_dict(events_item_data)

                events.append(events_item)

        can_edit = d.pop("canEdit", UNSET)

        can_cancel = d.pop("canCancel", UNSET)

        request_resource = cls(
            id=id,
            state=state,
            version=version,
            requester=requester,
            requester_account_id=requester_account_id,
            email=email,
            created_at=created_at,
            updated_at=updated_at,
            person=person,
            document=document,
            href=href,
            submitted_at=submitted_at,
            erased_at=erased_at,
            residence_address=residence_address,
            contact_address=contact_address,
            extraction_id=extraction_id,
            prefilled=prefilled,
            changed_by_hand=changed_by_hand,
            ssin=ssin,
            number_state=number_state,
            former_ssins=former_ssins,
            instant=instant,
            items=items,
            refusal_code=refusal_code,
            deadline=deadline,
            rounds=rounds,
            events=events,
            can_edit=can_edit,
            can_cancel=can_cancel,
        )

        return request_resource
