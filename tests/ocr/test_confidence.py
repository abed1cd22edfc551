"""What speaks for a value, and the probability that comes of it."""

from dataclasses import replace

import pytest

from models import load
from models.load import ModelMissingError, model_dir
from ocr.confidence import Decided, Setting, calibrate, describe, model
from ocr.confidence.evidence import FEATURES, SIGNS, tabulate
from ocr.confidence.plausible import is_confirmed, is_implausible
from ocr.confidence.wording import count_strays, is_respelled, look_announcing, plain_place
from ocr.extraction import PERSON_FIELDS, ExtractedField
from ocr.fields import Reading
from ocr.reconcile import PrintValue, ZoneValue, reconcile
from ocr.text import TextLine

BOX = ((0.0, 0.0), (9.0, 0.0), (9.0, 2.0), (0.0, 2.0))
PLACES = ("GRAZ (AUT)", "GRAZ )AUT)")
SETTING = Setting("passport", "POL", [TextLine("NOWAK", BOX, 0.99)], 5, 2026)


def printed(value, *, field="familyName", confidence=0.98, anchored=True, weakest=0.95) -> PrintValue:
    return PrintValue(Reading(field, value, str(value), confidence, BOX, anchored, weakest), 0)


def coded(value, *, confidence=0.99, valid=True) -> ZoneValue:
    return ZoneValue(value, str(value), 0, BOX, confidence, valid, valid)


def decide(prints, zones=(), field="familyName") -> Decided:
    entry = reconcile(field, zones, prints)
    assert entry is not None
    return Decided(field, entry, list(zones), list(prints))


def rate(prints, zones=(), field="familyName", setting=SETTING) -> float:
    decided = decide(prints, zones, field)
    return calibrate(decided, describe(decided, {}, setting)).confidence


def test_every_feature_has_a_sign_and_a_number():
    features = tabulate(describe(decide([printed("NOWAK")]), {}, SETTING))
    assert tuple(features) == FEATURES
    assert set(features) == set(SIGNS)


def test_features_tell_sources_apart():
    alone = describe(decide([printed("NOWAK")]), {}, SETTING)
    both = describe(decide([printed("NOWAK")], [coded("NOWAK")]), {}, SETTING)
    guessed = describe(decide([printed("NOWAK", anchored=False, confidence=0.74)]), {}, SETTING)
    opposed = describe(decide([printed("NOWAK"), printed("WRONA", confidence=0.5)]), {}, SETTING)
    assert (alone.coded, alone.agreeing, alone.verified, alone.unannounced) == (0, 0, 0, 0)
    assert (both.coded, both.agreeing, both.verified, both.faintest) == (1, 1, 1, 0)
    assert (guessed.unannounced, opposed.opposing) == (1, 1)
    assert guessed.far_fetched == pytest.approx(0.29, abs=0.01)
    assert guessed.doubt == pytest.approx(0.01, abs=0.001)


def test_one_more_source_that_agrees_never_lowers():
    one = [printed("NOWAK", confidence=0.9)]
    for other in (0.3, 0.9, 0.99):
        for anchored in (True, False):
            more = [*one, printed("NOWAK", confidence=other, anchored=anchored)]
            assert rate(more) >= rate(one)
    assert rate(one, [coded("NOWAK")]) >= rate(one)
    assert rate(one, [coded("NOWAK")]) >= rate([], [coded("NOWAK")])


def test_a_worse_print_is_never_surer():
    sure = rate([printed("NOWAK")])
    assert rate([printed("NOWAK", weakest=0.3)]) <= sure
    assert rate([printed("NOWAK", anchored=False, confidence=0.7)]) <= sure
    assert rate([printed("NOWAK"), printed("WRONA", confidence=0.5)]) <= sure
    assert rate([printed("NOWAK")], setting=replace(SETTING, type="unknown", issuer=None)) <= sure


@pytest.mark.parametrize("field", [*PERSON_FIELDS, "issuingAuthority", "somethingNew"])
def test_confidences_stay_in_bounds_and_nothing_else_changes(field):
    for confidence in (0.0, 0.5, 1.0):
        decided = decide([printed("2", field=field, confidence=confidence, weakest=confidence)], field=field)
        given = calibrate(decided, describe(decided, {}, SETTING))
        assert 0 <= given.confidence <= 1
        assert given.model_copy(update={"confidence": decided.field.confidence}) == decided.field


def test_a_conflict_keeps_its_confidence():
    decided = decide([printed("NOWAK")], [coded("WRONA")])
    assert decided.field.status == "conflict"
    assert calibrate(decided, describe(decided, {}, SETTING)) == decided.field


def test_what_bears_a_value_out():
    assert is_confirmed("expiryDate", "2030-03-04", {"issueDate": "2020-03-04"}, None)
    assert not is_confirmed("expiryDate", "2030-03-04", {"issueDate": "2020-07-19"}, None)
    assert not is_confirmed("expiryDate", "2030-03-04", {}, None)
    assert is_confirmed("placeOfBirth", "Kraków", {}, "POL")
    assert is_confirmed("birthDate", "1974-08-12", {"personalNumber": "74081212345"}, None)
    assert not is_confirmed("birthDate", "1974-08-00", {"personalNumber": "99999900000"}, None)
    assert not is_confirmed("birthDate", "1974-08-12", {}, None)


def test_what_speaks_against_a_value():
    assert is_implausible("issueDate", "2030-01-01", {"expiryDate": "2025-01-01"}, None, 2026)
    assert is_implausible("birthDate", "1850-01-01", {}, None, 2026)
    assert not is_implausible("birthDate", "1974-00-00", {"expiryDate": "2030-01-01"}, None, 2026)
    assert is_implausible("givenNames", "NOWAK", {"familyName": "Nowak"}, None, 2026)
    assert is_implausible("familyName", "N0WAK", {"givenNames": "ANNA"}, None, 2026)
    assert not is_implausible("familyName", "NOWAK", {"givenNames": "ANNA"}, None, 2026)
    assert not is_implausible("gender", 1, {}, None, 2026)


def test_what_looks_like_a_caption():
    assert look_announcing("Date of expirv") > 0.8
    assert look_announcing("RDW Datum afgifte/Date of issue") > 0.8
    assert look_announcing("KOŁODZIEJCZYK") < 0.3
    assert look_announcing("") == 0
    assert count_strays("KAIROUANll") == 2
    assert count_strays("MC DONALD-SMITH") == count_strays("Łódź") == 0


def test_brackets_and_states_of_a_place_are_no_strays():
    for place in ("PARIS 1ER (75)", "(ITA) ROMA", "LYON/FRA", "WIEN / ÖSTERREICH"):
        assert count_strays(plain_place(place)) == 0
    for misread in ("PARIS 1ER (75", "OXPNA/OHRID", "LYON|FRA", "LIlLE (59)"):
        assert count_strays(plain_place(misread)) > 0
    sure = {place: rate([printed(place, field="placeOfBirth")], field="placeOfBirth") for place in PLACES}
    assert sure["GRAZ (AUT)"] > 0.9 > sure["GRAZ )AUT)"]
    # Names have no brackets.
    assert rate([printed("NOWAK (75)")]) < rate([printed("NOWAK")])


def test_names_of_zones_that_may_be_printed_otherwise():
    assert is_respelled("OEZPETEK")
    assert not is_respelled("NOWAK")
    alone = describe(decide([], [coded("KLOSS")]), {}, SETTING)
    shown = describe(decide([printed("KIOSS", confidence=0.6)], [coded("KLOSS")]), {}, SETTING)
    other = describe(decide([printed("KLOẞ", confidence=0.6)], [coded("KLUSS")]), {}, SETTING)
    assert (alone.respelled, shown.respelled, other.respelled) == (1, 0, 1)


def test_words_that_are_another_thing():
    assert is_implausible("placeOfBirth", "SPECIMEN", {}, None, 2026)
    assert is_implausible("issuingAuthority", "BEL", {}, "BEL", 2026)
    assert is_implausible("issuingAuthority", "RSA 007513043", {}, "IRL", 2026)
    assert not is_implausible("issuingAuthority", "PASS OFFICE 4", {}, "GBR", 2026)


def test_missing_parameters_are_a_coded_error(monkeypatch):
    monkeypatch.setattr(model, "MODEL", "gone")
    entry = next(iter(load.entries().values()))
    monkeypatch.setattr(load, "entries", lambda: {"gone": replace(entry, name="gone", file="gone/x.toml")})
    model_dir.cache_clear()
    model.load_parameters.cache_clear()
    try:
        with pytest.raises(ModelMissingError) as refusal:
            calibrate(decide([printed("A")]), describe(decide([printed("A")]), {}, SETTING))
        assert refusal.value.code == "modelMissing"
    finally:
        model_dir.cache_clear()
        model.load_parameters.cache_clear()


def test_a_field_alone_is_not_changed_by_its_own_reading():
    decided = decide([printed("NOWAK")])
    again = describe(decided, {"familyName": decided}, SETTING)
    assert again == describe(decided, {}, SETTING)
    assert isinstance(decided.field, ExtractedField)
