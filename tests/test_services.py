"""The launchers of PostgreSQL and Redis, for real: start, stop, crash, restart, odd folders."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from commands.processes import ServiceError
from commands.services import NO_RETRY, PostgresServer, RedisServer

LONG_NAME = "Hồ sơ khen thưởng của Ủy ban nhân dân thị trấn " + "Bắc Sơn " * 8


@pytest.fixture
def home(tmp_path):
    """A folder with spaces, Vietnamese letters and a path of more than 150 characters."""
    folder = tmp_path / LONG_NAME.strip() / "dữ liệu"
    assert len(os.fsencode(folder)) > 150
    yield folder
    PostgresServer(folder).remove()


def keep_a_row(server):
    with psycopg.connect(server.url("thidua_owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept (name text)")
        owner.execute("INSERT INTO kept VALUES ('Đặng Thị Ngọc Ánh')")


def kept_rows(server):
    with psycopg.connect(server.url("thidua_owner")) as owner:
        return owner.execute("SELECT name FROM kept").fetchall()


def test_postgres_keeps_data_roles_and_passwords_over_a_restart(home):
    with PostgresServer(home) as first:
        keep_a_row(first)
        passwords = dict(first.secrets)

    with PostgresServer(home) as second:
        assert kept_rows(second) == [("Đặng Thị Ngọc Ánh",)]
        assert second.secrets == passwords


def test_postgres_comes_back_after_its_processes_were_killed(home):
    server = PostgresServer(home)
    server.start()
    keep_a_row(server)
    server.process.kill()
    server.process.wait()
    server.stop()

    with PostgresServer(home) as again:
        assert kept_rows(again) == [("Đặng Thị Ngọc Ánh",)]


def test_postgres_ends_with_a_launcher_that_was_killed_and_starts_anew(home):
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCH, str(home)], stdout=subprocess.PIPE, text=True)
    facts = json.loads(launcher.stdout.readline())
    with psycopg.connect(facts["url"], autocommit=True) as owner:
        owner.execute("CREATE TABLE kept (name text)")
        owner.execute("INSERT INTO kept VALUES ('Vi Thị Hoài Thương')")
    launcher.kill()
    launcher.wait()

    with PostgresServer(home) as again:
        assert kept_rows(again) == [("Vi Thị Hoài Thương",)]
        assert again.process.pid != facts["pid"]
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(facts["url"])


LAUNCH = """
import json, signal, sys
from pathlib import Path
from commands.services import PostgresServer
server = PostgresServer(Path(sys.argv[1]))
server.start()
print(json.dumps({"url": server.url("thidua_owner"), "pid": server.process.pid}), flush=True)
signal.pause()
"""


def test_postgres_starts_over_a_stale_pid_file(home):
    with PostgresServer(home) as server:
        pid_file = server.data / "postmaster.pid"
        stale = pid_file.read_bytes()
    pid_file.write_bytes(stale)
    os.chown(pid_file, server.data.stat().st_uid, server.data.stat().st_gid)

    with PostgresServer(home) as again:
        assert psycopg.connect(again.url()).execute("SELECT 1").fetchone() == (1,)


def test_postgres_starts_over_an_initdb_that_was_cut_off(home):
    with PostgresServer(home) as server:
        place, data = server.place, server.data
    data.rename(place / "data.partial")

    with PostgresServer(home) as again:
        assert psycopg.connect(again.url()).execute("SELECT 1").fetchone() == (1,)


def test_a_second_launcher_of_the_same_folder_is_refused(home):
    with PostgresServer(home) as server:
        with pytest.raises(ServiceError) as refusal:
            PostgresServer(home).start()

        assert str(refusal.value) == f"postgres: một chương trình khác đang dùng {server.home}."
        assert psycopg.connect(server.url()).execute("SELECT 1").fetchone() == (1,)


def test_nobody_enters_postgres_without_the_password(postgres):
    for role in ("postgres", "thidua_owner", "thidua_app"):
        for password in ("", "wrong", role):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(
                    host="127.0.0.1", port=postgres.port, user=role, password=password, dbname="thidua"
                )
    with psycopg.connect(postgres.url("postgres", "postgres")) as admin:
        rules = admin.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
        assert rules == [("scram-sha-256",)]


def test_postgres_listens_on_loopback_alone(postgres):
    with psycopg.connect(postgres.url("postgres", "postgres")) as admin:
        show = {
            name: admin.execute(f"SHOW {name}").fetchone()[0]
            for name in ("listen_addresses", "unix_socket_directories")
        }
    assert show == {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}


def test_postgres_does_not_run_as_root(postgres):
    owner = Path(f"/proc/{postgres.process.pid}").stat().st_uid
    assert owner != 0


def test_the_passwords_are_readable_by_the_owner_only(home):
    with PostgresServer(home) as server:
        notes = [server.home / "postgres.json"]
        assert [stat.filemode(note.stat().st_mode) for note in notes] == ["-rw-------"]
        logs = (server.home / "postgres.log").read_text()
        assert not [one for one in server.secrets.values() if one in logs]
        command = Path(f"/proc/{server.process.pid}/cmdline").read_text()
        assert not [one for one in server.secrets.values() if one in command]


def test_the_owner_makes_tables_and_the_application_does_not(postgres):
    postgres.create_database("roles")
    try:
        with psycopg.connect(postgres.url("thidua_owner", "roles")) as owner:
            owner.execute("CREATE TABLE mine (id int)")
            names = owner.execute("SELECT extname FROM pg_extension ORDER BY extname").fetchall()
            assert names == [("pg_trgm",), ("plpgsql",), ("unaccent",)]
        with (
            psycopg.connect(postgres.url("thidua_app", "roles")) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute("CREATE TABLE theirs (id int)")
    finally:
        postgres.drop_database("roles")


def test_a_database_is_cloned_from_a_template_and_dropped_under_its_users(postgres):
    postgres.create_database("pattern")
    with psycopg.connect(postgres.url("thidua_owner", "pattern"), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS number")
    postgres.create_database("copy", "pattern")

    user = psycopg.connect(postgres.url("thidua_owner", "copy"))
    assert user.execute("SELECT number FROM kept").fetchone() == (7,)
    postgres.drop_database("copy")
    postgres.drop_database("pattern")
    with pytest.raises(psycopg.OperationalError):
        user.execute("SELECT 1")


def test_removing_leaves_no_folder(tmp_path):
    with PostgresServer(tmp_path / "postgres", durable=False) as server:
        folders = {server.home, server.place}
    server.remove()

    assert [folder for folder in folders if folder.exists()] == []


def test_redis_keeps_its_data_when_killed(home):
    server = RedisServer(home)
    server.start()
    with redis.Redis.from_url(server.url) as client:
        client.config_set("appendfsync", "always")
        client.set("hồ sơ", "đã trình")
    server.process.kill()
    server.stop()

    with RedisServer(home) as again, redis.Redis.from_url(again.url) as client:
        assert client.get("hồ sơ").decode() == "đã trình"


def test_redis_wants_its_password(broker):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=broker.port, retry=NO_RETRY).ping()


def test_redis_listens_on_loopback_alone(broker):
    with redis.Redis.from_url(broker.url) as client:
        assert client.config_get("bind") == {"bind": "127.0.0.1"}


def test_stopping_frees_the_ports_and_leaves_no_process(home):
    servers = [PostgresServer(home / "postgres"), RedisServer(home / "redis")]
    for server in servers:
        server.start()
    pids, ports = [one.process.pid for one in servers], [one.port for one in servers]
    for server in reversed(servers):
        server.stop()

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, signal.SIG_DFL)
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
    PostgresServer(home / "postgres").remove()
