"""A real word processor opens the Word papers and shows what the PDF shows, on as many pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from documents.blocks import Appendix, Closing, Paper, Paragraph, Recipients, Signature, Table
from documents.fonts import VIETNAMESE
from documents.papers import submission_letter
from documents.pdf import render_pdf
from documents.word import render_docx
from models.enums import DocumentType
from tests.documents.reading import Page, flat, fonts_of, pages_of
from tests.documents.samples import DISTRICT_LETTER, LETTER, person
from tests.documents.test_word import IN_WORD
from tests.documents.word_reading import converted, opened, text_of_word

ACCENTED = sorted(letter for letter in VIETNAMESE if not letter.isascii())
NAMES = tuple(person("".join(ACCENTED[start : start + 8])) for start in range(0, 134, 8))
SIXTY = tuple(person(f"Nguyễn Văn Thứ {number:02d}") for number in range(1, 61))


def ending(count: int) -> Paper:
    """So many lines, then the signature: somewhere the page ends between them."""
    closing = Closing(Signature(("CHỦ TỊCH",), "Nguyễn Hữu Đạt"), Recipients(("Như trên", "Lưu: VT")))
    return Paper(
        kind=DocumentType.SUBMISSION_LETTER,
        blocks=(*(Paragraph(f"Câu thứ {number}.") for number in range(count)), closing),
        title="Thử", author="Thử", subject="Thử",
    )  # fmt: skip


ENDINGS = {f"ending-{count}": ending(count) for count in range(24, 38)}
PAPERS = {
    **{kind.value: paper for kind, paper in IN_WORD.items()},
    "undated": submission_letter(DISTRICT_LETTER),
    "letters": submission_letter(replace(LETTER, entries=NAMES)),
    "sixty": submission_letter(replace(LETTER, entries=SIXTY)),
    **ENDINGS,
}


@pytest.fixture(scope="module")
def word() -> dict[str, bytes]:
    return {name: render_docx(paper) for name, paper in PAPERS.items()}


@pytest.fixture(scope="module")
def shown(word, tmp_path_factory) -> dict[str, list[Page]]:
    """The pages of each paper, all converted in one call."""
    made = converted(word, tmp_path_factory.mktemp("word"))
    assert all("Tinos" in name or "Liberation" in name for pdf in made.values() for name, _ in fonts_of(pdf))
    return {name: pages_of(pdf) for name, pdf in made.items()}


def said(pages: list[Page], paper: Paper) -> str:
    """What the pages say, without what is repeated on them: their numbers and the heads of tables."""
    texts = []
    for page in pages:
        text = flat(page.text)
        numbered = re.match(r"\d+ ", text) if page.text.split("\n")[0].isdecimal() else None
        texts.append((text[numbered.end() :], True) if numbered else (text, False))
    heads = [flat(" ".join(column.title for column in one.columns)) for one in tables_of(paper)]
    joined = ""
    for text, is_continued in texts:
        head = next((one for one in heads if is_continued and text.startswith(one) and one in joined), "")
        joined += " " + text.removeprefix(head)
    return flat(joined)


def tables_of(paper: Paper) -> list[Table]:
    blocks = [
        one for block in paper.blocks for one in (block.blocks if isinstance(block, Appendix) else (block,))
    ]
    return [one for one in blocks if isinstance(one, Table)]


@pytest.mark.parametrize("name", PAPERS)
def test_word_file_and_pdf_say_the_same_in_the_same_order(name, word):
    assert flat(text_of_word(opened(word[name]))) == said(pages_of(render_pdf(PAPERS[name])), PAPERS[name])


@pytest.mark.parametrize("name", PAPERS)
def test_the_word_processor_shows_the_same_words(name, word, shown):
    assert said(shown[name], PAPERS[name]) == flat(text_of_word(opened(word[name])))


@pytest.mark.parametrize("name", IN_WORD)
def test_a_paper_takes_as_many_pages_in_word_as_in_pdf(name, shown):
    assert [(page.width, page.height) for page in shown[name]] == [
        (page.width, page.height) for page in pages_of(render_pdf(PAPERS[name]))
    ]


@pytest.mark.parametrize("name", IN_WORD)
def test_the_drawn_rules_are_where_the_pdf_has_them(name, shown):
    ours, theirs = (
        sorted({rule for rule in pages[0].rules if rule[0] < 100})
        for pages in (pages_of(render_pdf(PAPERS[name])), shown[name])
    )

    assert len(ours) == (2 if name == DocumentType.FOLLOW_UP_LETTER else 3)
    for (length, height), (other_length, other_height) in zip(ours, theirs, strict=True):
        assert other_length == pytest.approx(length, abs=0.5)
        assert other_height == pytest.approx(height, abs=2)


def test_every_vietnamese_letter_is_shown(shown):
    text = "".join(page.text for page in shown["letters"])

    for one in NAMES:
        assert one.name in text


def test_a_long_list_repeats_its_head_and_numbers_its_pages_from_the_second(shown):
    listed = [page for page in shown["sixty"] if page.width == 297]

    assert len(listed) > 4
    assert all("Tóm tắt thành tích" in page.text for page in listed)
    assert listed[0].text.startswith("Phụ lục\n")
    assert [page.text.split("\n")[0] for page in listed[1:]] == [
        str(number) for number in range(2, len(listed) + 1)
    ]


@pytest.mark.parametrize("name", ENDINGS)
def test_the_signature_is_never_alone_on_its_page(name, shown):
    last = flat(shown[name][-1].text)

    assert f"Câu thứ {int(name.removeprefix('ending-')) - 1}. " in last
    assert last.endswith("Nguyễn Hữu Đạt")


def test_some_of_the_endings_do_meet_the_end_of_a_page(shown):
    assert {len(shown[name]) for name in ENDINGS} == {1, 2}
