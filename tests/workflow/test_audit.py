"""The log is whole, says so when it is not, and the application cannot change it."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError

from models import db
from models.enums import Action, Role, State
from tests.workflow.world import dossier, person, try_act
from workflow.actions import stream_of
from workflow.verify import verify

# After `create`, so `approve` is the third event and `withdraw` the last.
STORY = (
    (Action.SUBMIT, Role.DRAFTER),
    (Action.APPROVE, Role.UNIT_HEAD),
    (Action.RECEIVE, Role.CLERK),
    (Action.WITHDRAW, Role.UNIT_HEAD),
)


@pytest.fixture
def chain(inside: Flask) -> str:
    """The stream of a dossier with five events, committed."""
    row = dossier(State.DRAFTING)
    for action, role in STORY:
        try_act(action, row, person(role))
    db.session.commit()
    return stream_of(row)


@pytest.fixture
def owner(own_env: dict[str, str]) -> Iterator[psycopg.Connection]:
    """The owner of the tables with the triggers switched off: the worst that an insider can do."""
    with psycopg.connect(own_env["DATABASE_OWNER_URL"], autocommit=True) as connection:
        for table in ("audit_event", "audit_value"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield connection
        for table in ("audit_event", "audit_value"):
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def faults_of(chain: str) -> list[str]:
    db.session.rollback()
    return [one for one in verify().faults if one.startswith((f"{chain} ", f"{chain}:"))]


def test_the_demo_and_a_new_dossier_have_no_fault(chain: str) -> None:
    report = verify()
    assert report.faults == []
    assert report.values_gone == 0
    assert report.events == db.session.scalar(db.text("SELECT count(*) FROM audit_event"))
    assert report.streams == db.session.scalar(db.text("SELECT count(*) FROM audit_stream"))
    assert db.session.scalar(db.text("SELECT seq FROM audit_stream WHERE name = :n"), {"n": chain}) == 5


def test_a_changed_text_is_found(chain: str, owner: psycopg.Connection) -> None:
    owner.execute(
        "UPDATE audit_event SET canonical = replace(canonical, 'approve', 'decline')"
        " WHERE stream = %s AND seq = 3", (chain,),
    )  # fmt: skip
    assert len(faults_of(chain)) == 1
    assert "#3" in faults_of(chain)[0]
    assert "nội dung không khớp với mã băm" in faults_of(chain)[0]


def test_a_changed_text_with_a_new_hash_is_found_by_the_next_event(
    chain: str, owner: psycopg.Connection
) -> None:
    owner.execute(
        "UPDATE audit_event SET canonical = replace(canonical, '\"approve\"', '\"decline\"'),"
        " action = 'decline' WHERE stream = %s AND seq = 3", (chain,),
    )  # fmt: skip
    owner.execute(
        "UPDATE audit_event SET hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')"
        " WHERE stream = %s AND seq = 3", (chain,),
    )  # fmt: skip
    assert [fault.split(": ", 1)[1] for fault in faults_of(chain)] == ["không nối tiếp việc ở ngay trước"]
    assert "#4" in faults_of(chain)[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "Ai Đó"), ("action", "decline"), ("to_state", "declined"),
        ("role", "chair"), ("on_behalf", "Đơn vị khác"), ("address", "10.0.0.9"),
        ("request_id", "other"), ("at", "2025-01-01 00:00:00+00"),
        ("act_id", "00000000-0000-0000-0000-000000000000"), ("data", "{}"),
    ],
)  # fmt: skip
def test_a_changed_column_is_found(chain: str, owner: psycopg.Connection, column: str, value: str) -> None:
    owner.execute(f"UPDATE audit_event SET {column} = %s WHERE stream = %s AND seq = 3", (value, chain))
    assert len(faults_of(chain)) == 1
    assert "#3" in faults_of(chain)[0]
    assert "cột bị sửa khác với nội dung: " in faults_of(chain)[0]


def test_a_changed_value_is_found(chain: str, owner: psycopg.Connection) -> None:
    owner.execute(
        "UPDATE audit_value SET value = '[null, \"Lý do khác\"]' WHERE field = 'reason' AND event_id ="
        " (SELECT id FROM audit_event WHERE stream = %s AND seq = 5)", (chain,),
    )  # fmt: skip
    assert [fault.split(": ", 1)[1] for fault in faults_of(chain)] == ["giá trị của reason bị sửa"]


def test_an_added_value_is_found(chain: str, owner: psycopg.Connection) -> None:
    owner.execute(
        "INSERT INTO audit_value (event_id, field, salt, value)"
        " SELECT id, 'note', 'x', '[null, 1]' FROM audit_event WHERE stream = %s AND seq = 5", (chain,),
    )  # fmt: skip
    assert [fault.split(": ", 1)[1] for fault in faults_of(chain)] == ["giá trị note bị thêm vào"]


def test_a_value_that_was_let_go_is_counted_and_no_fault(chain: str, owner: psycopg.Connection) -> None:
    before = verify().values_gone
    owner.execute(
        "DELETE FROM audit_value WHERE field = 'reason' AND event_id ="
        " (SELECT id FROM audit_event WHERE stream = %s AND seq = 5)", (chain,),
    )  # fmt: skip
    assert faults_of(chain) == []
    assert verify().values_gone == before + 1


def remove_event(owner: psycopg.Connection, chain: str, seq: int) -> None:
    which = "(SELECT id FROM audit_event WHERE stream = %s AND seq = %s)"
    for table in ("message", "audit_value"):
        owner.execute(f"DELETE FROM {table} WHERE event_id = {which}", (chain, seq))
    owner.execute("DELETE FROM audit_event WHERE stream = %s AND seq = %s", (chain, seq))


def test_a_removed_last_event_is_found(chain: str, owner: psycopg.Connection) -> None:
    remove_event(owner, chain, 5)
    assert faults_of(chain) == [f"{chain}: việc cuối cùng bị mất hoặc bị thay"]


def test_a_removed_middle_event_is_found(chain: str, owner: psycopg.Connection) -> None:
    remove_event(owner, chain, 3)
    assert [fault.split(": ", 1)[1] for fault in faults_of(chain)] == [
        "thiếu việc ở ngay trước",
        "không nối tiếp việc ở ngay trước",
    ]
    assert all("#4" in fault for fault in faults_of(chain))


def test_a_removed_head_is_found(chain: str, owner: psycopg.Connection) -> None:
    owner.execute("DELETE FROM audit_stream WHERE name = %s", (chain,))
    assert faults_of(chain) == [f"{chain}: chuỗi không có phần đầu"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_name = 'Ai Đó'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "INSERT INTO audit_event SELECT * FROM audit_event",
        "UPDATE audit_stream SET seq = 0",
        "DELETE FROM audit_stream",
        "INSERT INTO audit_stream (name, seq, head) VALUES ('x', 0, '')",
        "UPDATE audit_value SET value = '[]'",
        "DELETE FROM audit_value",
        "INSERT INTO audit_value (event_id, field, salt, value) VALUES (1, 'a', 'b', '[]')",
        "UPDATE access_event SET detail = ''",
        "DELETE FROM access_event",
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_touch_the_log(inside: Flask, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        db.session.execute(db.text(statement))


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor_name = ''", "TRUNCATE audit_event CASCADE",
                                       "DELETE FROM audit_event"])  # fmt: skip
def test_not_even_the_owner_changes_an_event_while_the_triggers_stand(
    own_env: dict[str, str], statement: str
) -> None:
    with (
        psycopg.connect(own_env["DATABASE_OWNER_URL"]) as connection,
        pytest.raises(psycopg.errors.RaiseException),
    ):
        connection.execute(statement)
