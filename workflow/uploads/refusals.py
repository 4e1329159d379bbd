"""Why a DOCX or XLSX is refused, each reason in one sentence, with the way out."""

from __future__ import annotations

from flask_babel import gettext as _

from workflow.uploads.limits import UploadError


def broken(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” bị hỏng, không đọc được. Hãy mở tệp gốc, lưu lại rồi tải lên.",
            name=shown,
        )
    )


def too_much(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” chứa quá nhiều dữ liệu nén. "
            "Hãy bớt nội dung, chia thành nhiều tệp hoặc xuất ra PDF.",
            name=shown,
        )
    )


def odd(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có cấu trúc bất thường, có thể không an toàn. Hãy mở tệp bằng "
            "Word hoặc Excel, chọn Lưu thành một tệp mới rồi tải lên.",
            name=shown,
        )
    )


def declaration(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có khai báo XML không được phép trong DOCX, XLSX. Hãy mở tệp bằng "
            "Word hoặc Excel, chọn Lưu thành một tệp mới rồi tải lên.",
            name=shown,
        )
    )


def macros(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có macro. Hãy lưu thành DOCX hoặc XLSX không có macro rồi tải lên.",
            name=shown,
        )
    )


def packed_file(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có tệp khác đính kèm bên trong. Hãy bỏ tệp đó ra khỏi văn bản và tải lên riêng.",
            name=shown,
        )
    )


def ole_object(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có đối tượng nhúng OLE (công thức kiểu cũ, hình vẽ hoặc tệp của chương "
            "trình khác). Hãy mở tệp, lưu thành PDF rồi tải bản PDF đó lên.",
            name=shown,
        )
    )


def web_page(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có trang web hoặc hình SVG bên trong. Hãy mở tệp, lưu thành PDF rồi "
            "tải bản PDF đó lên.",
            name=shown,
        )
    )


def outer_template(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” dùng một mẫu (template) nằm ngoài tệp, mà Word tự tải về khi mở. "
            "Hãy mở tệp, lưu thành PDF rồi tải bản PDF đó lên.",
            name=shown,
        )
    )


def outer_link(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” liên kết với ảnh, bảng tính hoặc dữ liệu nằm ngoài tệp. Hãy ngắt các "
            "liên kết đó (Break Link) hoặc lưu thành PDF rồi tải lên.",
            name=shown,
        )
    )
