"""The case page: each candidate's evidence as a waterfall, and the same figures as a table."""

import re
from xml.etree import ElementTree

import pytest

from matching.person import Person
from ocr.extraction import Warning
from service.web.i18n import LANGUAGES, show_bits, show_percent

SPECIMEN = [Warning(code="specimen", detail="This is a specimen.")]
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def case_page(client, sign_in, sent, employer, reviewer):
    """The page of a case about a person, in a language."""

    def show(person: Person, language: str = "en") -> str:
        view = sent(employer, person, warnings=SPECIMEN)
        sign_in(reviewer)
        client.cookies.set("belgianidpro_language", language)
        answer = client.get(f"/reviews/{view.id}")
        assert answer.status_code == 200
        return answer.text

    return show


def drawings(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg class=\"app-waterfall.*?</svg>", page)]


def rows(page: str) -> list[list[str]]:
    """The texts of the first table of evidence, a row each."""
    table = page.split("Evidence in bits", 1)[1].split("</table>", 1)[0].split("<tbody>", 1)[1]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("</tr>")]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells if row]


def test_each_candidate_has_a_waterfall_with_the_figures_of_its_table(case_page, known):
    page = case_page(known)
    svg = drawings(page)[0]
    assert svg.find("title").text == "Evidence step by step"
    told = svg.find("desc").text
    shown = rows(page)
    assert shown[0][0] == "Before the comparison"
    assert shown[0][3].startswith(MINUS)
    assert shown[-1][0] == "After the comparison"
    texts = {"".join(text.itertext()) for text in svg.iter("text")}
    for name, _, _, bits, total in shown[:-1]:
        assert {bits, total} <= texts
        assert f"{name} {bits}" in told
    assert shown[-1][4] in texts
    figures = [float(row[3].replace(MINUS, "-")) for row in shown[:-1]]
    assert sum(figures) == pytest.approx(float(shown[-1][4].replace(MINUS, "-")), abs=0.05 * len(shown))


def test_a_veto_stands_in_the_drawing(case_page, known):
    other = "Xenia" if known.names[0].given_names != "Xenia" else "Olga"
    name = known.names[0].model_copy(update={"given_names": other})
    page = case_page(known.model_copy(update={"names": [name]}))
    texts = ["".join(text.itertext()) for text in drawings(page)[0].iter("text")]
    assert any(text.startswith("✕ Veto: The given names contradict each other") for text in texts)


@pytest.mark.parametrize("language", [*LANGUAGES])
def test_the_drawing_speaks_the_reviewers_language_and_keeps_personal_data_out(case_page, known, language):
    page = case_page(known, language)
    svg = ElementTree.tostring(drawings(page)[0], encoding="unicode")
    assert ("Before the comparison" in svg) == (language == "en")
    assert known.names[0].family_name not in svg
    assert known.birth_date not in svg
    assert not re.search(r"style=|<style|<script", "".join(re.findall("<svg.*?</svg>", page)))


def test_figures_are_written_as_the_language_writes_them():
    assert show_bits("en", -3.14) == f"{MINUS}3.1"
    assert show_bits("nl", 13.25) in ("+13,2", "+13,3")
    assert show_bits("en", 0.0) == "+0.0"
    assert show_bits("en", -0.01) in ("+0.0", f"{MINUS}0.0")


def test_what_is_not_quite_certain_never_reads_as_certain():
    assert show_percent("en", 0.5) == "50.00"
    assert show_percent("fr", 0.9876) == "98,76"
    assert show_percent("en", 1.0) == "> 99.99"
    assert show_percent("en", 1e-7) == "< 0.01"
