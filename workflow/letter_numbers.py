"""The number and the symbol of a list's letter: out of the office's book, or as it was typed."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import extract, func

from models import Submission, db
from models.enums import DocumentType, Level
from workflow.dates import today
from workflow.errors import InputError
from workflow.inputs import Field, Inputs, read_inputs, read_line, read_number
from workflow.numbers import keep_paper_number, next_number, paper_number
from workflow.settings import setting

FIELDS = (Field("number", read_number, required=False), Field("symbol", read_line))


def usual_symbol(submission: Submission) -> str:
    """What the office writes behind the number; within an office, that of the body which advises its head."""
    office = submission.from_organisation
    is_within = office is submission.to_organisation
    return f"TTr-{setting(office, 'standing_body', today()) if is_within else office.symbol}"


def may_be_typed(submission: Submission) -> bool:
    """Whether the office may number by hand: a unit keeps its own book, often on paper."""
    return submission.from_organisation.level is Level.UNIT and submission.number is None


def give_number(submission: Submission, typed: Inputs | None = None) -> None:
    """Reserve the number; one given by hand is never given again.

    Raises `InputError` on `number` where a letter of this year and symbol has it already
    (Nghị định 30/2020, Điều 15).
    """
    wanted = typed if typed and may_be_typed(submission) else {}
    clean = read_inputs(FIELDS, {"symbol": usual_symbol(submission)} | wanted)
    office, year = submission.from_organisation, today().year
    kind = DocumentType.SUBMISSION_LETTER
    if clean["number"]:
        number = int(clean["number"])
        # The book is locked first: of two lists with one number, the second finds it given.
        keep_paper_number(office, kind, year, number)
        _refuse_given(submission, number, clean["symbol"], year)
    elif office is submission.to_organisation:
        # The body that advises the head writes in its own name and counts by itself.
        number = next_number(office.id, f"{kind.value}:{clean['symbol'].removeprefix('TTr-')}", year)
    else:
        number = paper_number(office, kind, year)
    submission.number, submission.symbol = number, clean["symbol"]


def _refuse_given(submission: Submission, number: int, symbol: str, year: int) -> None:
    query = db.select(Submission.id).filter(
        Submission.from_organisation_id == submission.from_organisation_id,
        Submission.number == number, Submission.symbol == symbol,
        # One that is closed and not yet sent will bear a day of this year.
        extract("year", func.coalesce(Submission.issued_on, today())) == year,
    )  # fmt: skip
    if db.session.scalars(query.limit(1)).first():
        raise InputError({"number": _("Số này đã cấp cho tờ trình khác trong năm.")})
