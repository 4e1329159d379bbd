"""The units of a campaign: who received the plan, what each did, and the press that follows up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Campaign, db
from models.enums import DocumentType, Role
from views.access import allow, current_person
from views.campaigns import blueprint
from views.exporting import xlsx_answer
from views.inputs import Messages, row_id, ticked_ids
from workflow import board, follow_up, participation
from workflow.activities import activities_of
from workflow.campaign_papers import papers_of, signers_of
from workflow.campaigns import clerk_post, find_campaign, may_write
from workflow.dates import today
from workflow.errors import InputError, NotReadyError
from workflow.working_days import calendar

# How long a unit is given, unless the clerk writes another day.
USUAL_DAYS = 5


def _campaign(slug: str) -> Campaign:
    """The campaign, for who looks at all its units; 404 for everybody else."""
    campaign = find_campaign(slug, current_person())
    return campaign if participation.may_read_units(current_person(), campaign) else abort(404)


def _own(slug: str) -> Campaign:
    campaign = _campaign(slug)
    clerk_post(current_person(), campaign.organisation_id)
    return campaign


@blueprint.get("/<slug>/units")
@allow(*participation.TOWN_ROLES)
def units(slug: str) -> Any:
    """The board: a row for each unit; with `behind=1` those that are behind."""
    return _board_page(_campaign(slug))


def _board_page(campaign: Campaign, problems: list | None = None, code: int = 200) -> Any:
    rows = board.board_of(campaign)
    only_behind = request.args.get("behind") == "1"
    page = render_template(
        "campaigns/units.html", campaign=campaign, rows=[one for one in rows if one.is_behind or not only_behind],
        total=len(rows), behind=sum(one.is_behind for one in rows), only_behind=only_behind,
        acknowledged=sum(one.participation.acknowledged_on is not None for one in rows),
        active=sum(one.activities > 0 for one in rows), deadline=board.deadline_of(campaign),
        is_writer=may_write(current_person(), campaign), problems=problems or [],
        there={one.participation.unit_id for one in rows}, choices=participation.units_of(campaign),
        activities=activities_of(campaign, current_person()),
        papers=papers_of(campaign, DocumentType.FOLLOW_UP_LETTER, DocumentType.CLOSING_REPORT),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.get("/<slug>/units.xlsx")
@allow(*participation.TOWN_ROLES)
def units_sheet(slug: str) -> Any:
    """The board as a workbook."""
    campaign = _campaign(slug)
    return xlsx_answer(f"don-vi-{campaign.slug}", _("Các đơn vị"), COLUMNS, [board.board_of(campaign)])


COLUMNS = (
    (_l("Đơn vị"), lambda one: one.participation.unit.name, 44),
    (_l("Đã nhận kế hoạch"), lambda one: one.participation.acknowledged_on, 20),
    (_l("Số hoạt động"), lambda one: one.activities, 12),
    (_l("Hoạt động gần nhất"), lambda one: one.last_activity_on, 18),
    (_l("Hồ sơ đang soạn"), lambda one: one.dossiers.get(board.DRAFTING, 0), 12),
    (_l("Bị trả lại"), lambda one: one.dossiers.get(board.RETURNED, 0), 12),
    (_l("Đơn vị đã gửi"), lambda one: one.dossiers.get(board.SUBMITTED, 0), 12),
    (_l("Đã trình cấp trên"), lambda one: one.dossiers.get(board.SENT, 0), 12),
    (_l("Quá hạn (ngày)"), lambda one: one.days_late, 12),
    (_l("Việc còn chậm"), lambda one: "; ".join(one.reasons), 60),
    (_l("Đôn đốc gần nhất"), lambda one: one.participation.followed_up_at, 20),
)


def _write(campaign: Campaign, act: Callable[[], str]) -> Any:
    """Do one thing and go back to the board; what is refused is said there."""
    slug = campaign.slug
    try:
        done = act()
    except NotReadyError as refusal:
        db.session.rollback()
        return _board_page(_campaign(slug), [one.text for one in refusal.problems], 422)
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("campaigns.units", slug=slug))


@blueprint.post("/<slug>/units")
@allow(Role.CLERK)
def address(slug: str) -> Any:
    """Let the plan go to just the ticked units."""
    campaign = _own(slug)
    version = request.form.get("version", -1, type=row_id)

    def act() -> str:
        new = participation.address(campaign, current_person(), ticked_ids(request.form), version)
        return _("Đã ghi nơi nhận; kế hoạch vừa gửi thêm đến %(n)s đơn vị.", n=new)

    return _write(campaign, act)


@blueprint.post("/<slug>/units/<int:unit_id>/acknowledge")
@allow(Role.DRAFTER, Role.UNIT_HEAD, Role.CLERK)
def acknowledge(slug: str, unit_id: int) -> Any:
    """The unit has received the plan."""
    campaign = find_campaign(slug, current_person())
    is_new = participation.acknowledge(campaign, current_person(), unit_id)
    is_board = participation.may_read_units(current_person(), campaign)
    db.session.commit()
    flash(_("Đã ghi nhận đơn vị nhận kế hoạch.") if is_new else _("Việc nhận kế hoạch đã được ghi từ trước."),
          "success" if is_new else "info")  # fmt: skip
    return redirect(url_for("campaigns.units" if is_board else "campaigns.show", slug=slug))


@blueprint.get("/<slug>/follow-up")
@allow(Role.CLERK)
def rehearse_follow_up(slug: str) -> Any:
    """Who would be told, and what; nothing is sent yet."""
    due = calendar().add(today(), USUAL_DAYS)
    return _follow_up_page(_own(slug), {}, {"due_on": f"{due:%d/%m/%Y}"}, [])


def _follow_up_page(campaign: Campaign, errors: dict, values: Any, problems: list, code: int = 200) -> Any:
    rows = [one for one in board.board_of(campaign) if one.is_behind]
    lately = {one.participation.unit_id for one in rows if follow_up.was_lately(one)}
    there = {one.participation.unit_id for one in rows}
    page = render_template(
        "campaigns/follow_up.html", campaign=campaign, rows=rows, lately=lately, errors=Messages(errors),
        values=values, problems=problems, signers=signers_of(campaign),
        ticked=set(ticked_ids(request.form)) if request.method == "POST" else there - lately,
        request_id=values.get("request_id") or uuid4().hex,
        pause_hours=follow_up.PAUSE // timedelta(hours=1),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/<slug>/follow-up")
@allow(Role.CLERK)
def send_follow_up(slug: str) -> Any:
    """Send the mails and order the letter."""
    campaign = _own(slug)
    request_id = request.form.get("request_id", "")[:64] or uuid4().hex
    try:
        paper = follow_up.follow_up(campaign, current_person(), ticked_ids(request.form), request.form.to_dict(),
                                    request_id)  # fmt: skip
    except InputError as wrong:
        db.session.rollback()
        return _follow_up_page(_own(slug), wrong.fields, request.form, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _follow_up_page(_own(slug), {}, request.form, [one.text for one in refusal.problems], 422)
    number = paper.title if paper else ""
    db.session.commit()
    if number:
        flash(_("Đã đôn đốc; công văn số %(n)s đang được tạo.", n=number), "success")
    else:
        flash(_("Lần đôn đốc này đã được gửi rồi."), "info")
    return redirect(url_for("campaigns.units", slug=slug))
