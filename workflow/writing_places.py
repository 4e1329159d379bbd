"""Where a person may begin a dossier: in which campaigns, for which units, in which of his posts."""

from __future__ import annotations

from models import Campaign, Organisation, db
from models.enums import Level, Role
from models.text import sort_key_plain
from workflow.batches import campaign_is_open
from workflow.dates import today
from workflow.people import Post


def open_campaigns(posts: list[Post]) -> list[Campaign]:
    """The campaigns of the offices that these posts write for, the newest first."""
    towns = {post.organisation_id for post in posts if post.level is Level.TOWN}
    units = [post.organisation_id for post in posts if post.level is Level.UNIT]
    parents = db.select(Organisation.parent_id).filter(Organisation.id.in_(units))
    towns |= set(db.session.scalars(parents))
    query = db.select(Campaign).filter(Campaign.organisation_id.in_(towns)).order_by(Campaign.id.desc())
    return [one for one in db.session.scalars(query) if campaign_is_open(one)]


def units_of(posts: list[Post]) -> list[Organisation]:
    """The units for which these posts write: a drafter's own, all of the clerk's town."""
    own = [post.organisation_id for post in posts if post.role is Role.DRAFTER]
    towns = [post.organisation_id for post in posts if post.role is Role.CLERK]
    query = db.select(Organisation).filter(
        Organisation.level == Level.UNIT,
        Organisation.id.in_(own) | Organisation.parent_id.in_(towns),
    )
    alive = [one for one in db.session.scalars(query) if one.is_alive(today())]
    return sorted(alive, key=lambda one: sort_key_plain(one.name))


def post_at(posts: list[Post], unit: Organisation) -> Post:
    """In which of these posts a dossier of that unit is begun: as its own drafter before as the clerk."""
    fitting = [post for post in posts if post.organisation_id in (unit.id, unit.parent_id)]
    return min(fitting, key=lambda post: post.role is Role.CLERK)
