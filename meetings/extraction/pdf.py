"""Bytes of a PDF → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from meetings.extraction.blocks import Extract, Finding
from meetings.extraction.composing import Composer, Words
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.pdf_flow import Flow, Page, flow_of, page_of
from meetings.extraction.pdf_lines import Measure, Para, text_of
from meetings.extraction.pdf_pages import Document, Unreadable

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|FileAttachment|RichMedia)(?![A-Za-z0-9])")
_OPENS = re.compile(rb"/OpenAction\s*(?:(?P<object>\d+)\s+\d+\s+R|(?P<here><<))")
_HARMLESS = re.compile(rb"/S\s*/(?:GoTo|Named)(?![A-Za-z])")
_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]{0,2000}?/Count\s+(\d{1,7})|/Count\s+(\d{1,7})[^>]{0,2000}?/Type\s*/Pages\b")
_TAIL = 2_048
_NAMED = 5


def read(data: bytes, limits: Limits) -> Extract:
    """The paragraphs and tables of a PDF, each with its page.

    Raises Refused when it is locked, damaged, holds programs or files, has too many pages, or no text.
    """
    document = Document(data)
    try:
        _refuse_active(document, data)
        if len(document) > limits.pages:
            raise Refused(
                "too-many-pages",
                f"The PDF has more than {limits.pages:,} pages, the most that is read. Save those of the meeting as "
                "a PDF of their own and add that one.",
            )
        composer = Composer(limits)
        pages = list(_pages(document, composer, limits))
        _say_if_incomplete(composer, data, len(document), len(pages))
    finally:
        document.close()
    _write(composer, flow_of(pages))
    return composer.extract("application/pdf")


def _refuse_active(document: Document, data: bytes) -> None:
    """Refuse what does more than show pages. Names inside pages and pictures are no objects, and are not looked at."""
    written = document.plain() or data
    objects = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), _STREAM.sub(b"", written))
    if document.attachments() or document.scripts() or _ACTIVE.search(objects) or _acts_on_opening(objects):
        raise Refused(
            "active-content",
            "The PDF holds programs, or files inside it. Print it to a new PDF, which holds only its pages, and add "
            "that one.",
        )


def _acts_on_opening(objects: bytes) -> bool:
    """Whether opening it does something else than turn to a page."""
    for match in _OPENS.finditer(objects):
        start = match.start("here")
        if match["object"]:
            found = re.search(rb"(?<!\d)%b \d+ obj\s*" % match["object"], objects)
            if not found or objects[found.end() : found.end() + 1] == b"[":
                continue
            start = found.end()
        if not _HARMLESS.search(objects[start : start + 500]):
            return True
    return False


def _pages(document: Document, composer: Composer, limits: Limits) -> Iterable[Page]:
    """The pages that can be read, one by one; what is odd about them becomes findings."""
    blank, recognised = list[int](), list[int]()
    hidden = covered = characters = 0
    opened = drawn = False
    for number in range(1, len(document) + 1):
        try:
            sheet = document.sheet(number)
        except Unreadable:
            continue
        opened, drawn = True, drawn or sheet.drawn
        hidden, covered = hidden + sheet.hidden, covered + sheet.covered
        characters += sum(len(word.text) + 1 for word in sheet.words)
        if characters > limits.characters:
            most = f"{limits.characters:,}"
            raise Refused("too-large", f"The file holds more than {most} characters, the most that is read.")
        if sheet.recognised:
            recognised.append(number)
        if sheet.pictured and not sheet.words:
            blank.append(number)
        yield page_of(sheet)
    if opened and not drawn:
        raise Refused("empty", "Nothing is on the pages of the PDF. Save the document as PDF again, and add that one.")
    if not characters:
        raise Refused(
            "no-text",
            "No text found: this looks like a scan. Have its text recognised (OCR) and save it again as PDF, or save "
            "the original document as PDF, and add that one.",
        )
    _say(composer, hidden, covered, blank, recognised)


def _say(composer: Composer, hidden: int, covered: int, blank: list[int], recognised: list[int]) -> None:
    if hidden:
        pieces = "1 piece of hidden text was" if hidden == 1 else f"{hidden:,} pieces of hidden text were"
        message = f"{pieces} left out: nobody sees it on the pages."
        composer.findings.append(Finding(code="hidden-text", message=message))
    if covered:
        words = "1 word under a box was" if covered == 1 else f"{covered:,} words under a box were"
        message = f"{words} left out: the box hides them on the page, but the file holds them. Do not offer the file."
        composer.findings.append(Finding(code="covered-text", message=message))
    if recognised:
        message = f"{_numbered(recognised)}: the words were read from a picture by a program. Compare them with it."
        composer.findings.append(Finding(code="machine-read", message=message))
    if blank:
        message = (
            f"{_numbered(blank)}: a picture without text, of which nothing was read. Look at it for anything to add."
        )
        composer.findings.append(Finding(code="pages-without-text", message=message))


def _say_if_incomplete(composer: Composer, data: bytes, pages: int, read: int) -> None:
    promised = max((int(one or other) for one, other in _COUNT.findall(data)), default=0)
    pages = max(pages, promised)
    if read < pages:
        message = f"Only {read} of {pages} pages could be read: the PDF is damaged. Get it again and add it once more."
    elif b"%%EOF" not in data[-_TAIL:]:
        message = "The end of the PDF is missing, and with it perhaps some pages. Get it again and add it once more."
    else:
        return
    composer.findings.append(Finding(code="incomplete", message=message))


def _numbered(pages: Sequence[int]) -> str:
    """`Page 3`, or `Pages 3, 5–7`."""
    runs = list[list[int]]()
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    return f"Page{'s' if len(pages) > 1 else ''} {', '.join('–'.join(map(str, run)) for run in runs)}"


def _write(composer: Composer, flow: Flow) -> None:
    if flow.furniture:
        kinds = len(flow.furniture)
        named = ", ".join(f"“{text}”" for text in flow.furniture[:_NAMED])
        message = (
            f"{kinds} {'kind' if kinds == 1 else 'kinds'} of running header, footer or page number left out: {named}."
        )
        composer.findings.append(Finding(code="page-furniture", message=message))
    for item in flow.items:
        if isinstance(item, Para):
            composer.write(_words(item, flow.usual))
        else:
            composer.table([[[_words(para, flow.usual) for para in cell] for cell in row] for row in item.rows])


def _words(para: Para, usual: Measure) -> Words:
    return Words(text=text_of(para, usual), bold=para.bold, heading=para.heading, level=para.level, page=para.page)
