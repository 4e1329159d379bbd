"""Accounts and appointments: who may log in, and as what. The caller commits."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from flask_babel import gettext as _
from flask_security import hash_password
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy.orm import joinedload

from models import Appointment, Organisation, User, db
from models.text import clean_line, search_key, sort_key
from workflow.actions import record
from workflow.appointments import appoint, note_on_account, post_at, read_post, refuse_last_admin
from workflow.dates import today
from workflow.errors import InputError, NotAllowedError, NotFoundError
from workflow.inputs import Field, Inputs, read_inputs, read_line, read_name
from workflow.notices import ASK_PASSWORD, INVITE, record_and_tell, was_told_lately
from workflow.offices import admin_post, administered, attempt
from workflow.people import Person, with_posts
from workflow.uniqueness import taken, taken_is_said

# Without the letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LIFE = timedelta(days=7)
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
# One plain address: no list, no name beside it, nothing that a header would read otherwise.
EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
LONGEST_EMAIL = 254
# A mail to set a password can be asked for by anybody, so one person gets it once in a while only.
BETWEEN_MAILS = timedelta(minutes=5)


def users_of(person: Person, text: str = "", *, limit: int = 50, after: int = 0) -> list[User]:
    """The accounts with a post under this admin, by name, with or without its marks."""
    query = db.select(User).filter(User.id.in_(_ids_of(person)))
    for word in search_key(text).split():
        query = query.filter(
            User.name_key.contains(word, autoescape=True) | User.username.contains(word, autoescape=True)
        )
    query = query.options(joinedload(User.appointments).joinedload(Appointment.organisation))
    query = query.order_by(User.sort_key, User.id).limit(limit).offset(after)
    return list(db.session.scalars(query).unique())


def _ids_of(person: Person):
    return db.select(Appointment.user_id).filter(Appointment.organisation_id.in_(administered(person)))


def find_user(user_id: int, person: Person) -> User:
    """The account, locked; `NotFoundError` when it has no post under this admin."""
    query = db.select(User).filter(User.id == user_id, User.id.in_(_ids_of(person)))
    # Not against those who only point at the account: an act on a dossier that tells its holder of it.
    locked = query.with_for_update(of=User, key_share=True).execution_options(populate_existing=True)
    user = db.session.scalars(locked).one_or_none()
    if user is None:
        raise NotFoundError(_("Không tìm thấy tài khoản."))
    return user


def names_of(ids: set[int], person: Person) -> dict[int, str]:
    """The names of those of these accounts that have, or had, a post under this admin."""
    query = db.select(User.id, User.full_name).filter(User.id.in_(ids), User.id.in_(_ids_of(person)))
    return {number: name for number, name in db.session.execute(query)}


def may_manage(user: User, person: Person) -> bool:
    """Whether all posts of the account lie under this admin; else its key is not his to change."""
    own = set(db.session.scalars(administered(person)))
    day = today()
    live = [one for one in user.appointments if one.valid_to is None or one.valid_to >= day]
    return all(one.organisation_id in own for one in live)


def add_user(person: Person, raw: Inputs) -> User:
    """A new account with its first post and no password yet."""
    clean, wrong = attempt(lambda: read_inputs(_account_fields(), raw))
    post, also = attempt(lambda: read_post(person, raw))
    if wrong | also:
        raise InputError(wrong | also)
    user = new_user(name=clean["full_name"], username=clean["username"], email=clean["email"])
    user.must_change_password = True
    with taken_is_said():
        db.session.add(user)
    record("create", stream=f"account:{user.id}", actor=person,
           post=admin_post(person, db.session.get_one(Organisation, post["organisation_id"])),
           changes={name: (None, clean[name]) for name in clean},
           data={"office_id": post["organisation_id"]})  # fmt: skip
    appoint(user, person, raw)
    return user


def new_user(
    *, name: str, username: str, email: str | None, password: str | None = None, invented: bool = False
) -> User:
    """An account that is not in the session yet; `password` as `hashed` gives it."""
    name = clean_line(name)
    return User(
        full_name=name, username=username.strip().lower(), email=email or None, name_key=search_key(name),
        sort_key=sort_key(name), password=password, active=True, fs_uniquifier=uuid4().hex,
        invented=invented, must_change_password=False,
    )  # fmt: skip


def hashed(password: str) -> str:
    """The password as it is stored; normalised as the login does it."""
    return hash_password(unicodedata.normalize("NFKD", password))


def _account_fields() -> tuple[Field, ...]:
    return (Field("full_name", read_name), Field("username", read_username),
            Field("email", read_email, required=False))  # fmt: skip


def read_username(value: object) -> str:
    """A user name that is well formed and still free."""
    name = read_line(value).lower()
    if name and not USERNAME.fullmatch(name):
        raise ValueError(_("Từ 3 đến 40 chữ không dấu, số, dấu chấm, gạch; ví dụ nghia.dh."))
    if name and db.session.scalar(db.select(User.id).filter(User.username == name)):
        raise ValueError(taken("username"))
    return name


def read_email(value: object) -> str:
    """An address that is well formed and belongs to no other account."""
    address = read_line(value).lower()
    if address and (len(address) > LONGEST_EMAIL or not EMAIL.fullmatch(address)):
        raise ValueError(_("Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."))
    if address and db.session.scalar(db.select(User.id).filter(db.func.lower(User.email) == address)):
        raise ValueError(taken("email"))
    return address


def known_account(person: Person, username: object) -> User | None:
    """The account of that name under this admin, locked, or none."""
    query = db.select(User).filter(User.username == read_line(username).lower(), User.id.in_(_ids_of(person)))
    return db.session.scalars(query.with_for_update(of=User)).one_or_none()


def invite(user: User, person: Person) -> None:
    """Tell a person by mail to set a password; the link is made when the mail is."""
    check_key(user, person)
    if not user.email or not user.active:
        raise NotAllowedError(_("Tài khoản này không có thư điện tử hoặc đã khóa."))
    record_and_tell(INVITE, user.id, [user], actor=person, post=post_at(person, office_of(user)))


def ask_for_password(name: str) -> None:
    """Send a link to who forgot a password; nothing for a stranger, and the caller cannot tell which."""
    user = find_by_name(name)
    if user is None or not user.active or not user.email:
        return
    if was_told_lately(user, ASK_PASSWORD, BETWEEN_MAILS):
        return
    record_and_tell(ASK_PASSWORD, user.id, [user], actor=None)


def find_by_name(name: str) -> User | None:
    """Whose user name or address that is, with the posts; none for what nobody is called."""
    key = clean_line(name).lower()
    query = db.select(User).filter((User.username == key) | (db.func.lower(User.email) == key))
    return db.session.scalars(query.options(*with_posts(today()))).unique().one_or_none()


def password_token(user: User) -> str:
    """What lets its bearer set a new password once; it dies with any change of the password."""
    return generate_reset_password_token(user)


def set_active(user: User, person: Person, active: bool) -> None:
    """Close an account, which also ends its sessions, or open it again."""
    check_key(user, person)
    if user.id == person.id:
        raise NotAllowedError(_("Không tự khóa tài khoản của mình được."))
    if not active:
        for held in (one for one in user.appointments if one.is_in_force(today())):
            refuse_last_admin(held, today())
    user.active, user.fs_uniquifier = active, uuid4().hex
    note_on_account("activate" if active else "deactivate", user.id, person, office_of(user))


def issue_password(user: User, person: Person) -> str:
    """A password for one login, shown once; all sessions of the account end."""
    check_key(user, person)
    if user.id == person.id:
        raise NotAllowedError(_("Hãy đổi mật khẩu của mình ở trang tài khoản."))
    word = "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _n in range(3))
    user.password = hashed(word)
    user.must_change_password, user.fs_uniquifier = True, uuid4().hex
    user.password_expires_at = datetime.now(UTC) + PASSWORD_LIFE
    note_on_account("issue_password", user.id, person, office_of(user))
    return word


def end_sessions(user: User, person: Person) -> None:
    """Log the account out everywhere; anybody may do so with his own."""
    if user.id != person.id:
        check_key(user, person)
    user.fs_uniquifier = uuid4().hex
    note_on_account("end_sessions", user.id, person, office_of(user))


def without_password(person: Person, limit: int) -> list[User]:
    """Accounts without an address that never got a password, so that their slips can be printed."""
    query = db.select(User).filter(
        User.id.in_(_ids_of(person)), User.password.is_(None), User.email.is_(None), User.active
    )
    return list(db.session.scalars(query.order_by(User.sort_key, User.id).limit(limit)))


def check_key(user: User, person: Person) -> None:
    """`NotAllowedError` for an account that also has posts outside the tree of this admin."""
    if not may_manage(user, person):
        raise NotAllowedError(_("Tài khoản này còn giữ nhiệm vụ ở nơi khác; quản trị cấp trên mới đổi được."))


def office_of(user: User) -> Organisation:
    """The office that acts on the account belong to in the log: that of its latest post."""
    return max(user.appointments, key=lambda one: one.id).organisation
