"""The waterfall's figures against the decision's, and the drawing against what it must be without."""

import re
from math import log2
from xml.etree import ElementTree

import pytest

from matching.person import Candidate, Comparison
from matching.thresholds import DEFAULT
from matching.waterfall import Waterfall, build_waterfall
from matching.waterfall_svg import AGAINST, FOR, STANDING, Words, draw_waterfall, shared_range

SVG = "{http://www.w3.org/2000/svg}"


def words(**changes: object) -> Words:
    texts: dict[str, object] = {
        "title": "Evidence",
        "description": "all of it",
        "bits": "Bits",
        "total": "Sum",
        "veto": str,
        "label": lambda step: step.field or step.kind,
        "number": lambda bits: f"{bits:+.1f}",
    }
    return Words(**(texts | changes))  # type: ignore[arg-type]


def finding(field: str, bits: float) -> Comparison:
    return Comparison(field=field, level="exact", bits=bits, query="a", candidate="b")


def candidate_of(*evidence: Comparison, **changes: object) -> Candidate:
    values: dict[str, object] = {"ssin": "1", "probability": 0.5, "bits": 0, "prior": -9, "rivals": 0}
    return Candidate.model_validate(values | {"evidence": [*evidence]} | changes)


def drawn(waterfall: Waterfall, **changes: object) -> ElementTree.Element:
    text = draw_waterfall(waterfall, words(**changes), name="w", alone=True)
    return ElementTree.fromstring(text)


def paths(svg: ElementTree.Element, fill: str) -> list[ElementTree.Element]:
    return [path for path in svg.iter(f"{SVG}path") if path.get("fill") == fill]


def test_prior_fields_and_rivals_add_up_to_the_probability(ask, anna):
    twin = {**anna, "ssin": "85471200305", "names": [{**anna["names"][0], "givenNames": "Ewa"}]}
    eva = [{**anna["names"][0], "givenNames": "Eva"}]
    decision = ask({**anna, "names": eva, "documents": []}, anna, twin)
    assert len(decision.candidates) > 1
    for candidate in decision.candidates:
        waterfall = build_waterfall(candidate)
        assert waterfall.prior.bits == pytest.approx(-log2(5_002), abs=0.01)
        odds = 2.0**waterfall.posterior.end
        assert odds / (1 + odds) == pytest.approx(candidate.probability, rel=0.02, abs=1e-8)
    runner_up = build_waterfall(decision.candidates[1])
    assert runner_up.changes[-1].kind == "rivals"
    assert runner_up.vetoes == tuple(decision.candidates[1].vetoes) != ()


def test_each_step_begins_where_the_one_before_ended():
    candidate = candidate_of(finding("a", 12), finding("b", -5), rivals=-1.5)
    steps = build_waterfall(candidate).steps
    assert [(step.kind, step.start, step.end) for step in steps] == [
        ("prior", 0, -9),
        ("field", -9, 3),
        ("field", 3, -2),
        ("rivals", -2, -3.5),
        ("posterior", 0, -3.5),
    ]


def test_a_decision_kept_without_a_prior_still_ends_at_its_probability():
    old = Candidate(ssin="1", probability=0.75, bits=4, evidence=[finding("a", 4)])
    waterfall = build_waterfall(old)
    assert waterfall.posterior.end == pytest.approx(log2(3))
    assert waterfall.prior.bits == pytest.approx(log2(3) - 4)
    sure = build_waterfall(old.model_copy(update={"probability": 1.0}))
    assert 25 < sure.posterior.end < 35


def test_for_and_against_differ_in_form_and_in_sign():
    candidate = candidate_of(finding("a", 12), finding("b", -5))
    svg = drawn(build_waterfall(candidate))
    one, other = paths(svg, FOR), paths(svg, AGAINST)
    assert len(one) == len(other) == 1
    assert one[0].get("fill-opacity") is None
    assert other[0].get("fill-opacity") == ".15"  # hollow, with an outline
    points = [[float(x) for x in re.findall(r"([\d.]+) [\d.]+", path.get("d"))] for path in (*one, *other)]
    assert points[0][2] == max(points[0])  # the tip points to where the sum goes
    assert points[1][2] == min(points[1])
    texts = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert {"+12.0", "-5.0", "-2.0"} <= set(texts)


def test_the_drawing_holds_no_script_no_style_and_escapes_what_it_is_given():
    candidate = candidate_of(finding("a", 1), vetoes=["</svg><script>"])
    text = draw_waterfall(
        build_waterfall(candidate), words(label=lambda _: "<b>&", title="<i>", description='"<u>"'), name="w"
    )
    assert not re.search(r"<script|<style|\bstyle=|\bon\w+=|<b>|<i>|<u>|href", text)
    svg = ElementTree.fromstring(text)
    assert svg.get("aria-labelledby") == "w-title w-desc"
    assert {element.get("id") for element in svg.iter()} >= {"w-title", "w-desc"}
    assert svg.find("title").text == "<i>"


def test_vetoes_stand_below_and_long_ones_on_several_lines():
    candidate = candidate_of(vetoes=["contradiction " * 15])
    svg = drawn(build_waterfall(candidate))
    last = [*svg.iter(f"{SVG}text")][-1]
    assert "".join(last.itertext()).startswith("✕ contradiction")
    assert len(last) > 1
    height = float(svg.get("viewBox").split()[3])
    assert float(last.get("y")) + len(last) * 16 < height


def test_several_drawings_share_a_scale_and_show_the_bound():
    low = Candidate(ssin="1", probability=0.1, bits=2, prior=-17, rivals=0, evidence=[finding("a", 2)])
    high = Candidate(ssin="2", probability=0.9, bits=40, prior=-17, rivals=0, evidence=[finding("a", 40)])
    waterfalls = [build_waterfall(low), build_waterfall(high)]
    assert shared_range(waterfalls) == (-17, 23)
    assert shared_range(waterfalls[:1], DEFAULT.match_bits) == (-17, pytest.approx(13.29, abs=0.01))
    text = draw_waterfall(waterfalls[0], words(threshold="enough"), name="w", threshold=DEFAULT.match_bits)
    assert "enough" in text


def test_the_colours_can_be_told_from_white_and_from_black():
    """WCAG 2.2, 1.4.11: three to one."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in (FOR, AGAINST, STANDING):
        for page in ("#ffffff", "#12171c"):
            light, dark = sorted([luminance(colour), luminance(page)], reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3, (colour, page)
