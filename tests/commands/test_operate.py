"""What the operator's commands say, and that they end with 1 when something is wrong."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from click.testing import Result
from flask import Flask

from commands import doctor as doctor_module
from commands.services import PostgresServer
from models import Appointment, Message, Nomination, db
from models.enums import Channel, MessageState, Role, State
from tests.workflow.world import dossier

Run = Callable[..., Result]


@pytest.fixture
def run(office: Flask) -> Run:
    return lambda *words: office.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def owner(own_env: dict[str, str]) -> Iterator[psycopg.Connection]:
    with psycopg.connect(own_env["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


def test_the_log_is_proved(run: Run) -> None:
    answer = run("audit", "verify")
    assert answer.exit_code == 0
    assert re.search(r"\d+ việc trong \d+ chuỗi; 0 giá trị đã được xóa theo hạn; 0 chỗ sai", answer.output)
    assert run("audit", "verify", "--since", "2025-06-02").exit_code == 0
    assert run("audit", "verify", "--since", "02/06/2025").exit_code == 0


def test_a_fault_of_the_log_is_said_and_ends_with_one(run: Run, owner: psycopg.Connection) -> None:
    owner.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    where = "WHERE stream = 'campaign:1' AND seq = 1"
    owner.execute(f"UPDATE audit_event SET actor_name = 'Ai đó' {where}")
    answer = run("audit", "verify")
    owner.execute(f"UPDATE audit_event SET actor_name = 'Hệ thống' {where}")
    owner.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    assert answer.exit_code == 1
    assert "SAI  campaign:1 #1" in answer.output
    assert "cột bị sửa khác với nội dung: actor_name" in answer.output
    assert "; 1 chỗ sai" in answer.output


def test_the_chain_of_a_dossier_can_be_checked_by_anybody(run: Run, office: Flask) -> None:
    with office.app_context():
        code = db.session.scalars(db.select(Nomination.code).order_by(Nomination.id)).first()
    rows = [json.loads(line) for line in run("audit", "export", code).output.splitlines()]
    previous = ""
    for row in rows:
        body = json.loads(row["canonical"])
        assert hashlib.sha256(row["canonical"].encode()).hexdigest() == row["hash"]
        assert body["previous"] == previous
        fields = body["data"]["fields"]
        for name, salt, value in row["values"]:
            assert hashlib.sha256((salt + value).encode()).hexdigest() == fields[name]
        previous = row["hash"]
    assert len(rows) > 2


def test_the_chain_of_no_dossier_is_an_error(run: Run) -> None:
    answer = run("audit", "export", "KHÔNG-CÓ")
    assert answer.exit_code == 1
    assert "Không có hồ sơ mang mã KHÔNG-CÓ." in answer.output


def test_the_queue_is_checked(run: Run, office: Flask) -> None:
    answer = run("queue", "check")
    assert (answer.exit_code, answer.output) == (
        0, "0 hồ sơ không có người nhận, 0 hồ sơ không thuộc đúng một hàng việc\n"
    )  # fmt: skip
    with office.app_context():
        row = dossier(State.DRAFTED)
        code, unit_id = row.code, row.unit_id
        db.session.commit()

    def end_on(day: date | None) -> None:
        with office.app_context():
            posts = db.update(Appointment).filter_by(role=Role.UNIT_HEAD, organisation_id=unit_id)
            db.session.execute(posts.values(valid_to=day))
            db.session.commit()

    end_on(date(2021, 7, 1))
    answer = run("queue", "check")
    end_on(None)
    assert answer.exit_code == 1
    assert f"{code}  Chờ thủ trưởng duyệt: không có người nhận (Thủ trưởng đơn vị)" in answer.output


def test_the_outbox_is_counted_and_failed_mails_are_tried_again(run: Run, office: Flask) -> None:
    with office.app_context():
        one = db.session.scalars(db.select(Message).order_by(Message.id)).first()
        one.channel, one.state, one.tries = Channel.MAIL, MessageState.FAILED, 10
        number = one.id
        db.session.commit()
    assert re.search(r"failed +1  Không gửi được", run("outbox", "status").output)
    answer = run("outbox", "resend")
    assert (answer.exit_code, answer.output) == (0, "1 thư sẽ được gửi lại ngay\n")
    with office.app_context():
        again = db.session.get_one(Message, number)
        assert (again.state, again.tries) == (MessageState.PENDING, 0)
    assert run("outbox", "resend").output == "0 thư sẽ được gửi lại ngay\n"
    assert run("outbox", "resend", "--all").output == "1 thư sẽ được gửi lại ngay\n"


# The doctor


@pytest.fixture
def answering(office: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that answers, since none runs here."""
    control = office.extensions["celery"].control
    monkeypatch.setattr(control, "ping", lambda timeout: [{"celery@may": {"ok": "pong"}}])


def test_a_healthy_office_is_told_so(run: Run, answering: None) -> None:
    answer = run("doctor")
    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [f"  ok  {name}" for name in doctor_module.CHECKS]
    assert "thidua_app chỉ ghi thêm vào nhật ký" in answer.output
    assert lines[-1] == "Mọi thứ đều ổn."


def test_no_worker_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "SECONDS", 0.2)
    answer = run("doctor")
    assert answer.exit_code == 1
    assert "SAI  Worker: không worker nào trả lời" in answer.output
    assert answer.output.splitlines()[-1] == "1 chỗ cần sửa."


@pytest.mark.parametrize(
    ("given", "back", "said"),
    [
        ("GRANT DELETE ON audit_event TO thidua_app", "REVOKE DELETE ON audit_event FROM thidua_app",
         "SAI  Vai trò: thidua_app có quyền không được có: DELETE audit_event"),
        ("GRANT INSERT ON audit_value TO thidua_app", "REVOKE INSERT ON audit_value FROM thidua_app",
         "SAI  Vai trò: thidua_app có quyền không được có: INSERT audit_value"),
        ("UPDATE alembic_version SET version_num = 'older'",
         "UPDATE alembic_version SET version_num = (SELECT 'X')", "SAI  Bảng: "),
    ],
)  # fmt: skip
def test_a_wrong_right_or_an_old_table_is_found(
    run: Run, answering: None, owner: psycopg.Connection, given: str, back: str, said: str
) -> None:
    version = owner.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    owner.execute(given)
    answer = run("doctor")
    owner.execute(back.replace("'X'", f"'{version}'"))
    assert answer.exit_code == 1
    assert said in answer.output
    assert run("doctor").exit_code == 0


def other(office: Flask, monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    from dataclasses import replace

    settings = office.extensions["settings"]
    monkeypatch.setitem(office.extensions, "settings", replace(settings, **changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"smtp_url": "smtp://127.0.0.1:1"}, "SAI  Thư: "),
        ({"smtp_url": "", "demo": False}, "SAI  Thư: thiếu SMTP_URL"),
        ({"redis_url": "redis://127.0.0.1:1/0"}, "SAI  Hàng đợi: "),
        ({"storage_url": "file:///proc/thi-dua"}, "SAI  Kho tệp: "),
    ],
)
def test_a_part_that_is_missing_is_named(
    run: Run,
    answering: None,
    office: Flask,
    monkeypatch: pytest.MonkeyPatch,
    changed: dict,
    said: str,
) -> None:
    other(office, monkeypatch, **changed)
    answer = run("doctor")
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.splitlines()[-1] == "1 chỗ cần sửa."


def test_redis_that_forgets_is_wrong(run: Run, answering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redis.Redis.info", lambda _self, _part: {"aof_enabled": 0})
    answer = run("doctor")
    assert answer.exit_code == 1
    assert "SAI  Hàng đợi: Redis không ghi ra đĩa" in answer.output


def test_a_clock_that_is_off_is_wrong(run: Run, answering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "MOST_SECONDS_APART", -1.0)
    assert "SAI  Đồng hồ: " in run("doctor").output


# The role that may let old values go


@pytest.fixture
def retention(own_env: dict[str, str], postgres: PostgresServer) -> Iterator[psycopg.Connection]:
    database = own_env["DATABASE_URL"].rpartition("/")[2]
    with psycopg.connect(postgres.url("postgres", database)) as connection:
        connection.execute("SET ROLE thidua_retention")
        yield connection
        connection.rollback()


def test_the_retention_role_deletes_old_values(retention: psycopg.Connection) -> None:
    gone = retention.execute(
        "DELETE FROM audit_value v USING audit_event e WHERE e.id = v.event_id AND e.at < now() AND v.field = 'reason'"
    )
    assert gone.rowcount > 0


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT value FROM audit_value", "SELECT salt FROM audit_value", "UPDATE audit_value SET field = ''",
        "INSERT INTO audit_value (event_id, field, salt, value) VALUES (1, 'a', 'b', '[]')",
        "TRUNCATE audit_value", "DELETE FROM audit_event", "SELECT canonical FROM audit_event",
        "DELETE FROM access_event", "SELECT * FROM access_event", "DELETE FROM audit_stream",
        'SELECT * FROM "user"', "SELECT * FROM nomination", "SELECT audit_append('[]')",
    ],
)  # fmt: skip
def test_the_retention_role_does_nothing_else(retention: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        retention.execute(statement)
