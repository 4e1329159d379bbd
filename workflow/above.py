"""What an admin may say of the offices above his own: that they work outside the system. The caller commits.

That is the choice of such an office itself (see workflow/settings.py). But one of which nobody has a post
here cannot make it, and what was sent to it would wait for nobody. Then the admin of an office below says it.
It is a fact about that office, not the view of one sender, so it holds for all who send to it; and from the
first post that somebody has there it is that office's own choice again.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from models import Appointment, Organisation, Setting, db
from models.enums import Level
from workflow.dates import today
from workflow.errors import NotAllowedError, NotFoundError
from workflow.inputs import Field, Inputs, read_date, read_inputs, read_line
from workflow.offices import admin_post, write_choice
from workflow.outside import OUTSIDE
from workflow.people import Person
from workflow.procedures import GRANTING

FIELDS = (Field("valid_from", read_date), Field("source", read_line))


@dataclass(frozen=True)
class Above:
    """An office above, whether somebody has a post there, and what was last said of it."""

    office: Organisation
    has_people: bool
    choice: Setting | None

    @property
    def is_outside(self) -> bool:
        """Whether it works outside the system, today or from a day to come."""
        return self.choice is not None and self.choice.value is True


def offices_above(office: Organisation) -> list[Above]:
    """Those that decide or pass on what this office sends up, the nearest first; none above a unit's own."""
    if office.level is Level.UNIT:
        return []
    found = [one for one in office.ancestors()[1:] if one.level in GRANTING]
    ids = [one.id for one in found]
    held = db.select(Appointment.organisation_id).filter(
        Appointment.organisation_id.in_(ids),
        Appointment.valid_to.is_(None) | (Appointment.valid_to >= today()),
    )
    inhabited = set(db.session.scalars(held))
    query = db.select(Setting).filter(Setting.organisation_id.in_(ids), Setting.key == OUTSIDE)
    last = {one.organisation_id: one for one in db.session.scalars(query.order_by(Setting.valid_from))}
    return [Above(one, one.id in inhabited, last.get(one.id)) for one in found]


def say_outside(office: Organisation, above_id: int, person: Person, raw: Inputs) -> Organisation:
    """Note that nobody of that office above uses the system, from a day on, with the source."""
    post = admin_post(person, office)
    found = next((one for one in offices_above(office) if one.office.id == above_id), None)
    if found is None:
        raise NotFoundError(_("Không tìm thấy cơ quan, đơn vị."))
    if found.has_people:
        raise NotAllowedError(
            _("%(org)s đã có người dùng hệ thống; nơi đó tự chọn điều này.", org=found.office.name)
        )
    clean = read_inputs(FIELDS, raw)
    write_choice(found.office, OUTSIDE, True, clean["valid_from"], clean["source"], person, post)
    return found.office
