"""Whatever is typed, at any field of any form and at any address: an answer, and nothing half-written."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models import Activity, Appointment, Attachment, Document, PastAward, PublicityGuide, Setting, db
from models.enums import Action, DocumentType, Level, Role, State
from tests.views.forms import Control, Form, read
from tests.workflow.sittings import one_in_each_state, pass_all_of
from tests.workflow.world import UNIT, dossier, organisation, person, try_act
from workflow import batches
from workflow.outside import OUTSIDE

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
DECOMPOSED = unicodedata.normalize("NFD", "Nguyễn Hoàng Thị Phượng Uyển")
EMPTY, NOTHING, LONG = "", "\u200b\u202e \u2060", "ă" * 10_001
# What most fields may well take, if they keep it harmless.
ODD = {"markup": MARKUP, "backwards": "Đặng\u202egnud\u202c\u2066 \u200bVăn\u200d\u200f", "NFD": DECOMPOSED,
       "NUL": "a\x00b\x1b", "nothing": NOTHING,
       "long": LONG, "very long": "Lời dài. " * 6_000}  # fmt: skip
DAYS = ("31/02/2025", "01/01/0001", "31/12/9999", "2025-06-02", "hôm nay", MARKUP)
NUMBERS = ("-1", "999999", str(2**31), str(2**63), str(10**30), "²", "٣", "9" * 5000, "a\x00b", "' OR 1=1")
# What a careful person types where a page leaves a field empty, by the name of the field.
GOOD = {
    "name": "Vàng Seo Chẩn", "full_name": "Vàng Seo Chẩn", "username": "dao.ht", "email": "dao@bacson.example",
    "code": "PTX1", "short_title": "Phong trào thử", "plan_number": "12", "duties": "Văn phòng\nTổng hợp.",
    "day": "24/12/2026", "amount": "2.700.000", "recovered_amount": "710.000", "coefficient": "0,3", "number": "4711", "role": "clerk", "kinds": "individual", "award_form_id": "2", "signing": "TM.", "key": "appraisal_days", "value": "5",
    "starts_on": "01/06/2025", "ends_on": "31/12/2025", "born_on": "08/03/1984", "gender": "Nữ",
    "valid_to": "31/12/2025", "password": "thi-dua-2025", "new_password": "một câu dễ nhớ 80",
    "new_password_confirm": "một câu dễ nhớ 80", "consent_on": "01/06/2025", "q": "hoang", "paper": "15/QĐ-UBND", "paid_paper": "Phiếu chi số 12", "ceiling-1": "15", "ceiling-2": "15", "correction_kind": "letter", "file": "",
}  # fmt: skip

# Where the same name stands for something else, by the last part of the form's address.
FIXES = {
    "new": {"code": "giay-khen-moi"}, "login": {"username": "drafter"}, "import": {}, "delegations": {"valid_to": "20/06/2025"},
    "organisations": {"name": "Khối phố Mới"},
    "comments": {"received_on": "02/06/2025"},
}  # fmt: skip

PAGES = [
    ("drafter", "/nominations/new"),
    ("drafter", "/nominations/import"),
    ("admin", "/admin/holidays"),
    ("admin", "/admin/money/salary/new"),
    ("admin", "/admin/money/coefficient/new"),
    ("drafter", "/nominations/{draft}/edit"),
    ("drafter", "/nominations/{returned}/edit"),
    ("drafter", "/nominations/{draft}/actions/submit"),
    ("drafter", "/nominations/{draft}/actions/withdraw"),
    ("drafter", "/account/password"),
    ("drafter", "/delegations"),
    ("head", "/queue"),
    ("head", "/nominations/{drafted}/actions/approve"),
    ("head", "/nominations/{drafted}/actions/return"),
    ("head", "/nominations/{drafted}/actions/withdraw"),
    ("clerk", "/queue"),
    ("clerk", "/nominations/new"),
    ("clerk", "/nominations/{arrived}/actions/receive"),
    ("clerk", "/nominations/{received}/actions/appraise"),
    ("clerk", "/nominations/{appraised}/actions/review"),
    ("clerk", "/nominations/{appraised}/actions/set_form"),
    ("clerk", "/nominations/{appraised}/actions/hold"),
    ("clerk", "/nominations/{held}/actions/release"),
    ("clerk", "/meetings/new"),
    ("clerk", "/meetings/{ready_meeting}"),
    ("clerk", "/meetings/{ready_meeting}/edit"),
    ("clerk", "/meetings/{voting_meeting}"),
    ("clerk", "/meetings/{voted_meeting}"),
    ("clerk", "/meetings/{closed_meeting}"),
    ("clerk", "/meetings/{listed_meeting}"),
    ("council1", "/meetings/{voting_meeting}"),
    ("clerk", "/nominations/{awarded}/actions/hand_over"),
    ("clerk", "/decisions/{decision}/money"),
    ("clerk", "/campaigns/new"),
    ("clerk", "/campaigns/{slug}/edit"),
    ("clerk", "/campaigns/{slug}/guidance"),
    ("clerk", "/campaigns/{slug}/units"),
    ("clerk", "/campaigns/{slug}/follow-up"),
    ("clerk", "/campaigns/{slug}/closing-report"),
    ("drafter", "/campaigns/{slug}/activities/new"),
    ("drafter", "/campaigns/{slug}/activities/{activity}"),
    ("culture", "/stories/{awarded}"),
    ("culture", "/campaigns/{slug}/guides/new"),
    ("culture", "/campaigns/{slug}/guides/{guide}"),
    ("clerk", "/campaigns/{slug}/forms/new"),
    ("clerk", "/campaigns/{slug}/forms/{form}"),
    ("clerk", "/submissions/{assembling}"),
    ("clerk", "/past-awards"),
    ("clerk", "/past-awards/import"),
    ("clerk", "/past-awards/{past}"),
    ("clerk", "/submissions/{frozen}"),
    ("chair", "/submissions/{frozen}"),
    ("clerk2", "/submissions/{answered}/answer"),
    ("clerk2", "/nominations/{far}/actions/revoke"),
    ("district", "/submissions/{received_list}"),
    ("district", "/decisions/new?form={form}"),
    ("district", "/nominations/{awarded}/actions/revoke"),
    ("district", "/nominations/{awarded}/actions/correct"),
    ("auditor", "/audit"),
    ("admin", "/admin/organisations/new"),
    ("admin", "/admin/organisations/{unit}"),
    ("admin", "/admin/organisations/{unit}/settings"),
    ("admin", "/admin/users"),
    ("admin", "/admin/users/new"),
    ("admin", "/admin/users/{user}"),
    ("admin", "/admin/users/{user}/hand-over"),
    ("admin", "/admin/users/{user}/correct"),
    ("admin", "/admin/import"),
    (None, "/login"),
    (None, "/password/forgotten"),
]


@dataclass
class World:
    """What the addresses name, the browsers, and one connection whose work is always undone."""

    office: Flask
    places: dict[str, Any]
    connection: Connection
    cookies: dict[str, str]
    fingerprint: str = ""

    def browser(self, who: str | None) -> FlaskClient:
        """A browser of its own each time: what one request changes does not reach the next."""
        client = self.office.test_client()
        # Read to the end: an answer that is left open keeps its request open too.
        client.open = partial(client.open, buffered=True)
        if who:
            client.set_cookie("thidua", self.cookies[who])
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is committed within is taken back."""
        outer = self.connection.begin()
        try:
            yield
        finally:
            outer.rollback()

    def state(self) -> str:
        """One text for all that stands in the tables, but for the looks and the drafts kept aside."""
        return self.connection.scalar(db.text(self.query))

    @property
    def query(self) -> str:
        tables = sorted(set(db.metadata.tables) - {"access_event", "draft_buffer"})
        parts = [f'(SELECT coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{one}" t)' for one in tables]
        return "SELECT concat_ws(' ', " + ", ".join(parts) + ")"


def make_places() -> dict[str, Any]:
    """A dossier in each state, a list that is open and one that is frozen, and all that can be named."""
    returned = dossier(State.UNIT_APPROVED)
    try_act(Action.RETURN, returned, person(Role.CLERK),
            inputs={"to_state": "drafting", "remarks": {"summary": "Ghi rõ số liệu"}})  # fmt: skip
    rows = {
        "draft": dossier(State.DRAFTING), "returned": returned, "drafted": dossier(State.DRAFTED),
        "arrived": dossier(State.UNIT_APPROVED, received=False, appraised=False),
        "received": dossier(State.UNIT_APPROVED, appraised=False), "appraised": dossier(State.UNIT_APPROVED),
        "held": dossier(State.UNIT_APPROVED, hold=Level.TOWN), "reviewed": dossier(State.TOWN_REVIEWED),
        "listed": dossier(State.TOWN_REVIEWED), "sent": dossier(State.SENT_TO_DISTRICT),
        "awarded": dossier(State.AWARDED),
    }  # fmt: skip
    clerk = person(Role.CLERK)
    opened = batches.gather(clerk, [dossier(State.TOWN_REVIEWED).id])
    frozen = batches.gather(clerk, [rows["listed"].id])
    batches.freeze(frozen, clerk, frozen.version)
    far = dossier(State.SENT_TO_DISTRICT, unit_name="KP Thống Nhất Một")
    granted = dossier(State.AWARDED, unit_name="KP Thống Nhất Một")
    db.session.add(Setting(organisation_id=far.district_id, key=OUTSIDE, value=True, source="Công văn",
                           valid_from=date(2025, 1, 1)))  # fmt: skip
    foreign = dossier(State.DRAFTED, unit_name="KP Thống Nhất Một")
    campaign, award = rows["draft"].campaign, rows["awarded"].award
    award.paid_amount = 710_000
    paper = Document(type=DocumentType.CERTIFICATE, version=1, award_id=award.id)
    db.session.add(paper)
    db.session.flush()
    held = one_in_each_state(rows["appraised"])
    for one in (opened, frozen):
        pass_all_of(held["closed_meeting"], one)
    return {name: row.code for name, row in rows.items()} | held | {
        "slug": campaign.slug, "form": rows["draft"].award_form_id, "unit": organisation(UNIT).id,
        "user": person(Role.DRAFTER).id, "assembling": opened.id, "frozen": frozen.id,
            "past": db.session.scalars(db.select(PastAward.id).order_by(PastAward.id)).first(),
        "activity": db.session.scalars(db.select(Activity.id).filter_by(unit_id=organisation(UNIT).id)).first(),
        "guide": db.session.scalars(db.select(PublicityGuide.id).filter_by(campaign_id=campaign.id)).first(),
        "answered": far.submission_id, "far": granted.code, "received_list": rows["sent"].submission_id,
        "foreign": foreign.code, "foreign_id": foreign.id,
        "decision": award.decision_id, "token": award.token, "document": paper.id,
        "attachment": db.session.scalars(db.select(Attachment.id).filter_by(nomination_id=rows["draft"].id)).first(),
        "appointment": db.session.scalars(db.select(Appointment.id).filter_by(user_id=person(Role.DRAFTER).id)).first(),
    }  # fmt: skip


@pytest.fixture(scope="module")
def world(office: Flask, client_of: Callable[[str], FlaskClient]) -> Iterator[World]:
    whose = {who for who, _page in PAGES if who}
    cookies = {who: client_of(who).get_cookie("thidua").value for who in whose}
    with office.app_context():
        places = make_places()
        db.session.commit()
        connection = db.engine.connect()
    # A test client would rather raise; here a fault is an answer.
    office.config["PROPAGATE_EXCEPTIONS"] = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "get_bind", lambda *_args, **_kwargs: connection)
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        made = World(office, places, connection, cookies)
        with made.undone():
            made.fingerprint = made.state()
        yield made
        db.session.session_factory.kw.pop("join_transaction_mode")
    connection.close()


def send(world: World, who: str | None, form: Form, data: Any) -> TestResponse:
    client = world.browser(who)
    if form.method == "get":
        return client.get(f"{form.action}?{urlencode(data, doseq=True)}")
    return client.post(form.action, data=data)


def as_shown(text: str) -> str:
    """What a browser makes of a text in a page."""
    return text.replace("\x00", "").replace("\ufffd", "").replace("\r\n", "\n").strip("\n")


def must_be_refused(form: Form, control: Control, text: str) -> bool:
    """Where there is no doubt: nothing in a field that must be filled, and what is no day in a day."""
    # What a stranger types gets one answer, right or wrong.
    if form.method == "get" or not control.is_text or form.action in ("/login", "/password/forgotten"):
        return False
    # A draft may be unfinished; its checklist says so.
    is_draft = form.action.endswith("/edit") and "nominations" in form.action
    return (control.required and not is_draft and text in (EMPTY, NOTHING)) or (
        control.is_day and text in DAYS
    )


def faults(world: World, who: str | None, form: Form, data: dict[str, Any], name: str | None) -> list[str]:
    """What is wrong with the answer to a form in which that field, or each, holds something bad."""
    with world.undone():
        answer = send(world, who, form, data)
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        if answer.status_code >= 500:
            return [str(answer.status_code)]
        if answer.status_code >= 400:
            found = [] if world.state() == world.fingerprint else ["refused, but something was written"]
            return found + _faults_of_a_refusal(answer.status_code, page, form, data, name)
        if name and must_be_refused(form, form.controls[name], data[name]):
            said = answer.status_code == 200 and read(page).complaints
            return [f"refused with {answer.status_code}" if said else "taken"]
        if answer.status_code in (302, 303):
            answer = world.browser(who).get(answer.location)
            page = answer.get_data(as_text=True)
        marked = ["markup in the page"] if "<script>alert(1)" in page else []
        return marked + ([f"the next page: {answer.status_code}"] if answer.status_code >= 500 else [])


def _faults_of_a_refusal(
    status: int, page: str, form: Form, data: dict[str, Any], name: str | None
) -> list[str]:
    """A message at the field, and all that was typed still there."""
    if status in (404, 405):
        return []
    seen, found = read(page), []
    control = form.controls.get(name or "")
    if status == 422 and not seen.complaints:
        found.append("no message")
    elif status == 422 and control and control.is_text and not {name, ""} & set(seen.complaints):
        found.append(f"no message at the field, only at {sorted(seen.complaints)}")
    # A forged choice is nobody's slip, and no browser sends a NUL: the form need not find its way back.
    if status == 400 or (control and not control.is_text):
        return found
    there = [one.controls for one in seen.forms if one.action in (form.action, "")]
    gone = [
        one.name
        for one in form.controls.values()
        if one.is_text and one.kind != "password" and isinstance(data.get(one.name), str)
        if not any(
            one.name in each and as_shown(each[one.name].value) == as_shown(data[one.name]) for each in there
        )
    ]
    return found + ([f"{status}: typed text is gone: {', '.join(gone)}"] if gone else [])


def attacks(form: Form, good: dict[str, Any]) -> Iterator[tuple[str | None, str, dict[str, Any]]]:
    """Which field, what is tried at it, and the data: each field by itself, then all texts together."""
    families = {re.sub("[0-9]+$", "", one.name): one for one in reversed(form.controls.values())}
    for one in families.values():
        if one.name in ("csrf_token", "submit") or one.kind == "file":
            continue
        if one.is_text:
            tried = (*DAYS, EMPTY) if one.is_day else (EMPTY,) if one.required else ()
        else:
            tried = (*NUMBERS, EMPTY, [good.get(one.name, ""), MARKUP])
        for bad in tried:
            yield one.name, str(bad), good | {one.name: bad}
    texts = [one.name for one in form.controls.values() if one.is_text and not one.is_day]
    for kind, text in ODD.items() if texts else ():
        yield None, kind, good | dict.fromkeys(texts, text)
    yield None, "every field twice", {name: [value, MARKUP] for name, value in good.items() if value != []}
    yield None, "nothing at all", {}


@pytest.fixture(params=PAGES, ids=lambda one: f"{one[0]} {one[1]}")
def forms(request: pytest.FixtureRequest, world: World) -> tuple[str | None, list[Form]]:
    """Who, and the forms of a page."""
    who, address = request.param
    with world.undone():
        answer = world.browser(who).get(address.format(**world.places))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200, page[:2000]
    found = read(page).forms
    assert found, page
    for one in found:
        one.action = one.action or address.format(**world.places)
    return who, found


def test_the_forms_take_what_is_right_and_answer_to_what_is_not(world: World, forms) -> None:
    who, found = forms
    wrong, tried = [], set()
    for form in found:
        good = form.data(GOOD | FIXES.get(form.action.rsplit("/", 1)[-1], {}))
        with world.undone():
            answer = send(world, who, form, good)
        # What needs a file, and what may not go, is refused rightly.
        needs_file = any(one.kind == "file" for one in form.controls.values())
        if answer.status_code >= 400 and not needs_file and form.button != ("delete", "1"):
            said = read(answer.get_data(as_text=True)).complaints
            wrong.append(f"{form.action}: what is right is refused: {answer.status_code} {said}")
        # Ten settings are one form; so are the rows of a list.
        if (alike := (form.action, *form.controls)) in tried:
            continue
        tried.add(alike)
        for name, text, data in attacks(form, good):
            for one in faults(world, who, form, data, name):
                wrong.append(f"{form.action} {name or 'all'} = {text[:16]!r}: {one}")
    assert wrong == []


# Addresses


PLACE = re.compile(r"<(?:[a-z]+(?:\([^)]*\))?:)?([a-z_]+)>")
IDS = ("0", "999999", str(2**31), str(2**63), str(10**30), "9" * 5000)
WORDS = ("x", "a\x00b", MARKUP, DECOMPOSED, "\u202e\u200b", "ă" * 2000, "..", str(10**30))
QUERIES = ("q", "unit", "form", "kind", "state", "overdue", "after", "before", "page", "from", "to", "code", "who",
           "role", "action", "organisation", "ids", "next", "to_state", "version", "key", "request_id")  # fmt: skip
CURSORS = ("9999-12-31~x~1", "2025-06-02~2025-06-02T00:00:00+07:00~" + str(10**30), "~~", "0001-01-01~0001-01-01~-1",
           "2025-06-02~2025-06-02T00:00:00~1", "9999-12-31~9999-12-31T23:59:59.999999+00:00~1")  # fmt: skip


def rules_of(office: Flask, method: str) -> list[Rule]:
    return [one for one in office.url_map.iter_rules() if method in one.methods and one.endpoint != "static"]


def who_enters(world: World, rule: Rule) -> str:
    """An account that the address is meant for."""
    roles = getattr(world.office.view_functions[rule.endpoint], "access", ())
    names = {Role.UNIT_HEAD: "head"} | {role: role.value for role in (Role.DRAFTER, Role.CLERK, Role.CHAIR,
             Role.CULTURE, Role.DISTRICT, Role.AUDITOR, Role.ADMIN)}  # fmt: skip
    return (
        next((names[one] for one in roles if one in names), "clerk") if isinstance(roles, tuple) else "clerk"
    )


def built(world: World, rule: Rule, **other: Any) -> str:
    """The address with what there is in its places, but for one."""
    p = world.places
    known = {"code": p["draft"] if who_enters(world, rule) == "drafter" else p["awarded"] if rule.rule.startswith("/stories") else p["appraised"], "action": "decline",
             "act": "freeze", "slug": p["slug"], "form_id": p["form"], "unit_id": p["unit"], "activity_id": p["activity"], "submission_id": p["assembling"], "meeting_id": p["ready_meeting"], "which": "paid",
             "organisation_id": p["unit"], "user_id": p["user"], "attachment_id": p["attachment"],
             "document_id": p["document"], "decision_id": p["decision"], "appointment_id": p["appointment"],
             "token": p["token"], "name": "x", "filename": "app.css"}  # fmt: skip
    return PLACE.sub(lambda found: quote(str((known | other).get(found[1], 1)), safe=""), rule.rule)


def bad_addresses(world: World, rule: Rule) -> Iterator[str]:
    for name in PLACE.findall(rule.rule):
        number = name.endswith("_id") or name == "form_id"
        for bad in (*IDS, "-1", "x", "") if number else WORDS:
            yield built(world, rule, **{name: bad})


def test_no_address_fails_whatever_stands_in_its_places(world: World) -> None:
    wrong = []
    for method in ("GET", "POST"):
        for rule in rules_of(world.office, method):
            for address in bad_addresses(world, rule):
                with world.undone():
                    answer = world.browser(who_enters(world, rule)).open(address, method=method)
                    if answer.status_code >= 500:
                        wrong.append(f"{method} {rule.rule} {address[:80]}: {answer.status_code}")
                    elif method == "POST" and answer.status_code < 400 and world.state() != world.fingerprint:
                        wrong.append(f"{method} {rule.rule} {address[:80]}: something was written")
    assert wrong == []


def test_no_page_fails_whatever_its_query_says(world: World) -> None:
    wrong = []
    values = ("a\x00b", str(2**63), str(10**30), "-1", "²", "9" * 5000, DECOMPOSED, MARKUP)
    for rule in rules_of(world.office, "GET"):
        who = who_enters(world, rule)
        queries = [dict.fromkeys(QUERIES, one) for one in values]
        queries += [{"after": one} for one in CURSORS] if rule.rule in ("/queue", "/nominations") else []
        for query in queries:
            with world.undone():
                answer = world.browser(who).get(f"{built(world, rule)}?{urlencode(query)}")
            if answer.status_code >= 500:
                wrong.append(f"{rule.rule}?{str(query)[:60]}: {answer.status_code}")
    assert wrong == []


def test_a_query_with_every_parameter_twice_and_one_of_ten_thousand_letters_is_answered(world: World) -> None:
    wrong = []
    pairs = [(name, text) for name in QUERIES for text in ("1", "x")] + [("q", LONG)]
    for rule in rules_of(world.office, "GET"):
        with world.undone():
            answer = world.browser(who_enters(world, rule)).get(f"{built(world, rule)}?{urlencode(pairs)}")
        wrong += [(rule.rule, answer.status_code)] if answer.status_code >= 500 else []
    assert wrong == []


BODIES = [
    ("application/x-www-form-urlencoded", b"version=%FF%FE&reason=%00%C3%28&ids=%ED%A0%80&name=%"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"; filename="a'),
    ("application/json", b'{"version": {}}'),
    ("text/plain; charset=nonsense", b"\xff"),
]


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=[kind for kind, _body in BODIES])
def test_no_address_fails_on_a_body_that_is_no_form(world: World, kind: str, body: bytes) -> None:
    wrong = []
    for rule in rules_of(world.office, "POST"):
        with world.undone():
            answer = world.browser(who_enters(world, rule)).post(
                built(world, rule), data=body, content_type=kind
            )
        wrong += [(rule.rule, answer.status_code)] if answer.status_code >= 500 else []
    assert wrong == []


# Another's, and what has meanwhile changed


def test_a_dossier_of_another_town_is_not_there_and_cannot_be_ticked_in(world: World) -> None:
    p, browser = world.places, world.browser
    with world.undone():
        assert browser("clerk").get(f"/nominations/{p['foreign']}").status_code == 404
        assert browser("clerk").post(f"/nominations/{p['foreign']}/actions/decline").status_code == 404
        assert browser("drafter").post(f"/nominations/{p['foreign']}/edit").status_code == 404
        assert browser("clerk").post("/submissions", data={"ids": p["foreign_id"]}).status_code == 404
        assert browser("district").post("/decisions", data={"ids": "999999", "number": "1"}).status_code in (
            404,
            422,
        )
        assert world.state() == world.fingerprint


CHANGED = [
    ("head", "drafted", "return", {"to_state": "drafting", "on-general": "Ý kiến đã gõ vào đây."}),
    ("head", "drafted", "withdraw", {"reason": "Lý do đã gõ vào đây."}),
    ("clerk", "appraised", "decline", {"reason": "Lý do đã gõ vào đây."}),
    ("clerk", "appraised", "review", {"note": "Kết luận đã gõ vào đây."}),
    ("clerk", "received", "appraise", {"note": "Ghi chú đã gõ vào đây."}),
]


@pytest.mark.parametrize(("who", "place", "action", "typed"), CHANGED, ids=[one[2] for one in CHANGED])
def test_who_comes_late_reads_who_was_faster_and_keeps_what_he_typed(
    world, who, place, action, typed
) -> None:
    code = world.places[place]
    with world.undone():
        page = world.browser(who).get(f"/nominations/{code}/actions/{action}").get_data(as_text=True)
        form = next(one for one in read(page).forms if one.action.endswith(action))
        faster = world.browser("clerk" if place != "drafted" else "head")
        first = {"drafted": "approve"}.get(place, "hold")
        row = {"version": form.controls["version"].value, "reason": "Có đơn thư", "request_id": "first"}
        assert faster.post(f"/nominations/{code}/actions/{first}", data=row).status_code == 302
        before = world.state()
        answer = world.browser(who).post(form.action, data=form.data(GOOD) | typed)
        text = answer.get_data(as_text=True)
        assert world.state() == before
    assert answer.status_code == 409
    assert ("đã duyệt lúc" if place == "drafted" else "đã tạm dừng xét lúc") in text
    assert [one for one in typed.values() if one not in text and one != "drafting"] == []


def test_a_draft_that_was_saved_elsewhere_comes_back_with_both(world: World) -> None:
    where = f"/nominations/{world.places['draft']}/edit"
    with world.undone():
        first = world.browser("drafter").post(where, data={"version": "1", "summary": "Bản một"})
        late = world.browser("drafter").post(where, data={"version": "1", "summary": "Bản hai"})
        assert (first.status_code, late.status_code) == (302, 409)
        assert "Hồ sơ vừa được sửa ở nơi khác" in " ".join(read(late.text).complaints.values())
        assert "Bản hai" in late.get_data(as_text=True)
        assert "Bản một" in world.browser("drafter").get(f"/nominations/{world.places['draft']}").text


# Files


def a_file(data: bytes, name: str) -> dict[str, Any]:
    return {"kind": "report", "file": (io.BytesIO(data), name)}


FILES = {
    "empty": a_file(b"", "bao-cao.pdf"), "program": a_file(b"MZ" + b"\0" * 4000, "bao-cao.pdf"),
    "no file": {"kind": "report"}, "no name": a_file(b"%PDF-1.7", ""), "page": a_file(b"<html>", "a.html"),
    "unknown kind": a_file(b"%PDF-1.7", "a.pdf") | {"kind": "other-kind"},
    "NUL in the name": a_file(b"", "a\x00.pdf"), "path": a_file(b"", "../../etc/passwd.pdf"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_not_taken_is_answered_at_its_field(world: World, kind: str) -> None:
    with world.undone():
        where = f"/nominations/{world.places['draft']}/edit"
        data = dict(FILES[kind]) | {"then": "attach", "version": "1"}
        answer = world.browser("drafter").post(where, data=data)
        assert world.state() == world.fingerprint
    assert answer.status_code == 422
    assert read(answer.get_data(as_text=True)).complaints["file"]


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(world: World) -> None:
    with world.undone():
        answer = world.browser("drafter").post(
            f"/nominations/{world.places['draft']}/edit", input_stream=io.BytesIO(b"--x\r\n"),
            content_type="multipart/form-data; boundary=x", environ_overrides={"CONTENT_LENGTH": str(10**9)},
        )  # fmt: skip
        assert world.state() == world.fingerprint
    assert answer.status_code == 413
    assert "Tệp quá lớn" in answer.get_data(as_text=True)


# Tokens


@pytest.fixture
def guarded(world: World) -> Iterator[World]:
    """The application as it is served: forms need their token."""
    world.office.config["WTF_CSRF_ENABLED"] = True
    yield world
    world.office.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize(
    "token", [None, "", "forged", MARKUP, "a\x00b", LONG], ids=str.__class__.__name__.format
)
def test_no_address_takes_a_form_without_its_token(guarded: World, token: str | None) -> None:
    wrong = []
    for rule in rules_of(guarded.office, "POST"):
        with guarded.undone():
            data = {} if token is None else {"csrf_token": token}
            answer = guarded.browser(who_enters(guarded, rule)).post(built(guarded, rule), data=data)
            if answer.status_code != 400 or guarded.state() != guarded.fingerprint:
                wrong.append((rule.rule, answer.status_code))
    assert wrong == []


def test_what_was_sent_with_an_old_token_stands_in_the_form_when_it_is_opened_again(guarded: World) -> None:
    where = f"/nominations/{guarded.places['draft']}/edit"
    with guarded.undone():
        browser = guarded.browser("drafter")
        refused = browser.post(where, data={"csrf_token": "old", "version": "1", "summary": "Chữ đã gõ"})
        assert refused.status_code == 400
        assert "được giữ lại" in refused.get_data(as_text=True)
        assert guarded.state() == guarded.fingerprint
        assert "Chữ đã gõ" in browser.get(where).get_data(as_text=True)


def test_a_form_with_its_own_token_is_taken(guarded: World) -> None:
    where = f"/nominations/{guarded.places['drafted']}/actions/approve"
    with guarded.undone():
        browser = guarded.browser("head")
        form = next(one for one in read(browser.get(where).text).forms if one.action == where)
        assert browser.post(where, data=form.data(GOOD)).status_code == 302
