"""Times 1,000 certificates made one by one, as after a large decision: `python -m bench.papers`."""

from __future__ import annotations

import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from documents.papers import CertificateData, Signer, certificate
from documents.pdf import render_pdf


def sheet(number: int) -> CertificateData:
    return CertificateData(
        granter="Chủ tịch Ủy ban nhân dân huyện Bắc Sơn",
        form="Giấy khen",
        name=f"Ông Hoàng Văn Thái {number}",
        about="Trưởng khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        merit="Đã có thành tích xuất sắc, tiêu biểu trong phong trào thi đua chào mừng Kỷ niệm "
        "80 năm Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam",
        place="Bắc Sơn",
        dated_on=date(2025, 6, 20),
        decision_number="118/QĐ-UBND",
        register_number=str(number),
        signer=Signer(authority=("CHỦ TỊCH",), name="Vi Văn Trọng"),
        verify_url=f"https://thidua.bacson.example/verify/{number:016x}",
    )


def make(number: int) -> int:
    return len(render_pdf(certificate(sheet(number))))


def main(count: int, threads: int) -> None:
    make(0)
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        sizes = list(pool.map(make, range(1, count + 1)))
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} certificates, {threads} thread(s): {took:.1f} s, "
        f"{1000 * took / count:.1f} ms each, {sum(sizes) / count / 1024:.0f} KB each, "
        f"{memory:.0f} MB at most"
    )


if __name__ == "__main__":
    count, threads = (*map(int, sys.argv[1:3]), *(1000, 1)[len(sys.argv) - 1 :])
    main(count, threads)
