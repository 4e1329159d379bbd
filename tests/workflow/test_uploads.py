"""What may be uploaded, and the sentence for each file that may not."""

import contextlib
import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib

import openpyxl
import pytest
import typst
from flask import Flask
from flask_babel import Babel
from PIL import Image

from workflow.uploads import Checked, Limits, UploadError, check_upload, pdfium
from workflow.uploads.pdfium import Answer

OPENXML = "application/vnd.openxmlformats-officedocument"
DOCX_TYPES = f'<Types><Override ContentType="{OPENXML}.wordprocessingml.document.main+xml"/></Types>'
DOCX = {"[Content_Types].xml": DOCX_TYPES, "_rels/.rels": "<r/>", "word/document.xml": "<w/>"}
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 400
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

NOT_OF_THE_FIVE = (
    "Tệp “{}” không phải là PDF, DOCX, XLSX, PNG hoặc JPEG. "
    "Hãy lưu tệp sang một trong các dạng đó rồi tải lên."
)
BROKEN = "Tệp “{}” bị hỏng, không đọc được. Hãy mở tệp gốc, lưu lại rồi tải lên."
TOO_MUCH = "Tệp “{}” chứa quá nhiều dữ liệu nén. Hãy bớt nội dung, chia thành nhiều tệp hoặc xuất ra PDF."
ODD = (
    "Tệp “{}” có cấu trúc bất thường, có thể không an toàn. Hãy mở tệp bằng Word hoặc Excel, "
    "chọn Lưu thành một tệp mới rồi tải lên."
)
MACROS = "Tệp “{}” có macro. Hãy lưu thành DOCX hoặc XLSX không có macro rồi tải lên."
FILE_INSIDE = "Tệp “{}” có tệp khác đính kèm bên trong. Hãy bỏ tệp đó ra khỏi văn bản và tải lên riêng."
DECLARATION = (
    "Tệp “{}” có khai báo XML không được phép trong DOCX, XLSX. Hãy mở tệp bằng Word hoặc Excel, "
    "chọn Lưu thành một tệp mới rồi tải lên."
)
PASSWORD = "Tệp “{}” có mật khẩu. Hãy lưu lại bản không có mật khẩu rồi tải lên."
BROKEN_PDF = "Tệp “{}” là PDF bị hỏng hoặc không có trang nào. Hãy xuất hoặc quét lại rồi tải lên."
LOCKED_PDF = "Tệp “{}” có mật khẩu hoặc bị khóa in, khóa sửa. Hãy lưu lại bản không khóa rồi tải lên."
SCRIPT = "Tệp “{}” có mã lệnh tự chạy (JavaScript). Hãy mở tệp, chọn In ra PDF và tải bản in đó lên."
LAUNCH = "Tệp “{}” có lệnh mở chương trình khác. Hãy mở tệp, chọn In ra PDF và tải bản in đó lên."
FILE_IN_PDF = (
    "Tệp “{}” có tệp khác đính kèm bên trong. Hãy tách các tệp đó ra tải lên riêng; "
    "với tệp này, chọn In ra PDF và tải bản in đó lên."
)
PRINT_AGAIN = "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên."
OTHER_FILE = "Tệp “{}” có lệnh mở một tệp ở nơi khác. " + PRINT_AGAIN
SENDING_FORM = "Tệp “{}” có biểu mẫu tự gửi hoặc tự nhận dữ liệu. " + PRINT_AGAIN
DYNAMIC_FORM = (
    "Tệp “{}” là biểu mẫu động (XFA). Hãy mở tệp bằng Adobe Reader, chọn In ra PDF và tải bản in đó lên."
)
OPENS_ADDRESS = "Tệp “{}” có thể tự mở một địa chỉ trên mạng. " + PRINT_AGAIN
OTHER_ACTION = "Tệp “{}” có lệnh tự chạy khi mở trang hoặc điền biểu mẫu. " + PRINT_AGAIN
ODD_PDF = "Tệp “{}” có cấu trúc bất thường, không kiểm tra được. " + PRINT_AGAIN
OLE_OBJECT = (
    "Tệp “{}” có đối tượng nhúng OLE (công thức kiểu cũ, hình vẽ hoặc tệp của chương trình khác). "
    "Hãy mở tệp, lưu thành PDF rồi tải bản PDF đó lên."
)
WEB_PAGE = "Tệp “{}” có trang web hoặc hình SVG bên trong. Hãy mở tệp, lưu thành PDF rồi tải bản PDF đó lên."
OUTER_TEMPLATE = (
    "Tệp “{}” dùng một mẫu (template) nằm ngoài tệp, mà Word tự tải về khi mở. "
    "Hãy mở tệp, lưu thành PDF rồi tải bản PDF đó lên."
)
OUTER_LINK = (
    "Tệp “{}” liên kết với ảnh, bảng tính hoặc dữ liệu nằm ngoài tệp. Hãy ngắt các liên kết đó "
    "(Break Link) hoặc lưu thành PDF rồi tải lên."
)
BROKEN_IMAGE = "Ảnh “{}” bị hỏng hoặc thiếu một phần. Hãy chụp, quét hoặc lưu lại ảnh."
ANIMATED = "Tệp “{}” là ảnh động. Hãy lưu thành ảnh tĩnh rồi tải lên."


def check(content, name="tệp", limits=None):
    return check_upload(io.BytesIO(content), name, limits=limits)


def refusal(content, name="tệp", limits=None):
    with pytest.raises(UploadError) as error:
        check(content, name, limits)
    return str(error.value)


def make_pdf(*objects, catalog="", trailer="", kids="[3 0 R]", count=1):
    """A PDF of one page, written by hand, with further objects from number 4 on."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids{kids}/Count {count}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        *objects,
    ]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    size = f"<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>".encode()
    return content + head + table + b"trailer" + size + b"startxref\n%d\n%%%%EOF" % len(content)


def make_locked_pdf(password):
    """A PDF with the oldest encryption of the standard, which is short enough to write here."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    rights, file_id = -44, b"0123456789abcdef"
    user = (password + pad)[:32]
    owner = rc4(hashlib.md5(user).digest()[:5], user)
    key = hashlib.md5(user + owner + struct.pack("<i", rights) + file_id).digest()[:5]
    lock = f"/Filter/Standard/V 1/R 2/P {rights}/O<{owner.hex()}>/U<{rc4(key, pad).hex()}>"
    return make_pdf(f"<<{lock}>>".encode(), trailer=f"/Encrypt 4 0 R/ID[<{file_id.hex()}><{file_id.hex()}>]")


def rc4(key, text):
    box, j, out = list(range(256)), 0, []
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for byte in text:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def make_zip(entries, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in entries.items() if isinstance(entries, dict) else entries:
            package.writestr(name, content)
    return file.getvalue()


def make_docx(**more):
    return make_zip(DOCX | {name.replace("__", "/"): text for name, text in more.items()})


def make_docx_related(kind, *, mode='TargetMode="External"', folder="word/_rels/settings.xml.rels"):
    """A DOCX with one relation of that kind."""
    one = f'<Relationship Id="r1" Type="http://schemas.example/relationships/{kind}" Target="x" {mode}/>'
    return make_zip(DOCX | {folder: f'<Relationships xmlns="http://schemas.example">{one}</Relationships>'})


def make_docx_with(name, content):
    return make_zip(DOCX | {name: content})


def make_xlsx():
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Họ và tên", "Đơn vị"])
    book.save(file)
    return file.getvalue()


def make_image(kind, size=(40, 30), **options):
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def make_animation(kind):
    return make_image(kind, save_all=True, append_images=[Image.new("RGB", (40, 30), "red")])


def lie_about_size(package, name, told):
    """The package with another unpacked size, and the checksum of so much, in its headers."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        info = file.getinfo(name)
        crc = zlib.crc32(file.read(name)[:told])
    true = struct.pack("<III", info.CRC, info.compress_size, info.file_size)
    assert package.count(true) == 2
    return package.replace(true, struct.pack("<III", crc, info.compress_size, told))


# The five kinds


def test_pdf_is_taken():
    content = typst.compile("Báo cáo thành tích của Nguyễn Thị Hoà".encode(), format="pdf")
    assert check(content, "Báo cáo.pdf") == Checked(
        kind="pdf",
        media_type="application/pdf",
        extension=".pdf",
        safe_name="Báo cáo.pdf",
        size=len(content),
    )


def test_pdf_with_link_form_and_signature_field_is_taken():
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://bacson.example)>>>>"
    field = b"<</FT/Sig/T(Ky)/V<</Type/Sig/ByteRange[0 1 2 3]>>>>"
    content = make_pdf(link, field, catalog="/AcroForm<</Fields[5 0 R]/SigFlags 3>>")
    assert check(content).kind == "pdf"


def test_pdf_behind_byte_order_mark_is_taken():
    assert check(b"\xef\xbb\xbf\r\n" + make_pdf()).kind == "pdf"


def test_docx_is_taken():
    content = make_docx()
    assert check(content, "bao cao.docx") == Checked(
        kind="docx",
        media_type=f"{OPENXML}.wordprocessingml.document",
        extension=".docx",
        safe_name="bao cao.docx",
        size=len(content),
    )


def test_docx_of_word_on_the_web_is_taken():
    content = make_zip({"[Content_Types].xml": DOCX_TYPES, "word/document2.xml": "<w/>"})
    assert check(content).kind == "docx"


def test_docx_with_chart_is_taken():
    content = make_docx_with("word/embeddings/Microsoft_Excel_Sheet.xlsx", make_xlsx())
    assert check(content).kind == "docx"


def test_docx_with_old_picture_and_empty_part_is_taken():
    content = make_docx(word__media__image1=b"\x1f\x8b" + b"\0" * 20, word__empty="")
    assert check(content).kind == "docx"


def test_docx_with_link_inner_relation_and_part_that_begins_like_a_program_is_taken():
    assert check(make_docx_related("hyperlink")).kind == "docx"
    assert check(make_docx_related("image", mode="")).kind == "docx"
    assert check(make_docx_related("image", mode='TargetMode="Internal"')).kind == "docx"
    assert check(make_docx_with("word/a.txt", "MZ la hai chu cai")).kind == "docx"


def test_stored_docx_is_taken():
    assert check(make_zip(DOCX, zipfile.ZIP_STORED)).kind == "docx"


def test_xlsx_is_taken():
    content = make_xlsx()
    assert check(content, "danh sách.xlsx") == Checked(
        kind="xlsx",
        media_type=f"{OPENXML}.spreadsheetml.sheet",
        extension=".xlsx",
        safe_name="danh sách.xlsx",
        size=len(content),
    )


def test_png_is_taken():
    content = make_image("PNG")
    assert check(content, "ảnh.png") == Checked("png", "image/png", ".png", "ảnh.png", len(content))


def test_jpeg_is_taken():
    content = make_image("JPEG")
    assert check(content, "IMG_1.JPEG") == Checked("jpeg", "image/jpeg", ".jpg", "IMG_1.jpg", len(content))


def test_jpeg_with_further_pictures_of_a_telephone_is_taken():
    assert check(make_animation("MPO")).kind == "jpeg"


def test_stream_stands_at_its_start_after_the_check():
    stream = io.BytesIO(make_pdf())
    check_upload(stream, "a.pdf")
    assert stream.tell() == 0


# Size


def test_empty_file_is_refused():
    assert refusal(b"", "trống.pdf") == (
        "Tệp “trống.pdf” rỗng (0 byte). Hãy mở tệp gốc, lưu lại rồi tải lên."
    )


def test_file_of_exactly_the_limit_is_taken():
    content = make_pdf()
    assert check(content, limits=Limits(max_bytes=len(content))).size == len(content)


def test_file_one_byte_over_the_limit_is_refused():
    content = make_pdf().ljust(1024**2 * 3 // 2 + 1)
    assert refusal(content, "to.pdf", Limits(max_bytes=len(content) - 1)) == (
        "Tệp “to.pdf” lớn hơn 1,5 MB. Hãy giảm dung lượng (quét lại ở 150–200 dpi, nén ảnh) "
        "hoặc chia thành nhiều tệp."
    )


class Endless:
    """A stream without end that counts what was taken."""

    def __init__(self):
        self.taken = 0

    def read(self, size=-1):
        assert 0 < size <= 1024**2
        self.taken += size
        return b"\0" * size


def test_endless_file_is_left_at_the_limit_with_bounded_memory():
    stream = Endless()
    tracemalloc.start()
    with pytest.raises(UploadError, match="lớn hơn 20 MB"):
        check_upload(stream, "1GB.pdf")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert stream.taken <= 20 * 1024**2 + 64 * 1024
    assert peak < 50 * 1024**2


# Content, not name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (EXE, "bao-cao.pdf"),
        (EXE, "bao-cao.docx"),
        (EXE, "anh.jpg"),
        (EXE + make_pdf(), "nguy-trang.pdf"),
        (EXE + make_docx(), "nguy-trang.docx"),
        (b"<html><script>alert(1)</script>", "a.pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png"),
        (b"%!PS-Adobe", "a.pdf"),
        (b"P", "a.docx"),
        (make_image("GIF"), "a.png"),
        (make_image("WEBP"), "a.jpg"),
        (make_zip({"a.txt": "a"}), "a.docx"),
        (make_zip({}), "a.docx"),
        (make_zip({"word/document.xml": "<w/>"}), "a.docx"),
        (make_zip({"[Content_Types].xml": "<t/>", "ppt/presentation.xml": "<p/>"}), "a.docx"),
        (make_zip(DOCX | {"xl/workbook.xml": "<x/>"}), "hai-mặt.docx"),
    ],
)
def test_other_kinds_are_refused_whatever_their_name(content, name):
    assert refusal(content, name) == NOT_OF_THE_FIVE.format(name)


def test_old_office_file_is_refused_with_the_way_out():
    assert refusal(OLD_OFFICE, "bao-cao.doc") == (
        "Tệp “bao-cao.doc” thuộc dạng Office cũ (DOC, XLS). Hãy mở tệp, chọn Lưu thành DOCX, "
        "XLSX hoặc PDF rồi tải lên."
    )


def test_docx_with_password_is_refused():
    content = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(content, "mật.docx") == PASSWORD.format("mật.docx")


def test_telephone_picture_is_refused_with_the_way_out():
    assert refusal(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC") == (
        "Tệp “IMG_1.HEIC” là ảnh HEIC của điện thoại. Hãy đổi ảnh sang JPEG rồi tải lên."
    )


# PDF


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\0" * 5000,
        b"%PDF-1.7\n" + b"stream\n" * 5000,
        typst.compile(b"Hoa", format="pdf")[:200],
        make_pdf(kids="[]", count=0),
        make_pdf(kids="[9 0 R]"),
    ],
)
def test_broken_pdf_is_refused(content):
    assert refusal(content, "a.pdf") == BROKEN_PDF.format("a.pdf")


@pytest.mark.parametrize("password", [b"", b"bi mat"])
def test_locked_pdf_is_refused(password):
    assert refusal(make_locked_pdf(password), "a.pdf") == LOCKED_PDF.format("a.pdf")


@pytest.mark.parametrize(
    "content",
    [
        make_pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        make_pdf(catalog="/OpenAction<</S/J#61vaScript/JS(app.alert(1))>>"),
        make_pdf(b"<</S/JavaScript/JS(1)>>", catalog="/Names<</JavaScript<</Names[(a)4 0 R]>>>>"),
        make_pdf(
            b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\r\n"
            + zlib.compress(b"9 0 <</S/JavaScript/JS(1)>>")
            + b"\r\nendstream"
        ),
    ],
)
def test_pdf_with_script_is_refused(content):
    assert refusal(content, "a.pdf") == SCRIPT.format("a.pdf")


def test_pdf_that_starts_programs_is_refused():
    content = make_pdf(catalog="/OpenAction<</S/Launch/F(cmd.exe)>>")
    assert refusal(content, "a.pdf") == LAUNCH.format("a.pdf")


@pytest.mark.parametrize(
    "content",
    [
        typst.compile(
            b'#pdf.attach("a.xml", bytes("<a/>"), relationship: "source", '
            b'mime-type: "text/xml", description: "a")\nHoa',
            format="pdf",
        ),
        make_pdf(b"<</Type/Filespec/F(a.exe)/EF <</F 5 0 R>>>>"),
        make_pdf(b"<</Subtype/RichMedia/Rect[0 0 9 9]>>"),
    ],
)
def test_pdf_with_files_inside_is_refused(content):
    assert refusal(content, "a.pdf") == FILE_IN_PDF.format("a.pdf")


PACK = b"<</Type/ObjStm/Filter/FlateDecode>>stream\n"


@pytest.mark.parametrize(
    "content",
    [
        make_pdf(catalog="/OpenAction<</S/GoToR/F(\\\\\\\\10.0.0.1\\\\a.pdf)>>"),
        make_pdf(b"<</S/GoToE/T<<>>>>"),
        make_pdf(PACK + zlib.compress(b"9 0 <</S/Go#54oR/F(a)>>") + b"\nendstream"),
    ],
)
def test_pdf_that_opens_other_files_is_refused(content):
    assert refusal(content, "a.pdf") == OTHER_FILE.format("a.pdf")


@pytest.mark.parametrize("action", ["SubmitForm", "ImportData", "Submit#46orm", "#49mportData"])
def test_pdf_that_sends_or_fetches_data_is_refused(action):
    content = make_pdf(catalog=f"/OpenAction<</S/{action}/F(http://a.example)>>")
    assert refusal(content, "a.pdf") == SENDING_FORM.format("a.pdf")


@pytest.mark.parametrize("form", ["/XFA 4 0 R", "/XFA[(a)4 0 R]", "/X#46A 4 0 R", "/XFA%a\n4 0 R"])
def test_pdf_with_dynamic_form_is_refused(form):
    content = make_pdf(b"<<>>stream\n\nendstream", catalog=f"/AcroForm<</Fields[]{form}>>")
    assert refusal(content, "a.pdf") == DYNAMIC_FORM.format("a.pdf")


@pytest.mark.parametrize(
    "action", ["<</S/URI/URI(http://a.example)>>", "4 0 R", "%a\n4 0 R", " " * 120 + "4 0 R"]
)
def test_pdf_that_opens_an_address_is_refused(action):
    content = make_pdf(b"<</S/URI/URI(http://a.example)>>", catalog=f"/OpenAction {action}")
    assert refusal(content, "a.pdf") == OPENS_ADDRESS.format("a.pdf")


@pytest.mark.parametrize("value", ["<</O 4 0 R>>", " 4 0 R", "%a\n<<>>", " " * 120 + "4 0 R"])
def test_pdf_that_acts_on_turning_a_page_is_refused(value):
    assert refusal(make_pdf(catalog=f"/AA{value}"), "a.pdf") == OTHER_ACTION.format("a.pdf")


@pytest.mark.parametrize("action", ["[3 0 R/Fit]", "<</S/GoTo/D[3 0 R/Fit]>>"])
def test_pdf_that_opens_on_one_of_its_pages_is_taken(action):
    assert check(make_pdf(catalog=f"/OpenAction{action}")).kind == "pdf"


def test_pdf_with_links_that_opens_on_one_of_its_pages_is_taken():
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://bacson.example)>>>>"
    assert check(make_pdf(link, catalog="/OpenAction [3 0 R/XYZ null null 0]")).kind == "pdf"


def test_pdf_with_short_words_by_chance_is_taken():
    assert check(make_pdf(b"(/AA/EF/XFA /AAB 1 /AAAAAA+Arial /EF)")).kind == "pdf"


def test_objects_in_a_stream_that_is_not_packed_are_taken():
    assert check(make_pdf(b"<</Type/ObjStm/N 1/First 4>>stream\n9 0 <<>>\nendstream")).kind == "pdf"


@pytest.mark.parametrize(
    "content",
    [
        make_pdf(PACK + b"no zlib\nendstream"),
        make_pdf(PACK),
        make_pdf(b"/ObjStm"),
        make_pdf(b"/ObjStm" + b" " * 2000 + b"stream\n" + zlib.compress(b"9 0 <<>>")),
        make_pdf(b"<</Type/Obj#53tm>>"),
        make_pdf(PACK + zlib.compress(b" " * 17_000_000) + b"\nendstream"),
        make_pdf((PACK + zlib.compress(b"") + b"\n") * 50),
        make_pdf(b"/ObjStm" * 20_001),
        make_pdf(b"/J#61" * 20_001),
        make_pdf(b"/Launc" * 4_000_001, kids="[]"),
        make_pdf(b"#" * 2_000_001),
        make_pdf(b"/LaunchX" * 100_001),
    ],
    ids=range(12),
)
def test_pdf_that_keeps_the_search_busy_or_blind_is_refused(content):
    assert refusal(content, "a.pdf", Limits(max_bytes=30_000_000)) == ODD_PDF.format("a.pdf")


MB = 1024**2


def endless_table(size):
    """A PDF with a packed table of contents that unpacks to that many bytes."""
    start = make_pdf()
    start = start[: start.find(b"xref")]
    head = b"<</Type/XRef/Size 4000000/W[1 2 1]/Root 1 0 R/Filter/FlateDecode>>stream\n"
    table = b"9 0 obj" + head + zlib.compress(bytes(size)) + b"\nendstream endobj\n"
    return start + table + b"startxref\n%d\n%%%%EOF" % len(start)


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_pdf(b"#41" * (6 * MB)),
        lambda: make_pdf(b"/" * (19 * MB)),
        lambda: make_pdf(b"stream\nendstream\n" * MB),
        lambda: make_pdf(b"/ObjStm stream\n" * 20_000, b"a" * (18 * MB)),
        lambda: make_pdf(b"/EF" + b" " * (19 * MB)),
        lambda: b"%PDF-1.7\n1 0 obj " + b"[" * (19 * MB),
        lambda: b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * MB,
        lambda: endless_table(400 * MB),
        lambda: make_zip(DOCX | {"word/a.bin": random.Random(1).randbytes(MB), "b.bin": bytes(98 * MB)}),
        lambda: make_docx_with("word/_rels/a.rels", b"<a>" + b"<b/>" * 500_000 + b"</a>"),
        lambda: b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt" + zlib.crc32(b"tEXt").to_bytes(4, "big") * MB,
        lambda: b"\xff\xd8" + b"\xff\xe0\0\2" * (4 * MB),
    ],
    ids=range(12),
)
def test_any_file_is_checked_within_a_second_of_the_processor(make):
    """Measured on an idle machine, half a second; other tests may run beside this one."""
    content, before = make(), os.times()
    with contextlib.suppress(UploadError):
        check(content)
    assert sum(os.times()[:4]) - sum(before[:4]) < 1


def test_pdf_that_takes_pdfium_too_much_time_or_memory_is_refused():
    assert refusal(b"%PDF-1.7\n1 0 obj " + b"[" * (19 * MB), "a.pdf") == ODD_PDF.format("a.pdf")


def test_pdf_that_pdfium_never_answers_for_is_refused(monkeypatch):
    monkeypatch.setattr("workflow.uploads.pdf.MOST_SECONDS", 0.001)
    assert refusal(make_pdf(), "a.pdf") == ODD_PDF.format("a.pdf")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (make_pdf(), Answer.HARMLESS),
        (make_pdf(b"<</S/JavaScript/JS(1)>>", catalog="/Names<</JavaScript<</Names[(a)4 0 R]>>>>"), Answer.HAS_SCRIPTS),
        (make_pdf(b"<</F(a)>>", catalog="/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"), Answer.HAS_FILES),
        (make_pdf(catalog="/AcroForm<</XFA[]>>"), Answer.HAS_DYNAMIC_FORM),
        (make_locked_pdf(b""), Answer.LOCKED),
        (make_locked_pdf(b"a"), Answer.LOCKED),
        (make_pdf(kids="[9 0 R]"), Answer.BROKEN),
        (b"%PDF-1.7", Answer.BROKEN),
    ],
)  # fmt: skip
def test_pdfium_answers(content, answer):
    command = [sys.executable, "-I", pdfium.__file__]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (answer, b"")


# DOCX, XLSX


@pytest.mark.parametrize(
    "content",
    [
        make_docx()[:-30],
        make_docx()[:60],
        make_zip(DOCX, zipfile.ZIP_BZIP2),
        lie_about_size(make_docx_with("word/a.xml", b"a" * 5000), "word/a.xml", 20),
        lie_about_size(make_docx_with("word/a.xml", b"a" * 5000), "word/a.xml", 6000),
        make_zip(DOCX, zipfile.ZIP_STORED).replace(b"<w/>", b"<v/>"),
        make_docx_with("word/embeddings/a.xlsx", make_xlsx()[:500]),
    ],
)
def test_broken_package_is_refused(content):
    assert refusal(content, "a.docx") == BROKEN.format("a.docx")


@pytest.mark.parametrize(
    "content",
    [
        make_docx_with("word/a.xml", b" " * 12_000_000),
        make_docx_with("word/media/a.bin", make_docx_with("word/a.xml", b" " * 12_000_000)),
        make_zip([*DOCX.items(), *((f"word/{n}.xml", b" " * 1_100_000) for n in range(10))]),
        lie_about_size(make_docx_with("word/a.xml", b" " * 12_000_000), "word/a.xml", 20),
        make_zip([*DOCX.items(), *((f"word/{n}.xml", b"") for n in range(2000))]),
    ],
)
def test_bomb_is_refused(content):
    assert len(content) < 400_000
    assert refusal(content, "a.docx") == TOO_MUCH.format("a.docx")


def test_bomb_is_not_unpacked_beyond_the_allowance():
    content = lie_about_size(make_docx_with("word/a.xml", b" " * 60_000_000), "word/a.xml", 20)
    tracemalloc.start()
    assert refusal(content, "a.docx") == TOO_MUCH.format("a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_inner_package_over_the_limit_of_a_file_is_refused():
    inner = make_zip(DOCX | {"word/a.xml": b"a" * 50_000}, zipfile.ZIP_STORED)
    content = make_docx_with("word/a.docx", inner)
    limits = Limits(max_bytes=40_000)
    assert len(content) < limits.max_bytes
    assert refusal(content, "a.docx", limits) == TOO_MUCH.format("a.docx")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/a",
        "..\\..\\a.exe",
        "/etc/passwd",
        "C:\\a.exe",
        "word/../../a.xml",
        "WORD/document.xml",
    ],
)
def test_package_with_stray_names_is_refused(name):
    assert refusal(make_docx_with(name, "a"), "a.docx") == ODD.format("a.docx")


def test_package_with_nul_in_a_name_is_refused():
    content = make_docx_with("word/a.exe#.xml", "a").replace(b"a.exe#.xml", b"a.exe\0.xml")
    assert refusal(content, "a.docx") == ODD.format("a.docx")


def test_package_behind_another_one_is_refused():
    assert refusal(make_zip({"a": "b"}) + make_docx(), "a.docx") == ODD.format("a.docx")


@pytest.mark.parametrize(
    "content",
    [
        make_docx_with("word/vbaProject.bin", OLD_OFFICE),
        make_docx_with("word/VBAPROJECT.BIN", OLD_OFFICE),
        make_docx_with("word/activeX/activeX1.bin", "a"),
        make_zip(DOCX | {"[Content_Types].xml": DOCX_TYPES.replace("document.main", "macroEnabled")}),
        make_docx_with("word/embeddings/a.docx", make_docx_with("word/vbaProject.bin", "a")),
    ],
)
def test_macros_are_refused(content):
    assert refusal(content, "a.docx") == MACROS.format("a.docx")


@pytest.mark.parametrize(
    "content",
    [
        make_docx_with("word/media/a.png", EXE),
        make_docx_with("word/media/a.bin", make_pdf()),
        make_docx_with("word/embeddings/a.zip", make_zip({"a.exe": EXE})),
        make_docx_with("word/embeddings/a.zip", make_zip({})),
        make_docx_with("word/media/a.png", b"MZ\x50\0\x02\0"),
        make_docx_with("word/media/a.bin", b"{\\rtf1"),
        make_docx_with("word/a.docx", make_docx_with("word/b.docx", make_docx())),
    ],
)
def test_files_inside_are_refused(content):
    assert refusal(content, "a.docx") == FILE_INSIDE.format("a.docx")


@pytest.mark.parametrize(
    "content",
    [
        make_docx_with("word/a.bin", OLD_OFFICE + "\x01Ole10Native".encode("utf-16-le")),
        make_docx_with("word/embeddings/oleObject1.bin", OLD_OFFICE + "Equation Native".encode("utf-16-le")),
        make_docx_related("oleObject", mode=""),
    ],
)
def test_ole_objects_are_refused(content):
    assert refusal(content, "a.docx") == OLE_OBJECT.format("a.docx")


@pytest.mark.parametrize(
    "content",
    [
        make_docx_with("word/afchunk.htm", "a"),
        make_docx_with("word/AFCHUNK.MHT", "a"),
        make_docx_with("word/media/image1.svg", "<svg/>"),
        make_docx_with("word/media/image1.png", b'\xef\xbb\xbf\n<?xml version="1.0"?><svg/>'),
        make_docx_with("word/a.dat", "MIME-Version: 1.0"),
        make_docx_related("aFChunk", mode=""),
        make_zip(
            DOCX
            | {
                "[Content_Types].xml": "<Types><Override PartName='/a.xml' ContentType='text/h&#116;ml'/></Types>"
            }
        ),
    ],
)
def test_web_pages_inside_are_refused(content):
    assert refusal(content, "a.docx") == WEB_PAGE.format("a.docx")


def test_type_of_svg_without_such_a_part_is_taken():
    types = DOCX_TYPES.replace("<Types>", "<Types><Default Extension='svg' ContentType='image/svg+xml'/>")
    assert check(make_zip(DOCX | {"[Content_Types].xml": types})).kind == "docx"


@pytest.mark.parametrize(
    "mode", ['TargetMode="External"', "TargetMode='&#69;xternal'", 'TargetMode="external"']
)
def test_template_outside_is_refused(mode):
    assert refusal(make_docx_related("attachedTemplate", mode=mode), "a.docx") == OUTER_TEMPLATE.format(
        "a.docx"
    )


@pytest.mark.parametrize(
    "content",
    [
        make_docx_related("image", folder="word/_rels/document.xml.rels"),
        make_docx_related("oleObject"),
        make_docx_related("frame"),
        make_docx_related("hyperlink/x"),
        make_docx_with("xl/externalLinks/externalLink1.xml", "<ddeLink/>"),
    ],
)
def test_links_that_are_fetched_on_opening_are_refused(content):
    assert refusal(content, "a.docx") == OUTER_LINK.format("a.docx")


@pytest.mark.parametrize("kind", ["control", "vbaProject"])
def test_relations_to_macros_are_refused(kind):
    assert refusal(make_docx_related(kind, mode=""), "a.docx") == MACROS.format("a.docx")


def test_more_relations_than_any_document_has_are_refused():
    content = make_docx_with("word/_rels/a.rels", b"<a>" + b" " * 2 * MB + b"</a>")
    assert refusal(content, "a.docx") == TOO_MUCH.format("a.docx")


def test_relations_that_are_no_xml_are_refused():
    assert refusal(make_docx_with("word/_rels/a.rels", "<a>"), "a.docx") == BROKEN.format("a.docx")


def test_entries_that_share_their_data_are_refused():
    """Two thousand entries over one stretch of 20 MB would be unpacked for minutes."""
    content = make_zip([*DOCX.items(), ("a", b"a" * 9000)], zipfile.ZIP_STORED)
    first = content.find(b"PK\x01\x02")
    told = content[first + 20 : first + 24]
    more = int.from_bytes(told, "little") + 9000
    content = content[: first + 20] + more.to_bytes(4, "little") + content[first + 24 :]
    assert refusal(content, "a.docx") == ODD.format("a.docx")


def test_directory_that_is_long_to_read_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for number in range(5):
            entry = zipfile.ZipInfo(str(number))
            package.writestr(entry, b"")
            entry.extra = b"\x99\x99\0\0" * 16_000
    assert refusal(file.getvalue(), "a.docx") == ODD.format("a.docx")


def test_directory_of_the_long_form_is_refused():
    content = make_docx()
    end = content.rfind(b"PK\x05\x06")
    content = content[:end] + b"PK\x06\x07" + bytes(16) + content[end:]
    assert refusal(content, "a.docx") == ODD.format("a.docx")


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", [0, 65_530])
def test_document_type_declaration_is_refused(code, before):
    text = " " * before + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    content = make_docx_with("word/styles.xml", text.encode(code))
    assert refusal(content, "a.docx") == DECLARATION.format("a.docx")


def test_package_with_locked_entry_is_refused():
    # Bit 0 of the flags says that the entry has a password, here and in the directory.
    content = bytearray(make_zip(DOCX))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content), "a.docx") == BROKEN.format("a.docx")


# Images


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_torn_image_is_refused(kind):
    content = make_image(kind, (300, 300))
    assert refusal(content[: len(content) // 2], "a.png") == BROKEN_IMAGE.format("a.png")
    assert refusal(content[:20], "a.png") == BROKEN_IMAGE.format("a.png")


def test_png_with_one_changed_byte_is_refused():
    content = bytearray(make_image("PNG"))
    content[len(content) // 2] ^= 1
    assert refusal(bytes(content), "a.png") == BROKEN_IMAGE.format("a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_image_over_the_limit_of_pixels_is_refused(kind):
    content = make_image(kind, (2000, 1001))
    assert refusal(content, "a.png", Limits(max_pixels=2_000_000)) == (
        "Ảnh “a.png” có quá nhiều điểm ảnh (tối đa 2 triệu). Hãy thu nhỏ ảnh hoặc quét lại ở 150–200 dpi."
    )


@pytest.mark.parametrize("side", [9_500, 60_000])
def test_png_that_unpacks_to_gigabytes_is_refused(side):
    content = bytearray(make_image("PNG"))
    content[16:24] = struct.pack(">II", side, side)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    assert refusal(bytes(content), "a.png") == (
        "Ảnh “a.png” có quá nhiều điểm ảnh (tối đa 80 triệu). Hãy thu nhỏ ảnh hoặc quét lại ở 150–200 dpi."
    )


def test_jpeg_that_unpacks_to_gigabytes_is_refused():
    content = make_image("JPEG")
    frame = content.find(b"\xff\xc0") + 5
    content = content[:frame] + struct.pack(">HH", 60_000, 60_000) + content[frame + 4 :]
    assert "quá nhiều điểm ảnh" in refusal(content, "a.jpg")


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + make_image("PNG")[33:],
        make_image("PNG")[:33] + make_image("PNG")[-12:],
        make_image("JPEG")[:-2],
        b"\xff\xd8\xff\xe0\0\x02\xff\xda\0\x02\xff\xd9",
        b"\xff\xd8\xff\xc3\0\x02\xff\xda\0\x02\xff\xd9",
        b"\xff\xd8\xff\xe0\0\x01\xff\xd9",
        b"\xff\xd8\xff\xc0\0\x09\x08\0\0\0\0\0\0\xff\xda\0\x02\xff\xd9",
        b"\xff\xd8" + b"\xff\xe0\0\x02" * 20_001,
    ],
    ids=range(8),
)
def test_picture_without_size_start_or_end_is_refused(content):
    assert refusal(content, "a.png") == BROKEN_IMAGE.format("a.png")


@pytest.mark.parametrize("options", [{"progressive": True}, {"exif": b"Exif\0\0" + b"\xff\xd9\xff\xc0" * 99}])
def test_jpeg_of_every_usual_make_is_taken(options):
    assert check(make_image("JPEG", **options)).kind == "jpeg"


def test_jpeg_with_fill_bytes_is_taken():
    content = make_image("JPEG")
    assert check(content[:2] + b"\xff\xff\xff" + content[2:]).kind == "jpeg"


def test_animated_png_is_refused():
    assert refusal(make_animation("PNG"), "a.png") == ANIMATED.format("a.png")


# Names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("bao-cao.pdf", "bao-cao.pdf"),
        ("BAO CAO.PDF", "BAO CAO.pdf"),
        ("bao-cao.pdf.exe", "bao-cao.pdf"),
        ("bao-cao.exe.pdf", "bao-cao.pdf"),
        ("bao-cao.docx", "bao-cao.pdf"),
        ("bao-cao", "bao-cao.pdf"),
        ("QĐ số 12.2024", "QĐ số 12.2024.pdf"),
        ("Nguyễn.Văn.An", "Nguyễn.Văn.An.pdf"),
        ("C:\\Users\\An\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("a\x00b\r\nc\u200b.pdf", "ab c.pdf"),
        ("Tha\u0301ng  6.pdf", "Tháng 6.pdf"),
        ('a<b>:"|?*c.pdf', "a-b-c.pdf"),
        ("x.exe .pdf", "x.pdf"),
        (".pdf", "tep-dinh-kem.pdf"),
        (" . .. ", "tep-dinh-kem.pdf"),
        ("", "tep-dinh-kem.pdf"),
        (None, "tep-dinh-kem.pdf"),
        ("ă" * 300 + ".pdf", "ă" * 146 + ".pdf"),
        ("a" * 145 + ".x.pdf", "a" * 145 + ".pdf"),
    ],
)
def test_name_is_made_safe(given, kept):
    assert check(make_pdf(), given).safe_name == kept
    assert len(kept) <= 150


def test_long_name_is_shortened_in_the_message():
    assert refusal(EXE, "a" * 200 + "-tháng 6.pdf") == NOT_OF_THE_FIVE.format("a" * 44 + "…aaa-tháng 6.pdf")


def test_file_without_a_name_is_called_something_in_the_message():
    assert refusal(EXE, None) == NOT_OF_THE_FIVE.format("tep-dinh-kem")


def test_markup_and_percent_signs_in_a_name_stay_text():
    assert refusal(EXE, "100%(name)s <b>.pdf") == NOT_OF_THE_FIVE.format("100%(name)s <b>.pdf")


def test_sentence_is_the_same_inside_an_app():
    app = Flask("test")
    Babel(app, default_locale="vi")
    with app.test_request_context():
        assert refusal(EXE, "a.pdf") == NOT_OF_THE_FIVE.format("a.pdf")
