from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.comparison import Comparison
    from ..models.person import Person


T = TypeVar("T", bound="CandidateView")


@_attrs_define
class CandidateView:
    """A person of the registry weighed against the request, with the person's data (reviewers only).

    Attributes:
        ssin (str):
        probability (float):
        bits (float):
        prior (float | Unset):
        rivals (float | Unset):
        evidence (list[Comparison] | Unset):
        vetoes (list[str] | Unset):
        person (Person | Unset): A person of the registry. `birthDate` is an IncompleteDate; `gender` after ISO 5218.
        completed (list[str] | Unset):
    """

    ssin: str
    probability: float
    bits: float
    prior: float | Unset = UNSET
    rivals: float | Unset = UNSET
    evidence: list[Comparison] | Unset = UNSET
    vetoes: list[str] | Unset = UNSET
    person: Person | Unset = UNSET
    completed: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        ssin = self.ssin

        probability = self.probability

        bits = self.bits

        prior = self.prior

        rivals = self.rivals

        evidence: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.evidence, Unset):
            evidence = []
            for evidence_item_data in self.evidence:
                evidence_item = evidence_item_data.to_dict()
                evidence.append(evidence_item)

        vetoes: list[str] | Unset = UNSET
        if not isinstance(self.vetoes, Unset):
            vetoes = self.vetoes

        person: dict[str, Any] | Unset = UNSET
        if not isinstance(self.person, Unset):
            person = self.person.to_dict()

        completed: list[str] | Unset = UNSET
        if not isinstance(self.completed, Unset):
            completed = self.completed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ssin": ssin,
                "probability": probability,
                "bits": bits,
            }
        )
        if prior is not UNSET:
            field_dict["prior"] = prior
        if rivals is not UNSET:
            field_dict["rivals"] = rivals
        if evidence is not UNSET:
            field_dict["evidence"] = evidence
        if vetoes is not UNSET:
            field_dict["vetoes"] = vetoes
        if person is not UNSET:
            field_dict["person"] = person
        if completed is not UNSET:
            field_dict["completed"] = completed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.comparison import Comparison
        from ..models.person import Person

        d = dict(src_dict)
        ssin = d.pop("ssin")

        probability = d.pop("probability")

        bits = d.pop("bits")

        prior = d.pop("prior", UNSET)

        rivals = d.pop("rivals", UNSET)

        _evidence = d.pop("evidence", UNSET)
        evidence: list[Comparison] | Unset = UNSET
        if _evidence is not UNSET:
            evidence = []
            for evidence_item_data in _evidence:
                evidence_item = Comparison.from_dict(evidence_item_data)

                evidence.append(evidence_item)

        vetoes = cast(list[str], d.pop("vetoes", UNSET))

        _person = d.pop("person", UNSET)
        person: Person | Unset
        if isinstance(_person, Unset):
            person = UNSET
        else:
            person = Person.from_dict(_person)

        completed = cast(list[str], d.pop("completed", UNSET))

        candidate_view = cls(
            ssin=ssin,
            probability=probability,
            bits=bits,
            prior=prior,
            rivals=rivals,
            evidence=evidence,
            vetoes=vetoes,
            person=person,
            completed=completed,
        )

        return candidate_view
