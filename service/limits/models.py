"""What was used up of the limits. Nobody's name or address stands here: the key is a keyed digest."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base


class RateRecord(Base):
    """One limit of one account or address. `full_at` is when all of it is free again."""

    __tablename__ = "rate"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    full_at: Mapped[datetime] = mapped_column(index=True)
