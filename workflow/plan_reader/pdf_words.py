"""Take the words out of a PDF: a program of its own, so that a hostile file stops nothing but itself.

Run as a script, it reads the PDF from its input and writes a line of JSON for each piece of a line:
page, left, right, base line, height, text. It imports nothing of ours, as `workflow.uploads.pdfium` does.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from typing import Any

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 20
MOST_PAGES = 120
# Letters further apart than so many times their height stand in two columns.
GAP = 1.6


def main() -> int:
    """Write the words of the PDF on the standard input."""
    import pypdfium2_raw as pdfium

    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    for number in range(min(pdfium.FPDF_GetPageCount(document), MOST_PAGES)):
        page = pdfium.FPDF_LoadPage(document, number)
        for piece in pieces(pdfium, pdfium.FPDFText_LoadPage(page)):
            sys.stdout.write(json.dumps([number, *piece]) + "\n")
        pdfium.FPDF_ClosePage(page)
    return 0


def pieces(pdfium: Any, text: Any) -> list[list[Any]]:
    """The pieces of lines in the order of the page's content."""
    found: list[list[Any]] = []
    here: list[Any] | None = None
    for place in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, place))
        if sign in "\r\n":
            here = None
            continue
        if sign == " " and here is not None:
            here[4] += " "
            continue
        left, right, line, height = box(pdfium, text, place)
        if here is None or left - here[1] > GAP * max(here[3], 6) or left < here[0] - 2:
            here = [left, right, line, height, ""]
            found.append(here)
        here[1], here[3] = max(here[1], right), max(here[3], height)
        # PDFium marks the hyphen at the end of a line so.
        here[4] += "-" if sign in "\x02\ufffe" else sign
    return [one for one in found if one[4].strip()]


def box(pdfium: Any, text: Any, place: int) -> tuple[float, float, float, float]:
    """Left, right, the line that it stands on, and height of a letter."""
    left, right, foot, head, line = (ctypes.c_double() for _side in range(5))
    pdfium.FPDFText_GetCharBox(text, place, left, right, foot, head)
    pdfium.FPDFText_GetCharOrigin(text, place, ctypes.c_double(), line)
    return left.value, right.value, line.value, head.value - foot.value


if __name__ == "__main__":
    sys.exit(main())
