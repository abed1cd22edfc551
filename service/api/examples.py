"""Examples of the description. Everybody in them is invented."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """Bodies by name, and an answer, of one operation."""

    body: dict[str, Json] | None = None
    answer: Json | None = None


EXTRACTION, REQUEST, ACCOUNT = (
    "6c9be1a4-53a3-4b7c-8e0d-1f0a4f5d7c11",
    "0b7f5b0e-8f0a-4c0a-9d0c-2a9b3f6e4d22",
    "f3d1c8a2-1b7e-4f6e-9a53-7d2c9b8e6f33",
)
MOMENT = "2026-03-02T09:15:00Z"
PERSON = {
    "familyName": "Quispe Mamani",
    "givenNames": "Yareli Xóchitl",
    "birthDate": "1991-03-17",
    "placeOfBirth": "Cochabamba",
    "gender": 2,
    "nationality": "BOL",
}
DOCUMENT = {"kind": "passport", "number": "ZZ9876543", "issuer": "BOL", "expiryDate": "2036-01-01"}
RESIDENCE = {"country": "BOL", "municipalityName": "Cochabamba"}
CONTACT = {
    "country": "BEL",
    "postCode": "1000",
    "municipalityName": "Brussel",
    "streetName": "Wetstraat",
    "houseNumber": "16",
}
NUMBER = "91431700251"
ENTERED = {
    "person": PERSON,
    "document": DOCUMENT,
    "residenceAddress": RESIDENCE,
    "contactAddress": CONTACT,
}
DRAFT = {
    "id": REQUEST,
    "href": f"/v1/requests/{REQUEST}",
    "state": "draft",
    "version": 2,
    "requester": "An Janssens",
    "requesterAccountId": ACCOUNT,
    "email": "an@janssens.invalid",
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    **ENTERED,
    "extractionId": EXTRACTION,
    "prefilled": {"familyName": {"value": "Quispe Mamani", "status": "verified", "confidence": 0.999}},
    "changedByHand": [],
    "instant": False,
    "items": [],
    "events": [{"toState": "draft", "at": MOMENT, "by": "An Janssens"}],
    "canEdit": True,
    "canCancel": True,
}
ASSIGNED = {
    **DRAFT,
    "state": "numberAssigned",
    "version": 5,
    "submittedAt": MOMENT,
    "ssin": NUMBER,
    "canEdit": False,
    "canCancel": False,
}
SEARCHED = "/v1/requests?search=5b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c44&sort=-createdAt&page=1&pageSize=25"
COLLECTION = {
    "self": SEARCHED,
    "first": SEARCHED,
    "last": SEARCHED,
    "total": 1,
    "page": 1,
    "pageSize": 25,
    "searchId": "5b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c44",
    "items": [
        {
            "href": f"/v1/requests/{REQUEST}",
            "id": REQUEST,
            "state": "numberAssigned",
            "requester": "An Janssens",
            "workerName": "Yareli Xóchitl Quispe Mamani",
            "createdAt": MOMENT,
            "updatedAt": MOMENT,
            "ssin": NUMBER,
        }
    ],
}
EXAMPLES = {
    "createExtraction": Example(
        answer={
            "id": EXTRACTION,
            "href": f"/v1/extractions/{EXTRACTION}",
            "state": "processing",
            "stage": "queued",
            "progress": 0.0,
            "pollAfter": 1.0,
            "files": ["passport.jpg"],
            "createdAt": MOMENT,
        }
    ),
    "createRequest": Example(body={"fromScan": {"extractionId": EXTRACTION}, "empty": {}}, answer=DRAFT),
    "getRequest": Example(answer=DRAFT),
    "putRequest": Example(body={"whole": ENTERED}, answer=DRAFT),
    "submitRequest": Example(answer=ASSIGNED),
    "answerRequest": Example(body={"whole": ENTERED, "newScan": {**ENTERED, "extractionId": EXTRACTION}}),
    "searchRequests": Example(
        body={"byName": {"familyName": "quispe"}, "byNumber": {"ssin": NUMBER}}, answer=COLLECTION
    ),
    "decideReview": Example(
        body={
            "same": {"decision": "assignExisting", "ssin": NUMBER, "note": "Same person, married since."},
            "new": {"decision": "createNew"},
            "ask": {"decision": "ask", "items": ["betterScan"]},
            "refuse": {"decision": "refuse", "code": "documentNotGenuine"},
        }
    ),
    "searchPersons": Example(
        body={
            "whole": {
                "purpose": "helpdesk",
                "familyName": "Quispe Mamani",
                "givenNames": "Yareli",
                "birthDate": "1991-03-17",
            },
            "yearOnly": {"purpose": "duplicates", "familyName": "Quispe", "birthDate": "1991-00-00"},
        },
        answer={"result": "none", "reasons": [], "candidates": []},
    ),
    "lookUpNumber": Example(
        body={"number": {"purpose": "helpdesk", "ssin": NUMBER}},
        answer={"ssin": NUMBER, "status": "active", "current": NUMBER},
    ),
}
PROBLEM_EXAMPLE = {
    "type": "urn:problem-type:belgif:badRequest",
    "href": "https://www.belgif.be/specification/rest/api-guide/",
    "title": "Bad Request",
    "status": 400,
    "detail": "The input is not valid.",
    "instance": "urn:uuid:9b0a7d7e-5a54-4f4c-8f43-1d4b2c3e5f55",
    "code": "badRequest",
    "remedy": "Correct the fields that are listed.",
    "issues": [
        {
            "type": "urn:problem-type:belgif:input-validation:unknownInput",
            "in": "query",
            "name": "color",
            "detail": "This parameter is not known here.",
        }
    ],
}
