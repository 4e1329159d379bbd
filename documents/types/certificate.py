"""Giấy khen, Bằng khen: one sheet for each awardee, one by one or all in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import CertificateFace, Paper, Signature
from documents.dates import day_in_words
from documents.types.people import Signer
from documents.wording import wording_of
from models.enums import DocumentType


@dataclass(frozen=True, kw_only=True)
class CertificateData:
    """`granter` and `form` are printed in capitals; `merit` is a sentence without its full stop."""

    granter: str
    form: str
    name: str
    merit: str
    place: str
    decision_number: str
    signer: Signer
    verify_url: str
    about: str = ""
    dated_on: date | None = None
    register_number: str = ""


def certificate(data: CertificateData) -> Paper:
    return certificates((data,))


def certificates(sheets: tuple[CertificateData, ...]) -> Paper:
    """All sheets of one decision in one file, for printing and signing in one sitting."""
    say = wording_of(DocumentType.CERTIFICATE).say
    first = sheets[0]
    title = say("title", form=first.form, name=first.name) if len(sheets) == 1 else first.form
    return Paper(
        kind=DocumentType.CERTIFICATE,
        blocks=tuple(_face(data) for data in sheets),
        title=title,
        author=first.granter,
        subject=say("decision", number=first.decision_number, day=day_in_words(first.dated_on)),
        dated_on=first.dated_on,
    )


def _face(data: CertificateData) -> CertificateFace:
    say = wording_of(DocumentType.CERTIFICATE).say
    register = [say("decision", number=data.decision_number, day=day_in_words(data.dated_on))]
    if data.register_number:
        register.append(say("register", number=data.register_number))
    return CertificateFace(
        granter=data.granter.upper(),
        form=data.form.upper(),
        name=data.name,
        about=data.about,
        merit=data.merit,
        place=data.place,
        dated_on=data.dated_on,
        signature=Signature(data.signer.authority, data.signer.name),
        register=tuple(register),
        verify_url=data.verify_url,
    )
