"""Make the campaign and its award forms of what the clerk confirmed: all or nothing. The caller commits."""

from __future__ import annotations

from collections.abc import Iterator

from models import Campaign, db
from models.enums import AttachmentKind, NomineeKind
from workflow import award_forms, campaigns
from workflow.errors import InputError
from workflow.inputs import Inputs, read_inputs
from workflow.people import Person

MOST_FORMS = 40


def create_campaign(person: Person, raw: Inputs) -> Campaign:
    """The campaign with the award forms that were kept. Raises `InputError` by the names of the page."""
    forms = list(kept_forms(raw))
    wrong: dict[str, str] = {}
    campaign = None
    try:
        campaign = campaigns.add_campaign(person, raw)
    except InputError as refusal:
        wrong |= refusal.fields
    for place, one in forms:
        wrong |= _wrong_in(place, one)
    if wrong or campaign is None:
        raise InputError(wrong)
    for place, one in forms:
        # Each form changes the campaign, whose version the next one must name.
        db.session.flush()
        try:
            award_forms.save_form(campaign, None, person, one, campaign.version)
        except InputError as refusal:
            raise InputError(_named(place, refusal.fields)) from None
    return campaign


def count_forms(raw: Inputs) -> int:
    """How many award forms the page showed."""
    text = str(raw.get("forms") or "")
    return min(int(text), MOST_FORMS) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def kept_forms(raw: Inputs) -> Iterator[tuple[int, Inputs]]:
    """The inputs of each award form that is to be made, with its place on the page."""
    for place in range(count_forms(raw)):
        if raw.get(f"form-{place}-keep"):
            yield place, _form_inputs(raw, place)


def _form_inputs(raw: Inputs, place: int) -> Inputs:
    start = f"form-{place}-"
    one = {name.removeprefix(start): value for name, value in raw.items() if name.startswith(start)}
    kinds = [kind.value for kind in NomineeKind if one.get(f"kind-{kind.value}")]
    papers = [paper.value for paper in AttachmentKind if one.get(f"paper-{paper.value}")]
    like = one.get("like") or ""
    for kind in kinds:
        one[f"papers-{kind}"] = papers
        if not (one.get(f"criteria-{kind}") or "").strip():
            one[f"criteria-{kind}"] = raw.get(f"form-{like}-criteria-{kind}", "")
    return one | {"kinds": kinds}


def _wrong_in(place: int, one: Inputs) -> dict[str, str]:
    try:
        read_inputs(award_forms.FIELDS, one)
    except InputError as refusal:
        return _named(place, refusal.fields)
    return {}


def _named(place: int, fields: dict[str, str]) -> dict[str, str]:
    return {f"form-{place}-{name}": text for name, text in fields.items()}
