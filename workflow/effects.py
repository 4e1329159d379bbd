"""What each step writes into the dossier, beside its new state."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func

from models import Appraisal, AwardForm, Hold, Nomination, Remark, Snapshot, db
from models.enums import State
from workflow.content import GENERAL, content_of, field_names, hash_of
from workflow.dates import add_working_days, today, working_days_between
from workflow.errors import InputError
from workflow.guards import open_holds
from workflow.inputs import Inputs
from workflow.numbers import next_number
from workflow.settings import setting
from workflow.steps import Act


def submit(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Freeze the content under its hash; later rounds are compared with it."""
    content = content_of(nomination)
    nomination.content_hash = hash_of(content)
    nomination.submitted_at = nomination.submitted_at or func.now()
    nomination.snapshots.append(
        Snapshot(round=nomination.round, content_hash=nomination.content_hash, content=content)
    )


def approve(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Record which content the approval covers; a received dossier goes on being timed."""
    nomination.approved_hash = nomination.content_hash
    if nomination.received_on:
        days = setting(nomination.town, "appraisal_days", today())
        nomination.due_on = add_working_days(today(), days)


def enter(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """A paper dossier: submitted and approved by the ink signature on its scan."""
    submit(nomination, inputs, act)
    approve(nomination, inputs, act)


def receive(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Give the receipt number and start the due date, counted in working days."""
    number = next_number(nomination.town_id, "receipt", inputs["received_on"].year)
    nomination.receipt_number = f"{number:02d}"
    nomination.received_on = inputs["received_on"]
    days = setting(nomination.town, "appraisal_days", today())
    nomination.due_on = add_working_days(inputs["received_on"], days)


def appraise(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Keep the sheet: every criterion met or not, for the content as it is."""
    wanted = [one.id for one in nomination.award_form.criteria_for(nomination.kind)]
    items = {one["criterion_id"]: one for one in inputs["items"]}
    missing = {
        f"met-{one}": _("Chọn đạt hoặc không đạt.")
        for one in wanted
        if items.get(one, {}).get("met") not in (True, False)
    }
    missing |= {
        f"remark-{one}": _("Tiêu chuẩn không đạt thì cần ghi nhận xét.")
        for one in wanted
        if items.get(one, {}).get("met") is False and not items[one]["remark"]
    }
    if missing:
        raise InputError(missing)
    nomination.appraisals.append(
        Appraisal(
            content_hash=nomination.content_hash,
            items=[items[one] for one in wanted],
            note=inputs["note"],
            made_by_id=act.person.id,
        )
    )
    nomination.appraised_hash = nomination.content_hash


def review(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Keep the conclusion of the town's review."""
    nomination.review_note = inputs["note"]
    nomination.due_on = None


def set_form(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Change the award form; what was appraised must then be appraised anew."""
    form = db.session.get(AwardForm, inputs["award_form_id"])
    if form is None or form.campaign_id != nomination.campaign_id or nomination.kind not in form.kinds:
        raise InputError({"award_form_id": _("Hình thức khen này không có trong phong trào.")})
    if form.id == nomination.award_form_id:
        raise InputError({"award_form_id": _("Hồ sơ đang đề nghị đúng hình thức này.")})
    answered = _carry_claims(nomination, form)
    nomination.award_form = form
    nomination.content_hash = hash_of(content_of(nomination))
    # The unit approved this same achievement; the town chose the form (plan, part IV, 2.2).
    nomination.approved_hash = nomination.content_hash if answered else None


def _carry_claims(nomination: Nomination, form: AwardForm) -> bool:
    """Move each claim to the criterion with the same words; True when all are answered."""
    by_text = {one.text: one for one in form.criteria_for(nomination.kind)}
    for claim in nomination.claims:
        if same := by_text.get(claim.criterion.text):
            claim.criterion = same
            claim.criterion_id = same.id
    wanted = {one.id for one in by_text.values()}
    return wanted <= {one.criterion_id for one in nomination.claims}


def send(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Open the dossier to the district."""
    nomination.sent_at = func.now()
    nomination.due_on = None


def forward(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Open the dossier to the province."""
    nomination.forwarded_at = func.now()


def award(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Nothing waits any more; the decision itself is written by the batch."""
    nomination.due_on = None


def send_back(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Begin a round for the drafter, or hand back to an earlier holder, with remarks."""
    known = {*field_names(nomination), GENERAL}
    if unknown := [name for name in inputs["remarks"] if name not in known]:
        raise InputError({"remarks": _("Không có mục %(name)s.", name=unknown[0])})
    if inputs["to_state"] == State.DRAFTING:
        nomination.round += 1
    nomination.remarks.extend(
        Remark(
            round=nomination.round,
            field=None if name == GENERAL else name,
            text=text,
            author_id=act.person.id,
            author_title=act.post.label,
        )
        for name, text in inputs["remarks"].items()
    )
    nomination.due_on = None
    leave_submission(nomination, inputs, act)


def leave_submission(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """A row that goes back or ends stays on the list of a sent submission, marked."""
    if nomination.submission is None:
        return
    for item in list(nomination.submission.items):
        if item.nomination_id == nomination.id:
            if nomination.submission.state.value == "assembling":
                nomination.submission.items.remove(item)
            else:
                item.returned_at = func.now()
    nomination.submission_id = None


def hold(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Stop the dossier, or all dossiers of the nominee (domain: NĐ 98, Điều 4)."""
    db.session.add(
        Hold(
            nominee_id=nomination.nominee_id,
            nomination_id=None if inputs["whole_nominee"] else nomination.id,
            reason=inputs["reason"],
            level=act.post.level,
            organisation_id=act.post.organisation_id,
            set_by_id=act.person.id,
            set_on=today(),
        )
    )


def release(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """End the holds; the due date moves by the working days that it stood still."""
    holds = open_holds(nomination)
    for one in holds:
        one.released_by_id = act.person.id
        one.released_at = func.now()
    if nomination.due_on and holds:
        stood = working_days_between(min(one.set_on for one in holds), today())
        nomination.due_on = add_working_days(nomination.due_on, stood)


def revoke(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Mark the award as revoked by a deciding paper, on one of the grounds a–d."""
    if inputs["ground"] not in {"a", "b", "c", "d"}:
        raise InputError({"ground": _("Chọn một căn cứ a, b, c hoặc d.")})
    award_row = nomination.award
    award_row.revoked_on = inputs["revoked_on"]
    award_row.revoked_by_paper = inputs["paper"]
    award_row.revoked_ground = inputs["ground"]


def correct(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Note the correcting letter (domain: NĐ 30, Điều 18); the award stands."""
    nomination.award.correction = f"{inputs['paper']}: {inputs['reason']}"


def hand_over(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Note the ceremony."""
    nomination.handed_over_on = inputs["handed_over_on"]
    nomination.hand_over_note = inputs["note"]
