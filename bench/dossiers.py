"""One invented dossier as rows of all its tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from bench.batches import Batches
from bench.chain import link, salted
from bench.names import RARE, keys, new_kind, new_name
from bench.story import OLD_SHARE, Deed, new_story, state_after
from bench.world import Form, Holder, Unit, World
from models.enums import Action, Level, NomineeKind, Role, State
from models.text import search_key
from workflow.content import hash_of
from workflow.dates import Calendar

TODAY = date(2025, 6, 2)
SPAN_DAYS, LONGEST_PAUSE_DAYS = 365, 12
DUE_DAYS = 10
# What is old was handed over long ago; of what was awarded lately, half.
HELD_SHARE, HANDED_OVER_SHARE, GATHERED_SHARE = 0.02, 0.5, 0.4
YEAR = 2025
CLAIM = "Vận động {n} hộ trong khu dân cư đóng góp ngày công, hiến đất làm đường và giữ gìn vệ sinh chung."
EVIDENCE = "Biên bản họp ngày {n:02d}/3/2025, có xác nhận của đơn vị."
SUMMARY = "Đi đầu trong phong trào thi đua ở cơ sở, được nhân dân và đồng nghiệp tín nhiệm."

Rows = dict[str, list[dict[str, Any]]]


@dataclass
class Numbers:
    """The next free id of each table, and the numbers of codes and receipts."""

    ids: dict[str, Iterator[int]]
    codes: dict[int, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(10_001)))
    receipts: dict[int, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(1001)))


class Dossier:
    """Draws its way, then writes what the acts of that way would have left behind."""

    def __init__(self, world: World, numbers: Numbers, chance: Random, age: float) -> None:
        self.world, self.numbers, self.chance, self.age = world, numbers, chance, age
        self.unit: Unit = chance.choices(world.units, world.weights)[0]
        self.town = self.unit.route[Level.TOWN]
        self.campaign = world.campaigns[self.town]
        self.form: Form = chance.choice(world.forms[self.campaign["id"]])
        kind = new_kind(chance)
        self.kind = kind if kind.value in self.form.papers else NomineeKind.INDIVIDUAL
        self.story = new_story(age, self.form.to_province, chance)
        self.state = state_after(self.story)
        self.id = next(numbers.ids["nomination"])
        self.nominee_id = next(numbers.ids["nominee"])
        self.code = f"{self.campaign['code']}-{YEAR}-{next(numbers.codes[self.campaign['id']])}"
        self.actors = [chance.choice(world.holders(deed.role, self.unit)) for deed in self.story]
        self.times = self._times()

    def write(self, rows: Rows, batches: Batches, *, is_rare: bool) -> None:
        """Add the rows of this dossier."""
        self.kind = NomineeKind.INDIVIDUAL if is_rare else self.kind
        self.name = RARE if is_rare else new_name(self.kind, self.chance)
        self._write_nominee(rows)
        self._write_content(rows)
        self._write_nomination(rows, batches)
        self._write_hold(rows)

    def _times(self) -> list[datetime]:
        """One moment for each act, none of them after the last day."""
        end = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
        start = end - timedelta(days=SPAN_DAYS * (1 - self.age) + 1)
        step = min(timedelta(days=LONGEST_PAUSE_DAYS), (end - start) / len(self.story))
        return [start + step * (place + self.chance.random()) for place, _deed in enumerate(self.story)]

    def _when(self, action: str) -> datetime | None:
        return next(
            (at for deed, at in zip(self.story, self.times, strict=True) if deed.action == action), None
        )

    def _write_nominee(self, rows: Rows) -> None:
        self.plain, self.marked, self.sorting = keys(self.kind, self.name)
        is_person = self.kind is NomineeKind.INDIVIDUAL
        self.born_on = date(1950, 1, 1) + timedelta(days=self.chance.randrange(18_000)) if is_person else None
        self.gender = "nam" if is_person else ""
        rows["nominee"].append({
            "id": self.nominee_id, "kind": self.kind, "name": self.name, "search_key": self.plain,
            "sort_key": self.sorting, "unit_id": self.unit.id, "town_id": self.town,
            "user_id": None, "born_on": self.born_on, "gender": self.gender,
            "position": "Hội viên" if is_person else "", "hometown": "", "address": self.unit.name,
            "invented": True,
        })  # fmt: skip

    def _write_content(self, rows: Rows) -> None:
        criteria = self.form.criteria[self.kind]
        claims = {
            one: (CLAIM.format(n=self.chance.randint(5, 90)), EVIDENCE.format(n=self.chance.randint(1, 28)))
            for one in criteria
        }
        rows["claim"] += [
            {"nomination_id": self.id, "criterion_id": one, "text": text, "evidence": evidence, "content": 1}
            for one, (text, evidence) in claims.items()
        ]
        papers = [(kind, f"{kind}.pdf") for kind in self.form.papers[self.kind.value]]
        rows["attachment"] += [
            {"nomination_id": self.id, "sha256": self.world.sha256, "kind": kind, "filename": name,
             "uploaded_by_id": self.actors[0].user_id, "uploaded_at": self.times[0], "removed_at": None}
            for kind, name in papers
        ]  # fmt: skip
        born = f"{self.born_on:%d/%m/%Y}" if self.born_on else ""
        self.content = {
            "nominee": [self.kind.value, self.name, "", born, self.gender, "", self.unit.name, self.unit.name],
            "award_form": self.form.name,
            **{f"claim-{one}": [*texts, 1] for one, texts in claims.items()},
            "summary": SUMMARY, "attachments": [[*paper, self.world.sha256] for paper in papers],
        }  # fmt: skip
        self.hash = hash_of(self.content)
        if submitted := self._when(Action.SUBMIT):
            rows["snapshot"].append({
                "nomination_id": self.id, "round": 1, "content_hash": self.hash,
                "content": json.dumps(self.content, ensure_ascii=False), "made_at": submitted,
            })  # fmt: skip
        if appraised := self._when(Action.APPRAISE):
            items = [{"criterion_id": one, "met": True, "remark": ""} for one in criteria]
            rows["appraisal"].append({
                "nomination_id": self.id, "content_hash": self.hash, "items": json.dumps(items), "note": "",
                "made_by_id": self.actors[4].user_id, "made_at": appraised,
            })  # fmt: skip

    def _write_nomination(self, rows: Rows, batches: Batches) -> None:
        moves = [place for place, deed in enumerate(self.story) if deed.source is not deed.target]
        waiting_since = self.times[moves[-1] if moves else 0]
        received, sent = self._when(Action.RECEIVE), self._when(Action.SEND)
        receipt = f"{next(self.numbers.receipts[self.town])}" if received else None
        due_on = Calendar().add(received.date(), DUE_DAYS) if received else None
        is_with_clerk = self.state is State.UNIT_APPROVED
        is_gathered = sent or (self.state is State.TOWN_REVIEWED and self.chance.random() < GATHERED_SHARE)
        was_handed_over = self.age < OLD_SHARE or self.chance.random() < HANDED_OVER_SHARE
        is_handed_over = self.state is State.AWARDED and was_handed_over
        self.receipt, self.due_on = receipt, due_on
        row = {
            "id": self.id, "code": self.code, "campaign_id": self.campaign["id"],
            "award_form_id": self.form.id, "nominee_id": self.nominee_id,
            **{f"{level.value}_id": place for level, place in self.unit.route.items()},
            "procedure": self.campaign["procedure"], "state": self.state, "version": len(self.story),
            "state_seq": len(moves) + 1, "round": 1, "waiting_since": waiting_since,
            "waiting_from": waiting_since.date(), "kind": self.kind, "name": self.name,
            "position": "",
            "born_on": self.born_on, "gender": self.gender, "hometown": "",
            "address": self.unit.name, "search_key": f"{self.plain} {search_key(self.code)}",
            "marked_key": self.marked, "sort_key": self.sorting, "summary": SUMMARY,
            "drafted_by_id": self.actors[0].user_id, "entered_by_id": None, "paper_received_on": None,
            "content_hash": self.hash, "approved_hash": self.hash if self._when(Action.APPROVE) else None,
            "appraised_hash": self.hash if self._when(Action.APPRAISE) else None,
            "submitted_at": self._when(Action.SUBMIT), "sent_at": sent,
            "forwarded_at": self._when(Action.FORWARD), "receipt_number": receipt,
            "received_on": received.date() if received else None,
            "due_on": due_on if is_with_clerk else None, "review_note": "",
            "due_from": received.date() if received and is_with_clerk else None,
            "due_days": DUE_DAYS if received and is_with_clerk else None,
            "submission_id": batches.gather(rows, self.id, self.unit, sent) if is_gathered else None,
            "handed_over_on": waiting_since.date() if is_handed_over else None, "hand_over_note": "",
        }  # fmt: skip
        rows["nomination"].append(row)
        if self.state is State.AWARDED:
            batches.award(rows, self.id, self.name, self.unit, self.form, waiting_since)

    def _write_hold(self, rows: Rows) -> None:
        if self.chance.random() > HELD_SHARE or not (clerks := self.world.holders(Role.CLERK, self.unit)):
            return
        is_open = self.state in (State.DRAFTED, State.UNIT_APPROVED, State.TOWN_REVIEWED)
        rows["hold"].append({
            "nominee_id": self.nominee_id, "nomination_id": self.id, "reason": "Đang xác minh đơn thư.",
            "level": Level.TOWN, "organisation_id": self.town, "set_by_id": clerks[0].user_id,
            "set_at": self.times[-1], "set_on": self.times[-1].date(),
            "released_by_id": None if is_open else clerks[0].user_id,
            "released_at": None if is_open else self.times[-1],
            "released_on": None if is_open else self.times[-1].date(),
        })  # fmt: skip

    def events(self) -> Iterator[tuple[dict[str, Any], list[tuple[str, str, str]], Deed]]:
        """The events of its chain without their ids, with their values and what was done."""
        previous = ""
        acts = zip(self.story, self.actors, self.times, strict=True)
        for seq, (deed, actor, at) in enumerate(acts, 1):
            values = salted(self._changes(deed), self.chance)
            event = link(self._entry(deed, actor), values, seq, previous, at)
            previous = event["hash"]
            yield event, values, deed

    def _entry(self, deed: Deed, actor: Holder) -> dict[str, Any]:
        act = f"{self.chance.getrandbits(128):032x}"
        return {
            "stream": f"nomination:{self.id}", "action": str(deed.action), "actor_id": actor.user_id,
            "actor_name": actor.name, "name_key": search_key(actor.name), "role": deed.role.value,
            "address": "127.0.0.1",
            **{f"{level.value}_id": place for level, place in self.unit.route.items()},
            "organisation_id": actor.organisation_id, "organisation_name": actor.organisation_name,
            "on_behalf": None, "from_state": deed.source and deed.source.value,
            "to_state": deed.target and deed.target.value, "nomination_id": self.id,
            "act_id": f"{act[:8]}-{act[8:12]}-{act[12:16]}-{act[16:20]}-{act[20:]}",
            "request_id": act, "input_hash": self.hash,
            "data": {"content_hash": self.hash, "round": 1},
        }  # fmt: skip

    def _changes(self, deed: Deed) -> dict[str, tuple[Any, Any]]:
        match deed.action:
            case "create":
                return {"name": (None, self.name), "award_form": (None, self.form.name)}
            case Action.APPROVE:
                return {"approved_hash": (None, self.hash)}
            case Action.RECEIVE:
                return {"receipt_number": (None, self.receipt), "due_on": (None, str(self.due_on))}
            case Action.DECLINE | Action.WITHDRAW:
                return {"reason": (None, "Chưa đủ thời gian tham gia phong trào.")}
        return {}
