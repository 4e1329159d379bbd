"""The package of a submission: everything in one ZIP that another office's software can take."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from flask import Flask
from openpyxl import load_workbook

from models import AccessEvent, Document, StoredFile, Submission, db
from models.enums import Action, Role
from models.store import store_from_url
from tasks.documents import make
from tests.documents.reading import text_of
from tests.views.test_submissions import page_of, price
from tests.workflow.test_batches import a_list, frozen
from tests.workflow.world import person, try_act
from views.zipping import MANIFEST
from workflow import batches

PACKAGE = 10


@pytest.fixture
def packed(office: Flask):
    """`packed(2)`: the number of a frozen list whose letter is made and whose files lie in the store."""

    def make_one(count: int = 2, *, with_letter: bool = True, name: str = "") -> int:
        with office.app_context():
            submission = frozen(count)
            store = store_from_url(office.extensions["settings"].storage_url)
            for item in submission.items:
                row = item.nomination
                for file in row.attachments:
                    sha256, size = store.put(io.BytesIO(f"báo cáo của {row.code}".encode()))
                    db.session.merge(StoredFile(sha256=sha256, size=size, media_type="application/pdf"))
                    db.session.flush()
                    file.sha256, file.filename = sha256, name or "Báo cáo thành tích năm 2025.pdf"
            number = submission.id
            paper = db.session.scalars(db.select(Document.id).filter_by(submission_id=number)).one()
            db.session.commit()
            if with_letter:
                make(paper)
            return number

    return make_one


def opened(browser, number: int) -> zipfile.ZipFile:
    answer = browser.get(f"/submissions/{number}/package.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_the_package_has_letter_list_and_the_files_of_every_dossier(office, client_of, packed):
    number = packed(2)
    assert "package.zip" in page_of(client_of("clerk"), number)
    files = opened(client_of("clerk"), number)
    assert files.testzip() is None
    with office.app_context():
        rows = [one.nomination for one in db.session.get_one(Submission, number).items]
        codes, names = [row.code for row in rows], [row.name for row in rows]
    assert files.namelist()[:3] == ["1. To trinh.pdf", "2. Danh sach.pdf", "3. Danh sach.xlsx"]
    for place, code in enumerate(codes, 1):
        (path,) = [
            one for one in files.namelist() if one.startswith(f"Ho so/{place:03d} {code} to-tu-quan-so-")
        ]
        assert path.endswith("/01 Báo cáo thành tích - Báo cáo thành tích năm 2025.pdf")
        assert files.getinfo(path).flag_bits & 0x800
        assert files.read(path).decode() == f"báo cáo của {code}"
    assert "TỜ TRÌNH" in text_of(files.read("1. To trinh.pdf"))
    listed = text_of(files.read("2. Danh sach.pdf"))
    assert "DANH SÁCH" in listed
    assert "TỜ TRÌNH" not in listed
    assert all(name in listed for name in names)


def test_the_manifest_names_every_other_file_with_its_hash(client_of, packed):
    files = opened(client_of("clerk"), packed())
    lines = dict(reversed(line.split("  ", 1)) for line in files.read(MANIFEST).decode().splitlines())
    assert set(lines) == set(files.namelist()) - {MANIFEST}
    assert all(hashlib.sha256(files.read(path)).hexdigest() == sha for path, sha in lines.items())


def test_the_sheet_has_a_row_for_each_and_room_for_the_answer(office, client_of, packed):
    number = packed(2)
    with office.app_context():
        row = db.session.get_one(Submission, number).items[0].nomination
        row.summary, code = "=1+1", row.code
        db.session.commit()
    files = opened(client_of("clerk"), number)
    sheet = load_workbook(io.BytesIO(files.read("3. Danh sach.xlsx"))).active
    lines = list(sheet.iter_rows())
    titles = [cell.value for cell in lines[0]]
    first = dict(zip(titles, lines[1], strict=True))
    assert len(lines) == 3
    assert (first["TT"].value, first["Mã hồ sơ"].value) == (1, code)
    assert first["Đơn vị"].value == "Hội Liên hiệp Phụ nữ thị trấn Bắc Sơn"
    assert (first["Tóm tắt thành tích"].value, first["Tóm tắt thành tích"].data_type) == ("=1+1", "s")
    assert {first[one].value for one in ("Kết quả", "Số quyết định", "Ngày quyết định")} == {None}


def test_a_file_that_the_store_has_lost_is_named(office, client_of, packed):
    number = packed(1)
    with office.app_context():
        file = db.session.get_one(Submission, number).items[0].nomination.attachments[0]
        lost = hashlib.sha256(b"lost").hexdigest()
        db.session.merge(StoredFile(sha256=lost, size=4, media_type="application/pdf"))
        db.session.flush()
        file.sha256 = lost
        db.session.commit()
    files = opened(client_of("clerk"), number)
    (path,) = [one for one in files.namelist() if one.endswith("THIEU TEP.txt")]
    assert lost in files.read(path).decode()


def test_without_its_letter_there_is_no_package_yet(client_of, packed):
    number = packed(with_letter=False)
    answer = client_of("clerk").get(f"/submissions/{number}/package.zip", follow_redirects=True)
    assert "Tờ trình chưa có bản PDF" in answer.get_data(as_text=True)


def test_an_open_list_has_no_package(office, client_of):
    with office.app_context():
        number = a_list().id
        db.session.commit()
    assert client_of("clerk").get(f"/submissions/{number}/package.zip").status_code == 404
    assert "package.zip" not in page_of(client_of("clerk"), number)


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("chair", 200), ("auditor", 200), ("district", 404), ("clerk2", 404),
                        ("culture", 403), ("admin", 403)],
)  # fmt: skip
def test_who_sees_the_list_takes_the_package_and_it_is_noted(office, client_of, packed, who, status):
    number = packed(1)
    query = (
        db.select(db.func.count()).select_from(AccessEvent).filter(AccessEvent.detail.startswith("bộ hồ sơ"))
    )
    with office.app_context():
        before = db.session.scalar(query)
    assert client_of(who).get(f"/submissions/{number}/package.zip").status_code == status
    with office.app_context():
        assert db.session.scalar(query) - before == (status == 200)


def test_what_was_added_after_a_dossier_went_back_is_not_in_it(office, client_of, packed):
    number = packed(2)
    with office.app_context():
        submission = db.session.get_one(Submission, number)
        batches.send_submission(submission, person(Role.CHAIR), submission.version, "x")
        db.session.commit()
        paper = db.session.scalars(db.select(Document.id).filter_by(
            submission_id=number, version=submission.version)).one()  # fmt: skip
        make(paper)
        row = submission.items[0].nomination
        try_act(Action.RETURN, row, person(Role.DISTRICT))
        db.session.commit()
        row.attachments[0].removed_at = db.func.clock_timestamp()
        code = row.code
        db.session.commit()
    files = opened(client_of("clerk"), number)
    assert any(code in one and one.endswith(".pdf") for one in files.namelist())
    sheet = load_workbook(io.BytesIO(files.read("3. Danh sach.xlsx"))).active
    assert [row[11].value for row in sheet.iter_rows(min_row=2)] == ["đã rời danh sách", None]


def test_the_package_costs_the_same_for_any_number_of_rows(office, client_of, packed):
    found = [
        price(office, client_of("clerk"), f"/submissions/{packed(rows)}/package.zip") for rows in (1, 5, 12)
    ]
    assert found == [found[0]] * 3
    assert found[0] <= PACKAGE
