"""Whether a dossier is ready: each guard yields what is still missing, and who can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import AgendaItem, Hold, Nomination, ReviewMeeting, db
from models.enums import (
    ATTACHMENT_LABELS,
    LEVEL_LABELS,
    AttachmentKind,
    Level,
    MeetingState,
    NomineeKind,
    ReviewBody,
    Role,
    SubmissionState,
)
from workflow.asking import asked
from workflow.content import claim_field, open_remarks_without_answer
from workflow.dates import today
from workflow.errors import Problem
from workflow.outside import is_outside
from workflow.people import Post
from workflow.settings import setting
from workflow.steps import Grant, Guard, grant_of
from workflow.window import is_late


def open_holds(nomination: Nomination) -> list[Hold]:
    """The holds that stand on this dossier or on its nominee."""
    return asked(nomination, "holds", _read_holds)


def _read_holds(rows: list[Nomination]) -> dict[int, list[Hold]]:
    query = (
        db.select(Hold)
        .filter(Hold.released_at.is_(None), Hold.nominee_id.in_({one.nominee_id for one in rows}))
        .options(joinedload(Hold.organisation))
        .order_by(Hold.id)
    )
    holds = list(db.session.scalars(query))
    return {row.id: [one for one in holds if _is_on(one, row)] for row in rows}


def _is_on(hold: Hold, nomination: Nomination) -> bool:
    return hold.nominee_id == nomination.nominee_id and hold.nomination_id in (None, nomination.id)


HEIGHT = {level: height for height, level in enumerate(reversed(Level))}


def is_above(hold: Hold, post: Post) -> bool:
    """Whether a higher level than this post's set the hold."""
    return HEIGHT[post.level] < HEIGHT[hold.level]


def has_papers(nomination: Nomination) -> Iterator[Problem]:
    """The papers that the award form asks of this kind of nominee are attached."""
    have = {one.kind for one in nomination.files}
    for kind in nomination.award_form.papers_for(nomination.kind):
        if kind not in have:
            yield Problem(_("thiếu %(paper)s", paper=ATTACHMENT_LABELS[kind]), "attachments", Role.DRAFTER)


def has_signed_scan(nomination: Nomination) -> Iterator[Problem]:
    """The scan with the unit's ink signature is attached."""
    if not any(one.kind is AttachmentKind.SIGNED_SCAN for one in nomination.files):
        paper = ATTACHMENT_LABELS[AttachmentKind.SIGNED_SCAN]
        yield Problem(_("thiếu %(paper)s", paper=paper), "attachments", Role.CLERK)


def has_answers(nomination: Nomination) -> Iterator[Problem]:
    """Every criterion of the award form has a claimed achievement with its evidence."""
    claims = {one.criterion_id: one for one in nomination.claims}
    for number, criterion in enumerate(nomination.award_form.criteria_for(nomination.kind), 1):
        claim = claims.get(criterion.id)
        field = claim_field(criterion.id)
        if claim is None or not claim.text:
            yield Problem(_("chưa nêu thành tích theo tiêu chuẩn %(n)s", n=number), field, Role.DRAFTER)
        elif not claim.evidence:
            yield Problem(_("chưa nêu minh chứng cho tiêu chuẩn %(n)s", n=number), field, Role.DRAFTER)


def has_later_answers(nomination: Nomination) -> Iterator[Problem]:
    """What was asked after the dossier had been submitted is answered too."""
    if nomination.lacks_answers:
        yield Problem(_("còn tiêu chuẩn bổ sung chưa trả lời, xin trả lại đơn vị"), role=Role.DRAFTER)


def has_summary(nomination: Nomination) -> Iterator[Problem]:
    """The summary for the list is there."""
    if not nomination.summary:
        yield Problem(_("chưa có tóm tắt thành tích"), "summary", Role.DRAFTER)


def nominee_is_complete(nomination: Nomination) -> Iterator[Problem]:
    """What the papers say of a person is known."""
    if nomination.kind is NomineeKind.INDIVIDUAL and nomination.born_on is None:
        yield Problem(_("chưa có ngày sinh của người được đề nghị"), "nominee", Role.DRAFTER)
    if nomination.kind not in nomination.award_form.kinds:
        yield Problem(_("hình thức khen này không dành cho đối tượng đã chọn"), "award_form", Role.DRAFTER)


def remarks_are_answered(nomination: Nomination) -> Iterator[Problem]:
    """Each remark of this round has its answer or its field was changed."""
    for remark in open_remarks_without_answer(nomination):
        yield Problem(_("chưa trả lời ý kiến: %(text)s", text=remark.text[:80]), remark.field, Role.DRAFTER)


def is_in_time(nomination: Nomination) -> Iterator[Problem]:
    """The window is still open, where the office takes nothing after it."""
    if is_late(nomination) and _town_setting(nomination, "late_submission") == "block":
        day = f"{nomination.campaign.closes_on:%d/%m/%Y}"
        yield Problem(_("đã hết hạn nhận hồ sơ, ngày %(day)s", day=day), role=Role.CLERK)


def is_received(nomination: Nomination) -> Iterator[Problem]:
    """The clerk has given it a receipt number."""
    if nomination.receipt_number is None:
        yield Problem(_("chưa tiếp nhận"), role=Role.CLERK)


def is_not_received(nomination: Nomination) -> Iterator[Problem]:
    """A receipt number stays for ever, so it is given once."""
    if nomination.receipt_number is not None:
        yield Problem(_("đã tiếp nhận, số %(n)s", n=nomination.receipt_number))


def is_appraised(nomination: Nomination) -> Iterator[Problem]:
    """The appraisal covers the content as it is now."""
    if nomination.appraised_hash is None:
        yield Problem(_("chưa thẩm định"), role=Role.CLERK)
    elif nomination.appraised_hash != nomination.content_hash:
        yield Problem(_("nội dung đã đổi sau khi thẩm định, cần thẩm định lại"), role=Role.CLERK)


def is_approved_as_it_stands(nomination: Nomination) -> Iterator[Problem]:
    """The unit head's approval covers the content as it is now."""
    if nomination.approved_hash != nomination.content_hash:
        yield Problem(_("nội dung đã đổi sau khi thủ trưởng duyệt"), role=Role.UNIT_HEAD)


def has_no_hold(nomination: Nomination) -> Iterator[Problem]:
    """No reason stands why it must not be considered yet; the reason itself is not told here."""
    for hold in open_holds(nomination):
        yield Problem(_("hồ sơ đang tạm dừng xét, xin hỏi %(org)s", org=hold.organisation.short_name))


def has_open_hold(nomination: Nomination) -> Iterator[Problem]:
    """There is something to release."""
    if not open_holds(nomination):
        yield Problem(_("hồ sơ không bị tạm dừng"))


def has_meeting_result(nomination: Nomination) -> Iterator[Problem]:
    """The meeting has passed it as it stands, where the office holds one."""
    if _town_setting(nomination, "review_body") == ReviewBody.NONE:
        return
    query = (
        db.select(AgendaItem)
        .join(ReviewMeeting)
        .filter(
            AgendaItem.nomination_id == nomination.id, AgendaItem.proposed_form_id.is_(None),
            ReviewMeeting.state == MeetingState.CLOSED,
        )
        .order_by(ReviewMeeting.closed_at.desc())
    )  # fmt: skip
    item = db.session.scalars(query.limit(1)).first()
    if item is None:
        yield Problem(_("chưa đưa ra họp xét"), role=Role.CLERK)
    elif item.content_hash != nomination.content_hash:
        yield Problem(_("nội dung đã đổi sau khi họp xét, cần đưa ra họp lại"), role=Role.CLERK)
    elif not item.is_passed:
        yield Problem(
            _("họp xét không thông qua: %(n)s/%(all)s phiếu đồng ý", n=item.votes_for, all=item.electors)
        )


def has_guidance(nomination: Nomination) -> Iterator[Problem]:
    """The upper level's guidance on awards is registered, where the office requires it."""
    if nomination.campaign.guidance_number is None and _town_setting(nomination, "guidance_required"):
        yield Problem(_("chưa ghi nhận hướng dẫn khen thưởng của cấp trên"), role=Role.CLERK)


def _town_setting(nomination: Nomination, key: str) -> Any:
    def read(rows: list[Nomination]) -> dict[int, Any]:
        towns = {one.town_id: one.town for one in rows}
        values = {number: setting(town, key, today()) for number, town in towns.items()}
        return {one.id: values[one.town_id] for one in rows}

    return asked(nomination, key, read)


def is_in_frozen_submission(nomination: Nomination) -> Iterator[Problem]:
    """It stands on a list that can no longer change."""
    submission = nomination.submission
    if submission is None:
        yield Problem(_("chưa có trong tờ trình nào"), role=Role.CLERK)
    elif submission.state is SubmissionState.ASSEMBLING:
        yield Problem(_("danh sách của tờ trình chưa chốt"), role=Role.CLERK)


def is_not_in_frozen_submission(nomination: Nomination) -> Iterator[Problem]:
    """A list that is frozen is opened before one of its rows goes back."""
    submission = nomination.submission
    if submission is not None and submission.state is SubmissionState.FROZEN:
        is_units = submission.from_organisation.level is Level.UNIT
        role = Role.UNIT_HEAD if is_units else Role.CLERK
        yield Problem(_("hồ sơ nằm trong tờ trình đã chốt, xin mở lại danh sách trước"), role=role)


def granted_at(level: Level) -> Guard:
    """Only award forms that this level grants go on to it."""

    def check(nomination: Nomination) -> Iterator[Problem]:
        if not nomination.is_granted_at(level):
            yield Problem(_("hình thức khen này không do %(level)s quyết định", level=_in_sentence(level)))

    return check


def granted_where_it_lies(grants: Iterable[Grant]) -> Guard:
    """The award form is granted at the level where the dossier lies."""
    grants = tuple(grants)

    def check(nomination: Nomination) -> Iterator[Problem]:
        grant = grant_of(grants, nomination)
        if grant is None or grant.state is not nomination.state:
            level = _in_sentence(nomination.award_form.granter_level)
            yield Problem(_("hình thức khen này do %(level)s quyết định, xin trình lên", level=level))

    return check


def _in_sentence(level: Level) -> str:
    return str(LEVEL_LABELS[level]).lower()


def form_is_valid(nomination: Nomination) -> Iterator[Problem]:
    """The award form exists on this business day."""
    form, day = nomination.award_form, today()
    if form.valid_from and day < form.valid_from:
        yield Problem(_("hình thức khen này có từ %(day)s", day=f"{form.valid_from:%d/%m/%Y}"))
    if form.valid_to and day > form.valid_to:
        yield Problem(_("hình thức khen này chỉ còn đến %(day)s", day=f"{form.valid_to:%d/%m/%Y}"))


def form_is_valid_or_decided_outside(nomination: Nomination) -> Iterator[Problem]:
    """As above; an answer on paper counts by its own day, which is asked where it is written down."""
    if not is_outside(nomination, nomination.award_form.granter_level):
        yield from form_is_valid(nomination)


def is_not_handed_over(nomination: Nomination) -> Iterator[Problem]:
    """An award is handed over once."""
    if nomination.handed_over_on:
        yield Problem(_("đã trao ngày %(day)s", day=f"{nomination.handed_over_on:%d/%m/%Y}"))
