"""What an upload of several documents says about their holders."""

import pytest

from ocr.extract import extract

pytestmark = pytest.mark.slow


def test_one_persons_licence_beside_anothers_passport_is_said_so(samples, reader):
    """The passport alone has a zone, so its holder's data are verified; the licence is somebody else's."""
    files = [samples / "passport-known.jpg", samples / "driving-licence-front.jpg"]
    found = extract(files, reader=reader)
    assert [document.type for document in found.documents] == ["passport", "drivingLicence"]
    assert found.fields["familyName"].status == "verified"
    assert "severalPersons" in {warning.code for warning in found.warnings}


def test_two_documents_of_one_person_are_not_several_persons(samples, reader):
    found = extract([samples / "passport-known.jpg", samples / "passport-known.jpg"], reader=reader)
    assert len(found.documents) == 2
    assert "severalPersons" not in {warning.code for warning in found.warnings}
