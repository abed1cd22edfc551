"""Every setting of the service, from the environment (`BELGIANIDPRO_…`; `DATABASE_URL` as it is)."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """What an operator can choose. Folders for database, scans and keys lie apart on purpose."""

    model_config = SettingsConfigDict(env_prefix="BELGIANIDPRO_", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = True
    """Demonstration mode: sign-in without a password, synthetic registry. Binds to loopback only."""
    demo_persons: int = 100_000
    demo_samples_dir: Path = Path(__file__).parent / "demo" / "samples"
    allowed_hosts: list[str] = ["127.0.0.1", "localhost"]

    max_upload_bytes: int = 20 * MEBIBYTE
    """All files of one upload together; more is refused while it streams in."""
    max_upload_files: int = 4
    instant_answers_per_day: int = 200
    """Existing numbers given without a reviewer, per account and day; past it, requests go to review."""
    session_hours: int = 10
    answer_days: int = 30
    """How long a requester has to answer a question before the request expires."""
    question_rounds: int = 3
    """How often a reviewer may ask about one request; after that it is answered or refused."""
    reminder_days: list[int] = [7, 2]
    """How many days before that deadline a reminder is sent."""
    draft_reminder_days: int = 14
    draft_expiry_days: int = 30
    """After how many days without a change a draft's requester is reminded, and the draft expires."""

    broker_url: str | None = None
    """Celery's broker; unset: folders under the data folder."""
    worker_processes: int = 1
    job_lease_seconds: float = 30
    job_max_attempts: int = 3
    job_soft_limit_seconds: int = 110
    job_hard_limit_seconds: int = 120
    sweep_seconds: float = 2
    poll_seconds: float = 1
    """How long a client should wait before it asks again (`pollAfter`)."""

    mail_from: str = "belgianIDpro <no-reply@belgianidpro.invalid>"
    mail_reply_to: str | None = None
    """Where answers to our mails go; unset: nowhere."""
    mail_max_attempts: int = 130
    """Deliveries tried before a mail is given up: an hour apart, about five days (RFC 5321, 4.5.4.1)."""
    smtp_host: str | None = None
    """Unset: mail lands as .eml files in the data folder."""
    smtp_port: int = 25
    smtp_starttls: bool = False
    """Encrypt with STARTTLS and check the server's certificate; a server without it gets no mail."""
    smtp_ca_file: Path | None = None
    """Certificates to trust instead of the system's, for a mail server of one's own."""
    smtp_username: str | None = None
    """Sign in with it and `smtp_password`; needs `smtp_starttls`."""
    smtp_password: SecretStr | None = None
    public_url: str = "http://127.0.0.1:8000"

    @property
    def database_dir(self) -> Path:
        return self.data_dir / "database"

    @property
    def scans_dir(self) -> Path:
        return self.data_dir / "scans"

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def mail_dir(self) -> Path:
        return self.data_dir / "mail"

    @property
    def broker_dir(self) -> Path:
        return self.data_dir / "broker"


@lru_cache
def load_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
