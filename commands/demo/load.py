"""Loads the demo through the door, so that its log, queues and outbox are true."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from flask import current_app

from commands.demo import commune, register
from commands.demo.nominations import NOMINATIONS
from commands.demo.office import ORGANISATIONS, PEOPLE
from commands.demo.participation import guide_publicity, note_activities, tell_units
from commands.demo.plan import OTHER_TOWN_PLAN, PLAN
from commands.demo.stories import tell_stories
from documents.blocks import Paper, Paragraph, Title
from documents.pdf import render_pdf
from models import (
    Appointment,
    AwardForm,
    Campaign,
    Criterion,
    Enclosure,
    Message,
    Nomination,
    Organisation,
    db,
)
from models.enums import (
    ATTACHMENT_LABELS,
    Action,
    AttachmentKind,
    Category,
    Channel,
    DocumentType,
    Level,
    MessageState,
    NomineeKind,
    Role,
)
from models.store import store_from_url
from workflow import batches, decisions, drafts, sheets
from workflow.accounts import hashed, new_user
from workflow.actions import perform, record
from workflow.dates import today
from workflow.delegations import delegate
from workflow.files import note_stored
from workflow.headings import PAST_AWARDS
from workflow.people import Person, load_user, person_of
from workflow.register import book, importing

DEMO_ACCOUNTS = (
    "drafter", "head", "clerk", "clerk.b", "culture", *(f"council{n}" for n in range(1, 8)), "chair",
    "deputy", "district", "province", "auditor", "admin",
    *(f"xa.{name}" for name in ("drafter", "head", "clerk", "clerk.b", "culture", "chair", "deputy",
                                "auditor", "admin")),
)  # fmt: skip
LEVELS = {one.value: one for one in Level}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Part:
    """What the demo tells of one time: loaded once its day has come."""

    # The day that it tells of.
    day: date
    organisations: list[dict[str, Any]]
    people: list[dict[str, Any]]
    plans: tuple[dict[str, Any], ...]
    nominations: list[dict[str, Any]]
    # What is told beside the dossiers.
    more: tuple[Callable[[], None], ...] = ()


def load_demo(password: str) -> bool:
    """What has come about until the demo's day and is not there yet; whether there was any.

    Commits after each step of it.
    """
    offices: dict[str, Organisation] = {}
    missing = False
    for place, part in enumerate(PARTS):
        if place and part.day > today():
            break
        if _is_there(part):
            offices |= _known_offices(part)
            continue
        missing = True
        with _on(min(part.day, today())):
            offices = _load_offices(part, offices)
            _load_part(part, offices, password)
    return missing


def is_demo() -> bool:
    """Whether the database holds the demo, and not an office's own data."""
    return _is_there(PARTS[0])


def _is_there(part: Part) -> bool:
    slugs = [plan["slug"] for plan in part.plans]
    return db.session.scalar(db.select(Campaign.id).filter(Campaign.slug.in_(slugs)).limit(1)) is not None


def _load_part(part: Part, offices: dict[str, Organisation], password: str) -> None:
    _load_people(part, offices, password)
    campaigns = [_load_campaign(plan, offices) for plan in part.plans]
    db.session.commit()
    _Story(part, offices, campaigns).tell()
    for more in part.more:
        more()
    _let_the_past_rest()


def _follow_the_plan() -> None:
    """The units received the plan, and most of them have done something for it."""
    campaign = db.session.scalars(db.select(Campaign).filter_by(slug=PLAN["slug"])).one()
    tell_units(campaign, "clerk", _on)
    note_activities(campaign, _on)
    guide_publicity(campaign, _on)


def _tell_stories() -> None:
    """Two of those commended have their story on the public page."""
    tell_stories(_on)


def _name_a_deputy() -> None:
    """The chair is away this week, and his deputy signs for him."""
    chair, deputy = load_user(username="chair"), load_user(username="deputy")
    assert chair is not None
    assert deputy is not None
    held = next(one for one in chair.appointments if one.role is Role.CHAIR)
    delegate(person_of(chair), {
        "appointment_id": held.id, "deputy_id": deputy.id, "valid_from": f"{today():%d/%m/%Y}",
        "valid_to": f"{today() + timedelta(days=4):%d/%m/%Y}", "signing": "KT.", "title": "Phó Chủ tịch", "reason": "Đi công tác tại tỉnh",
    })  # fmt: skip
    db.session.commit()


def _load_register() -> None:
    """The past awards as the clerk would bring them, in a sheet that is kept."""
    clerk = _person("clerk")
    data = register.workbook()
    store = store_from_url(current_app.extensions["settings"].storage_url)
    sha256, size = store.put(io.BytesIO(data))
    note_stored(sha256, size, XLSX)
    enclosure = Enclosure(sha256=sha256, filename="khen-thuong-cac-nam.xlsx", uploaded_by_id=clerk.id)
    db.session.add(enclosure)
    db.session.flush()
    importing.write(clerk, enclosure, sheets.read_book(data, [PAST_AWARDS]).rows, {})
    for year in register.FULL_YEARS:
        book.mark_year(clerk, year, is_full=True)
    db.session.commit()


def _let_the_past_rest() -> None:
    """What was told in the demo's past was read on the screen: no mail of it leaves today."""
    db.session.execute(db.update(Message).values(channel=Channel.SCREEN, state=MessageState.SENT, address=""))
    db.session.commit()
    db.session.info.pop("mails", None)


def _known_offices(part: Part) -> dict[str, Organisation]:
    names = {one["name"]: one["key"] for one in part.organisations}
    query = db.select(Organisation).filter(Organisation.name.in_(names))
    return {names[one.name]: one for one in db.session.scalars(query)}


def _load_offices(part: Part, known: dict[str, Organisation]) -> dict[str, Organisation]:
    found = dict(known)
    for one in part.organisations:
        found[one["key"]] = Organisation(
            parent=found.get(one["parent"] or ""), level=LEVELS[one["kind"]], name=one["name"],
            short_name=one["short"], symbol=one["symbol"], place=one["place"],
            unit_kind=one["unit_kind"] or "", valid_from=one["valid_from"], valid_to=one["valid_to"],
        )  # fmt: skip
        db.session.add(found[one["key"]])
        db.session.flush()
    return found


def _load_people(part: Part, offices: dict[str, Organisation], password: str) -> None:
    shared = hashed(password)
    for one in part.people:
        user = new_user(name=one["name"], username=one["username"], email=one["email"],
                        password=shared, invented=True)  # fmt: skip
        db.session.add(user)
        db.session.flush()
        posts = [
            (one["role"], one["organisation"], one["title"], one["signing"]),
            *one["also"],
        ]
        for role, place, title, signing in (_post(post) for post in posts):
            db.session.add(
                Appointment(user_id=user.id, organisation_id=offices[place].id, role=Role(role),
                            title=title, signing=signing, valid_from=offices[place].valid_from,
                            valid_to=offices[place].valid_to)
            )  # fmt: skip
    db.session.flush()


def _post(post: Any) -> tuple[str, str, str, str]:
    if isinstance(post, dict):
        return (
            post["role"],
            post["organisation"],
            post.get("title", ""),
            post.get("signing", ""),
        )
    return post


def _load_campaign(plan: dict[str, Any], offices: dict[str, Organisation]) -> Campaign:
    parent, signer, guidance = plan["parent_plan"], plan["signer"], plan["guidance"]
    campaign = Campaign(
        organisation_id=offices[plan["issuing_organisation"]].id, slug=plan["slug"], code=plan["code"],
        title=plan["title"], short_title=plan["short_title"], procedure=plan["procedure"],
        plan_number=plan["plan_number"], plan_symbol=plan["plan_symbol"], plan_date=plan["issued_on"],
        plan_date_text=plan["plan_date_text"], parent_plan=_parent(parent), opening=plan["opening"],
        starts_on=plan["starts_on"], ends_on=plan["ends_on"], period_text=plan["period_text"],
        legal_basis=plan["legal_basis"], purposes=plan["purposes"], requirements=plan["requirements"],
        contents=plan["contents"], subjects=plan["subjects"], closing=plan["closing"],
        duties=[{"addressees": one["addressees"], "text": "\n".join(one["text"])} for one in plan["duties"]],
        recipients=plan["recipients"], signer_title=signer["title"], signer_name=signer["name"],
        published=True,
    )  # fmt: skip
    if guidance:
        campaign.guidance_number, campaign.guidance_on = (
            guidance["number"],
            guidance["issued_on"],
        )
        campaign.guidance_issuer = guidance["issuer"]
    for position, one in enumerate(plan["award_forms"], 1):
        campaign.award_forms.append(_form(one, position))
    db.session.add(campaign)
    db.session.flush()
    record(
        "publish",
        stream=f"campaign:{campaign.id}",
        actor=None,
        changes={"title": (None, campaign.title)},
    )
    return campaign


def _parent(plan: dict[str, Any] | None) -> str:
    if plan is None:
        return ""
    return f"Kế hoạch số {plan['number']} ngày {plan['date']:%d/%m/%Y} của {plan['issuer']} {plan['title']}"


def _form(one: dict[str, Any], position: int) -> AwardForm:
    form = AwardForm(
        code=one["code"], name=one["name"], granter_level=Level(one["granter_level"]),
        note=one["text"] or one["proposal_time"], position=position, valid_from=one["valid_from"],
        valid_to=one["valid_to"], required_papers=one["required_papers"],
    )  # fmt: skip
    for kind, sentences in one["criteria"].items():
        for place, text in enumerate(sentences, 1):
            form.criteria.append(Criterion(nominee_kind=NomineeKind(kind), position=place, text=text))
    return form


class _Story:
    """Plays the acts of all dossiers in the order of their days, through the door."""

    def __init__(self, part: Part, offices: dict[str, Organisation], campaigns: list[Campaign]) -> None:
        self.nominations = part.nominations
        self.offices = {key: one.id for key, one in offices.items()}
        self.campaigns = {one.organisation_id: one.id for one in campaigns}
        self.ids: dict[str, int] = {}

    def tell(self) -> None:
        """One day after the other; what shares a submission or a decision goes together."""
        acts = [(act, one) for one in self.nominations for act in one["story"]["steps"]]
        acts.sort(key=lambda pair: pair[0]["on"])
        together: dict[tuple[str, str], list[str]] = {}
        for act, one in acts:
            if name := self._paper(act):
                together.setdefault((act["act"], name), []).append(one["code"])
        for act, one in acts:
            with _on(act["on"]):
                if name := self._paper(act):
                    if codes := together.pop((act["act"], name), None):
                        self._together(act, [self.ids[code] for code in codes])
                else:
                    self._alone(act, one)
            db.session.commit()

    @staticmethod
    def _paper(act: dict[str, Any]) -> str | None:
        return act["inputs"].get("submission") or act["inputs"].get("decision")

    def _alone(self, act: dict[str, Any], one: dict[str, Any]) -> None:
        person = _person(act["user"])
        if act["act"] in ("create", "enter_on_paper"):
            self.ids[one["code"]] = self._draft(one, person, act)
            return
        nomination = db.session.get(Nomination, self.ids[one["code"]])
        assert nomination is not None  # It was just drafted.
        inputs = dict(act["inputs"])
        criteria = nomination.award_form.criteria_for(nomination.kind)
        if act["act"] == "appraise":
            inputs = {"items": [
                {"criterion_id": criterion.id, "met": met, "remark": remark}
                for criterion, met, remark in zip(criteria, inputs["met"], inputs["remarks"], strict=True)
            ]}  # fmt: skip
        if act["act"] == "return":
            names = {f"claim-{place}": f"claim-{c.id}" for place, c in enumerate(criteria, 1)}
            inputs["remarks"] = {names.get(name, name): text for name, text in inputs["remarks"].items()}
        perform(Action(act["act"]), nomination.id, actor=person, inputs=inputs,
                request_id=uuid4().hex, expected_version=nomination.version)  # fmt: skip

    def _draft(self, one: dict[str, Any], person: Person, act: dict[str, Any]) -> int:
        unit = db.session.get(Organisation, self.offices[one["unit"]])
        assert unit is not None
        assert unit.parent_id is not None  # A unit lies under a town.
        campaign = db.session.get(Campaign, self.campaigns[unit.parent_id])
        assert campaign is not None
        form = next(each for each in campaign.award_forms if each.code == one["award_form"])
        fields = {**one["nominee"], "kind": NomineeKind(one["nominee"]["kind"])}
        if fields["kind"] is NomineeKind.INDIVIDUAL:
            # The demo's people work in street blocks and departments; none of them leads an office.
            fields["category"] = Category.DIRECT_WORKER
        nominee = drafts.find_or_add_nominee(unit, fields)
        nominee.invented = True
        on_paper = act["inputs"].get("paper_received_on")
        post = next(post for post in person.posts if post.role in (Role.DRAFTER, Role.CLERK))
        nomination = drafts.begin(
            person, post, unit, campaign, form, nominee, details=fields, paper_received_on=on_paper,
        )  # fmt: skip
        self._write(nomination, person, one, on_paper=bool(on_paper))
        return nomination.id

    def _write(self, nomination: Nomination, person: Person, one: dict[str, Any], *, on_paper: bool) -> None:
        if "report" not in one["incomplete"]:
            self._attach(nomination, person, one["paper_note"], AttachmentKind.REPORT)
        if on_paper:
            self._attach(nomination, person, one["paper_note"], AttachmentKind.SIGNED_SCAN)
        criteria = nomination.award_form.criteria_for(nomination.kind)
        claims = {
            criteria[claim["criterion"] - 1].id: {
                name: claim[name] for name in ("text", "evidence", "content")
            }
            for claim in one["claims"]
        }
        initiative = register.INITIATIVES.get(one["code"], "")
        fields = {"summary": one["summary"], "claims": claims, "initiative": initiative}
        drafts.save(nomination, person, fields, nomination.version)
        if on_paper:
            perform(Action.ENTER, nomination.id, actor=person, inputs={}, request_id=uuid4().hex,
                    expected_version=nomination.version)  # fmt: skip

    @staticmethod
    def _attach(nomination: Nomination, person: Person, note: str, kind: AttachmentKind) -> None:
        blocks = (Title("BÁO CÁO THÀNH TÍCH", nomination.name), Paragraph(note))
        paper = Paper(kind=DocumentType.SUBMISSION_LETTER, title="Báo cáo thành tích", author="",
                      subject="", blocks=blocks)  # fmt: skip
        store = store_from_url(current_app.extensions["settings"].storage_url)
        sha256, size = store.put(io.BytesIO(render_pdf(paper)))
        drafts.attach(nomination, person, sha256=sha256, size=size, media_type="application/pdf",
                      filename=f"{ATTACHMENT_LABELS[kind]}.pdf", kind=kind)  # fmt: skip

    def _together(self, act: dict[str, Any], ids: list[int]) -> None:
        person = _person(act["user"])
        if act["act"] == "award":
            first = db.session.get(Nomination, ids[0])
            assert first is not None
            signer = SIGNERS[first.award_form.granter_level]
            inputs = {"symbol": "QĐ-UBND", "issued_on": act["on"],
                      "signer_title": "Chủ tịch", **signer}  # fmt: skip
            decisions.award(person, ids, inputs, uuid4().hex)
            return
        clerk = _person(PREPARERS.get(act["user"], act["user"]))
        submission = batches.gather(clerk, ids)
        batches.freeze(submission, clerk, submission.version)
        if act["act"] == "freeze":
            return
        signer = {"signer_name": SIGNERS[Level.DISTRICT]["signer_name"], "signer_title": "Chủ tịch"}
        batches.send_submission(submission, person, submission.version, uuid4().hex, signer)


# Who gathers the list that a chair sends.
PREPARERS = {"chair": "clerk", "deputy": "clerk", "chair2": "clerk2", "xa.chair": "xa.clerk"}
# Invented signers and numbers.
SIGNERS = {
    Level.TOWN: {"number": "31", "signer_name": "Nguyễn Đình Quyền"},
    Level.DISTRICT: {"number": "118", "signer_name": "Dương Giả Định"},
    Level.PROVINCE: {"number": "906", "signer_name": "Hoàng Giả Định"},
}


def _person(username: str) -> Person:
    user = load_user(username=username)
    assert user is not None  # The test of the content holds it.
    return person_of(user)


@contextmanager
def _on(day: date) -> Iterator[None]:
    """Let the office's day be that one for a while."""
    before = os.environ.get("DEMO_DATE")
    os.environ["DEMO_DATE"] = str(day)
    try:
        yield
    finally:
        if before is None:
            del os.environ["DEMO_DATE"]
        else:
            os.environ["DEMO_DATE"] = before


PARTS = (
    Part(date(2025, 6, 2), ORGANISATIONS, PEOPLE, (PLAN, OTHER_TOWN_PLAN), NOMINATIONS,
         more=(_load_register, _name_a_deputy, _follow_the_plan, _tell_stories)),
    Part(commune.DAY, commune.ORGANISATIONS, commune.PEOPLE, (commune.PLAN,), commune.NOMINATIONS),
)  # fmt: skip
