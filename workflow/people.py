"""A person as the procedure sees him: the posts that he holds today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Appointment, Delegation, Nomination, User, db
from models.enums import ROLE_LABELS, Level, Role
from workflow.dates import today
from workflow.languages import in_office_language


@dataclass(frozen=True)
class Absent:
    """For whom a deputy acts."""

    id: int
    name: str
    title: str

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"


@dataclass(frozen=True)
class Post:
    """One role at one organisation, held oneself or as somebody's deputy."""

    role: Role
    organisation_id: int
    organisation_name: str
    level: Level
    title: str = ""
    signing: str = ""
    absent: Absent | None = None

    @property
    def label(self) -> str:
        """What the holder is called on the screen."""
        return self.title or str(ROLE_LABELS[self.role])

    @property
    def written(self) -> str:
        """What the holder is called where it is kept or printed."""
        with in_office_language():
            return self.label


@dataclass(frozen=True)
class Person:
    """Who looks or acts, from which address."""

    id: int
    name: str
    posts: tuple[Post, ...]
    username: str = ""
    address: str | None = field(default=None, compare=False)

    def at(self, *roles: Role) -> list[int]:
        """The organisations where this person holds one of these roles."""
        return [post.organisation_id for post in self.posts if post.role in roles]

    def post_for(self, roles: Iterable[Role], nomination: Nomination) -> Post | None:
        """The first post with one of these roles on the route of this dossier; his own before a deputy's."""
        wanted = set(roles)
        for post in self.posts:
            if post.role in wanted and nomination.organisation_id(post.level) == post.organisation_id:
                return post
        return None

    def stands_for(self, user_id: int | None) -> bool:
        """Whether this is that person, or a deputy of his today."""
        return user_id is not None and (
            user_id == self.id or any(one.absent and one.absent.id == user_id for one in self.posts)
        )

    @property
    def titles(self) -> list[str]:
        """What the person is, and where, for the head of the page."""
        return [_title(post) for post in self.posts]

    @property
    def roles(self) -> set[Role]:
        """Every role held today, wherever."""
        return {post.role for post in self.posts}


def _title(post: Post) -> str:
    if post.absent is None:
        return f"{post.label} · {post.organisation_name}"
    role = post.absent.title
    return _("%(role)s · %(office)s (thay %(name)s)",
             role=role, office=post.organisation_name, name=post.absent.name)  # fmt: skip


def person_of(user: User, *, on: date | None = None, address: str | None = None) -> Person:
    """The person behind an account; its appointments are read if they are not loaded.

    What he holds himself comes first, then what he does as a deputy; but who always signs for the head
    ("KT.") names him while the head has named him.
    """
    day = on or today()
    own = [_post(one) for one in sorted(user.appointments, key=lambda one: one.id) if one.is_in_force(day)]
    others = [
        _post(one.appointment, one)
        for one in sorted(user.delegations, key=lambda one: one.id)
        if one.is_in_force(day)
    ]
    given = {(one.role, one.organisation_id) for one in others}
    last = [one for one in own if one.signing == "KT." and (one.role, one.organisation_id) in given]
    first = [one for one in own if one not in last]
    return Person(user.id, user.full_name, (*first, *others, *last), user.username, address)


def _post(held: Appointment, by: Delegation | None = None) -> Post:
    place = held.organisation
    where = (held.role, place.id, place.name, place.level)
    if by is None:
        return Post(*where, held.title, held.signing)
    return Post(*where, by.title, by.signing, absent_of(held))


def absent_of(held: Appointment) -> Absent:
    """The holder of the post as his deputy names him."""
    return Absent(held.user_id, held.user.full_name, held.title or str(ROLE_LABELS[held.role]))


def with_posts(day: date) -> tuple[Any, ...]:
    """How to read accounts together with their posts and with whose deputies they are that day."""
    running = User.delegations.and_(Delegation.valid_to >= day, Delegation.ended_on.is_(None))
    held = joinedload(running).joinedload(Delegation.appointment)
    return (
        joinedload(User.appointments).joinedload(Appointment.organisation),
        held.joinedload(Appointment.organisation),
        held.joinedload(Appointment.user),
    )


def load_user(**by: object) -> User | None:
    """An active account with its posts, in one statement."""
    query = db.select(User).filter_by(**by).options(*with_posts(today()))
    return db.session.scalars(query).unique().one_or_none()
