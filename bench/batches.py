"""The letters and decisions that invented dossiers stand on, a hundred on each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bench.world import Form, Unit, World
from models.enums import Level, Role, SubmissionState

SIZE = 100
Rows = dict[str, list[dict[str, Any]]]


class Batches:
    """Hands out a place on the letter or decision that is open now."""

    def __init__(self, world: World, ids: dict[str, Any]) -> None:
        self.world, self.ids = world, ids
        self.places: dict[tuple[Any, ...], tuple[int, int]] = {}

    def gather(self, rows: Rows, nomination_id: int, unit: Unit, sent: datetime | None) -> int:
        """Put it on a submission of its town, sent or still open; the submission's id."""
        town, district = unit.route[Level.TOWN], unit.route[Level.DISTRICT]
        number, position = self._place("submission", town, sent is None)
        chair = self.world.holders(Role.CHAIR, unit)[0]
        if position == 1:
            rows["submission"].append({
                "id": number, "campaign_id": self.world.campaigns[town]["id"], "from_organisation_id": town,
                "to_organisation_id": district, "version": 1, "number": number if sent else None,
                "state": SubmissionState.SENT if sent else SubmissionState.ASSEMBLING,
                "symbol": "TTr-UBND", "list_hash": "", "frozen_at": sent,
                "issued_on": sent.date() if sent else None, "signer_name": chair.name,
                "signer_title": "Chủ tịch", "signing": "TM.", "made_by_id": chair.user_id,
            })  # fmt: skip
        rows["submission_item"].append({
            "submission_id": number, "nomination_id": nomination_id, "position": position,
            "returned_at": None,
        })  # fmt: skip
        return number

    def award(self, rows: Rows, nomination_id: int, name: str, unit: Unit, form: Form, at: datetime) -> None:
        """Put it on a decision of the level that grants the form."""
        level, role = (Level.PROVINCE, Role.PROVINCE) if form.to_province else (Level.DISTRICT, Role.DISTRICT)
        number, position = self._place("decision", form.id)
        if position == 1:
            maker = self.world.posts[role, unit.route[level]][0]
            rows["decision"].append({
                "id": number, "campaign_id": self.world.campaigns[unit.route[Level.TOWN]]["id"],
                "award_form_id": form.id, "organisation_id": unit.route[level], "number": f"{number}",
                "symbol": "QĐ-UBND", "issued_on": at.date(), "signer_name": maker.name,
                "signer_title": "Chủ tịch", "made_by_id": maker.user_id, "made_at": at,
            })  # fmt: skip
        rows["award"].append({
            "decision_id": number, "nomination_id": nomination_id, "position": position, "name": name,
            "description": unit.name, "token": f"bench-{nomination_id}", "revoked_on": None,
            "revoked_by_paper": "", "revoked_ground": "", "correction": "",
        })  # fmt: skip

    def _place(self, table: str, *key: object) -> tuple[int, int]:
        number, position = self.places.get((table, *key), (0, SIZE))
        if position == SIZE:
            number, position = next(self.ids[table]), 0
        self.places[table, *key] = number, position + 1
        return number, position + 1
