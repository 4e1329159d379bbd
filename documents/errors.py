"""Why a paper could not be made."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _


class DocumentError(Exception):
    """A paper could not be made; its text says why, to a person who can mend it."""


def letters_refused(letters: Iterable[str]) -> DocumentError:
    """The error that names the letters which no paper can show."""
    return DocumentError(
        _(
            "Phông chữ của văn bản không có các ký tự sau: %(letters)s. Hãy sửa nội dung.",
            letters=" ".join(sorted(letters)),
        )
    )
