"""Runs the migrations as the owner of the database, then gives the application its rights."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine, make_url, text

from models import db

# The application adds to these through `audit_append` alone, or may only insert.
LOG_TABLES = ("audit_event", "audit_value", "audit_stream")
# Whoever is let into this role may take away what was written into fields, and nothing else.
RETENTION = "thidua_retention"


def run() -> None:
    engine = create_engine(current_app.config["DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata)
        with context.begin_transaction():
            context.run_migrations()
        give_rights(connection)
        give_retention_rights(connection)
        connection.commit()
    engine.dispose()


def give_rights(connection: Connection) -> None:
    owner = make_url(current_app.config["DATABASE_OWNER_URL"]).username
    role = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"]).username
    if role is None or role == owner:
        return
    who = connection.dialect.identifier_preparer.quote(role)
    logs = ", ".join(LOG_TABLES)
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {who}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {who}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {who}",
        f"REVOKE INSERT, UPDATE, DELETE ON {logs} FROM {who}",
        f"REVOKE UPDATE, DELETE ON access_event FROM {who}",
        f"GRANT EXECUTE ON FUNCTION audit_append(jsonb) TO {who}",
    ):
        connection.execute(text(statement))


def give_retention_rights(connection: Connection) -> None:
    """Enough to find old values and to delete them; not to read them, nor anything else."""
    if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": RETENTION}):
        return
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {RETENTION}",
        f"GRANT SELECT (id, event_id, field), DELETE ON audit_value TO {RETENTION}",
        f"GRANT SELECT (id, stream, seq, at, action, nomination_id) ON audit_event TO {RETENTION}",
    ):
        connection.execute(text(statement))


run()
