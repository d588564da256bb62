"""How Alembic runs: on the connection that ``quizapp.migrating`` hands in."""

from alembic import context
from sqlalchemy import Connection

import quizapp.app  # noqa: F401 - imports every table
from quizapp.database import Base


def run() -> None:
    connection: Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
