"""The generated client is the description's, and a portal of one page gets along with it alone."""

import json
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CLIENT = ROOT / "clients" / "python"
NEEDS = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".py", ".typed", ".json"} and "__pycache__" not in path.parts
    }


def test_the_client_is_the_one_of_this_description(tmp_path):
    command = [sys.executable, str(ROOT / "clients" / "generate.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, env=None, capture_output=True, timeout=250)
    fresh, kept = files_of(tmp_path), files_of(CLIENT)
    assert [*fresh] != []
    assert {name for name in fresh if fresh[name] != kept.get(name)} | (
        kept.keys() - fresh.keys()
    ) == set(), "run: make client"


def test_the_client_needs_nothing_of_ours():
    imported = {
        name for text in files_of(CLIENT).values() for name in NEEDS.findall(text) if not name.startswith("_")
    }
    assert imported & {"mrz", "ocr", "matching", "models", "service", "benchmarks"} == set()


@pytest.mark.slow
def test_the_portal_of_one_page_goes_from_a_scan_to_a_number(house, samples, api_token, monkeypatch):
    """Its page's calls, made as its script makes them; the client is the only way to the service."""
    monkeypatch.syspath_prepend(str(CLIENT))
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "portal"))
    from threading import Thread

    import portal

    source = (ROOT / "docs" / "portal" / "portal.py").read_text("utf-8")
    ours = {"httpx", "urllib3", "requests", "service"}
    assert {*NEEDS.findall(source)} & ours == set()
    server = portal.PortalServer(house, api_token, 0)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        page = ask(server, "GET", "/")
        assert page.startswith(b"<!doctype html>")
        scan = samples.read("passport-known", "passport-known.jpg")
        kind = {"Content-Type": "application/octet-stream", "X-File-Name": "passport.jpg"}
        read = json.loads(ask(server, "POST", "/scan", scan, kind))
        assert read["person"]["familyName"] == "WÓJCIK"
        entered = {
            "id": read["id"],
            "person": {name: value for name, value in read["person"].items() if name != "countryOfBirth"},
            "residenceAddress": {"country": "POL", "municipalityName": "Gdańsk"},
            "contactAddress": {"streetName": "Wetstraat", "houseNumber": "16", "postCode": "1000"},
        }
        kind = {"Content-Type": "application/json"}
        refused = json.loads(ask(server, "POST", "/send", json.dumps(entered).encode(), kind))
        assert [issue["name"] for issue in refused["issues"]] == ["contactAddress.municipalityName"]
        entered["contactAddress"]["municipalityName"] = "Brussel"
        sent = json.loads(ask(server, "POST", "/send", json.dumps(entered).encode(), kind))
        assert (sent["state"], sent["ssin"][:6]) == ("numberAssigned", "824601")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(server, method, path, body=None, headers=None):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=150)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse().read()
    connection.close()
    return answer
