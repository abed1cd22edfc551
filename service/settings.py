"""Every setting of the service, from the environment (`BELGIANIDPRO_…`; `DATABASE_URL` as it is)."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
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
    question_rounds: int = 3
    """How often a reviewer may ask about one request; after that it is answered or refused."""
    review_days: int = 2
    """Working days in which a case should be decided; past them the queue shows it as late."""
    review_lease_seconds: int = 600
    """How long a case stays a reviewer's without a sign of life; an open page gives one every minute."""
    decision_grace_seconds: int = 60
    """How long a decision made at the desk waits, and can be taken back, before it is carried out."""
    statistics_least: int = 10
    """Groups of fewer requests are not shown to data scientists, nor exported as groups of their own."""
    reminder_days: list[int] = [7, 2]
    """How many days before that deadline a reminder is sent."""
    draft_reminder_days: int = 14
    draft_expiry_days: int = 30
    """After how many days without a change a draft's requester is reminded, and the draft expires."""

    s3_url: str | None = None
    """Scans in buckets of this S3 server (`https://host:port`); unset: in the data folder."""
    s3_access_key: str | None = None
    s3_secret_key: SecretStr | None = None
    s3_region: str | None = None
    s3_bucket: str = "belgianidpro-scans"
    s3_keys_bucket: str | None = None
    """Wrapped keys in a bucket of their own, backed up apart from the scans; unset: in the folder of keys."""
    master_key: SecretStr | None = None
    """32 bytes in base64, the same for every process; unset: a file among the keys, made at first use."""
    previous_master_key: SecretStr | None = None
    """The key before it, while a rotation is under way."""
    registry_url: str | None = None
    """Base address of a registry over HTTP (`docs/registry-port.md`); unset: our own tables."""
    registry_token: SecretStr | None = None
    registry_seconds: float = 5
    """Longest wait for one answer of it."""
    registry_persons: int = 2_000_000
    """How many it holds, about: the more there are, the more evidence an instant answer needs."""

    broker_url: str | None = None
    """Celery's broker; unset: folders under the data folder."""
    worker_processes: int = 1
    worker_nice: int = 5
    """How far workers stand back for who shares their cores (nice(2)): pages shown come before pages read."""
    worker_most_memory_mb: int = 2000
    """A worker's process that has once taken more is renewed after its job."""
    job_lease_seconds: float = 30
    job_max_attempts: int = 3
    job_retry_seconds: float = 2
    """Pause after a first breakdown; doubled with each further one, with jitter, up to the next."""
    job_longest_retry_seconds: float = 300
    job_soft_limit_seconds: int = 110
    job_hard_limit_seconds: int = 120
    queue_person_seconds: float = 120
    queue_program_seconds: float = 900
    queue_batch_seconds: float = 14_400
    """Longest waits worth accepting, for a person, a program and a batch; measured on the latest jobs."""
    queue_most_jobs: int = 5_000
    """Of one organisation; more are refused whatever the measure says."""
    least_free_memory_mb: int = 400
    """With less on the machine, or in its container, uploads are refused until some is free again."""
    sweep_seconds: float = 2
    poll_seconds: float = 1
    """How long a client should wait before it asks again (`pollAfter`)."""

    audit_dir: Path | None = None
    """Signed heads of the audit log; unset: in the data folder. Better somewhere that the database's
    administrators cannot write to."""
    audit_head_minutes: float = 10
    webhook_allowed_hosts: list[str] = []
    """Hosts that webhooks may reach though they are not public: those of an intranet."""
    webhook_retry_seconds: float = 10
    webhook_longest_retry_seconds: float = 3600
    """First and longest pause between two attempts; doubled each time, with jitter."""
    webhook_days: float = 3
    """How long a message is tried until it is parked."""

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
    def audit_heads_dir(self) -> Path:
        return self.audit_dir or self.data_dir / "audit-heads"

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
