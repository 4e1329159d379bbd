"""Writing down what an office outside the system answered to a submission. The caller commits.

The same steps pass the same door as if that office had taken them here; the log says on whose behalf,
and the paper's scan stands for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy.orm import joinedload

from models import Answer, Enclosure, Nomination, Organisation, Submission, SubmissionItem, db
from models.enums import Action, State, SubmissionState
from workflow import decisions
from workflow.actions import doubts_of, faster_than_you, former_act, perform, perform_batch, record
from workflow.asking import asked_together
from workflow.batches import list_order, lock_list
from workflow.content import GENERAL
from workflow.errors import ClosedError, InputError, NotAllowedError, NotReadyError, Problem, StaleError
from workflow.inputs import NOTE, Inputs, read_inputs, read_text
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES


class Said(StrEnum):
    """What the paper says of one dossier."""

    AWARD = "award"
    FORWARD = "forward"
    RETURN = "return"
    DECLINE = "decline"


SAID_LABELS = {
    Said.AWARD: _l("Được khen"), Said.FORWARD: _l("Đã trình lên cấp trên"),
    Said.RETURN: _l("Trả lại"), Said.DECLINE: _l("Không khen"),
}  # fmt: skip
READ_REASON = read_text(NOTE)


@dataclass(frozen=True)
class Paper:
    """The answer as it was typed, cleaned: the paper, and what it says of which dossier, with the reason."""

    fields: Inputs
    said: dict[int, tuple[Said, str]]


def waiting(submission: Submission, person: Person) -> list[Nomination]:
    """The rows whose answer this person is to write down."""
    rows = [one.nomination for one in submission.items]
    return [row for row in rows if row.submission_id == submission.id and recording_post(row, person)]


def recording_post(row: Nomination, person: Person) -> Post | None:
    """The post in which the person writes down the answer about this dossier, if it is his part."""
    recorder = PROCEDURES[row.procedure].recorder(row)
    return person.post_for((recorder,), row) if recorder else None


def choices_for(row: Nomination) -> list[Said]:
    """What a paper can say of this dossier: an award where it is decided, else that it went further up."""
    is_decided = PROCEDURES[row.procedure].is_decided_in(row.state, row)
    return [Said.AWARD if is_decided else Said.FORWARD, Said.RETURN, Said.DECLINE]


def doubts_about(rows: list[Nomination]) -> dict[int, list[str]]:
    """What the system would have asked of each dossier before an award or a letter further up."""
    with asked_together(rows):
        return {row.id: doubts_of(Action(choices_for(row)[0].value), row) for row in rows}


def read_paper(submission: Submission, rows: list[Nomination], raw: Inputs) -> Paper:
    """What was typed, checked; `InputError` names every field that is wrong."""
    wrong: dict[str, str] = {}
    said = {row.id: one for row in rows if (one := _read_row(row, raw, wrong))}
    kinds = {kind for kind, _reason in said.values()}
    if not said and not wrong:
        wrong["results"] = _("Ghi kết quả của ít nhất một hồ sơ.")
    if {Said.AWARD, Said.FORWARD} <= kinds:
        wrong["results"] = _(
            "Quyết định khen và tờ trình lên cấp trên là hai văn bản, xin ghi nhận từng văn bản."
        )
    fields: Inputs = {}
    try:
        fields = read_inputs(PROCEDURES[submission.campaign.procedure].step(Action.AWARD).fields, raw)
        _check_day(submission, fields, [row for row in rows if said.get(row.id, ("", ""))[0] is Said.AWARD])
    except InputError as refusal:
        wrong |= refusal.fields
    if wrong:
        raise InputError(wrong)
    return Paper(fields, said)


def _read_row(row: Nomination, raw: Inputs, wrong: dict[str, str]) -> tuple[Said, str] | None:
    chosen = raw.get(f"result-{row.id}")
    kind = next((one for one in choices_for(row) if one.value == chosen), None)
    if kind is None:
        if chosen:
            wrong[f"result-{row.id}"] = _("Chọn một kết quả trong danh sách.")
        return None
    try:
        reason = READ_REASON(raw.get(f"reason-{row.id}"))
    except ValueError as refusal:
        wrong[f"reason-{row.id}"] = str(refusal)
        return None
    if kind in (Said.RETURN, Said.DECLINE) and not reason:
        wrong[f"reason-{row.id}"] = _("Ghi lý do mà văn bản đã nêu.")
    return kind, reason


def _check_day(submission: Submission, fields: Inputs, awarded: list[Nomination]) -> None:
    """The paper came after the list, and grants what existed on its own day."""
    day = fields["issued_on"]
    if submission.issued_on and day < submission.issued_on:
        raise InputError({"issued_on": _("Ngày này trước ngày trình %(day)s.",
                                         day=f"{submission.issued_on:%d/%m/%Y}")})  # fmt: skip
    for form in {row.award_form for row in awarded}:
        if (form.valid_from and day < form.valid_from) or (form.valid_to and day > form.valid_to):
            raise InputError({"issued_on": _("Ngày này không có hình thức “%(form)s”.", form=form.name)})


def record_answer(
    submission: Submission, person: Person, paper: Paper, scan: Enclosure, version: int, request_id: str
) -> Answer:
    """Write the answer down: all that it says, or nothing."""
    lock_list(submission, person)
    stream = f"submission:{submission.id}"
    if (again := former_act(person, request_id, "submission")) and again.stream == stream:
        return answers_to(submission)[-1]
    if submission.version != version:
        raise StaleError(faster_than_you(stream))
    rows = {row.id: row for row in waiting(submission, person)}
    if missing := set(paper.said) - set(rows):
        raise ClosedError(_("%(n)s hồ sơ vừa có kết quả khác, xin tải lại trang.", n=len(missing)))
    first = next(rows[number] for number in paper.said)
    post, office = recording_post(first, person), PROCEDURES[first.procedure].office_of(first)
    if post is None:
        raise NotAllowedError(_("Việc này không thuộc nhiệm vụ của đồng chí."))
    answer = Answer(submission_id=submission.id, office_id=office.id, scan_id=scan.id,
                    recorded_by_id=person.id, **paper.fields)  # fmt: skip
    db.session.add(answer)
    _Recording(submission, person, post, office, paper, scan, request_id, uuid4()).run(rows)
    submission.version += 1
    return answer


@dataclass(frozen=True)
class _Recording:
    """All that the parts of one answer share."""

    submission: Submission
    person: Person
    post: Post
    office: Organisation
    paper: Paper
    scan: Enclosure
    request_id: str
    act_id: UUID

    def run(self, rows: dict[int, Nomination]) -> None:
        """Each part through the door, then the act into the list's own log."""
        chosen = {kind: [rows[number] for number, (one, _r) in self.paper.said.items() if one is kind]
                  for kind in Said}  # fmt: skip
        if granted := chosen[Said.AWARD]:
            decisions.register(
                granted, self.person, self.paper.fields, self.scan, self.request_id, self.act_id
            )
        if passed := chosen[Said.FORWARD]:
            self._forward(passed)
        for row in chosen[Said.RETURN]:
            remarks = {GENERAL: self.paper.said[row.id][1]}
            self._alone(Action.RETURN, row, {"to_state": self._back_to(row).value, "remarks": remarks})
        for row in chosen[Said.DECLINE]:
            self._alone(Action.DECLINE, row, {"reason": self.paper.said[row.id][1]})
        self._note(rows[number] for number in self.paper.said)

    def _back_to(self, row: Nomination) -> State:
        """What comes back lies with whoever writes the answer down: he sees to what is asked."""
        procedure = PROCEDURES[row.procedure]
        targets = procedure.targets_of(procedure.step(Action.RETURN), row)
        mine = [one for one in targets if procedure.owners[one] is self.post.role]
        return (mine or targets)[-1]

    def _alone(self, action: Action, row: Nomination, inputs: Inputs) -> None:
        perform(action, row.id, actor=self.person, inputs=inputs, expected_version=row.version,
                request_id=self.request_id, act_id=self.act_id, recorded=True)  # fmt: skip

    def _forward(self, rows: list[Nomination]) -> None:
        """The upper office's own letter to the one above it, as the paper names it."""
        if len({one.organisation_id(self.office.level) for one in rows}) > 1:
            raise NotReadyError([Problem(_("hãy ghi nhận từng cơ quan một"))])
        way = PROCEDURES[rows[0].procedure].way_for(rows[0], self.office.level)
        assert way is not None  # The paper may say so only of what goes further up.
        fields: dict[str, Any] = self.paper.fields | {"number": int(self.paper.fields["number"])}
        letter = Submission(
            campaign_id=self.submission.campaign_id, from_organisation_id=self.office.id,
            to_organisation_id=rows[0].organisation_id(way.upper), state=SubmissionState.SENT, version=1,
            made_by_id=self.person.id, frozen_at=func.now(), letter_scan_id=self.scan.id,
            kept_by_id=self.post.organisation_id, **fields,
        )  # fmt: skip
        for place, row in enumerate(sorted(rows, key=list_order), 1):
            letter.items.append(SubmissionItem(nomination_id=row.id, position=place))
        db.session.add(letter)
        db.session.flush()
        for row in rows:
            row.submission_id = letter.id
        db.session.flush()
        perform_batch(way.action, [row.id for row in rows], actor=self.person, inputs={},
                      request_id=self.request_id, act_id=self.act_id, recorded=True)  # fmt: skip

    def _note(self, rows: Iterable[Nomination]) -> None:
        fields = self.paper.fields
        record(
            "record_answer", stream=f"submission:{self.submission.id}", actor=self.person, post=self.post,
            act_id=self.act_id, on_behalf=self.office.name, request_id=self.request_id,
            changes={"paper": (None, f"{fields['number']}/{fields['symbol']}"),
                     "issued_on": (None, fields["issued_on"])},
            data={"nominations": [row.code for row in rows], "files": [self.scan.sha256]},
        )  # fmt: skip


def answers_to(submission: Submission) -> list[Answer]:
    """The papers that were written down for this list, the oldest first."""
    query = db.select(Answer).filter_by(submission_id=submission.id).order_by(Answer.id)
    return list(db.session.scalars(query.options(joinedload(Answer.office), joinedload(Answer.scan))))
