"""Somebody leaves: what he still holds, and the one act that hands it over. The caller commits.

The admin reads no dossier, so drafts are locked by a query of this module and named by their code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from sqlalchemy import func, or_
from sqlalchemy.orm import joinedload

from models import Appointment, Delegation, Nomination, Organisation, User, db
from models.enums import Role, State
from workflow import audit
from workflow.actions import record, record_all, stream_of
from workflow.appointments import close, give, post_at
from workflow.dates import today
from workflow.delegations import end_with, given_by, held_by
from workflow.errors import ClosedError, InputError
from workflow.freshness import last_seq, refuse_stale
from workflow.inputs import NOTE, Field, Inputs, read_date, read_inputs, read_text
from workflow.notices import tell
from workflow.offices import administered, attempt, row_number
from workflow.people import Person, person_of
from workflow.queues import count_waiting

HAND_OVER_WORK = "hand_over_work"
NEXT_DAY = timedelta(days=1)
# Who sits on the council is named by a decision, person by person.
BY_DECISION = frozenset({Role.COUNCIL})


@dataclass(frozen=True)
class Held:
    """What an account still holds in the offices of this admin, and who may take it over."""

    posts: list[Appointment]
    drafts: list[Nomination]
    given: list[Delegation]
    received: list[Delegation]
    # Dossiers that wait for these posts; they are not moved, they wait for whoever holds the post.
    waiting: int
    successors: list[User]
    seq: int

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing left to hand over."""
        return not (self.posts or self.drafts or self.given or self.received)


@dataclass(frozen=True)
class HandedOver:
    """What the act did: who has it now, which drafts moved, and which he could not take."""

    successor: User
    moved: list[str]
    left: list[str]


def held_by_leaver(user: User, person: Person) -> Held:
    """All that is to be handed over, in a fixed number of statements."""
    posts = _posts(user, person)
    ids = {one.organisation_id for one in posts}
    here = tuple(one for one in person_of(user).posts if one.absent is None and one.organisation_id in ids)
    return Held(
        posts, _drafts(user, person), *_deputies(user, person),
        count_waiting(Person(user.id, user.full_name, here)), _successors(user, person),
        last_seq(f"account:{user.id}"),
    )  # fmt: skip


def _posts(user: User, person: Person) -> list[Appointment]:
    query = (
        db.select(Appointment)
        .filter(
            Appointment.user_id == user.id, Appointment.organisation_id.in_(administered(person)),
            Appointment.valid_to.is_(None) | (Appointment.valid_to > today()),
        )
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def _drafts(user: User, person: Person) -> list[Nomination]:
    query = db.select(Nomination).filter(*_is_draft_of(user, person)).options(joinedload(Nomination.unit))
    return list(db.session.scalars(query.order_by(Nomination.id)))


def _is_draft_of(user: User, person: Person) -> tuple[Any, ...]:
    """The drafts that he wrote for his unit, and those that he entered from the paper of one."""
    return (
        Nomination.state == State.DRAFTING, Nomination.unit_id.in_(administered(person)),
        or_(Nomination.drafted_by_id == user.id, Nomination.entered_by_id == user.id),
    )  # fmt: skip


def _deputies(user: User, person: Person) -> tuple[list[Delegation], list[Delegation]]:
    """Who does his work, and whose work he does, as far as it is not over."""
    own, day = set(db.session.scalars(administered(person))), today()

    def open_ones(rows: Iterable[Delegation]) -> list[Delegation]:
        return [
            one for one in rows
            if one.ended_on is None and one.valid_to >= day and one.appointment.organisation_id in own
        ]  # fmt: skip

    return open_ones(given_by(user.id)), open_ones(held_by(user.id))


def _successors(user: User, person: Person) -> list[User]:
    """Colleagues with an open account and a post at an office where he has one, or had."""
    offices = db.select(Appointment.organisation_id).filter(
        Appointment.user_id == user.id, Appointment.organisation_id.in_(administered(person))
    )
    colleagues = db.select(Appointment.user_id).filter(
        Appointment.organisation_id.in_(offices), Appointment.user_id != user.id,
        Appointment.valid_to.is_(None) | (Appointment.valid_to >= today()),
    )  # fmt: skip
    query = db.select(User).filter(User.id.in_(colleagues), User.active).order_by(User.sort_key, User.id)
    return list(db.session.scalars(query))


def in_turn() -> None:
    """Wait for any other hand-over: two people who hand over to each other would lock each other out."""
    db.session.execute(db.select(func.pg_advisory_xact_lock(func.hashtext(HAND_OVER_WORK))))


def hand_over(user: User, person: Person, raw: Inputs) -> HandedOver:
    """Hand all of it to one colleague in one act: posts and drafts go to him; deputies end.

    The posts end with `last_day`; the colleague has them from the day after, as far as he has them not. A
    seat on the council ends without an heir.
    `user` is locked (`accounts.find_user`). Raises `InputError` by field, and `StaleError` for a page
    that is older than the last act on the account, such as the second of two clicks.
    """
    refuse_stale(f"account:{user.id}", raw.get("version"))
    held = held_by_leaver(user, person)
    if held.is_nothing:
        raise ClosedError(_("Đồng chí này không còn gì để bàn giao."))
    clean = _read(held, raw)
    last: date = clean["last_day"]
    successor = _locked(User, [clean["successor_id"]])[0]
    posts = _locked(Appointment, [one.id for one in held.posts])
    drafts = _locked(Nomination, [one.id for one in held.drafts], *_is_draft_of(user, person))
    act = _Act(person, user, successor, max(last + NEXT_DAY, today()))
    act.refuse_a_gap(last, drafts)
    given = [row for one in posts for row in act.pass_on(one)]
    for one in posts:
        if one.valid_to is None or one.valid_to > last:
            close(one, last, person, act.id)
    ending = [*held.given, *held.received]
    _locked(Delegation, [one.id for one in ending])
    for row in ending:
        end_with(row, last, person, act.id, told=(user.id, successor.id))
    moved, left = act.move(drafts)
    act.tell(_office(held), {
        "last_day": last.isoformat() if posts else None, "posts": [one.id for one in given],
        "nominations": moved, "begins": act.begins.isoformat(),
    }, clean["reason"])  # fmt: skip
    return HandedOver(successor, moved, left)


def _read(held: Held, raw: Inputs) -> Inputs:
    """What was typed; the last day is yesterday where no post runs any more."""
    fields = (Field("ends_on", read_date, required=bool(held.posts)),
              Field("reason", read_text(NOTE), required=False))  # fmt: skip
    clean, wrong = attempt(lambda: read_inputs(fields, raw))
    wanted = row_number(raw.get("successor_id"))
    if wanted not in [one.id for one in held.successors]:
        wrong["successor_id"] = _("Chọn một đồng nghiệp cùng cơ quan, đang có tài khoản mở.")
    last = clean.get("ends_on") or today() - NEXT_DAY
    late = [one.valid_from for one in held.posts if one.valid_from > last]
    if clean and late:
        wrong["ends_on"] = _("Có nhiệm vụ bắt đầu từ ngày %(day)s; ngày cuối không thể trước ngày đó.",
                              day=f"{max(late):%d/%m/%Y}")  # fmt: skip
    if wrong:
        raise InputError(wrong)
    return clean | {"last_day": last, "successor_id": wanted}


def _locked(model: Any, ids: Iterable[int], *conditions: Any) -> list[Any]:
    """These rows, locked in the order of their ids and read anew."""
    query = db.select(model).filter(model.id.in_(list(ids)), *conditions).order_by(model.id)
    query = query.with_for_update(of=model, key_share=True)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _office(held: Held) -> Organisation:
    """The office that the act belongs to in the log."""
    if held.posts:
        return held.posts[0].organisation
    if held.drafts:
        return held.drafts[0].unit
    return (held.given + held.received)[0].appointment.organisation


def _days_without(
    posts: Iterable[Appointment], first: date, last: date | None
) -> Iterator[tuple[date, date | None]]:
    """The spans from `first` to `last` in which none of these posts runs; no end is None."""
    for one in sorted(posts, key=lambda one: one.valid_from):
        if last is not None and one.valid_from > last:
            break
        if one.valid_from > first:
            yield first, one.valid_from - NEXT_DAY
        if one.valid_to is None:
            return
        first = max(first, one.valid_to + NEXT_DAY)
    if last is None or first <= last:
        yield first, last


def _place_of(draft: Nomination) -> tuple[Role, int | None]:
    """Which post its writer must have."""
    if draft.entered_by_id is not None:
        return Role.CLERK, draft.town_id
    return Role.DRAFTER, draft.unit_id


class _Act:
    """One hand-over: who hands over whose work to whom, from which day."""

    def __init__(self, person: Person, user: User, successor: User, begins: date) -> None:
        self.id: UUID = uuid4()
        self.person, self.user, self.successor, self.begins = person, user, successor, begins

    def pass_on(self, held: Appointment) -> list[Appointment]:
        """The same post for the successor, for just the days on which he has not got it by then."""
        if held.role in BY_DECISION:
            return []
        place = (held.role, held.organisation_id)
        taken = [one for one in self._own_posts() if (one.role, one.organisation_id) == place]
        post = {"organisation_id": held.organisation_id, "role": held.role, "title": held.title,
                "signing": held.signing}  # fmt: skip
        return [
            give(self.successor, self.person, post | {"valid_from": first, "valid_to": last}, self.id)
            for first, last in _days_without(taken, self.begins, held.valid_to)
        ]

    def _own_posts(self) -> list[Appointment]:
        query = db.select(Appointment).filter_by(user_id=self.successor.id).order_by(Appointment.id)
        return [one for one in db.session.scalars(query) if (one.valid_to or date.max) >= self.begins]

    def _places(self, day: date) -> set[tuple[Role, int | None]]:
        """The posts that count on that day."""
        return {(one.role, one.organisation_id) for one in self._own_posts() if one.is_in_force(day)}

    def refuse_a_gap(self, last: date, drafts: list[Nomination]) -> None:
        """A draft from a paper is one person's: between two clerks nobody could write on it."""
        if last <= today():
            return
        now = self._places(today())
        if any(one.entered_by_id is not None and _place_of(one) not in now for one in drafts):
            raise InputError({"ends_on": _(
                "Có hồ sơ giấy đang nhập dở mà đồng chí %(name)s chưa giữ nhiệm vụ để nhập tiếp trước ngày"
                " đó. Hãy phân công trước, hoặc bàn giao vào đúng ngày cuối cùng.",
                name=self.successor.full_name)})  # fmt: skip

    def move(self, drafts: list[Nomination]) -> tuple[list[str], list[str]]:
        """Write the successor into the drafts that his posts let him write; their codes, and the others'."""
        places, moved, entries = self._places(self.begins), [], []
        for row in drafts:
            if _place_of(row) not in places:
                continue
            changes: audit.Changes = {}
            for name in ("drafted_by", "entered_by"):
                if getattr(row, f"{name}_id") == self.user.id:
                    setattr(row, f"{name}_id", self.successor.id)
                    changes[name] = (self.user.full_name, self.successor.full_name)
            row.version += 1
            moved.append(row.code)
            entries.append(audit.Entry(stream_of(row), HAND_OVER_WORK, self.person, self.id,
                                       post_at(self.person, row.unit), nomination_id=row.id,
                                       changes=changes))  # fmt: skip
        record_all(entries)
        return moved, [one.code for one in drafts if one.code not in moved]

    def tell(self, office: Organisation, data: dict[str, Any], reason: str) -> None:
        """Write the act into the leaver's chain, and a mail to each of the two."""
        event_id = record(
            HAND_OVER_WORK, stream=f"account:{self.user.id}", actor=self.person,
            post=post_at(self.person, office), act_id=self.id,
            changes={"successor": (None, self.successor.full_name)} | ({"reason": (None, reason)} if reason else {}),
            data=data | {"office_id": office.id, "leaver": self.user.id, "successor": self.successor.id},
        )  # fmt: skip
        people = [one for one in (self.successor, self.user) if one.active and one.id != self.person.id]
        tell(people, action=HAND_OVER_WORK, event_id=event_id, act_id=self.id)
