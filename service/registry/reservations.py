"""The numbers and ids of a running import, kept free for it while everybody else goes on getting numbers.

An import into a registry in use writes for minutes what nobody sees before its commit. Its numbers are
written down first, in a transaction of their own, so that none of them is given to somebody else meanwhile.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg.errors import UniqueViolation
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.db import transaction
from service.registry.repository import NUMBERS_LOCK, take_locks
from service.registry.rows import COPY_HEAD, COPY_TAIL

IMPORT_LOCK = 0x6269735F696D7074
"""Advisory lock of the one import that runs ("bis_impt"): what is reserved is its own, or a dead one's."""
SEQUENCE = "pg_get_serial_sequence('registry_person', 'id')"
TAKE_IDS = text(f"SELECT setval({SEQUENCE}, nextval({SEQUENCE}) + :more)")
RESERVED_ROW = np.dtype([("fields", ">i2"), ("bytes", ">i4"), ("number", ">i8")])
"""A row of `RegistryReservation` as binary COPY has it."""
BATCH = 1 << 20


class NumberTaken(CodedError):
    code = "numberTaken"
    status = 409
    message = "A number of this file already stands in the registry."
    remedy = "Import only persons who are not yet there; nothing of this file was kept."


def reserve(engine: Engine, numbers: npt.NDArray[np.int64]) -> int:
    """Keeps the numbers and as many ids free for the caller, who holds IMPORT_LOCK; returns the first id.

    Whoever makes a number waits only while this is committed: a number given before stands in the registry,
    where the import meets it; one given later is looked up here. What an import that died had reserved is
    given back. Raises NumberTaken when one stands in the file twice.
    """
    forget(engine)
    with transaction(engine) as session:
        cursor: Any = session.connection().connection.cursor()
        try:
            with cursor.copy("COPY registry_reserved (number) FROM STDIN (FORMAT binary)") as copy:
                copy.write(COPY_HEAD)
                for start in range(0, len(numbers), BATCH):
                    copy.write(_pack(numbers[start : start + BATCH]))
                copy.write(COPY_TAIL)
        except UniqueViolation:
            raise NumberTaken from None
        take_locks(session, [NUMBERS_LOCK])
        more = max(len(numbers) - 1, 0)
        return int(session.execute(TAKE_IDS, {"more": more}).scalar_one()) - more


def give_back(session: Session) -> None:
    """Ends the reservation with the import's commit. The caller holds NUMBERS_LOCK: nobody is reading it."""
    session.execute(text("TRUNCATE registry_reserved"))


def forget(engine: Engine) -> None:
    """Gives back what is reserved, for the holder of IMPORT_LOCK whose import comes to nothing.

    In a transaction of its own, for truncating keeps readers waiting until its end.
    """
    with transaction(engine) as session:
        if session.scalar(text("SELECT 1 FROM registry_reserved LIMIT 1")):
            give_back(session)


def _pack(numbers: npt.NDArray[np.int64]) -> bytes:
    """What is no number is left to the check of the rows."""
    kept = numbers[numbers > 0]
    rows = np.empty(len(kept), RESERVED_ROW)
    rows["fields"], rows["bytes"], rows["number"] = 1, 8, kept
    return rows.tobytes()
