"""Agendas: the list of items with its private part, and the reports that stand behind it as papers of the items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes import confidential
from meetings.minutes.dates import find_dates, find_time
from meetings.minutes.furniture import fold, is_furniture, is_header_row
from meetings.minutes.header import HeaderRead, board_name, clean_venue, names_a_body, read_date
from meetings.minutes.heads import clean_title
from meetings.minutes.items import number_findings
from meetings.minutes.lines import Line, locate
from meetings.minutes.structure import Header, Item, Paper, Passage

_NUMBERED = re.compile(r"^(?:item\s+)?(?P<number>\d{1,4}[A-Z]?)[.)]?\s+(?:[-–—:]\s+)?(?P<title>\S.*)$", re.S | re.I)
_FAR = 8
_IS_PAPER = re.compile(r"\b(?:to follow|tabled|presentation|appendix|annex|report|verbal|paper|update|slides)\b", re.I)
_TIME = re.compile(r"^\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?$", re.I)
_PAGES = re.compile(r"^\d{1,4}(?:\s*[-–—]\s*\d{1,4})?$")
_TITLE_WITH_PAGES = re.compile(
    r"^(?P<title>.+?)(?:\s*\.{3,}\s*|\s+)\(?(?:pages?\s+)?(?P<pages>\d{1,3}\s*[-–—]\s*\d{1,3})\)?$", re.I
)
_ENDS_LIST = re.compile(
    r"^(?:date of (?:the )?next meeting|membership|contact|for further information|to:|distribution)\b", re.I
)
_REPORT_LABEL = re.compile(
    r"^(?P<name>purpose(?: of report)?|summary|recommendations?|contact officers?|"
    r"report author)\s*:?\s*(?P<rest>(?<=:\s).*)?$",
    re.I | re.S,
)
_CONTACT_DETAIL = re.compile(r"^(?:position|phone(?: no)?|telephone|tel|e-?mail|job title)\b", re.I)
_APPENDIX = re.compile(r"^(?:appendix|annex)\s+[a-z0-9]+\s*[-–—:.]?\s*", re.I)
_NEXT_MEETING = re.compile(r"\bnext meeting\b|\bpre-?meeting\b|\blead members?\b", re.I)


@dataclass(slots=True)
class Listed:
    """Items of an agenda while they are being read."""

    items: list[Item] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_agenda_header(lines: Sequence[Line], start: int, text: str) -> HeaderRead:
    """The header of an agenda: the lines between the last `Agenda` heading and the list, else the title page."""
    headings = [at for at, line in enumerate(lines[:start]) if line.text.strip(" *#_:").lower() == "agenda"]
    near = lines[headings[-1] + 1 : start] if headings else ()
    for block in (near, lines[: min(start, 30)]):
        usable = [line for line in block if not _NEXT_MEETING.search(line.text)]
        board = next(
            (
                line
                for line in usable
                if names_a_body(line.text) and not find_dates(line.text) and not confidential.part_of(line.text)
            ),
            None,
        )
        dated = next((line for line in usable if any(found.date for found in find_dates(line.text))), None)
        if board and dated:
            return _header(board, dated, usable, text)
    return read_date([line for line in lines[:start] if not _NEXT_MEETING.search(line.text)][:40], text)


def _header(board: Line, dated: Line, block: Sequence[Line], text: str) -> HeaderRead:
    date = read_date([dated], text)
    after = [line for line in block if line.index > dated.index]
    timed = next((line for line in [dated, *after] if find_time(line.text)), None)
    place = next((line for line in after if _is_place(line)), None)
    used = {line.index for line in (board, dated, timed, place) if line}
    header = Header(
        board=board_name(board.text),
        date=date.header.date,
        time=find_time(timed.text) if timed else "",
        venue=clean_venue(re.sub(r"^venue\s*:\s*", "", place.text, flags=re.I)) if place else "",
        board_span=board.span,
        date_span=date.header.date_span,
        venue_span=place.span if place else None,
    )
    return HeaderRead(header=header, used=frozenset(used), findings=date.findings)


def _is_place(line: Line) -> bool:
    words = re.sub(r"[\s.,:apm0-9]", "", line.text.lower())
    return bool(words) and not is_furniture(line) and line.row is None and not line.heading


def read_agenda_items(lines: Sequence[Line], start: int, text: str) -> Listed:
    """The items of an agenda's list, its parts and page ranges; appendices are papers of the item above them."""
    result = Listed()
    private = ""
    at = start
    while at < len(lines):
        row = _row(lines, at)
        first = row[0]
        if _ENDS_LIST.match(first.text.strip(" *_")):
            break
        part = confidential.part_of(first.text)
        if part:
            private = first.text if part == "private" else ""
        elif not _take_row(result, row, private, text) and _ends_list(result, row):
            if not _goes_on(result, lines[at + 1 : at + 1 + _FAR]):
                break
            _add_text(result, first)
        result.used |= {line.index for line in row}
        at += len(row)
    result.findings.extend(number_findings([_Numbered(item.number) for item in result.items], result.items))  # type: ignore[misc]
    return result


def _goes_on(result: Listed, lines: Sequence[Line]) -> bool:
    """Whether the next item stands a few lines further on: between them is what is to be done in this one."""
    last = result.items[-1].number
    following = str(int(last) + 1) if last.isdigit() else ""
    numbers = (_NUMBERED.match(line.marked) for line in lines if line.row is None)
    return bool(following) and any(match and match["number"] == following for match in numbers)


def _add_text(result: Listed, line: Line) -> None:
    item = result.items[-1]
    span = Span(item.span.start, line.span.end, item.span.page)
    result.items[-1] = replace(item, span=span, passages=(*item.passages, line.passage()))


def _ends_list(result: Listed, row: Sequence[Line]) -> bool:
    paged = len(row) > 1 and bool(_PAGES.match(row[-1].text))
    return (
        bool(result.items)
        and not paged
        and not is_furniture(row[0])
        and not is_header_row(tuple(line.text for line in row))
    )


@dataclass(frozen=True, slots=True)
class _Numbered:
    """What `number_findings` needs to know of a head."""

    number: str

    @property
    def value(self) -> tuple[int, str] | None:
        match = re.fullmatch(r"(\d{1,4})([A-Za-z]?)", self.number)
        return (int(match[1]), match[2].upper()) if match else None


def _row(lines: Sequence[Line], at: int) -> Sequence[Line]:
    if lines[at].row is None:
        return lines[at : at + 1]
    end = at
    while end < len(lines) and lines[end].row == lines[at].row:
        end += 1
    return lines[at:end]


def _take_row(result: Listed, row: Sequence[Line], private: str, text: str) -> bool:
    """Takes one row as an item, or as a paper of the item above it; False when it is neither."""
    cells = _without_time([line for line in row if line.text.strip()])
    pages = cells[-1].text if len(cells) > 1 and _PAGES.match(cells[-1].text) else ""
    words = " ".join(line.marked for line in (cells[:-1] if pages else cells))
    with_pages = _TITLE_WITH_PAGES.match(words) if not pages else None
    if with_pages:
        words, pages = with_pages["title"], with_pages["pages"]
    span = Span(row[0].span.start, row[-1].span.end, row[0].span.page)
    number = _NUMBERED.match(words)
    if number and not words.startswith(("(", "20")):
        title = clean_title(number["title"])
        because = confidential.restricts_title(title) or (f"Listed under “{private.strip(' *_')}”." if private else "")
        item = Item(
            number=number["number"],
            position=len(result.items) + 1,
            title=title,
            span=span,
            title_span=locate(text, span, number["title"]),
            restricted=bool(because),
            restricted_because=because,
            papers=(Paper(title=title, span=span, pages=pages),) if pages else (),
        )
        result.items.append(item)
        return True
    appendix = re.match(r"^(?:\(?[a-z][.)]|[-•·])\s*(?P<title>\S.*)$", words) or re.match(
        r"^(?P<title>(?:appendix|annex)\b.*)$", words, re.I
    )
    if appendix and result.items:
        paper = Paper(title=appendix["title"].strip(), span=span, pages=pages)
        last = result.items[-1]
        result.items[-1] = replace(last, papers=(*last.papers, paper), span=Span(last.span.start, span.end))
        return True
    if row[0].row is not None and result.items and words and not is_header_row(tuple(line.text for line in row)):
        # A row without a number belongs to the item above it: its paper, or a note such as `To follow`.
        last = result.items[-1]
        told = not pages and not _IS_PAPER.search(words)
        papers = (
            last.papers if is_furniture(row[0]) or told else (*last.papers, Paper(title=words, span=span, pages=pages))
        )
        result.items[-1] = replace(last, papers=papers, span=Span(last.span.start, span.end))
        return True
    return False


def _without_time(cells: Sequence[Line]) -> Sequence[Line]:
    """The cells of a row without the time at which its item is taken."""
    titled = len(cells) > 1 and not _PAGES.match(cells[0].text)
    return [line for at, line in enumerate(cells) if at < (1 if titled else 2) or not _TIME.match(line.text)]


def read_papers(items: Sequence[Item], lines: Sequence[Line], venue: str) -> tuple[list[Item], set[int]]:
    """The reports behind an agenda as papers of its items, and the lines they use.

    A report starts at a heading that repeats an item's title, or the title of one of its appendices. A heading that
    names the meeting's place is the back cover, with the way there.
    """
    targets = dict(_targets(items))
    papers: dict[tuple[int, int], _OpenPaper] = {}
    used: set[int] = set()
    current: tuple[int, int] | None = None
    restricted: dict[int, str] = {}
    for line in lines:
        words = confidential.restricts_document(line.text)
        found = targets.get(fold(_APPENDIX.sub("", line.text))) if line.strong or _is_title(line, targets) else None
        if words:
            # Restrict first: what stands behind such a line is the private report until another report starts.
            private = _private_after(items, current)
            restricted[private] = words
            current = (private, 0)
            papers.setdefault(current, _OpenPaper()).add_title(line)
            used.add(line.index)
        elif found is not None:
            current = found
            papers.setdefault(current, _OpenPaper()).add_title(line)
            used.add(line.index)
        elif line.strong and len(line.text) > 7 and fold(line.text) in fold(venue):
            current = None
        elif current is not None and not is_furniture(line):
            papers[current].add(line)
            used.add(line.index)
    done = [_with_papers(item, at, papers) for at, item in enumerate(items)]
    for at, words in restricted.items():
        done[at] = replace(done[at], restricted=True, restricted_because=done[at].restricted_because or words)
    return [_asked_about(item) for item in done], used


def _asked_about(item: Item) -> Item:
    """The item with the first words of its title or papers that ask whether it is public, unless it is withheld."""
    if item.restricted:
        return item
    titles = [item.title, *(paper.title for paper in item.papers)]
    texts = [passage.text for paper in item.papers for _, passages in paper.sections for passage in passages]
    texts += [passage.text for passage in item.passages]
    words = (confidential.restricts_title(title) or confidential.asks_of_title(title) for title in titles)
    more = (confidential.asks_clerk(text) for text in texts if confidential.has_sign(text))
    return replace(item, sensitive=next(filter(None, itertools.chain(words, more)), ""))


def _is_title(line: Line, targets: dict[str, tuple[int, int]]) -> bool:
    return line.row is None and not line.marker and len(line.text) > 12 and fold(line.text) in targets


def _targets(items: Sequence[Item]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Folded title → (index of the item, index of the paper; 0 is the item's own report)."""
    for at, item in enumerate(items):
        appendices = [paper for paper in item.papers if fold(paper.title) != fold(item.title)]
        for number, paper in enumerate(appendices, start=1):
            yield fold(_APPENDIX.sub("", paper.title)), (at, number)
        yield fold(item.title), (at, 0)


def _private_after(items: Sequence[Item], current: tuple[int, int] | None) -> int:
    """Which item a line `Document is Restricted` stands for: the next private one, else the one being read."""
    start = current[0] if current else -1
    later = [at for at, item in enumerate(items) if at > start and item.restricted]
    return later[0] if later else max(start, 0)


@dataclass(slots=True)
class _OpenPaper:
    start: int = -1
    end: int = -1
    sections: list[tuple[str, list[Passage]]] = field(default_factory=list)

    def add_title(self, line: Line) -> None:
        self.start = line.span.start if self.start < 0 else self.start
        self.end = line.span.end

    def add(self, line: Line) -> None:
        self.end = line.span.end
        contact = bool(self.sections) and self.sections[-1][0].lower().startswith("contact")
        label = _REPORT_LABEL.match(line.text)
        heads = (line.heading or line.bold) and len(line.text) <= 120 and line.row is None
        if label and label["rest"]:
            self.sections.append((label["name"], [replace(line, text=label["rest"]).passage()]))
            return
        if (heads or label) and not (contact and _CONTACT_DETAIL.match(line.text)):
            self.sections.append((line.text.strip(" :"), []))
            return
        if not self.sections:
            self.sections.append(("", []))
        self.sections[-1][1].append(line.passage())


def _with_papers(item: Item, at: int, read: dict[tuple[int, int], _OpenPaper]) -> Item:
    own = next((paper for paper in item.papers if fold(paper.title) == fold(item.title)), None)
    appendices = [paper for paper in item.papers if paper is not own]
    papers: list[Paper] = []
    for number, paper in enumerate([own, *appendices]):
        text = read.get((at, number))
        if paper is None and text is None:
            continue
        base = paper or Paper(title=item.title, span=item.span)
        if text is None:
            papers.append(base)
            continue
        sections = tuple((name, tuple(passages)) for name, passages in text.sections)
        papers.append(replace(base, span=Span(text.start, text.end), sections=sections))
    return replace(item, papers=tuple(papers))
