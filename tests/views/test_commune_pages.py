"""The pages of a commune: what they offer, what they say, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.forms import read
from workflow.checks.catalogue import CATALOGUE

DISTRICT = re.compile(r"huyện|thị trấn", re.IGNORECASE)
# Who looks where; what these pages tell of is a commune's own.
PAGES = [
    ("xa.drafter", "/queue"), ("xa.drafter", "/nominations/new"), ("xa.head", "/queue"),
    ("xa.clerk", "/queue"), ("xa.clerk", "/submissions"), ("xa.clerk", "/campaigns/chuyen-doi-so-2026"),
    ("xa.clerk", "/campaigns/chuyen-doi-so-2026/units"), ("xa.clerk", "/past-awards"),
    ("xa.chair", "/queue"), ("xa.chair", "/dashboard"), ("xa.chair", "/decisions/new"),
    ("xa.chair", "/nominations/CDS26-2026-0003"), ("xa.clerk", "/nominations/CDS26-2026-0006"),
    ("xa.culture", "/awards"), ("xa.auditor", "/nominations"),
    ("xa.admin", "/admin/users/new"), ("xa.admin", "/admin/organisations/new"), ("xa.admin", "/admin/users"),
]  # fmt: skip


@pytest.fixture(scope="module")
def commune_client(
    commune_office: Flask, client_of: Callable[[str], FlaskClient]
) -> Callable[[str], FlaskClient]:
    return client_of


@pytest.mark.parametrize(("who", "address"), PAGES, ids=lambda one: one)
def test_a_page_of_the_commune_tells_of_no_district(commune_client, who: str, address: str) -> None:
    answer = commune_client(who).get(address, follow_redirects=True)
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    # What a rule rests on is told as the law says it.
    for one in CATALOGUE:
        text = text.replace(str(one.source), "")
    assert DISTRICT.findall(text) == []


def test_the_admin_gives_the_roles_that_a_commune_has_by_the_names_that_it_has(commune_client) -> None:
    page = read(commune_client("xa.admin").get("/admin/users/new").get_data(as_text=True))
    roles = next(one.controls["role"] for one in page.forms if "role" in one.controls)
    assert set(roles.options) - {""} == {
        "drafter", "unit_head", "clerk", "culture", "council", "chair", "auditor", "admin",
    }  # fmt: skip
    text = commune_client("xa.admin").get("/admin/users/new").get_data(as_text=True)
    assert "Văn phòng HĐND và UBND" in text
    assert "Văn phòng – Thống kê" not in text


def test_the_admin_adds_units_and_nothing_between_the_commune_and_the_province(commune_client) -> None:
    page = read(commune_client("xa.admin").get("/admin/organisations/new").get_data(as_text=True))
    levels = next(one.controls["level"] for one in page.forms if "level" in one.controls)
    assert set(levels.options) == {"unit"}
