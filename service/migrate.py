"""Brings the database to the newest schema, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from service.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(url: str, settings: Settings | None = None) -> Config:
    """Alembic's configuration for a database, without a file. The settings name the keys it is sealed by."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"], config.attributes["settings"] = url, settings
    return config


def migrate(url: str, settings: Settings | None = None) -> None:
    """Applies every migration that is missing."""
    command.upgrade(alembic_config(url, settings), "head")
