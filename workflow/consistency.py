"""Whether list, dossiers and papers say the same, before they leave together.

Nothing sends a list back so often as a number or a name that differs from one paper to the next.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import joinedload, selectinload

from models import AgendaItem, AuditEvent, Nomination, ReviewMeeting, Snapshot, Submission, db
from models.enums import Action, AttachmentKind, Level, MeetingState, ReviewBody, SubmissionState
from workflow.abbreviations import abbreviations
from workflow.ceilings import rooms_on
from workflow.dates import today
from workflow.errors import Problem
from workflow.guards import form_is_valid, has_later_answers, has_papers
from workflow.settings import setting


@dataclass(frozen=True)
class Check:
    """One thing that must agree: what was found, what holds the list back, and what looks odd."""

    title: str
    found: str = ""
    wrong: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def checks_of(submission: Submission) -> list[Check]:
    """The whole check of a list, in the order in which a clerk goes through the papers.

    Luật Thi đua, khen thưởng 2022, Điều 84: letter with its list, report, minutes. A fixed number of
    statements, whatever the number of rows.
    """
    rows = _rows(submission)
    parts = (_counts(submission, rows), _names(rows), _forms(submission, rows), _period(submission),
             _minutes(submission, rows), _papers(rows), *_ceilings(submission, rows))  # fmt: skip
    return list(parts)


def what_holds_back(submission: Submission) -> list[Problem]:
    """What must be mended before the list may be closed or leave."""
    return [Problem(f"{one.title}: {text}") for one in checks_of(submission) for text in one.wrong]


def _rows(submission: Submission) -> list[Nomination]:
    """The dossiers that leave with the list, their files read with them."""
    ids = [one.nomination_id for one in submission.items if one.returned_at is None]
    query = db.select(Nomination).filter(Nomination.id.in_(ids)).options(
        selectinload(Nomination.attachments), joinedload(Nomination.nominee), joinedload(Nomination.unit),
        joinedload(Nomination.award_form),
    )  # fmt: skip
    found = {one.id: one for one in db.session.scalars(query)}
    return [found[one] for one in ids]


def _about(row: Nomination, text: str) -> str:
    return f"{row.name} ({row.code}): {text}"


def _counts(submission: Submission, rows: list[Nomination]) -> Check:
    reports = {row.id: sum(one.kind is AttachmentKind.REPORT for one in row.files) for row in rows}
    found = _("%(n)s hồ sơ trong danh sách, %(m)s báo cáo thành tích", n=len(rows), m=sum(reports.values()))
    if submission.state is not SubmissionState.ASSEMBLING:
        found = _("%(found)s, %(n)s dòng trong tờ trình", found=found, n=len(submission.items))
    return Check(
        _("Số lượng"),
        found,
        wrong=tuple(_about(row, _("chưa có báo cáo thành tích")) for row in rows if not reports[row.id]),
        odd=tuple(
            _about(row, _("có %(n)s báo cáo thành tích", n=reports[row.id]))
            for row in rows
            if reports[row.id] > 1
        ),
    )


def _names(rows: list[Nomination]) -> Check:
    wrong, odd = [], []
    for row in rows:
        if _plain(row.name) != _plain(row.nominee.name) or row.kind is not row.nominee.kind:
            wrong.append(_about(row, _("sổ đối tượng ghi “%(name)s”, xin trả người lập sửa cho khớp",
                                       name=row.nominee.name)))  # fmt: skip
        if row.unit_id == row.nominee.unit_id and _plain(row.position) != _plain(row.nominee.position):
            odd.append(_about(row, _("sổ đối tượng ghi chức vụ “%(text)s”, hồ sơ ghi “%(own)s”",
                                     text=row.nominee.position, own=row.position)))  # fmt: skip
        elif row.unit_id != row.nominee.unit_id:
            odd.append(_about(row, _("đơn vị đề nghị khác đơn vị trong sổ đối tượng")))
        for text in dict.fromkeys((row.name, row.position, row.unit.name)):
            shortened, strange = abbreviations(text)
            wrong += [_about(row, one) for one in shortened]
            odd += [_about(row, one) for one in strange]
    return Check(
        _("Tên, chức vụ, đơn vị"),
        _("so với sổ đối tượng; viết đầy đủ, không viết tắt"),
        tuple(wrong),
        tuple(odd),
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _forms(submission: Submission, rows: list[Nomination]) -> Check:
    """The form in the letter is the dossier's; the unit's report may name the one that it asked for."""
    reported, wrong, odd = _forms_reported(rows), [], []
    for row in rows:
        wrong += [_about(row, one.text) for guard in (form_is_valid, has_later_answers) for one in guard(row)]
        if row.award_form.campaign_id != submission.campaign_id:
            wrong.append(_about(row, _("hình thức khen không thuộc phong trào này")))
        if (said := reported.get(row.id)) and said != row.award_form.name:
            odd.append(_about(row, _("đơn vị đề nghị “%(said)s”, danh sách ghi “%(form)s”",
                                     said=said, form=row.award_form.name)))  # fmt: skip
    names = dict.fromkeys(row.award_form.name for row in rows)
    return Check(_("Hình thức khen"), "; ".join(names), tuple(wrong), tuple(odd))


def _forms_reported(rows: list[Nomination]) -> dict[int, str]:
    """What each dossier asked for when it was submitted last."""
    query = (
        db.select(Snapshot.nomination_id, Snapshot.content["award_form"].astext)
        .filter(Snapshot.nomination_id.in_([row.id for row in rows]))
        .ext(distinct_on(Snapshot.nomination_id))
        .order_by(Snapshot.nomination_id, Snapshot.id.desc())
    )
    return {number: form for number, form in db.session.execute(query)}


def _period(submission: Submission) -> Check:
    campaign = submission.campaign
    days = _("từ %(a)s đến %(b)s", a=f"{campaign.starts_on:%d/%m/%Y}", b=f"{campaign.ends_on:%d/%m/%Y}")
    return Check(_("Thời gian lập thành tích"), campaign.period_text or days)


def _minutes(submission: Submission, rows: list[Nomination]) -> Check:
    """The minutes of the meeting, with its day and votes, where the office holds one."""
    title = _("Biên bản họp xét")
    if submission.from_organisation.level is Level.UNIT:
        if submission.minutes:
            return Check(title, submission.minutes.filename)
        return Check(title, odd=(_("chưa đính kèm biên bản họp xét của đơn vị"),))
    if submission.from_organisation.level is not Level.TOWN:
        return Check(title, _("không lập trong hệ thống; gửi kèm bản giấy nếu cấp trên yêu cầu"))
    body = setting(submission.from_organisation, "review_body", today())
    if body == ReviewBody.NONE:
        odd = [_about(row, _("Bằng khen thường cần biên bản của Hội đồng cấp trình"))
               for row in rows if row.is_granted_at(Level.PROVINCE)]  # fmt: skip
        return Check(title, _("cơ quan không họp xét, theo thiết lập"), odd=tuple(odd))
    results = _results(rows)
    meetings = dict.fromkeys(one.meeting for one in results.values())
    days = ", ".join(f"{one.held_on:%d/%m/%Y}" for one in meetings)
    before = _reviewed_without_meeting([row for row in rows if row.id not in results])
    votes = [_about(row, text) for row in rows if row.id not in before
             for text in _vote_faults(row, results.get(row.id))]  # fmt: skip
    return Check(title, _("họp ngày %(days)s", days=days) if days else "", wrong=tuple(votes))


def _vote_faults(row: Nomination, item: AgendaItem | None) -> Iterator[str]:
    if item is None:
        yield _("chưa có kết quả họp xét")
    elif item.content_hash != row.content_hash:
        yield _("nội dung đã đổi sau khi họp xét")
    elif not item.electors or not item.is_passed:
        yield _("biên bản không ghi đủ số phiếu đồng ý")


def _reviewed_without_meeting(rows: list[Nomination]) -> set[int]:
    """Those whose review was done when the office held no meeting yet; a later choice does not undo it."""
    query = (
        db.select(AuditEvent.nomination_id, AuditEvent.data["day"].astext)
        .filter(
            AuditEvent.nomination_id.in_([row.id for row in rows]), AuditEvent.action == Action.REVIEW.value
        )
        .order_by(AuditEvent.seq)
    )
    days = (
        {number: date.fromisoformat(day) for number, day in db.session.execute(query) if day} if rows else {}
    )
    return {
        row.id for row in rows
        if row.id in days and setting(row.town, "review_body", days[row.id]) == ReviewBody.NONE
    }  # fmt: skip


def _results(rows: list[Nomination]) -> dict[int, AgendaItem]:
    """What the last closed meeting said of each."""
    query = (
        db.select(AgendaItem)
        .join(ReviewMeeting)
        .filter(
            AgendaItem.nomination_id.in_([row.id for row in rows]),
            AgendaItem.proposed_form_id.is_(None),
            ReviewMeeting.state == MeetingState.CLOSED,
        )
        .options(joinedload(AgendaItem.meeting))
        .order_by(ReviewMeeting.closed_at)
    )
    return {one.nomination_id: one for one in db.session.scalars(query)}


def _papers(rows: list[Nomination]) -> Check:
    files = sum(len(row.files) for row in rows)
    wrong = tuple(_about(row, one.text) for row in rows for one in has_papers(row))
    return Check(_("Giấy tờ phải có"), _("%(n)s tệp trong các hồ sơ", n=files), wrong)


def _ceilings(submission: Submission, rows: list[Nomination]) -> Iterator[Check]:
    """What the guidance lets the office propose at most; nothing to say where it set no ceiling."""
    if rooms := rooms_on(submission, rows):
        found = [f"{one.form.name}: {one.proposed}/{one.ceiling}" for one in rooms]
        wrong = [
            _("%(form)s: cơ quan đề nghị %(n)s, hướng dẫn cho phép nhiều nhất %(max)s",
              form=one.form.name, n=one.proposed, max=one.ceiling)
            for one in rooms if one.is_over
        ]  # fmt: skip
        yield Check(_("Số lượng được đề nghị"), "; ".join(found), tuple(wrong))
