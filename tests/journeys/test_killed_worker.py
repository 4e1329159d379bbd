"""A worker that is killed in mid-mail: every message that was due arrives, repeats only where allowed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from commands.processes import free_port
from models import Message, db
from models.enums import Action, Channel, MessageState, Role, State
from tests.workflow.world import dossier, person
from workflow.actions import perform

DOSSIERS, WAIT = 6, 60


class SlowMailroom:
    """Delivers a mail at once, and does not say so to the sender until it is told."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.taken: list[str] = []
        self.news = threading.Condition()

    async def handle_DATA(self, _server, _session, envelope) -> str:
        with self.news:
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default)["Message-ID"])
            self.news.notify_all()
        await asyncio.get_running_loop().run_in_executor(None, self.gate.wait, WAIT)
        return "250 OK"

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        with self.news:
            assert self.news.wait_for(is_so, WAIT), self.taken


@pytest.fixture
def room() -> Iterator[SlowMailroom]:
    room = SlowMailroom()
    server = Controller(room, hostname="127.0.0.1", port=free_port())
    server.start()
    room.port = server.port
    yield room
    room.gate.set()
    server.stop()


@pytest.fixture
def start_worker(own_env: dict[str, str], room: SlowMailroom, tmp_path: Path) -> Iterator[Any]:
    """Starts a Celery worker in a process group of its own; what still runs is killed at the end."""
    children: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        env = os.environ | own_env | {"SMTP_URL": f"smtp://127.0.0.1:{room.port}"}
        with (tmp_path / f"worker{len(children)}.log").open("wb") as log:
            args = [sys.executable, "-m", "celery", "-A", "worker", "worker", "--concurrency", "2"]
            child = subprocess.Popen(args, env=env, stdout=log, stderr=log, start_new_session=True)
        children.append(child)
        return child

    yield start
    for one in children:
        if one.poll() is None:
            kill(one)


def kill(child: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and the processes of its pool: nobody can tidy up."""
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(timeout=10)


def mails(office: Flask) -> dict[MessageState, set[int]]:
    """The messages that go by mail, by their state."""
    with office.app_context():
        query = db.select(Message.state, Message.id).filter(Message.channel == Channel.MAIL)
        found: dict[MessageState, set[int]] = {one: set() for one in MessageState}
        for state, number in db.session.execute(query):
            found[state].add(number)
        return found


def approve_some(office: Flask) -> int:
    """Approvals, each of which tells the clerk and the drafter; how many mails that makes."""
    with office.app_context():
        head = person(Role.UNIT_HEAD)
        before = mails_of(office)
        for _one in range(DOSSIERS):
            row = dossier(State.DRAFTED)
            perform(Action.APPROVE, row.id, actor=head, inputs={}, expected_version=row.version,
                    request_id=uuid4().hex)  # fmt: skip
            db.session.commit()
        return mails_of(office) - before


def mails_of(office: Flask) -> int:
    query = db.select(Message.act_id, Message.recipient_id).filter(Message.channel == Channel.MAIL).distinct()
    return len(db.session.execute(query).all())


def sweep(office: Flask) -> None:
    """What beat does every few seconds."""
    with office.app_context():
        office.extensions["celery"].send_task("outbox.sweep", ignore_result=True)


def let_leases_end(office: Flask) -> int:
    """The minutes pass after which a claim no longer counts; how many mails were claimed."""
    with office.app_context():
        late = db.text("UPDATE message SET lease_until = now() - interval '1 second' WHERE state = 'sending'")
        done = db.session.execute(late).rowcount
        db.session.commit()
        return done


def wait_for(office: Flask, is_so: Callable[[dict[MessageState, set[int]]], bool]) -> None:
    """The worker notes a mail as sent only after the server took it."""
    pause = threading.Event()
    for _look in range(WAIT * 5):
        if is_so(mails(office)):
            return
        pause.wait(0.2)
    pytest.fail(str(mails(office)))


def are_sent(found: dict[MessageState, set[int]]) -> bool:
    return not found[MessageState.PENDING] and not found[MessageState.SENDING]


def test_every_mail_arrives_though_the_worker_is_killed_while_it_sends(office, room, start_worker) -> None:
    # The outbox of the demo is empty, so that what is counted is ours.
    assert are_sent(mails(office))
    sent_before = mails(office)[MessageState.SENT]
    first = start_worker()
    due = approve_some(office)
    assert due >= 2 * DOSSIERS
    room.wait_until(lambda: len(room.taken) == 2)
    cut_off = set(room.taken)
    assert len(cut_off) == 2
    kill(first)
    claimed = mails(office)[MessageState.SENDING]
    assert len(claimed) >= 2
    assert mails(office)[MessageState.SENT] == sent_before

    room.gate.set()
    start_worker()
    sweep(office)
    room.wait_until(lambda: len(set(room.taken)) == due)
    # While its lease runs, nobody breaks the claim of the dead worker: no mail came twice.
    wait_for(office, lambda found: not found[MessageState.PENDING] and found[MessageState.SENDING] == claimed)
    assert len(room.taken) == due

    assert let_leases_end(office) == len(claimed)
    sweep(office)
    wait_for(office, are_sent)
    assert {name for name, times in Counter(room.taken).items() if times > 1} == cut_off
    assert (len(set(room.taken)), len(room.taken)) == (due, due + len(cut_off))


def test_a_mail_that_was_claimed_and_never_reached_the_server_arrives_once(
    office, room, start_worker
) -> None:
    room.gate.set()
    due = approve_some(office)
    # As if a worker had died between its claim and the first byte.
    with office.app_context():
        claim = "UPDATE message SET state = 'sending', tries = 1, lease_until = now() + interval '3 minutes'"
        db.session.execute(db.text(f"{claim} WHERE state = 'pending' AND channel = 'mail'"))
        db.session.commit()
    start_worker()
    let_leases_end(office)
    sweep(office)
    wait_for(office, are_sent)
    assert len(set(room.taken)) == len(room.taken) == due
