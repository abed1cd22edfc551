"""Every setting of the service, from the environment (`BELGIANIDPRO_…`; `DATABASE_URL` as it is)."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.auth.oidc.settings import OidcSettings

MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """What an operator can choose. Folders for database, scans and keys lie apart on purpose."""

    model_config = SettingsConfigDict(
        env_prefix="BELGIANIDPRO_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

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
    oidc: OidcSettings | None = None
    """Who signs people in; unset: nobody outside of the demonstration."""
    invitation_days: int = 30
    answer_days: int = 30
    """How long a requester has to answer a question before the request expires."""

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
    smtp_host: str | None = None
    """Unset: mail lands as .eml files in the data folder."""
    smtp_port: int = 25
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
