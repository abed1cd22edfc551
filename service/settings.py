"""Every setting of the service, from the environment (`BELGIANIDPRO_…`; `DATABASE_URL` as it is)."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from service.auth.oidc.settings import OidcSettings
from service.limits.rates import RateLimits
from service.settings_errors import check_settings, first_of, not_json

MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """What an operator can choose. Folders for database, scans and keys lie apart on purpose."""

    model_config = SettingsConfigDict(
        env_prefix="BELGIANIDPRO_",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
    )

    data_dir: Path = Path("data")
    """Folder of what has no place of its own: embedded database, scans, keys, mail, audit heads."""
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    """PostgreSQL (`postgresql://…`); unset: one is started in the data folder."""
    host: str = "127.0.0.1"
    """Address that the web process listens on."""
    port: int = 8000
    """Port that the web process listens on."""
    demo: bool = True
    """Demonstration mode: sign-in without a password, synthetic registry. Binds to loopback only."""
    demo_persons: int = 100_000
    """How many invented persons the demonstration's registry has."""
    demo_samples_dir: Path = Path(__file__).parent / "demo" / "samples"
    """Sample documents of the demonstration."""
    allowed_hosts: list[str] = ["127.0.0.1", "localhost"]
    """Names under which the service is reached, without ports; calls to any other are refused."""
    trusted_proxies: list[str] = []
    """Addresses or networks of our own reverse proxies, whose X-Forwarded-For and -Proto count; nobody else's
    do."""

    max_upload_bytes: int = 20 * MEBIBYTE
    """All files of one upload together; more is refused while it streams in."""
    max_upload_files: int = 4
    """Files of one upload."""
    clamd: str | None = None
    """ClamAV's daemon, which sees every upload first: `host:port`, or `unix:/run/clamav/clamd.ctl`; unset:
    none. While it does not answer, no upload is taken."""
    clamd_seconds: float = 30
    """Longest wait for its word on one file."""
    instant_answers_per_day: int = 200
    """Existing numbers given without a reviewer, per account and day; past it, requests go to review."""
    rates: RateLimits = RateLimits()
    """How often an account or an address may do what (`BELGIANIDPRO_RATES__UPLOAD_ACCOUNT=600/10m`)."""
    session_hours: int = 10
    """After so long a session ends, unless its person says before that they still work."""
    session_longest_hours: int = 24
    """After that everybody signs in anew."""
    session_idle_minutes: int = 60
    """A session that is not used for so long ends."""
    oidc: OidcSettings | None = None
    """Who signs people in; unset: nobody outside of the demonstration."""
    invitation_days: int = 30
    """How long somebody who was invited may take to sign in."""
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
    """After how many days without a change a draft's requester is reminded."""
    draft_expiry_days: int = 30
    """After how many days without a change a draft expires."""

    s3_url: str | None = None
    """Scans in buckets of this S3 server (`https://host:port`); unset: in the data folder."""
    s3_access_key: str | None = None
    """Name of the account at the S3 server."""
    s3_secret_key: SecretStr | None = None
    """Its key."""
    s3_region: str | None = None
    """Region, where the server asks for one."""
    s3_bucket: str = "belgianidpro-scans"
    """Bucket of the scans."""
    s3_keys_bucket: str | None = None
    """Wrapped keys in a bucket of their own, backed up apart from the scans; unset: in the folder of keys."""
    s3_erased_bucket: str = "belgianidpro-erased"
    """The list of keys destroyed for good, kept apart from the keys; used where these lie in a bucket."""
    master_key: SecretStr | None = None
    """32 bytes in base64, the same for every process; unset: a file among the keys, made at first use."""
    previous_master_key: SecretStr | None = None
    """The key before it, while a rotation is under way."""
    registry_url: str | None = None
    """Base address of a registry over HTTP (`docs/registry-port.md`); unset: our own tables."""
    registry_token: SecretStr | None = None
    """Token for it."""
    registry_seconds: float = 5
    """Longest wait for one answer of it."""
    registry_persons: int = 2_000_000
    """How many it holds, about: the more there are, the more evidence an instant answer needs."""
    registry_follow_hours: float = 24
    """How often it is asked whether a number that was given still stands."""

    broker_url: str | None = None
    """Celery's broker; unset: folders under the data folder."""
    worker_processes: int = 1
    """Processes of one `worker`: as many documents are read at a time."""
    worker_nice: int = 5
    """How far workers stand back for who shares their cores (nice(2)): pages shown come before pages read."""
    worker_most_memory_mb: int = 2000
    """A worker's process that has once taken more is renewed after its job."""
    job_lease_seconds: float = 30
    """For how long a worker that tells nothing keeps its job."""
    job_max_attempts: int = 3
    """How often a job is tried until it is given up."""
    job_retry_seconds: float = 2
    """Pause after a first breakdown; doubled with each further one (`service.backoff`)."""
    job_longest_retry_seconds: float = 300
    """Longest pause between two attempts."""
    job_soft_limit_seconds: int = 110
    """After so long a job is ended with an answer."""
    job_hard_limit_seconds: int = 120
    """After so long its process is killed."""
    queue_person_seconds: float = 120
    """Longest wait worth accepting when a person waits; measured on the latest jobs."""
    queue_program_seconds: float = 900
    """The same for a program."""
    queue_batch_seconds: float = 14_400
    """The same for one of many, which nobody waits for."""
    queue_most_jobs: int = 5_000
    """Of one organisation; more are refused whatever the measure says."""
    least_free_memory_mb: int = 400
    """With less on the machine, or in its container, uploads are refused until some is free again."""
    sweep_seconds: float = 2
    """Pause between two rounds of the sweeper."""
    poll_seconds: float = 1
    """How long a client should wait before it asks again (`pollAfter`)."""

    retain_scan_days: int = 180
    """Days after its end that a request's scans are kept; why, and why so long, says docs/privacy.md."""
    retain_extraction_days: int = 30
    """An upload of a program that no request was made of."""
    retain_unfinished_days: int = 90
    """A request that was cancelled or has expired."""
    retain_request_days: int = 1095
    """A request that got a number or was refused."""
    retain_mail_days: int = 90
    """A mail, after it was written."""
    retain_webhook_days: int = 30
    """A message to a webhook, after the change it tells of."""
    retain_job_days: int = 30
    """A job, after its end."""
    retain_session_days: int = 7
    """A session, after its end."""

    log_format: Literal["auto", "json", "text"] = "auto"
    """JSON lines or readable ones, on standard output; auto: readable in a terminal."""
    log_level: Literal["debug", "info", "warning", "error"] | None = None
    """From which level on; unset: info, which has a line for each call, and warning in a terminal."""
    metrics_host: str = "127.0.0.1"
    """Address for operators (`metrics_port`); nothing that the public reaches."""
    metrics_port: int | None = None
    """Where a web process serves `/metrics` (Prometheus) and `/health` with all parts; unset: nowhere."""
    health_seconds: float = 3
    """For how long an answer of `/health` is good: however often it is asked, the parts are asked no
    oftener."""

    audit_dir: Path | None = None
    """Signed heads of the audit log; unset: in the data folder. Better somewhere that the database's
    administrators cannot write to."""
    audit_head_minutes: float = 10
    """How often a signed head is written."""
    webhook_allowed_hosts: list[str] = []
    """Hosts that webhooks may reach though they are not public: those of an intranet."""
    webhook_retry_seconds: float = 10
    """First pause between two attempts to tell a webhook; doubled each time, with jitter."""
    webhook_longest_retry_seconds: float = 3600
    """Longest pause between two attempts."""
    webhook_days: float = 3
    """How long a message is tried until it is parked."""

    mail_from: str = "belgianIDpro <no-reply@belgianidpro.invalid>"
    """Sender of our mails."""
    mail_reply_to: str | None = None
    """Where answers to our mails go; unset: nowhere."""
    mail_retry_seconds: float = 2
    """First pause between two attempts to hand a mail over; doubled each time."""
    mail_longest_retry_seconds: float = 3600
    """Longest pause between two attempts."""
    mail_max_attempts: int = 160
    """Deliveries tried before a mail is given up: about five days (RFC 5321, 4.5.4.1)."""
    smtp_host: str | None = None
    """Unset: mail lands as .eml files in the data folder."""
    smtp_port: int = 25
    """Port of the mail server."""
    smtp_starttls: bool = False
    """Encrypt with STARTTLS and check the server's certificate; a server without it gets no mail."""
    smtp_ca_file: Path | None = None
    """Certificates to trust instead of the system's, for a mail server of one's own."""
    smtp_username: str | None = None
    """Sign in with it and `smtp_password`; needs `smtp_starttls`."""
    smtp_password: SecretStr | None = None
    """Password at the mail server."""
    public_url: str = "http://127.0.0.1:8000"
    """Address of the portal as people reach it: links in mails and webhooks begin with it."""

    @property
    def is_secure(self) -> bool:
        """Whether people reach the portal over HTTPS."""
        return self.public_url.lower().startswith("https://")

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
    def erased_dir(self) -> Path:
        return self.data_dir / "erased"

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
    """The settings of this process, read once. Raises SettingInvalid."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise first_of(error) from None
    except SettingsError as error:
        raise not_json(error) from None
    check_settings(settings)
    return settings
