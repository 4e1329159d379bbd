"""Who keeps the tables that all offices share: the calendar, the base salaries, the coefficients."""

from __future__ import annotations

from flask_babel import gettext as _

from models import Appointment, Organisation, User, db
from models.enums import Role
from workflow.dates import today
from workflow.errors import NotAllowedError
from workflow.people import Person, Post
from workflow.tree import ids_above


def keeper_post(person: Person) -> Post:
    """The post of an admin over whose office no other admin stands.

    So a town moves no other town's due dates once the office above both has an admin; until then each
    of them keeps the tables, and the log says who did what. Raises `NotAllowedError`, which names the office whose admin keeps the tables.
    """
    keeper = None
    for post in person.posts:
        if post.role is Role.ADMIN:
            keeper = _admin_above(post.organisation_id)
            if keeper is None:
                return post
    if keeper is None:
        raise NotAllowedError(_("Chỉ người quản trị mới sửa được bảng này."))
    raise NotAllowedError(_("Bảng này dùng chung; do quản trị của %(office)s sửa.", office=keeper.name))


def keeps(person: Person) -> bool:
    """Whether this person keeps the shared tables."""
    try:
        keeper_post(person)
    except NotAllowedError:
        return False
    return True


def _admin_above(organisation_id: int) -> Organisation | None:
    """The office above this one that has an admin today."""
    query = (
        db.select(Appointment)
        .join(Appointment.user)
        .filter(
            Appointment.role == Role.ADMIN, User.active, Appointment.organisation_id != organisation_id,
            Appointment.organisation_id.in_(ids_above([organisation_id])),
        )
        .order_by(Appointment.organisation_id)
    )  # fmt: skip
    return next((one.organisation for one in db.session.scalars(query) if one.is_in_force(today())), None)
