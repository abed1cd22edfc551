"""Every sample document forces the outcome that docs/sandbox.md promises: over HTTP, with a real worker."""

import re
from pathlib import Path

import httpx
import pytest

from service.demo.samples_index import load_samples
from service.settings import Settings

pytestmark = pytest.mark.slow

SANDBOX = Path(__file__).parents[3] / "docs" / "sandbox.md"
ROW = re.compile(r"^\| `([\w-]+)` \| .* \| (\w+) \|$", re.MULTILINE)
SAMPLES = load_samples(Settings().demo_samples_dir).list()
ADDRESSES = {
    "residenceAddress": {"country": "PRT", "municipalityName": "Évora"},
    "contactAddress": {
        "country": "BEL",
        "streetName": "Wetstraat",
        "houseNumber": "16",
        "postCode": "1000",
        "municipalityName": "Brussel",
    },
}
PERSON = {"familyName": "Unreadable", "birthDate": "1990-00-00"}
"""What somebody types who has only the paper: nothing of it was read."""


@pytest.fixture
def caller(house, api_token):
    headers = {"Authorization": f"Bearer {api_token}"}
    with httpx.Client(base_url=house, headers=headers, timeout=120) as client:
        yield client


def test_the_page_lists_every_sample_with_the_outcome_of_the_index():
    promised = dict(ROW.findall(SANDBOX.read_text("utf-8")))
    assert promised == {sample.name: sample.outcome for sample in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_forces_its_outcome(caller, samples, sample):
    files = [("files", (name, samples.read(sample.name, name))) for name in sample.files]
    answer = caller.post("/v1/extractions", files=files, headers={"Prefer": "wait=30"})
    while answer.status_code != 303:
        assert answer.json()["state"] == "processing"
        answer = caller.get(answer.json()["href"], headers={"Prefer": "wait=30"})
    extraction_id = answer.headers["location"].split("/")[3]
    assert caller.get(f"/v1/extractions/{extraction_id}/pages").json()["total"] >= 1
    draft = caller.post("/v1/requests", json={"extractionId": extraction_id})
    person = PERSON | draft.json()["person"]
    entered = {"person": person, "document": draft.json()["document"], **ADDRESSES}
    href = draft.json()["href"]
    put = caller.put(href, json=entered, headers={"If-Match": draft.headers["etag"]})
    assert put.status_code == 200
    sent = caller.post(href + "/submit", headers={"If-Match": put.headers["etag"]})
    if sample.outcome == "refused":
        assert sent.status_code == 400
        assert [issue["name"] for issue in sent.json()["issues"]] == ["document.expiryDate"]
        return
    assert sent.status_code == 200
    view = sent.json()
    outcomes = {
        "existingPerson": ("numberAssigned", True),
        "newPerson": ("numberAssigned", False),
        "review": ("underReview", False),
    }
    assert (view["state"], view["instant"]) == outcomes[sample.outcome]
    assert ("ssin" in view) == (view["state"] == "numberAssigned")
