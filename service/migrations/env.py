"""Alembic's environment: the address comes from `service.migrate`."""

from alembic import context

from service import tables
from service.db import Base, create_database_engine

assert tables  # noqa: S101 - imported for the tables it registers

engine = create_database_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
