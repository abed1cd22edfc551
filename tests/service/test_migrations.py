"""The migrations make exactly the tables that the code knows, and can be taken back."""

from alembic import command
from sqlalchemy import inspect, text

from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.extractions.stored import UPLOAD
from service.migrate import alembic_config, migrate


def test_the_migrations_match_the_tables(database_url):
    migrate(database_url)
    command.check(alembic_config(database_url))


def test_the_migrations_can_be_taken_back_and_applied_again(database_url, services):
    command.downgrade(alembic_config(database_url), "base")
    assert inspect(services.engine).get_table_names() == ["alembic_version"]
    migrate(database_url)
    command.check(alembic_config(database_url))


def test_files_of_earlier_uploads_become_pages_and_files_again(database_url, services, employer):
    """They keep the names under which they lie in the vault, so that they can still be read."""
    config = alembic_config(database_url)
    command.downgrade(config, "0001")
    with transaction(services.engine) as session:
        session.execute(
            text(
                "INSERT INTO extraction"
                " (id, organisation_id, account_id, files, own_sample, crops, page_count, created_at)"
                " VALUES (gen_random_uuid(), :organisation, :account,"
                """ '["front.jpg", "back.jpg"]', true, '[]', 0, now())"""
            ),
            {"organisation": employer.organisation_id, "account": employer.account_id},
        )
    migrate(database_url)
    with transaction(services.engine) as session:
        entry = session.query(ExtractionRecord).one()
        assert entry.files == ["front.jpg", "back.jpg"]
        assert [(page.stored_as, page.page_in_file) for page in entry.pages] == [
            (UPLOAD.format(id=number), None) for number in range(2)
        ]
        assert all(page.own_sample for page in entry.pages)
    command.downgrade(config, "0001")
    with transaction(services.engine) as session:
        assert session.scalar(text("SELECT files FROM extraction")) == ["front.jpg", "back.jpg"]
