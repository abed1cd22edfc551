"""Path traversal: a name or an id that is a path wants to read, or to write, a file of the server's."""

import pytest

from service.storage.errors import ObjectNotFound
from service.storage.store import FolderStore
from tests.attack.conftest import code_of
from tests.rubbish import jpeg

UP = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "..\\..\\windows\\win.ini",
    "..%5c..%5cetc%5cpasswd",
    "%00/etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "C:/windows/win.ini",
    "..%c0%af..%c0%afetc/passwd",
    "file:///etc/passwd",
]
PLACES = [
    "/static/{}",
    "/samples/passport-known/{}",
    "/samples/{}/passport-known.jpg",
    "/requests/{}",
    "/scans/{}",
    "/scans/00000000-0000-0000-0000-000000000000/crops/{}.jpg",
    "/v1/requests/{}",
    "/v1/extractions/{}/result",
    "/v1/extractions/00000000-0000-0000-0000-000000000000/crops/{}/image",
]


def test_a_path_for_an_id_or_a_name_leads_to_no_file(browser_of, employer):
    browser = browser_of(employer)
    for path in (place.format(up) for place in PLACES for up in UP):
        answer = browser.get(path)
        assert answer.status_code in {303, 400, 401, 404, 405}, path
        assert "root:" not in answer.text
        assert "[fonts]" not in answer.text


NAMES = [
    *UP,
    "a\x00.jpg",
    "\u202egpj.exe",
    "x" * 5000 + ".jpg",
    "con",
    ".",
    "..",
    "~/.ssh/id",
    "a;rm -rf.jpg",
    "$(id)",
]


def test_a_file_name_is_text_and_never_a_place(browser_of, employer, settings, tmp_path):
    """What is stored has names of ours; nothing appears outside of the folders of scans and keys."""
    browser = browser_of(employer)
    before = {*tmp_path.rglob("*")}
    for name in NAMES:
        answer = browser.post("/requests/new/upload", files=[("files", (name, jpeg()))])
        assert answer.status_code < 500, name
    made = [path for path in {*tmp_path.rglob("*")} - before if path.is_file()]
    assert made
    for path in made:
        assert settings.scans_dir in path.parents or settings.keys_dir in path.parents
        assert not any(part in path.name for part in ("passwd", "win.ini", "jpg", "exe", "ssh"))


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/b", "", ".", "..", "A" * 64, "x" * 64, "\0"]
)
def test_the_store_takes_no_name_but_its_own(name, tmp_path):
    """Names are 64 hexadecimal digits of a keyed digest; whatever else is asked for is not looked for."""
    store = FolderStore(tmp_path / "scans")
    for deed in (lambda: store.put(name, b"x"), lambda: store.get(name), lambda: store.delete(name)):
        with pytest.raises(ObjectNotFound):
            deed()
    assert [*tmp_path.rglob("*")] == []


def test_the_same_hostile_name_is_shown_short_and_plain(browser_of, employer):
    answer = browser_of(employer).post(
        "/requests/new/upload", files=[("files", ("../../a\u202e" + "b" * 500 + ".jpg", b"no picture"))]
    )
    assert code_of(answer) == "unsupportedFormat"
    assert "../" not in answer.text.split("data-code")[1][:2000]
    assert "b" * 130 not in answer.text
