"""Ask PDFium about a PDF: a program of its own, so that a hostile file stops nothing but itself.

Run as a script, it reads the PDF from its input and answers with its exit code, an `Answer`. It
imports nothing of ours: it starts in less time that way. A crash, too much memory or too much
time end it by a signal, which its caller sees.
"""

from __future__ import annotations

import resource
import signal
import sys
from enum import IntEnum
from typing import Any

MOST_MEMORY = 512 * 1024**2
MOST_SECONDS = 0.2


class Answer(IntEnum):
    """What PDFium says of the file; Python itself exits with 0, 1 and 2."""

    HARMLESS = 10
    LOCKED = 11
    BROKEN = 12
    HAS_SCRIPTS = 13
    HAS_FILES = 14
    HAS_DYNAMIC_FORM = 15


def main() -> int:
    """Answer for the PDF on the standard input."""
    import pypdfium2_raw as pdfium

    content = sys.stdin.buffer.read()
    _limit_myself()
    pdfium.FPDF_InitLibrary()
    return ask(pdfium, content)


def ask(pdfium: Any, content: bytes) -> Answer:
    """The first thing that speaks against the file. No page is drawn, nor its content read."""
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return Answer.LOCKED if is_locked else Answer.BROKEN
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
        return Answer.LOCKED
    size = pdfium.FS_SIZEF()
    if not pdfium.FPDF_GetPageSizeByIndexF(document, 0, size):
        return Answer.BROKEN
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        return Answer.HAS_SCRIPTS
    if pdfium.FPDFDoc_GetAttachmentCount(document) > 0:
        return Answer.HAS_FILES
    if pdfium.FPDF_GetFormType(document) in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return Answer.HAS_DYNAMIC_FORM
    return Answer.HARMLESS


def _limit_myself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Counts the processor's time, so that a busy server refuses nothing more than an idle one.
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
