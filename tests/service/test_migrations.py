"""The migrations make exactly the tables that the code knows, and can be taken back."""

from alembic import command
from sqlalchemy import inspect

from service.migrate import alembic_config, migrate


def test_the_migrations_match_the_tables(database_url):
    migrate(database_url)
    command.check(alembic_config(database_url))


def test_the_migrations_can_be_taken_back_and_applied_again(database_url, services):
    command.downgrade(alembic_config(database_url), "base")
    assert inspect(services.engine).get_table_names() == ["alembic_version"]
    migrate(database_url)
    command.check(alembic_config(database_url))
