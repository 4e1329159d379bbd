"""Every Vietnamese letter comes out, nothing in a name is markup, and what is lacking is named."""

from dataclasses import replace
from pathlib import Path

import pytest
import typst

from documents import fonts
from documents.errors import DocumentError
from documents.fonts import CARRIED, VIETNAMESE, Font, chosen_font, missing_letters
from documents.papers import certificate, submission_letter
from documents.pdf import render_pdf
from models.text import unprintable
from tests.documents.reading import flat, fonts_of, text_of
from tests.documents.samples import CERTIFICATE, LETTER, person
from workflow.inputs import read_printed

ACCENTED = sorted(letter for letter in VIETNAMESE if not letter.isascii())
MARKUP = [
    "*x*",
    "#foo",
    "$",
    "<a>",
    "_y_",
    "`z`",
    "\\u{41}",
    "[b]",
    "@c",
    "= D",
    "{e}",
    "a -- b",
    '"q"',
]


def test_there_are_134_accented_letters():
    assert len(ACCENTED) == 134


def test_every_vietnamese_letter_can_be_read_from_the_paper():
    names = tuple(person("".join(ACCENTED[start : start + 8])) for start in range(0, 134, 8))

    text = text_of(render_pdf(submission_letter(replace(LETTER, entries=names))))

    for name in names:
        assert name.name in text


def test_every_vietnamese_letter_can_be_read_from_the_certificate():
    text = text_of(render_pdf(certificate(replace(CERTIFICATE, merit=" ".join(ACCENTED)))))

    assert set(ACCENTED) <= set(text)


def test_decomposed_letters_are_composed():
    decomposed = "Nguye\u0302\u0303n Va\u0306n A\u0301nh"

    text = text_of(render_pdf(certificate(replace(CERTIFICATE, name=decomposed))))

    assert "Nguyễn Văn Ánh" in text


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_a_name_is_plain_text(name):
    entries = (person(f"Bà {name} Hoa"),)

    letter = flat(text_of(render_pdf(submission_letter(replace(LETTER, entries=entries)))))
    sheet = flat(text_of(render_pdf(certificate(replace(CERTIFICATE, name=f"Bà {name} Hoa")))))

    assert f"Bà {name} Hoa" in letter
    assert f"Bà {name} Hoa" in sheet


def test_fonts_are_embedded_and_of_one_family():
    cuts = fonts_of(render_pdf(submission_letter(LETTER)))

    family = chosen_font().family.replace(" ", "")
    assert {name.split("-")[0] for name, _ in cuts} == {family}
    assert {embedded for _, embedded in cuts} == {True}


def test_a_vietnamese_name_lacks_no_letter():
    assert missing_letters("Nguyễn Hữu Đạt – khối phố “Vĩnh Thuận”, 320 m²\n") == set()


def test_letters_that_no_paper_can_show_are_named():
    assert missing_letters("Ông 日 Thái 😀 \x00") == {"日", "😀", "\x00"}


def test_what_a_field_takes_every_font_can_show():
    taken = {chr(code) for code in range(32, 0x3000) if not unprintable(chr(code))}

    carried = Font(CARRIED, typst.Fonts(include_system_fonts=False))
    assert set(ACCENTED) <= taken
    assert missing_letters("".join(taken)) == set()
    assert fonts._lacking(carried, {one for one in taken if not one.isspace()}) == set()


@pytest.mark.parametrize("text", ["Nguyễn Hữu Đạt – “Vĩnh Thuận”, 320 m²", "95%, ≥ 12 buổi; 1.000 ₫ • ½", ""])
def test_a_field_takes_what_offices_write(text):
    assert unprintable(text) == []


def test_a_field_names_the_letters_that_it_refuses():
    assert unprintable("Ông 日 Thái 😀😀\u200d") == ["日", "😀", "\u200d"]
    with pytest.raises(ValueError, match="Văn bản không in được: 😀"):
        read_printed(300)("Tổ tự quản 😀")
    assert read_printed(300)(" Tổ tự quản ") == "Tổ tự quản"


def test_a_letter_that_the_font_lacks_is_refused_with_its_name():
    with pytest.raises(DocumentError, match=r"không có các ký tự sau: 日\. Hãy sửa nội dung"):
        render_pdf(certificate(replace(CERTIFICATE, name="Ông 日 Thái")))


def test_without_the_fonts_the_carried_one_is_taken(monkeypatch):
    monkeypatch.setattr(fonts, "FOLDERS", ())
    monkeypatch.delenv("FONT_PATH", raising=False)
    chosen_font.cache_clear()
    try:
        assert chosen_font().family == CARRIED
    finally:
        chosen_font.cache_clear()


def test_a_folder_of_the_office_comes_first(monkeypatch, tmp_path):
    source = next(Path(folder) for folder in fonts.FOLDERS if Path(folder).is_dir())
    for cut in [*source.glob("Tinos*"), *source.glob("LiberationSerif*")]:
        (tmp_path / cut.name).symlink_to(cut)
    monkeypatch.setattr(fonts, "FOLDERS", ())
    monkeypatch.setenv("FONT_PATH", str(tmp_path))
    chosen_font.cache_clear()
    try:
        assert chosen_font().family in ("Tinos", "Liberation Serif")
    finally:
        chosen_font.cache_clear()
