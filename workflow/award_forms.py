"""The award forms of a campaign and their criteria; what a dossier uses stays."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from models import Appraisal, AwardForm, Campaign, Claim, Criterion, Nomination, db
from models.enums import KIND_LABELS, AttachmentKind, Level, NomineeKind
from workflow.actions import record
from workflow.added_criteria import settle
from workflow.campaigns import open_for_writing, read_paragraphs, stream_of
from workflow.errors import InputError, NotFoundError
from workflow.inputs import NOTE, Field, Inputs, read_date, read_inputs, read_line, read_text
from workflow.people import Person
from workflow.procedures import PROCEDURES

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,39}")


def _read_code(value: Any) -> str:
    code = read_line(value)
    if code and not CODE.fullmatch(code):
        raise ValueError(_("Từ 2 chữ thường không dấu, số, dấu gạch; ví dụ giay-khen."))
    return code


def _read_level(value: Any) -> Level | None:
    return next((one for one in Level if one.value == value), None)


FIELDS = (
    Field("name", read_line), Field("code", _read_code), Field("granter_level", _read_level),
    Field("note", read_text(NOTE), required=False), Field("valid_from", read_date, required=False),
    Field("valid_to", read_date, required=False),
)  # fmt: skip


def granters_of(campaign: Campaign) -> list[Level]:
    """The levels that grant along the procedure of this campaign, the lowest first."""
    return [one.level for one in PROCEDURES[campaign.procedure].grants]


def find_form(campaign: Campaign, form_id: int) -> AwardForm:
    """The award form of this campaign."""
    form = next((one for one in campaign.award_forms if one.id == form_id), None)
    if form is None:
        raise NotFoundError(_("Không tìm thấy hình thức khen."))
    return form


def save_form(campaign: Campaign, form: AwardForm | None, person: Person, raw: Inputs,
              version: int) -> AwardForm:  # fmt: skip
    """Write an award form with the papers and criteria of each kind; `raw` is a flat form.

    `kinds` and `papers-<kind>` are lists, `criteria-<kind>` is text with a criterion for each line.
    """
    post = open_for_writing(campaign, person, version)
    clean = read_inputs(FIELDS, raw)
    kinds = [kind for kind in NomineeKind if kind.value in raw["kinds"]]
    sentences = _read_criteria(raw, kinds)
    _check(campaign, form, clean, kinds)
    is_new = form is None
    if form is None:
        form = AwardForm(campaign_id=campaign.id, position=1 + max(
            (one.position for one in campaign.award_forms), default=0))  # fmt: skip
        form.campaign = campaign
    before = {} if is_new else plain_form(form)
    for name, value in clean.items():
        setattr(form, name, value)
    form.required_papers = {
        kind.value: [one.value for one in AttachmentKind if one.value in raw[f"papers-{kind.value}"]]
        for kind in kinds
    }
    db.session.add(form)
    db.session.flush()
    wrong = {
        f"criteria-{kind.value}": _("Đã có hồ sơ trình theo các tiêu chuẩn này nên không thêm được.")
        for kind in NomineeKind
        if not is_new and _adds(form, kind, sentences.get(kind, [])) and is_submitted(form, kind)
    }
    for kind in NomineeKind:
        if used := _write_criteria(form, kind, sentences.get(kind, [])):
            wrong[f"criteria-{kind.value}"] = _(
                "Đã có hồ sơ dùng tiêu chuẩn “%(text)s” nên không bỏ hoặc đổi câu được.", text=used[0].text
            )
    if wrong:
        raise InputError(wrong)
    db.session.flush()
    db.session.expire(form, ["criteria"])
    if not is_new:
        settle(form)
    after = plain_form(form)
    changes = {f"{form.code}.{name}": (before.get(name), after[name])
               for name in after if before.get(name) != after[name]}  # fmt: skip
    if changes:
        flag_modified(campaign, "title")
        record("save", stream=stream_of(campaign), actor=person, post=post, changes=changes)
    return form


def delete_form(campaign: Campaign, form: AwardForm, person: Person, version: int) -> None:
    """Take an award form out of the plan, if no dossier asks for it."""
    post = open_for_writing(campaign, person, version)
    if kinds_in_use(form):
        raise InputError({"form": _("Đã có hồ sơ đề nghị hình thức này nên không xóa được. "
                                    "Có thể ghi ngày hết hiệu lực.")})  # fmt: skip
    before = plain_form(form)
    for one in list(form.criteria):
        db.session.delete(one)
    db.session.flush()
    db.session.delete(form)
    flag_modified(campaign, "title")
    changes = {f"{form.code}.{name}": (value, None) for name, value in before.items()}
    record("save", stream=stream_of(campaign), actor=person, post=post, changes=changes)


def kinds_in_use(form: AwardForm) -> set[NomineeKind]:
    """The kinds of nominee for which a dossier asks for this form."""
    query = db.select(Nomination.kind).filter(Nomination.award_form_id == form.id)
    return set(db.session.scalars(query.distinct()))


def is_submitted(form: AwardForm, kind: NomineeKind | None = None) -> bool:
    """Whether a dossier that asks for this form has left its drafter."""
    query = db.select(Nomination.id).filter(
        Nomination.award_form_id == form.id, Nomination.submitted_at.is_not(None)
    )
    if kind:
        query = query.filter(Nomination.kind == kind)
    return db.session.scalar(query.limit(1)) is not None


def plain_form(form: AwardForm) -> dict[str, Any]:
    """The award form as the log holds it."""
    criteria = {kind.value: [one.text for one in form.criteria_for(kind)] for kind in NomineeKind}
    names = (*(one.name for one in FIELDS), "required_papers")
    return {name: getattr(form, name) for name in names} | {"criteria": criteria}


def _read_criteria(raw: Inputs, kinds: list[NomineeKind]) -> dict[NomineeKind, list[str]]:
    fields = tuple(Field(f"criteria-{kind.value}", read_paragraphs) for kind in kinds)
    clean = read_inputs(fields, raw)
    found = {kind: clean[f"criteria-{kind.value}"] for kind in kinds}
    twice = {f"criteria-{kind.value}": _("Có hai câu giống nhau.")
             for kind, lines in found.items() if len(set(lines)) < len(lines)}  # fmt: skip
    if twice:
        raise InputError(twice)
    return found


def _check(campaign: Campaign, form: AwardForm | None, clean: Inputs, kinds: list[NomineeKind]) -> None:
    wrong = {}
    if any(one is not form and one.code == clean["code"] for one in campaign.award_forms):
        wrong["code"] = _("Phong trào đã có hình thức khen mang mã này.")
    if clean["valid_from"] and clean["valid_to"] and clean["valid_to"] < clean["valid_from"]:
        wrong["valid_to"] = _("Ngày kết thúc phải sau ngày bắt đầu.")
    if clean["granter_level"] not in granters_of(campaign):
        wrong["granter_level"] = _("Theo trình tự của phong trào này, cấp đó không quyết định khen.")
    if not kinds:
        wrong["kinds"] = _("Chọn ít nhất một đối tượng.")
    if form and clean["name"] != form.name and is_submitted(form):
        wrong["name"] = _("Đã có hồ sơ trình theo tên này nên không đổi được; hãy lập hình thức khen mới.")
    used = kinds_in_use(form) if form else set()
    if gone := [kind for kind in NomineeKind if kind in used and kind not in kinds]:
        names = ", ".join(str(KIND_LABELS[kind]) for kind in gone)
        wrong["kinds"] = _("Đã có hồ sơ của đối tượng: %(kinds)s. Không bỏ được.", kinds=names)
    if used and clean["granter_level"] is not form.granter_level:
        wrong["granter_level"] = _("Đã có hồ sơ đề nghị hình thức này nên không đổi cấp khen được.")
    if wrong:
        raise InputError(wrong)


def _write_criteria(form: AwardForm, kind: NomineeKind, sentences: list[str]) -> list[Criterion]:
    """Keep, add and take away criteria; gives back those that dossiers hold fast.

    What was submitted answered every criterion, so none is added then.
    """
    present = {one.text: one for one in form.criteria_for(kind)}
    gone = [one for text, one in present.items() if text not in sentences]
    if held := [one for one in gone if _is_used(one)]:
        return held
    for one in gone:
        db.session.delete(one)
    for position, text in enumerate(sentences, 1):
        if text in present:
            present[text].position = position
        else:
            db.session.add(Criterion(award_form_id=form.id, nominee_kind=kind, position=position, text=text))
    return []


def _adds(form: AwardForm, kind: NomineeKind, sentences: list[str]) -> bool:
    return bool(set(sentences) - {one.text for one in form.criteria_for(kind)})


def _is_used(criterion: Criterion) -> bool:
    claimed = db.select(Claim.id).filter_by(criterion_id=criterion.id).limit(1)
    judged = db.select(Appraisal.id).filter(Appraisal.items.contains([{"criterion_id": criterion.id}]))
    return any(db.session.scalar(one.limit(1)) is not None for one in (claimed, judged))
