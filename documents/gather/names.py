"""What every paper says of an office, a nominee and a campaign, in the words of a paper."""

from __future__ import annotations

from documents.papers import Listed, Office, Reference
from documents.types.people import COUNCIL
from models import AwardForm, Campaign, Nomination, Organisation, Submission
from models.enums import STANDING_LABELS, Level, NomineeKind, StandingBody

OF_CHAIR = " của Chủ tịch "


def office(organisation: Organisation) -> Office:
    """The office in the head of its paper."""
    # A district's committee writes under its own name alone.
    above = organisation.parent if organisation.level in (Level.UNIT, Level.TOWN) else None
    return Office(
        name=organisation.name,
        place=organisation.place,
        superior=above.name if above else "",
    )


def writer(submission: Submission) -> Office:
    """Who writes the letter: the office, or to its own chair the body that advises him."""
    sender = submission.from_organisation
    if sender is not submission.to_organisation:
        return office(sender)
    body = StandingBody(submission.symbol.removeprefix("TTr-"))
    return Office(name=str(STANDING_LABELS[body]), place=sender.place, superior=sender.name)


def listed(nomination: Nomination, amount: int | None = None) -> Listed:
    """One row of a list of names."""
    born = nomination.born_on
    return Listed(
        kind=nomination.kind,
        name=nomination.name,
        position=where(nomination.name, nomination.position, nomination),
        form=form_of(nomination),
        merit=nomination.summary,
        birth_year=born.year if born and nomination.kind is NomineeKind.INDIVIDUAL else None,
        gender=nomination.gender,
        amount=amount,
    )


def where(name: str, position: str, nomination: Nomination) -> str:
    """What the nominee is, in which unit, in which town, nothing said twice."""
    said, parts = f"{name}, {position}".lower(), [position]
    for place in (nomination.unit.name, place_of(nomination.town)):
        if place.lower() not in said:
            said, parts = f"{said}, {place.lower()}", [*parts, place]
    joined = ", ".join(filter(None, parts))
    return joined[:1].upper() + joined[1:]


def place_of(organisation: Organisation) -> str:
    """`thị trấn Bắc Sơn`, of the People's Committee of the town."""
    return organisation.name.removeprefix(f"{COUNCIL} ")


def form_of(nomination: Nomination, asked: AwardForm | None = None) -> str:
    """The award form with the full name of who grants it: `Giấy khen của Chủ tịch Ủy ban nhân dân huyện …`.

    `asked` is another form than the one that the dossier asks for now.
    """
    award_form = asked or nomination.award_form
    form, of_chair, _whose = award_form.name.partition(OF_CHAIR)
    granter = getattr(nomination, award_form.granter_level.value)
    return f"{form}{of_chair}{granter.name}" if of_chair and granter else award_form.name


def movement(campaign: Campaign) -> str:
    """What a sentence calls the campaign: `phong trào thi đua chào mừng …`."""
    name = campaign.short_title
    if name.lower().startswith("phong trào"):
        return _lower_first(name)
    if name.lower().startswith("thi đua"):
        return f"phong trào {_lower_first(name)}"
    return f"phong trào thi đua “{name}”"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def plan(campaign: Campaign) -> Reference:
    """The plan that launched the campaign."""
    number = f"{campaign.plan_number}/{campaign.plan_symbol}" if campaign.plan_number else ""
    return Reference(
        kind="Kế hoạch", number=number, dated_on=campaign.plan_date,
        issuer=campaign.organisation.name, about=_lower_first(campaign.title),
    )  # fmt: skip


def guidance(campaign: Campaign) -> Reference | None:
    """The upper level's guidance, once it is registered."""
    if not campaign.guidance_number:
        return None
    return Reference(
        kind="Hướng dẫn", number=campaign.guidance_number, dated_on=campaign.guidance_on,
        issuer=campaign.guidance_issuer,
    )  # fmt: skip
