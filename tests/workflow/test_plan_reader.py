"""Plans are read rightly: the seed in full, and those of other offices with other words and numbering."""

from __future__ import annotations

import io
import json
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.demo.plan import CRITERIA, PLAN
from models.enums import Level, NomineeKind
from workflow.errors import InputError
from workflow.plan_reader import Reading, read_plan
from workflow.plan_reader.dates import Period, read_period
from workflow.plan_reader.keys import fold, without_quotes
from workflow.plan_reader.lines import clean
from workflow.plan_reader.markers import Marker, read_marker
from workflow.plan_reader.offices import is_same_office
from workflow.plan_reader.passages import passage
from workflow.plan_reader.sources import checked, text_of_upload, words_in
from workflow.uploads import MEDIA_TYPES

DATA = Path(__file__).parents[1] / "data"
SEED = (DATA / "plan-2024.txt").read_text(encoding="utf-8")
PLANS = sorted(path.stem for path in (DATA / "plans").glob("*.json"))
MEGABYTES = 20 * 1024**2


@pytest.fixture(autouse=True, scope="module")
def _words() -> Iterator[None]:
    """Messages need an application, and no database."""
    application = Flask(__name__)
    Babel(application, default_locale="vi")
    with application.app_context():
        yield


# The seed


def test_the_seed_gives_every_list_and_text_of_the_demo():
    reading = read_plan(SEED)
    for name in ("title", "opening", "legal_basis", "purposes", "requirements", "contents", "period_text",
                 "subjects", "closing", "recipients", "plan_number", "plan_symbol", "plan_date_text",
                 "place", "issuer", "ends_on"):  # fmt: skip
        assert reading.value(name) == PLAN[name], name


def test_the_seed_names_its_parent_plan_its_signer_and_no_day_of_its_own():
    reading = read_plan(SEED)
    parent = PLAN["parent_plan"]
    assert reading.value("parent_number") == parent["number"]
    assert reading.value("parent_date") == parent["date"]
    assert reading.value("parent_issuer") == parent["issuer"]
    assert reading.value("parent_plan").endswith(parent["title"])
    assert reading.value("signer_title") == PLAN["signer"]["title"]
    assert reading.value("signer_name") == PLAN["signer"]["name"]
    for name in ("signer_authority", "plan_date", "starts_on", "due"):
        assert name not in reading.fields, name
    assert len(reading.remarks) == 3


def test_the_seed_gives_each_addressee_his_duties():
    duties = read_plan(SEED).value("duties")
    assert [one["addressees"] for one in duties] == [one["addressees"] for one in PLAN["duties"]]
    assert [one["text"].split("\n") for one in duties] == [one["text"] for one in PLAN["duties"]]


def test_the_seed_gives_both_award_forms_and_invents_no_criteria_for_the_second():
    first, second = read_plan(SEED).award_forms
    expected = PLAN["award_forms"]
    assert [(one.name, one.granter_level) for one in (first, second)] == [
        (one["name"], Level(one["granter_level"])) for one in expected
    ]
    read = {kind.value: [one.value for one in found] for kind, found in first.criteria.items()}
    assert read == CRITERIA
    assert [one.value for one in first.due] == [expected[0]["proposal_time"]]
    assert second.criteria == {}
    assert [one.value for one in second.notes] == [expected[1]["text"]]
    assert set(second.kinds) == {NomineeKind.COLLECTIVE, NomineeKind.INDIVIDUAL}


def test_every_field_of_the_seed_comes_from_lines_that_hold_its_words():
    reading = read_plan(SEED)
    lines = reading.text.split("\n")
    for name, found in reading.fields.items():
        words = " ".join(lines[number - 1] for number in found.lines)
        values = found.value if isinstance(found.value, list) else [found.value]
        for value in values:
            if isinstance(value, str):
                assert value in words, name


# Plans of other offices


def plain(reading: Reading, name: str) -> Any:
    if name == "addressees":
        return [one["addressees"] for one in reading.value("duties") or []]
    value = reading.value(name)
    return value.isoformat() if isinstance(value, date) else value


def plain_forms(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"name": form.name, "level": form.granter_level and form.granter_level.value}
        | {kind.value: [one.value for one in found] for kind, found in form.criteria.items()}
        for form in reading.award_forms
    ]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_of_another_office_is_read_as_by_hand(name):
    reading = read_plan((DATA / f"plans/{name}.txt").read_text(encoding="utf-8"))
    expected = json.loads((DATA / f"plans/{name}.json").read_text(encoding="utf-8"))
    forms = expected.pop("forms")
    assert {one: plain(reading, one) for one in expected} == expected
    assert plain_forms(reading) == forms


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_in_decomposed_letters_reads_the_same(name):
    text = (DATA / f"plans/{name}.txt").read_text(encoding="utf-8")
    assert read_plan(unicodedata.normalize("NFD", text)) == read_plan(text)


def test_the_seed_reads_the_same_when_its_lines_were_broken_by_hand():
    whole = read_plan(SEED)
    broken = read_plan("\n".join(wrapped(line) for line in SEED.split("\n")))
    assert {name: one.value for name, one in broken.fields.items()} == {
        name: one.value for name, one in whole.fields.items()
    }
    assert plain_forms(broken) == plain_forms(whole)


def wrapped(line: str, width: int = 84) -> str:
    rows = [""]
    for word in line.split():
        if len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return "\n".join(rows)


def test_a_period_from_the_day_of_issue_starts_on_the_day_of_the_plan():
    text = SEED.replace("ngày tháng 6 năm 2024", "ngày 10 tháng 6 năm 2024")
    reading = read_plan(text)
    assert reading.value("plan_date") == reading.value("starts_on") == date(2024, 6, 10)
    assert reading.fields["starts_on"].lines == (5, 41)


# Its parts


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("I. MỤC ĐÍCH", Marker("roman", "I.", 1), "MỤC ĐÍCH"),
        ("IX- NỘI DUNG", Marker("roman", "IX-", 9), "NỘI DUNG"),
        ("B. Nội dung", Marker("upper", "B.", 2), "Nội dung"),
        ("2.1. Giấy khen", Marker("dotted1", "2.1.", 1), "Giấy khen"),
        ("1.1.3 Bằng khen", Marker("dotted2", "1.1.3", 3), "Bằng khen"),
        ("1.2. 100% thôn", Marker("dotted1", "1.2.", 2), "100% thôn"),
        ("3/ Thời gian", Marker("paren", "3/", 3), "Thời gian"),
        ("đ) Tập thể", Marker("lower", "đ)", 5), "Tập thể"),
        ("Phần thứ hai. NỘI DUNG", Marker("phan", "Phần thứ hai.", 2), "NỘI DUNG"),
        ("– Các khối phố", Marker("dash", "–"), "Các khối phố"),
        ("+ Tập thể", Marker("plus", "+"), "Tập thể"),
    ],
)
def test_a_marker_is_known_by_its_form(text, marker, rest):
    assert read_marker(text) == (marker, rest)


@pytest.mark.parametrize(
    "text",
    ["31/12/2025 là hạn cuối", "12/KH-UBND", "2025 - 2030", "Mục II của Kế hoạch này quy định", "1.500 đồng", "---", "100% hộ", "A"],
)  # fmt: skip
def test_what_only_looks_like_a_marker_is_none(text):
    assert read_marker(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("Từ ngày 01/6/2024 đến hết ngày 31/12/2025.", date(2024, 6, 1), date(2025, 12, 31)),
        ("từ ngày 06 tháng 6 năm 2024 đến ngày 30 tháng 9 năm 2024", date(2024, 6, 6), date(2024, 9, 30)),
        ("Từ 15/3 đến 30/11/2025", date(2025, 3, 15), date(2025, 11, 30)),
        ("Từ ngày 15/8 đến hết ngày 30/6/2026", date(2025, 8, 15), date(2026, 6, 30)),
        ("Từ tháng 9/2025 đến hết tháng 02 năm 2026", date(2025, 9, 1), date(2026, 2, 28)),
        ("Từ tháng 9 đến tháng 12 năm 2025", date(2025, 9, 1), date(2025, 12, 31)),
        ("từ quý I đến hết quý III năm 2025", None, date(2025, 9, 30)),
        ("Năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("đến hết năm 2025", None, date(2025, 12, 31)),
        ("01/01/2025 - 30/6/2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("chào mừng kỷ niệm (06/01/1946 - 06/01/2026)", None, None),
        ("Từ ngày 31/02/2025 đến ngày 99/99/2025", None, None),
        ("theo hướng dẫn của cấp trên", None, None),
    ],
)
def test_a_period_is_read_from_its_words(text, starts, ends):
    period = read_period(fold(text))
    assert (period.starts, period.ends) == (starts, ends)


def test_a_period_from_the_day_of_issue_says_so():
    key = fold("Từ ngày ký ban hành đến hết ngày 31/12/2025")
    assert read_period(key) == Period(None, date(2025, 12, 31), from_issue=True)


def test_a_quote_that_is_never_closed_hides_nothing():
    assert without_quotes('a "b" (c) d') == "a ~~~ ~~~ d"
    assert without_quotes('a "b (c) d') == 'a "b (c) d'


def test_an_office_is_the_same_in_capitals_and_abbreviated():
    assert is_same_office("ỦY BAN NHÂN DÂN THỊ TRẤN BẮC SƠN", "UBND thị trấn Bắc Sơn")
    assert not is_same_office("UBND xã Bắc Sơn", "UBND thị trấn Bắc Sơn")


def test_a_passage_marks_the_value_alone_and_shows_its_neighbours():
    found = passage(["một", "", "hai ba bốn", "năm", "sáu"], [3], "ba").lines
    assert [(one.number, one.before, one.marked, one.after) for one in found] == [
        (1, "một", "", ""), (3, "hai ", "ba", " bốn"), (4, "năm", "", ""),
    ]  # fmt: skip


# Files


def docx(body: str, **parts: str) -> io.BytesIO:
    """A DOCX with these paragraphs, and with parts of its own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        package.writestr(
            "word/document.xml", f"{head}<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", f"{head}<w:{name} {space}>{xml}</w:{name}>")
    stream.seek(0)
    return stream


def paragraph(text: str, listed: str = "") -> str:
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("\t")
    )
    return f"<w:p><w:pPr>{listed}</w:pPr>{runs}</w:p>"


def test_a_docx_reads_as_its_text_does():
    text = (DATA / "plans/xa-tan-huong.txt").read_text(encoding="utf-8")
    stream = docx("".join(paragraph(line) for line in text.split("\n")))
    assert read_plan(text_of_upload(stream, "ke-hoach.docx", MEGABYTES)) == read_plan(text)


def test_a_small_docx_that_would_unfold_to_gigabytes_is_refused():
    levels = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{"x" * 1_000_000}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    stream = docx(paragraph("Một việc.", listed) * 60_000, numbering=levels)
    with pytest.raises(InputError, match="Văn bản quá dài"):
        text_of_upload(stream, "bom.docx", MEGABYTES)
    assert words_in(MEDIA_TYPES["docx"], stream.getvalue()) == ""


def test_a_table_in_a_docx_gives_its_cells_one_after_the_other():
    cells = "".join(
        f"<w:tc>{paragraph(text)}</w:tc>"
        for text in ("UBND XÃ TÂN HƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    )
    stream = docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('KẾ HOẠCH')}{paragraph('Tổ chức thi đua')}")
    reading = read_plan(text_of_upload(stream, "a.docx", MEGABYTES))
    assert (reading.value("issuer"), reading.value("title")) == ("UBND XÃ TÂN HƯƠNG", "Tổ chức thi đua")


def test_the_numbers_that_word_writes_by_itself_are_read():
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(
            [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")]
        )
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    styles = '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'

    def at(depth: int, text: str) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="2"/></w:numPr>')

    body = (paragraph("Mục đích, yêu cầu", '<w:pStyle w:val="Muc"/>') + at(1, "Mục đích") + at(3, "Nâng cao ý thức.")
            + at(1, "Yêu cầu") + at(2, "Thiết thực.") + at(2, "Kịp thời.") + at(0, "Nội dung") + at(1, "Trồng cây."))  # fmt: skip
    text = text_of_upload(docx(body, numbering=numbering, styles=styles), "a.docx", MEGABYTES)
    assert text.split("\n") == ["I. Mục đích, yêu cầu", "1. Mục đích", "- Nâng cao ý thức.", "2. Yêu cầu",
                                "a) Thiết thực.", "b) Kịp thời.", "II. Nội dung", "1. Trồng cây."]  # fmt: skip
    reading = read_plan(text)
    assert reading.value("requirements") == ["Thiết thực.", "Kịp thời."]
    assert reading.value("contents") == ["Trồng cây."]


def test_what_was_struck_out_in_a_docx_is_not_read():
    body = "<w:p><w:r><w:t>Giữ lại</w:t></w:r><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del></w:p>"
    assert text_of_upload(docx(body), "a.docx", MEGABYTES) == "Giữ lại"


def pdf(body: str) -> io.BytesIO:
    head = '#set page(paper: "a4", margin: 2cm, numbering: "1")\n#set text(size: 14pt)\n#set par(justify: true)\n'
    return io.BytesIO(typst.compile((head + body).encode()))


def test_a_pdf_is_joined_to_paragraphs_by_where_its_lines_end():
    lines = [line for line in SEED.replace("**", "").split("\n") if line]
    texts = "\n".join(f"#par[#{json.dumps(line, ensure_ascii=False)}]" for line in lines)
    reading = read_plan(text_of_upload(pdf(texts), "ke-hoach.pdf", MEGABYTES))
    whole = read_plan(SEED)
    for name in (
        "title",
        "opening",
        "purposes",
        "requirements",
        "contents",
        "duties",
        "recipients",
        "signer_name",
    ):
        assert reading.value(name) == whole.value(name), name
    assert plain_forms(reading) == plain_forms(whole)


def test_two_columns_of_a_pdf_stay_apart():
    body = "#table(columns: (1fr, 1fr), stroke: none, [UBND XÃ TÂN HƯƠNG], [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM], [Số: 45\\/KH-UBND], [Tân Hương, ngày 06 tháng 8 năm 2025])\n\nKẾ HOẠCH\n\nTổ chức phong trào thi đua"
    reading = read_plan(text_of_upload(pdf(body), "a.pdf", MEGABYTES))
    assert reading.value("issuer") == "UBND XÃ TÂN HƯƠNG"
    assert (reading.value("plan_number"), reading.value("place")) == ("45", "Tân Hương")
    assert reading.value("plan_date") == date(2025, 8, 6)


@pytest.mark.parametrize(
    ("stream", "name", "words"),
    [
        (lambda: pdf("#rect(width: 10cm, height: 20cm, fill: gray)"), "quet.pdf", "bản chụp (quét)"),
        (lambda: io.BytesIO(b""), "rong.docx", "rỗng"),
        (lambda: io.BytesIO(b"not a file"), "a.docx", "a.docx"),
        (lambda: docx(""), "trong.docx", "Không có chữ nào để đọc"),
        (lambda: docx("<w:p>"), "hong.docx", "Không đọc được chữ"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(stream, name, words):
    with pytest.raises(InputError) as refusal:
        text_of_upload(stream(), name, MEGABYTES)
    assert words in refusal.value.fields["file"]


# Whatever is given


def test_text_in_the_old_fonts_is_refused_with_a_way_out():
    tcvn3 = (
        "ñy ban nh©n d©n thÞ trÊn B¾c S¬n, ngµy 10 th¸ng 6 n¨m 2024, kÕ ho¹ch triÓn khai phong trµo thi ®ua"
    )
    for text in (tcvn3, tcvn3.encode("latin-1").decode("utf-8", "replace")):
        with pytest.raises(InputError) as refusal:
            checked(text, "text")
        assert "TCVN3" in refusal.value.fields["text"]


def test_text_without_marks_is_read_all_the_same():
    reading = read_plan(
        "KE HOACH\nPhong trao thi dua\n\nI. MUC DICH\n1. Nang cao y thuc.\nII. THOI GIAN: Nam 2026"
    )
    assert checked("KE HOACH", "text") == "KE HOACH"
    assert reading.value("purposes") == ["Nang cao y thuc."]
    assert reading.value("ends_on") == date(2026, 12, 31)


def test_ten_thousand_lines_are_read_in_a_moment():
    begun = time.process_time()
    reading = read_plan(
        SEED + "\nPHỤ LỤC\n" + "- Thôn số 12 đăng ký thi đua trước ngày 15/6/2025.\n" * 10_000
    )
    assert reading.value("signer_name") == "Nguyễn Hữu Đạt"
    long = "\n".join(
        [
            "II. NỘI DUNG",
            *(f"{n % 60 + 1}. Nội dung thi đua, gửi hồ sơ trước ngày 1/1/2026." for n in range(10_000)),
        ]
    )
    assert len(read_plan(long).value("contents")) == 10_000
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "text",
    ["a" * 900_000, "1. a) - I. A. " * 60_000, "(" * 500_000, "ngày tháng năm " * 60_000, "Số: /KH " * 90_000,
     "của UBND " * 90_000, "Giấy khen " * 90_000, "1.\n a)\n" * 20_000, "\t" * 500_000, "Từ ngày đến " * 60_000],
    ids=range(10),
)  # fmt: skip
def test_a_hostile_text_takes_no_long_time(text):
    begun = time.process_time()
    read_plan(text)
    assert time.process_time() - begun < 15


PIECES = [line for line in SEED.split("\n") if line] + [
    "Đối với tập thể:", "+ ", "2.1.", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "\t", "", "KẾ HOẠCH", "ngày … tháng …",
    "a) Giấy khen", "Phần thứ ba", "1. Tập thể: có thành tích; đoàn kết", "Số: 12/KH-UBND", "<b>", "\u200b", "“", "Tổ chức thực hiện",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=40))
def test_no_text_fails_and_every_passage_is_a_line_of_it(pieces):
    reading = read_plan("\n".join(pieces))
    last = reading.text.count("\n") + 1
    numbers = [number for found in reading.fields.values() for number in found.lines]
    for form in reading.award_forms:
        numbers += form.lines
    assert all(1 <= number <= last for number in numbers)
    assert clean(reading.text) == reading.text
