"""Uploaded files in the vault, looked at once, before a row of the database knows of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

from models.errors import CodedError
from ocr.intake.errors import MAX_PAGES, TooManyPagesError
from service.antivirus.clamd import check_file
from service.context import Services
from service.extractions.first_look import look_at
from service.extractions.models import UploadedPage
from service.extractions.uploads import UploadedFile

UPLOAD, PREVIEW = "upload/{id}", "preview/{id}"

StoredFile = list[UploadedPage]
"""The pages of one stored file, as rows that belong to no upload yet."""


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not taken, by the name its owner knows, and why."""

    name: str
    error: CodedError


def store_files(
    services: Services, owner: UUID, files: Sequence[UploadedFile], room: int
) -> tuple[list[StoredFile], list[RefusedFile]]:
    """Looks at each file and stores it encrypted with its pictures; `room` is how many pages may come.

    Refuses file by file: one that will not do leaves the others alone. Decodes: outside of transactions only.
    """
    stored: list[StoredFile] = []
    refused: list[RefusedFile] = []
    for file in files:
        left = room - sum(len(pages) for pages in stored)
        try:
            if left < 1:
                raise TooManyPagesError(limit=MAX_PAGES)
            stored.append(_store(services, owner, file, left))
        except CodedError as error:
            refused.append(RefusedFile(file.name, error))
    return stored, refused


def copy_pages(services: Services, source: UUID, owner: UUID, pages: Sequence[UploadedPage]) -> StoredFile:
    """The pages of one upload stored again under another's key, in the same order."""
    vault, copies = services.vault, StoredFile()
    files: dict[str, str] = {}
    with taking_back(services, owner, [copies], with_key=True):
        for page in pages:
            if page.page_in_file is None:  # a program sent it: this is the first look at it
                content = vault.get(source, page.stored_as)
                copies += _store(services, owner, UploadedFile(page.name, content), MAX_PAGES)
                continue
            if page.stored_as not in files:
                files[page.stored_as] = UPLOAD.format(id=uuid4())
                vault.put(owner, files[page.stored_as], vault.get(source, page.stored_as))
            copy = UploadedPage(
                id=uuid4(),
                name=page.name,
                stored_as=files[page.stored_as],
                page_in_file=page.page_in_file,
                size=page.size,
                own_sample=page.own_sample,
                width=page.width,
                height=page.height,
                turn=page.turn,
                quality=page.quality,
            )
            vault.put(owner, PREVIEW.format(id=copy.id), vault.get(source, PREVIEW.format(id=page.id)))
            copies.append(copy)
    return copies


@contextmanager
def taking_back(
    services: Services, owner: UUID, stored: Sequence[StoredFile], *, with_key: bool = False
) -> Iterator[None]:
    """What was stored goes again when the block fails: no upload holds it. With the key of a new owner."""
    try:
        yield
    except BaseException:
        for pages in stored:
            forget(services, owner, pages)
        if with_key:
            services.vault.erase(owner)
        raise


def forget(services: Services, owner: UUID, pages: StoredFile) -> None:
    """Erases pages that no upload holds, with their files."""
    with suppress(CodedError, OSError):  # what called this is the error to hear of
        for page in pages:
            services.vault.delete(owner, PREVIEW.format(id=page.id))
            services.vault.delete(owner, page.stored_as)


def _store(services: Services, owner: UUID, file: UploadedFile, room: int) -> StoredFile:
    check_file(services.settings, file.content)
    seen = look_at(file.name, file.content)
    if len(seen) > room:
        raise TooManyPagesError(limit=MAX_PAGES)
    stored_as = UPLOAD.format(id=uuid4())
    ours = services.settings.demo and services.samples.knows(file.content)
    pages = [
        UploadedPage(
            id=uuid4(),
            name=file.name,
            stored_as=stored_as,
            page_in_file=page.index,
            size=len(file.content),
            own_sample=ours,
            width=page.width,
            height=page.height,
            quality=page.quality.model_dump(mode="json", by_alias=True, exclude_none=True),
        )
        for page in seen
    ]
    with taking_back(services, owner, [pages]):
        services.vault.put(owner, stored_as, file.content)
        for page, look in zip(pages, seen, strict=True):
            services.vault.put(owner, PREVIEW.format(id=page.id), look.picture)
    return pages
