"""The register of past awards: the list, the years that are full, and the import."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Enclosure, Organisation, db
from models.enums import Role
from views.access import allow, current_person
from views.exporting import WORKBOOK
from views.files import store
from views.inputs import Messages, row_id
from views.uploading import enclose
from workflow import sheets
from workflow.errors import InputError
from workflow.headings import PAST_AWARDS
from workflow.register import book, importing

blueprint = Blueprint("past_awards", __name__, url_prefix="/past-awards")
CHOSEN = "known-"


@blueprint.get("")
@allow(*book.READERS)
def index() -> str:
    """What the town granted before, as its register says it."""
    person = current_person()
    towns = book.towns_of(person)
    town = book.find_town(towns, request.args.get("town", type=row_id))
    text, year = request.args.get("q", "")[:100], request.args.get("year", type=row_id)
    page = book.page_of(town, text, year, request.args.get("after"))
    following = {**request.args.to_dict(), "after": page.next_cursor}
    return render_template(
        "past_awards/index.html", page=page, town=town, towns=towns, years=book.years_of(town), q=text, year=year,
        opened="years" in request.args,
        can_write=town.id in person.at(Role.CLERK),
        next_url=url_for("past_awards.index", **following) if page.next_cursor else None,
    )  # fmt: skip


@blueprint.get("/<int:number>")
@allow(*book.READERS)
def show(number: int) -> Any:
    """One award: what the paper says, and where it was read."""
    return _award_page(number, {}, {})


def _award_page(number: int, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    person = current_person()
    row = book.find_row(person, number)
    page = render_template(
        "past_awards/show.html", award=row, errors=Messages(errors), values=values,
        can_write=row.town_id in person.at(Role.CLERK),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/<int:number>/remove")
@allow(Role.CLERK)
def remove(number: int) -> Any:
    """Take out a row that was entered by mistake."""
    row = book.find_row(current_person(), number)
    name = row.name
    try:
        book.remove(current_person(), row, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _award_page(number, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã bỏ dòng của %(name)s khỏi sổ.", name=name), "success")
    return redirect(url_for("past_awards.index"))


@blueprint.post("/years/<int:year>")
@allow(Role.CLERK)
def mark_year(year: int) -> Any:
    """Say that a year is entered in full, or take it back."""
    is_full = request.form.get("full") == "1"
    try:
        book.mark_year(current_person(), year, is_full=is_full)
    except InputError:
        db.session.rollback()
        abort(404)
    db.session.commit()
    if is_full:
        flash(_("Năm %(year)s: sổ đã nhập đủ.", year=year), "success")
    else:
        flash(_("Năm %(year)s: sổ chưa nhập đủ.", year=year), "success")
    return redirect(url_for("past_awards.index", years="", _anchor="years"))


@blueprint.get("/import")
@allow(Role.CLERK)
def choose() -> Any:
    """Choose the file."""
    return _page({})


@blueprint.get("/import/template.xlsx")
@allow(Role.CLERK)
def empty_book() -> Response:
    """The empty sheet."""
    head = {"Content-Disposition": 'attachment; filename="khen-thuong-da-co.xlsx"'}
    return Response(importing.empty_book(), mimetype=WORKBOOK, headers=head)


@blueprint.post("/import")
@allow(Role.CLERK)
def check() -> Any:
    """Keep the file, and say what would become of each row; no row is written."""
    town = _town()
    try:
        enclosure = enclose("file", town)
        assert enclosure is not None  # It is required.
        read = sheets.read_book(_bytes(enclosure), [PAST_AWARDS])
    except InputError as wrong:
        db.session.rollback()
        return _page(wrong.fields, code=422)
    fates = importing.check(town.id, read.rows)
    page = _page({}, fates=fates, enclosure=enclosure, read_as=read.code)
    db.session.commit()
    return page


@blueprint.post("/import/confirm")
@allow(Role.CLERK)
def confirm() -> Any:
    """Write what the dry run called good and new, out of the file that was kept."""
    person = current_person()
    enclosure = db.session.get(Enclosure, request.form.get("enclosure_id", -1, type=row_id))
    # A file that somebody else brought, or for something else, is none of this person's.
    if enclosure is None or enclosure.uploaded_by_id != person.id:
        abort(404)
    try:
        rows = sheets.read_book(_bytes(enclosure), [PAST_AWARDS]).rows
    except InputError as wrong:
        return _page(wrong.fields, code=422)
    written = importing.write(person, enclosure, rows, _chosen())
    db.session.commit()
    flash(_("Đã ghi %(n)s lần khen vào sổ.", n=written), "success")
    return redirect(url_for("past_awards.index"))


def _town() -> Organisation:
    return db.session.get_one(Organisation, book.writing_post(current_person()).organisation_id)


def _bytes(enclosure: Enclosure) -> bytes:
    with store().open(enclosure.sha256) as file:
        return file.read(sheets.LARGEST_FILE + 1)


def _chosen() -> dict[int, int]:
    """Who of those with a like name each row means."""
    pairs = (
        (name.removeprefix(CHOSEN), text) for name, text in request.form.items() if name.startswith(CHOSEN)
    )
    return {int(row): int(text) for row, text in pairs
            if all(one.isascii() and one.isdecimal() and len(one) < 10 for one in (row, text))}  # fmt: skip


def _page(errors: dict[str, str], code: int = 200, **more: Any) -> Any:
    page = render_template(
        "past_awards/import.html", errors=Messages(errors), most=sheets.MOST_ROWS,
        **({"fates": None, "enclosure": None, "read_as": None} | more),
    )  # fmt: skip
    return (page, code) if code != 200 else page
