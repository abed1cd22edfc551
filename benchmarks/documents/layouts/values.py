"""What a document prints for a field, and the value that a reader should make of it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from benchmarks.documents.layouts.errors import LayoutInvalidError
from benchmarks.documents.layouts.load import load_language, load_state
from benchmarks.documents.layouts.model import Document, DocumentKind, State, Style
from benchmarks.documents.layouts.numbers import show_number
from benchmarks.documents.layouts.person import Holder
from benchmarks.documents.layouts.scripts import to_upper

LATIN_LOCALE = {"ar": "fr", "bg": "en", "mk": "en", "uk": "en", "el": "en", "ka": "en", "sr": "sr_Latn"}
"""The language of country names where the first caption language is in another script."""
EYES = ("BROWN", "BLUE", "GREEN", "GREY", "HAZEL", "BLACK")
CATEGORY_GAPS = ("/", ", ", " ", "-", ",")


@dataclass(frozen=True)
class Value:
    """`text` as printed, in Latin letters; `value` normalised: ISO dates, alpha-3, ISO 5218, None for never;
    `native` the same in the state's other script; `accepted` other right values, as a town without country.
    """

    text: str
    value: str | int | None
    native: str = ""
    accepted: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    """Field (or nothing) and text, one after another, where a print holds several fields."""


@dataclass(frozen=True)
class Print:
    """What values are printed from."""

    state: State
    kind: DocumentKind
    document: Document
    holder: Holder
    style: Style
    """How the side sets its texts."""


@cache
def country_name(code: str, language: str) -> str:
    """A country's name (CLDR), in Latin letters."""
    locale = Locale.parse(LATIN_LOCALE.get(language, language))
    return str(locale.territories[load_state(code).alpha2])


def _recase_month(name: str, style: Style) -> str:
    """The data have months in capitals."""
    return (
        name if style.month_case == "upper" else name.title() if style.month_case == "title" else name.lower()
    )


def print_date(day: date | str, style: Style) -> str:
    """A date in the document's form; parts that are unknown are printed as it prints them."""
    text = day if isinstance(day, str) else day.isoformat()
    year, month, number = text.split("-")
    names = [load_language(language).months for language in style.languages]
    months = [entry[int(month) - 1] for entry in names if entry and month != "00"]
    shown = list(dict.fromkeys(_recase_month(name, style) for name in months)) or [style.unknown]
    return style.date.format(
        d=number if number != "00" else style.unknown,
        m=month if month != "00" else style.unknown,
        Y=year,
        y=year[2:],
        b=shown[0],
        B="/".join(shown[:2]),
    )


def _case(text: str, case: str, style: Style) -> str:
    return to_upper(text, style.languages[0]) if case == "upper" else text


def _names(which: str, page: Print) -> Value:
    holder, style = page.holder, page.style
    name = holder.family_name if which == "familyName" else holder.given_names
    text, native = _case(name, style.names, style), _case(holder.native.get(which, ""), style.names, style)
    if which == "familyName" and holder.spouse_note:
        whole = _case(holder.spouse_note.replace("{family}", name), style.names, style)
        return Value(whole, text, native, (whole,))
    return Value(text, text, native)


def _place(page: Print) -> Value:
    holder, style = page.holder, page.style
    town = _case(holder.town, style.other_case, style)
    language = style.languages[0]
    form = style.place
    if "{region}" in form and not holder.region:
        form = "{town}"
    country = country_name(holder.birth_country, language)
    text = form.format(
        town=holder.town, code=holder.birth_country, country=country, region=holder.region,
        alpha2=load_state(holder.birth_country).alpha2,
    )  # fmt: skip
    text = _case(text, style.other_case, style)
    native = _case(holder.native.get("placeOfBirth", ""), style.other_case, style)
    return Value(text, text, native, (town,) if town != text else ())


def _nationality(page: Print) -> Value:
    holder, style, state = page.holder, page.style, load_state(page.holder.nationality)
    words, foreign = state.nationality, state.code != page.state.code
    word = (
        country_name(state.code, style.languages[0])
        if foreign
        else words[min(len(words) - 1, int(holder.gender == 2))]
    )
    english = state.nationality_english
    if style.nationality == "code":
        return Value(state.code, state.code)
    if style.nationality == "country":
        word = country_name(state.code, style.languages[0])
    text = {"english": english, "both": f"{word} {state.code}"}.get(style.nationality, word)
    return Value(_case(text, style.other_case, style), state.code)


def _sex(page: Print) -> Value:
    return Value(page.style.sex[page.holder.gender], page.holder.gender)


def _expiry(page: Print) -> Value:
    ends = page.holder.expiry_date
    if ends is None:
        words = [load_language(code).unlimited for code in page.style.languages]
        return Value(to_upper(next((word for word in words if word), "UNLIMITED")), None)
    return Value(print_date(ends, page.style), ends.isoformat())


def _authority(page: Print) -> Value:
    """Where it is printed in two languages, either is right."""
    text = _case(page.holder.authority, page.style.other_case, page.style)
    return Value(text, text, accepted=tuple(text.split("/")) if "/" in text else ())


def _birth_and_place(page: Print) -> Value:
    day, place = print_date(page.holder.birth_date, page.style), _place(page).text
    gap = ", " if len(page.state.people.places) % 3 == 0 else " "
    return Value(f"{day}{gap}{place}", None, parts=(("birthDate", day), ("", gap), ("placeOfBirth", place)))


def _permit(page: Print, which: int) -> Value:
    texts = load_language(page.style.languages[0]).permits or load_language("en").permits
    half = max(1, len(texts) // 2)
    chosen = texts[:half] if which == 0 else texts[half:] or texts
    text = chosen[int(page.holder.access or 0) % len(chosen)]
    return Value(text, text)


def print_field(field: str, page: Print) -> Value:
    """The field's print; `field` is of the contract or one of the other things that documents print.

    Raises `LayoutInvalidError`, which names those there are, for any other.
    """
    holder, style, state = page.holder, page.style, page.state
    if field in ("familyName", "givenNames"):
        return _names(field, page)
    makers = {
        "placeOfBirth": _place,
        "nationality": _nationality,
        "gender": _sex,
        "expiryDate": _expiry,
        "birthDateAndPlace": _birth_and_place,
        "issuingAuthority": _authority,
    }
    if field in makers:
        return makers[field](page)
    shown = state.personal.shown if state.personal else ""
    categories = CATEGORY_GAPS[sum(map(ord, state.code)) % len(CATEGORY_GAPS)].join(holder.categories)
    others: dict[str, tuple[str, str]] = {
        "birthDate": (print_date(holder.birth_date, style), holder.birth_date),
        "issueDate": (print_date(holder.issue_date, style), holder.issue_date.isoformat()),
        "documentNumber": (holder.document_number, holder.document_number.replace(" ", "")),
        "personalNumber": (show_number(holder.personal_number, shown), holder.personal_number),
        "licenceCategories": (categories, " ".join(holder.categories)),
        "issuingCountry": (state.zone_code or state.code, state.code),
    }
    if field in others:
        return Value(*others[field])
    if field == "permitType":
        return _permit(page, 0)
    if field == "remarks":
        return _permit(page, 1)
    eyes = load_language(style.languages[0]).eyes or EYES
    plain = {
        "residenceAddress": _case(holder.address, style.other_case, style),
        "documentType": page.document.type_text,
        "birthName": _case(holder.birth_name, style.names, style),
        "height": f"{holder.height} cm" if holder.height % 2 else f"{holder.height / 100:.2f} m",
        "eyes": _case(eyes[holder.eyes % len(eyes)], style.other_case, style),
        "cardAccess": holder.access,
        "signature": "",
    }
    if field not in plain:
        known = {"familyName", "givenNames", "permitType", "remarks", *makers, *others, *plain}
        raise LayoutInvalidError(reason=f"nothing prints {field}; a row may name {', '.join(sorted(known))}")
    return Value(plain[field], plain[field])
