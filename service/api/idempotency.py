"""One effect for each `Idempotency-Key`: a repeated call gets the first one's answer.

The key is written in the transaction of the call. A second call with it waits there until the first has
ended: then it finds the answer, or, when the first was refused and left nothing, takes its turn.
"""

import hmac
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from sqlalchemy import Engine, delete
from sqlalchemy.dialects.postgresql import insert
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from service.api.errors import IdempotencyKeyReused
from service.api.models import IdempotencyRecord
from service.api.strict import MULTIPART
from service.auth.dependencies import Acting
from service.auth.permissions import Permission
from service.context import Work
from service.db import now, transaction
from service.extractions.uploads import read_form
from service.seals import seals_of
from service.storage.keys import seal, unseal

KEPT = timedelta(hours=24)
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_IDS = 10
"""Of an answer's ids so many are looked at: what it is about stands at its beginning."""
KEPT_HEADERS = ("content-type", "location", "etag")
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,64}$",
        description="Made by the caller, new for every new call. The same key with the same body within 24 "
        "hours gives the same answer and has no second effect.",
    ),
]


class AnsweredBefore(Exception):
    """The call is a repetition; `response` is the answer to the first one."""

    def __init__(self, response: Response) -> None:
        self.response = response
        super().__init__()


@dataclass(frozen=True)
class FirstCall:
    """A call with a key of its own, whose answer is to be kept."""

    work: Work
    key: str
    path: str

    def keep(self, response: Response) -> None:
        """Keeps the answer, in the transaction of the call."""
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        head = json.dumps({"status": response.status_code, "headers": headers}).encode()
        row = self.work.session.get_one(IdempotencyRecord, _identity(self.work, self.key))
        content = head + b"\n" + bytes(response.body)
        row.owner_id = _find_owner(self.work, self.path, content.decode(errors="ignore"))
        row.answer = seal(_sealing_key(self.work, row.owner_id), content, row.digest)
        self.work.session.flush()


async def digest_call(request: Request, work: Acting, key: Key = None) -> bytes | None:
    """A keyed digest of method, address and body; None without a key. Of a form, fields and files count."""
    if key is None:
        return None
    digest = hmac.new(work.services.vault.keys.derive("idempotency digests"), digestmod=sha256)
    for part in (request.method, request.url.path, request.url.query):
        digest.update(sha256(part.encode()).digest())
    if request.headers.get("content-type", "").lower().startswith(MULTIPART):
        for name, value in (await read_form(request)).multi_items():
            digest.update(sha256(name.encode()).digest())
            if isinstance(value, UploadFile):
                digest.update(sha256((value.filename or "").encode()).digest())
                digest.update(sha256(await value.read()).digest())
                await value.seek(0)
            else:
                digest.update(sha256(value.encode()).digest())
    else:
        digest.update(await request.body())
    return digest.digest()


@dataclass(frozen=True)
class AnswerOnce:
    """The dependency of every POST that has an effect.

    Raises AnsweredBefore, IdempotencyKeyReused, MissingPermission.
    """

    permission: Permission
    """Asked for first: whoever has lost the right does not hear the old answer."""

    def __call__(
        self,
        request: Request,
        work: Acting,
        digest: Annotated[bytes | None, Depends(digest_call, scope="function")],
        key: Key = None,
    ) -> None:
        work.actor.require(self.permission)
        if key is None or digest is None:
            return
        before = _find_or_begin(work, key, digest)
        if before is not None:
            raise AnsweredBefore(before)
        request.state.first_call = FirstCall(work, key, request.url.path)


async def keep_answer(request: Request, response: Response) -> None:
    """Keeps the answer where the call carried a key."""
    first: FirstCall | None = getattr(request.state, "first_call", None)
    if first is not None:
        await run_in_threadpool(first.keep, response)


def forget_answers(engine: Engine) -> None:
    """Deletes the answers whose time is over."""
    with transaction(engine) as session:
        session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.created_at < now() - KEPT))


def _find_or_begin(work: Work, key: str, digest: bytes) -> Response | None:
    """The answer to an earlier call with the key; None when this is the first, whose key is now ours."""
    identity, moment = _identity(work, key), now()
    mine = [getattr(IdempotencyRecord, name) == value for name, value in identity.items()]
    over = IdempotencyRecord.created_at < moment - KEPT
    work.session.execute(delete(IdempotencyRecord).where(*mine, over))
    begun = work.session.execute(
        insert(IdempotencyRecord)
        .values(**identity, digest=digest, created_at=moment)
        .on_conflict_do_nothing()
        .returning(IdempotencyRecord.key)
    ).first()
    if begun is not None:
        return None
    row = work.session.get_one(IdempotencyRecord, identity)
    if row.answer is None or not hmac.compare_digest(row.digest, digest):
        raise IdempotencyKeyReused
    head, _, body = unseal(_sealing_key(work, row.owner_id), row.answer, row.digest).partition(b"\n")
    kept = json.loads(head)
    return Response(body, kept["status"], kept["headers"])


def _identity(work: Work, key: str) -> dict[str, object]:
    """What a key is told apart by: who calls, for which organisation, and as whose person."""
    actor = work.actor
    return {
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "acting_organisation_id": actor.acting_organisation_id,
        "key": key,
    }


def _sealing_key(work: Work, owner: UUID | None) -> bytes:
    if owner is None:
        return work.services.vault.keys.derive("idempotency answers")
    return seals_of(work.session).key(owner)


def _find_owner(work: Work, *texts: str) -> UUID | None:
    """Whose data an answer may tell: the first id in it that has a data key."""
    found = dict.fromkeys(UUID(one) for text in texts for one in ID.findall(text)[:MOST_IDS])
    known = work.services.vault.keys.data_keys(map(str, found))
    return next((one for one in found if str(one) in known), None)
