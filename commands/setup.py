"""The first office and its first admin, without the demo."""

from __future__ import annotations

import unicodedata
from uuid import uuid4

import click
from flask.cli import with_appcontext
from flask_security import hash_password

from models import Appointment, Organisation, User, db
from models.enums import Level, Role
from models.text import clean_line, search_key, sort_key
from workflow.actions import record
from workflow.dates import today

SHORTEST = 10


@click.command("setup")
@click.option("--province", prompt="Tên UBND tỉnh", help="Ví dụ: Ủy ban nhân dân tỉnh Lạng Sơn")
@click.option("--district", prompt="Tên UBND huyện (để trống nếu không còn cấp huyện)", default="")
@click.option("--office", prompt="Tên UBND thị trấn, xã")
@click.option("--place", prompt="Địa danh ghi trên văn bản")
@click.option("--name", prompt="Họ tên người quản trị")
@click.option("--username", prompt="Tên đăng nhập")
@click.option("--email", prompt="Thư điện tử (để trống nếu không có)", default="")
@click.option("--password", prompt="Mật khẩu", hide_input=True, confirmation_prompt=True)
@with_appcontext
def setup(province: str, district: str, office: str, place: str, name: str, username: str,
          email: str, password: str) -> None:  # fmt: skip
    """Make the office and its first admin; only in an empty database."""
    if db.session.scalar(db.select(User.id).limit(1)):
        raise click.ClickException("Đã có tài khoản: việc này chỉ làm một lần, trên dữ liệu trống.")
    if len(password) < SHORTEST:
        raise click.ClickException("Mật khẩu phải dài ít nhất 10 ký tự.")
    above = None
    for level, title in ((Level.PROVINCE, province), (Level.DISTRICT, district), (Level.TOWN, office)):
        if title.strip():
            above = Organisation(
                parent=above, level=level, name=clean_line(title), place=clean_line(place),
                short_name=clean_line(title).replace("Ủy ban nhân dân", "UBND"),
            )  # fmt: skip
            db.session.add(above)
    user = new_user(name=name, username=username, email=email or None,
                    password_hash=hashed(password))  # fmt: skip
    db.session.add(user)
    db.session.flush()
    db.session.add(
        Appointment(user_id=user.id, organisation_id=above.id, role=Role.ADMIN, valid_from=today())
    )
    record("create", stream=f"account:{user.id}", actor=None, changes={"name": (None, user.full_name)})
    db.session.commit()
    click.echo(f"Đã tạo {above.name}. Đăng nhập bằng {user.username} để thêm đơn vị và người dùng.")


def new_user(
    *, name: str, username: str, email: str | None, password_hash: str, invented: bool = False
) -> User:
    """An account that is not in the session yet."""
    name = clean_line(name)
    return User(
        full_name=name, username=username.strip().lower(), email=email, name_key=search_key(name),
        sort_key=sort_key(name), password=password_hash,
        active=True, fs_uniquifier=uuid4().hex, invented=invented, must_change_password=False,
    )  # fmt: skip


def hashed(password: str) -> str:
    """The password as it is stored; normalised as the login does it."""
    return hash_password(unicodedata.normalize("NFKD", password))
