"""A person as the procedure sees him: the posts that he holds today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import joinedload

from models import Appointment, Nomination, Organisation, User, db
from models.enums import ROLE_LABELS, Level, Role
from workflow.dates import today


@dataclass(frozen=True)
class Post:
    """One role at one organisation."""

    role: Role
    organisation_id: int
    organisation_name: str
    level: Level
    title: str = ""
    signing: str = ""

    @property
    def label(self) -> str:
        """What the holder is called on the screen."""
        return self.title or str(ROLE_LABELS[self.role])


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
        """The first post with one of these roles on the route of this dossier."""
        wanted = set(roles)
        for post in self.posts:
            if post.role in wanted and nomination.organisation_id(post.level) == post.organisation_id:
                return post
        return None

    @property
    def titles(self) -> list[str]:
        """What the person is, and where, for the head of the page."""
        return [f"{post.label} · {post.organisation_name}" for post in self.posts]

    @property
    def roles(self) -> set[Role]:
        """Every role held today, wherever."""
        return {post.role for post in self.posts}


def person_of(user: User, *, on: date | None = None, address: str | None = None) -> Person:
    """The person behind an account; its appointments are read if they are not loaded."""
    day = on or today()
    posts = tuple(
        Post(
            one.role,
            one.organisation_id,
            one.organisation.name,
            one.organisation.level,
            one.title,
            one.signing,
        )
        for one in sorted(user.appointments, key=lambda one: one.id)
        if one.is_in_force(day)
    )
    return Person(user.id, user.full_name, posts, user.username, address)


def load_user(**by: object) -> User | None:
    """An active account with its appointments, in one statement."""
    query = (
        db.select(User)
        .filter_by(**by)
        .options(joinedload(User.appointments).joinedload(Appointment.organisation))
    )
    return db.session.scalars(query).unique().one_or_none()


def holders(organisation: Organisation, role: Role, on: date) -> list[Appointment]:
    """Who holds that role at that organisation on that day."""
    query = (
        db.select(Appointment)
        .join(Appointment.user)
        .filter(
            Appointment.organisation_id == organisation.id,
            Appointment.role == role,
            User.active,
        )
        .options(joinedload(Appointment.user))
        .order_by(Appointment.id)
    )
    return [one for one in db.session.scalars(query) if one.is_in_force(on)]
