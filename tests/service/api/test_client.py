"""The generated client is the description's, needs nothing of ours, and understands the answers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.extractions.service import PAGE

ROOT = Path(__file__).parents[3]
CLIENT = ROOT / "clients" / "python"
ROOMS = {"mrz", "ocr", "matching", "models", "service", "benchmarks"}
IMPORTED = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.suffix in {".py", ".typed", ".json"} and "__pycache__" not in path.parts
    }


def test_the_client_is_the_one_of_this_description(tmp_path):
    command = [sys.executable, str(ROOT / "clients" / "generate.py"), "--out", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=250)
    fresh, kept = files_of(tmp_path), files_of(CLIENT)
    differing = {name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name)}
    assert "belgianidpro_client/client.py" in fresh
    assert differing == set(), "run: make client"


def test_neither_the_client_nor_the_portal_on_it_reaches_past_the_api():
    client = {name for text in files_of(CLIENT).values() for name in IMPORTED.findall(text)}
    assert client & ROOMS == set()
    portal = {*IMPORTED.findall((ROOT / "docs" / "portal" / "portal.py").read_text("utf-8"))}
    assert portal - sys.stdlib_module_names == {"belgianidpro_client"}


@pytest.fixture
def typed(as_employer, monkeypatch):
    """The client, speaking to the running application as an employer."""
    monkeypatch.syspath_prepend(str(CLIENT))
    from belgianidpro_client import AuthenticatedClient

    return AuthenticatedClient("http://127.0.0.1", token="").set_httpx_client(as_employer)


def test_answers_come_as_types(typed, drafted_over_http, newcomer, services):
    from belgianidpro_client.api.extractions import get_extraction_result, get_page_image
    from belgianidpro_client.api.requests import get_request, list_requests, search_requests
    from belgianidpro_client.models import Criteria, ListRequestsSort, Problem

    draft = drafted_over_http(newcomer).json()
    request = get_request.sync(draft["id"], client=typed)
    assert request.person.family_name == newcomer.names[0].family_name
    assert request.prefilled["familyName"].confidence > 0.9
    result = get_extraction_result.sync(request.extraction_id, client=typed)
    assert result.fields["birthDate"].value == newcomer.birth_date
    assert result.documents[0].regions[0].quad[2] == [9.0, 9.0]
    page = list_requests.sync(client=typed, sort=ListRequestsSort("-state"), page_size=1)
    assert (page.total, page.items[0].id) == (1, request.id)
    found = search_requests.sync(client=typed, body=Criteria(family_name="Quispe"))
    assert [line.id for line in found.items] == [request.id]
    services.vault.put(request.extraction_id, PAGE.format(index=0), b"page")
    assert get_page_image.sync(request.extraction_id, 1, client=typed).payload.read() == b"page"
    missing = get_request.sync(request.extraction_id, client=typed)
    assert isinstance(missing, Problem)
    assert missing.code == "resourceNotFound"
