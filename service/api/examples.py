"""Examples of the description. Everybody in them is invented."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """Bodies by name, and an answer, of one operation."""

    body: dict[str, Json] | None = None
    answer: Json | None = None


EXTRACTION, REQUEST, ACCOUNT, EARLIER, CORRECTION, WEBHOOK, DELIVERY = (
    "6c9be1a4-53a3-4b7c-8e0d-1f0a4f5d7c11",
    "0b7f5b0e-8f0a-4c0a-9d0c-2a9b3f6e4d22",
    "f3d1c8a2-1b7e-4f6e-9a53-7d2c9b8e6f33",
    "2d0a7c5e-6b1f-4e8d-8a37-5c9f1e2b3d44",
    "a81f6d3c-2e4b-4d7a-9c15-6b8e0f1a2c55",
    "c94e2b7d-5f3a-4a1c-8d26-7e9b0c1d2f66",
    "6f1c1a0e-2f0b-4c39-9b1c-0f7e6c1e2d77",
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
NUMBER, RIGHT_NUMBER = "91431700251", "91431700350"
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
    "numberState": "valid",
    "formerSsins": [],
    "rounds": [
        {
            "number": 1,
            "items": ["betterScan"],
            "askedAt": MOMENT,
            "deadline": "2026-03-16T09:15:00Z",
            "answeredAt": MOMENT,
            "answeredBy": "An Janssens",
        }
    ],
    "canEdit": False,
    "canCancel": False,
}
REPORTED = {**ASSIGNED, "version": 6, "numberState": "underCorrection"}
REPLACED = {**ASSIGNED, "version": 7, "ssin": RIGHT_NUMBER, "formerSsins": [NUMBER]}
SETTLED = {
    "id": CORRECTION,
    "href": f"/v1/corrections/{CORRECTION}",
    "ssin": NUMBER,
    "reason": "otherPerson",
    "note": "The worker says that this is a cousin's number.",
    "reportedByCompany": True,
    "reportedAt": MOMENT,
    "request": {name: value for name, value in REPLACED.items() if name != "href"},
    "requestHref": f"/v1/requests/{REQUEST}",
    "organisation": "Bouwbedrijf Janssens",
    "receivers": 1,
    "maySettle": False,
    "outcome": "otherNumber",
    "rightSsin": RIGHT_NUMBER,
    "settledAt": MOMENT,
}
MADE_WEBHOOK = {
    "id": WEBHOOK,
    "href": f"/v1/webhooks/{WEBHOOK}",
    "url": "https://hooks.janssens.invalid/numbers",
    "keyIds": ["whk_3f9a2c5e7b1d4f60"],
    "createdAt": MOMENT,
    "isDisabled": False,
    "secret": "whsec_RXhhbXBsZSBvZiBhIHNlY3JldCwgdXNlZCBub3doZXJl",
}
SENT_AGAIN = {
    "id": DELIVERY,
    "href": f"/v1/webhooks/{WEBHOOK}/deliveries/{DELIVERY}",
    "type": "request.stateChanged",
    "requestId": REQUEST,
    "requestHref": f"/v1/requests/{REQUEST}",
    "fromState": "processing",
    "toState": "numberAssigned",
    "code": "newPerson",
    "occurredAt": MOMENT,
    "state": "queued",
    "attempts": 0,
    "nextAttemptAt": MOMENT,
    "lastStatus": 503,
    "lastError": "statusNotAccepted",
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
            "numberState": "valid",
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
    "listChecks": Example(
        answer={
            "sendable": True,
            "issues": [],
            "warnings": [
                {
                    "code": "earlierRequest",
                    "detail": "Your company has an earlier request for this worker.",
                    "requests": [{"href": f"/v1/requests/{EARLIER}", "id": EARLIER}],
                }
            ],
        }
    ),
    "submitRequest": Example(answer=ASSIGNED),
    "answerRequest": Example(body={"whole": ENTERED, "newScan": {**ENTERED, "extractionId": EXTRACTION}}),
    "searchRequests": Example(
        body={"byName": {"familyName": "quispe"}, "byNumber": {"ssin": NUMBER}}, answer=COLLECTION
    ),
    "decideReview": Example(
        body={
            "same": {"decision": "assignExisting", "ssin": NUMBER, "note": "Same person, married since."},
            "new": {"decision": "createNew"},
            "merge": {
                "decision": "merge",
                "ssin": NUMBER,
                "replaced": RIGHT_NUMBER,
                "note": "Two numbers of one person.",
            },
            "ask": {"decision": "ask", "items": ["betterScan"]},
            "refuse": {"decision": "refuse", "code": "documentNotGenuine"},
        }
    ),
    "sendBackReview": Example(body={"reason": {"note": "The passport is another person's."}}),
    "reportNumber": Example(
        body={"report": {"reason": "otherPerson", "note": "The worker says that this is a cousin's number."}},
        answer=REPORTED,
    ),
    "getCorrection": Example(answer=SETTLED),
    "settleCorrection": Example(
        body={
            "otherNumber": {"outcome": "otherNumber", "ssin": RIGHT_NUMBER, "note": "Passports compared."},
            "numberRight": {"outcome": "numberRight"},
        },
        answer=SETTLED,
    ),
    "createWebhook": Example(body={"new": {"url": MADE_WEBHOOK["url"]}}, answer=MADE_WEBHOOK),
    "rotateWebhookSecret": Example(answer=MADE_WEBHOOK),
    "sendDeliveryAgain": Example(answer=SENT_AGAIN),
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
