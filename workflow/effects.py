"""What each step writes into the dossier, beside its new state."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import func

from models import Appraisal, AwardForm, Hold, Nomination, Remark, Snapshot, Story, Submission, db
from models.enums import DocumentType, State, StoryState, SubmissionState
from models.text import search_key
from workflow import audit, deadline, likeness
from workflow.content import GENERAL, content_of, field_names, hash_of, lacks_answers, move_to_form
from workflow.dates import today
from workflow.errors import InputError
from workflow.guards import is_above, open_holds
from workflow.inputs import Inputs
from workflow.numbers import next_number
from workflow.orders import order, order_again
from workflow.settings import setting
from workflow.steps import Act
from workflow.window import is_late


def submit(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Freeze the content under its hash; later rounds are compared with it."""
    content = content_of(nomination)
    nomination.content_hash = hash_of(content)
    nomination.lacks_answers = False
    nomination.submitted_late = nomination.submitted_late or is_late(nomination)
    nomination.submitted_at = nomination.submitted_at or func.now()
    nomination.snapshots.append(
        Snapshot(round=nomination.round, content_hash=nomination.content_hash, content=content)
    )
    likeness.keep(nomination)


def approve(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Record which content the approval covers."""
    nomination.approved_hash = nomination.content_hash
    if nomination.is_on_open_list:
        # Approved alone, before the list was closed.
        leave_submission(nomination, inputs, act)


def enter(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """A paper dossier: submitted and approved by the ink signature on its scan."""
    submit(nomination, inputs, act)
    approve(nomination, inputs, act)


def receive(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Give the receipt number and start the due date, counted in working days."""
    if inputs["received_on"] < nomination.campaign.starts_on:
        raise InputError({"received_on": _("Ngày này trước khi phong trào bắt đầu.")})
    number = next_number(nomination.town_id, "receipt", inputs["received_on"].year)
    nomination.receipt_number = f"{number:02d}"
    nomination.received_on = inputs["received_on"]
    days = setting(nomination.town, "appraisal_days", today())
    deadline.begin(nomination, inputs["received_on"], days)
    order(DocumentType.RECEIPT_SLIP, 1, nomination_id=nomination.id)


def appraise(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Keep the sheet: every criterion met or not, and which papers are originals, for the content as it is."""
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
    attached = {one.id for one in nomination.files}
    nomination.appraisals.append(
        Appraisal(
            content_hash=nomination.content_hash,
            items=[items[one] for one in wanted],
            papers=[one for one in inputs["papers"] if one["attachment_id"] in attached],
            note=inputs["note"],
            made_by_id=act.person.id,
        )
    )
    nomination.appraised_hash = nomination.content_hash


def review(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Keep the conclusion of the town's review."""
    nomination.review_note = inputs["note"]
    # The unit's list brought it here; the town puts it on a list of its own.
    nomination.submission_id = None


def set_form(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Change the award form; what was appraised must then be appraised anew."""
    form = db.session.get(AwardForm, inputs["award_form_id"])
    if form is None or form.campaign_id != nomination.campaign_id or nomination.kind not in form.kinds:
        raise InputError({"award_form_id": _("Hình thức khen này không có trong phong trào.")})
    if form.id == nomination.award_form_id:
        raise InputError({"award_form_id": _("Hồ sơ đang đề nghị đúng hình thức này.")})
    answered = move_to_form(nomination, form)
    nomination.content_hash = hash_of(content_of(nomination))
    # The unit approved this same achievement; the town chose the form (plan, part IV, 2.2).
    nomination.approved_hash = nomination.content_hash if answered else None
    nomination.lacks_answers = not answered


def send(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """The town lets it go: open the dossier to the office above."""
    nomination.sent_at = act.at


def forward(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """It reaches the last level: open the dossier to it."""
    nomination.forwarded_at = act.at


def send_back(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Begin a round for the drafter, or hand back to an earlier holder, with remarks."""
    known = {*field_names(nomination), GENERAL}
    if unknown := [name for name in inputs["remarks"] if name not in known]:
        raise InputError({"remarks": _("Không có mục %(name)s.", name=unknown[0])})
    if inputs["to_state"] == State.DRAFTING:
        nomination.round += 1
    # What went up before a guidance added a criterion was not asked; back here it is.
    nomination.lacks_answers = lacks_answers(nomination)
    nomination.remarks.extend(
        Remark(
            round=nomination.round,
            sent_to=State(inputs["to_state"]),
            field=None if name == GENERAL else name,
            text=text,
            author_id=act.person.id,
            author_title=act.post.written,
        )
        for name, text in inputs["remarks"].items()
    )
    leave_submission(nomination, inputs, act)


def leave_submission(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """A row that goes back or ends stays on the list of a sent submission, marked."""
    if nomination.submission is None:
        return
    # The dossier is locked already, and the list after it: see workflow/batches.py.
    submission = db.session.get_one(
        Submission, nomination.submission_id, with_for_update=True, populate_existing=True
    )
    item = next((one for one in submission.items if one.nomination_id == nomination.id), None)
    if item and submission.state is SubmissionState.ASSEMBLING:
        submission.items.remove(item)
        submission.version += 1
    elif item:
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
    """End one hold; the due dates that it stopped run on."""
    held = {one.id: one for one in open_holds(nomination)}
    chosen = held.get(inputs["hold_id"]) if inputs["hold_id"] else next(iter(held.values()))
    if chosen is None or (len(held) > 1 and not inputs["hold_id"]):
        raise InputError({"hold_id": _("Chọn lý do tạm dừng nào đã hết.")})
    if is_above(chosen, act.post):
        raise InputError({"hold_id": _("Nơi đã tạm dừng hoặc cấp trên mới cho xét tiếp được.")})
    chosen.released_by_id, chosen.released_at, chosen.released_on = act.person.id, func.now(), today()
    deadline.settle(_stopped_by(chosen))


def _stopped_by(hold: Hold) -> Iterable[Nomination]:
    """The dossiers on whose due date the hold has a say, locked.

    One of them is locked already, so it may not wait for another: what somebody acts on just now
    keeps the earlier date that it shows.
    """
    query = db.select(Nomination).filter(
        Nomination.nominee_id == hold.nominee_id, Nomination.due_on.is_not(None)
    )
    if hold.nomination_id:
        query = query.filter(Nomination.id == hold.nomination_id)
    return db.session.scalars(query.order_by(Nomination.id).with_for_update(of=Nomination, skip_locked=True))


def revoke(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Mark the award as revoked by a deciding paper, on one of the grounds a–d."""
    if inputs["ground"] not in {"a", "b", "c", "d"}:
        raise InputError({"ground": _("Chọn một căn cứ a, b, c hoặc d.")})
    award_row = nomination.award
    if inputs["revoked_on"] < award_row.decision.issued_on:
        raise InputError({"revoked_on": _("Ngày này trước ngày quyết định khen.")})
    award_row.revoked_on = inputs["revoked_on"]
    award_row.revoked_by_paper = inputs["paper"]
    award_row.revoked_ground = inputs["ground"]
    award_row.revoked_scan_id = act.scan.id if act.scan else None
    if inputs["recovered_amount"] and not inputs["recovered_on"]:
        raise InputError({"recovered_on": _("Ghi ngày đã thu tiền.")})
    if inputs["recovered_on"] and inputs["recovered_on"] < inputs["revoked_on"]:
        raise InputError({"recovered_on": _("Ngày này trước ngày quyết định hủy bỏ.")})
    award_row.recovered_on, award_row.recovered_amount = inputs["recovered_on"], inputs["recovered_amount"]
    order_again(DocumentType.HANDOVER_LIST, decision_id=award_row.decision_id)
    _take_down_story(nomination, act)


def _take_down_story(nomination: Nomination, act: Act) -> None:
    """Nobody reads of an award that was taken back; the dossier is locked, its story after it."""
    query = db.select(Story).filter_by(nomination_id=nomination.id, state=StoryState.PUBLISHED)
    story = db.session.scalars(query.with_for_update()).one_or_none()
    if story is None:
        return
    story.state = StoryState.TAKEN_DOWN
    story.version += 1
    stream = f"nomination:{nomination.id}"
    changes = {"title": (story.title, None)}
    audit.append([audit.Entry(stream, "take_down_story", act.person, act.act_id, act.post,
                              nomination_id=nomination.id, changes=changes)])  # fmt: skip


def correct(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Note the correcting letter, or the decision that replaces (NĐ 30, Điều 18); the award stands."""
    award_row = nomination.award
    assert award_row is not None  # It is awarded.
    award_row.correction_kind = inputs["correction_kind"]
    award_row.correction = f"{inputs['paper']}: {inputs['reason']}"
    award_row.correction_scan_id = act.scan.id if act.scan else None
    if inputs["right_name"] and inputs["right_name"] != award_row.name:
        award_row.name = inputs["right_name"]
        nomination.search_key = search_key(f"{nomination.name} {award_row.name} {nomination.code}")
        # An office outside the system made its own certificate.
        if award_row.decision.scan_id is None:
            order_again(DocumentType.CERTIFICATE, award_id=award_row.id)
        order_again(DocumentType.HANDOVER_LIST, decision_id=award_row.decision_id)


def hand_over(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """Note the ceremony."""
    if nomination.award and inputs["handed_over_on"] < nomination.award.decision.issued_on:
        raise InputError({"handed_over_on": _("Ngày này trước ngày quyết định khen.")})
    nomination.handed_over_on = inputs["handed_over_on"]
    if nomination.award:
        nomination.award.received_by = inputs["received_by"]
        # Money that was paid before, with its own day and paper, stays as it was written down.
        if inputs["is_paid"] and nomination.award.paid_on is None:
            nomination.award.paid_on = inputs["handed_over_on"]
    nomination.hand_over_note = inputs["note"]
