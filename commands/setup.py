"""The first office, those above it, and the first admin, without the demo."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import click
from flask import current_app
from flask.cli import with_appcontext

from models import Appointment, Organisation, User, db
from models.enums import Level, Role
from workflow.accounts import hashed, new_user, read_email, read_username
from workflow.actions import changes_of, record
from workflow.dates import today
from workflow.inputs import read_line

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
COMMITTEE = re.compile(r"^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", re.IGNORECASE)
KIND = re.compile(r"^(tỉnh|thành phố|huyện|quận|thị xã)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One thing that is asked, until the answer can be taken."""

    name: str
    text: str
    read: Callable[[str], str]
    may_be_empty: bool = False
    is_secret: bool = False

    def take(self, text: str) -> str:
        """The cleaned answer; `ValueError` says what is wrong with it."""
        if not text.strip() and not self.may_be_empty:
            raise ValueError("Cần ghi mục này.")
        return self.read(text)

    def ask(self) -> str:
        """Ask on the terminal, again and again."""
        while True:
            text = click.prompt(self.text, default="", show_default=False, hide_input=self.is_secret)
            try:
                answer = self.take(text)
            except ValueError as reason:
                click.echo(f"  {reason}")
                continue
            if not self.is_secret or self._is_typed_twice(text):
                return answer

    def _is_typed_twice(self, text: str) -> bool:
        if click.prompt("Gõ lại mật khẩu", default="", show_default=False, hide_input=True) == text:
            return True
        click.echo("  Hai lần gõ không giống nhau.")
        return False


def read_name(text: str) -> str:
    """A name of at least two letters."""
    name = read_line(text)
    if sum(letter.isalpha() for letter in name) < 2:
        raise ValueError("Tên phải có ít nhất hai chữ cái.")
    return name


def read_password(text: str) -> str:
    """A password that the login would take too."""
    if not SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD:
        raise ValueError(f"Mật khẩu phải dài từ {SHORTEST_PASSWORD} đến {LONGEST_PASSWORD} ký tự.")
    return text


def read_district(text: str) -> str:
    """The name of a district, or nothing where there is none any more."""
    return read_name(text) if text.strip() else ""


QUESTIONS = (
    Question("province", "Tên UBND tỉnh, ví dụ Ủy ban nhân dân tỉnh Lạng Sơn", read_name),
    Question(
        "district", "Tên UBND huyện (để trống nếu không còn cấp huyện)", read_district, may_be_empty=True
    ),
    Question("office", "Tên UBND thị trấn, xã", read_name),
    Question("place", "Địa danh ghi trên văn bản, ví dụ Thị trấn Bắc Sơn", read_name),
    Question("name", "Họ tên người quản trị", read_name),
    Question("username", "Tên đăng nhập, ví dụ nghia.dh", read_username),
    Question("email", "Thư điện tử (để trống nếu không có)", read_email, may_be_empty=True),
    Question("password", "Mật khẩu", read_password, is_secret=True),
)


@click.command("setup", params=[click.Option([f"--{one.name}"], help=one.text) for one in QUESTIONS])
@with_appcontext
def setup(**given: str | None) -> None:
    """Make the office, those above it and the first admin; only in an empty database."""
    if db.session.scalar(db.select(User.id).limit(1)):
        raise click.ClickException("Đã có tài khoản: việc này chỉ làm một lần, trên dữ liệu trống.")
    answers = {one.name: _answer(one, given[one.name]) for one in QUESTIONS}
    top, office = _make_offices(answers)
    user = new_user(name=answers["name"], username=answers["username"], email=answers["email"],
                    password=hashed(answers["password"]))  # fmt: skip
    db.session.add(user)
    db.session.flush()
    # At the top, so that the accounts of the district and the province can be made too.
    db.session.add(Appointment(user_id=user.id, organisation_id=top.id, role=Role.ADMIN, valid_from=today()))
    record("create", stream=f"account:{user.id}", actor=None,
           changes={"name": (None, user.full_name), "role": (None, Role.ADMIN),
                    "organisation": (None, top.name)})  # fmt: skip
    db.session.commit()
    address = current_app.extensions["settings"].public_url
    click.echo(f"Đã tạo {office.name}. Mở {address}, đăng nhập bằng {user.username}")
    click.echo("rồi vào Quản trị để thêm đơn vị, người dùng và phân công.")


def _answer(question: Question, given: str | None) -> str:
    if given is None:
        return question.ask()
    try:
        return question.take(given)
    except ValueError as reason:
        raise click.ClickException(f"--{question.name}: {reason}") from None


def _make_offices(answers: dict[str, str]) -> tuple[Organisation, Organisation]:
    """The office and those above it; the topmost first."""
    levels = {Level.PROVINCE: "province", Level.DISTRICT: "district", Level.TOWN: "office"}
    made: list[Organisation] = []
    for level, name in levels.items():
        if not answers[name]:
            continue
        bare = COMMITTEE.sub("", answers[name])
        place = answers["place"] if level is Level.TOWN else KIND.sub("", bare)
        row = Organisation(parent=made[-1] if made else None, level=level, name=answers[name],
                           short_name=f"UBND {bare}", place=place)  # fmt: skip
        db.session.add(row)
        changes = changes_of(row)
        db.session.flush()
        record("create", stream=f"organisation:{row.id}", actor=None, changes=changes)
        made.append(row)
    return made[0], made[-1]
