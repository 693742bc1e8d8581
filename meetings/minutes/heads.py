"""Where items start: which of the candidates are heads, by their number and by the style of the others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.minutes.candidates import Head, candidates, in_capitals, wrapped_heads
from meetings.minutes.furniture import is_only_a_date, strip_title
from meetings.minutes.lines import Line, locate
from meetings.minutes.names import HONORIFIC, looks_like_name
from meetings.minutes.patterns import patterned
from meetings.minutes.vocabulary import SECTION_WORDS, PassageKind

_NEVER_A_TITLE = re.compile(
    r"^(?:appendix\s+\w+\W*)?attendance\b|"
    r"^(?:minutes|agenda|present|apologies|in attendance|chair(?:man|woman|person)?|mayor|signed)(?:\s*:.*)?$",
    re.I,
)
_INLINE = re.compile(r"(?<=[.!?])\s+(?P<number>\d{1,3})[.)]\s+(?P<title>[A-Z][A-Z'’&,/ -]{6,})")
_SENTENCE = re.compile(r"[.;]$")
_LONGEST_TITLE = 220
_FORMS = ("year", "dotted", "prefix")
_SEVERAL = 3
_MOSTLY, _SELDOM = 0.5, 0.34
_SENTENCE_WORDS = 5
_NEAR, _FAR = 3, 20
"""As near a number may leave some out; one further on than the second needs another that counts on from it."""


def find_heads(lines: Sequence[Line], *, bare: bool) -> tuple[Head, ...]:
    """The item heads among `lines`, in order.

    `bare` says that the family prints numbers without a full stop (F1 to F3), so that `1.` is always a list.
    """
    return tuple(_apart(_heads(lines, bare)))


def _apart(heads: Sequence[Head]) -> Iterator[Head]:
    """Heads of which none starts in the title of the one before."""
    last = -1
    for head in heads:
        if head.at > last:
            yield head
            last = head.title_at


def _heads(lines: Sequence[Line], bare: bool) -> Sequence[Head]:
    exported = tuple(wrapped_heads(lines)) if bare else ()
    if exported:
        return exported
    found = list(candidates(lines))
    forms = [[head for head in found if head.form == form and _title_like(head, lines)] for form in _FORMS]
    forms = [run for run in forms if len(run) >= 2 and not bare and _leads(run, found)]
    counted = [head for head in found if head.form in ("row", "alone", "int")]
    style = _bare_style(counted) if bare else _main_style(counted, lines)
    accepted = _behind_list(list(_accepted(counted, lines, style)), counted, lines, style)
    if accepted and bare and not _is_list(accepted, lines):
        return accepted
    regular = [list(run) for run in patterned(lines)]
    numbered = {at for run in (*forms, accepted, *regular) for head in run for at in (head.at, head.title_at)}
    unnumbered = [head for head in _unnumbered(lines) if head.at not in numbered]
    several = [unnumbered] if len(unnumbered) >= _SEVERAL else []
    runs = [run for run in (*forms, accepted, *regular, *several) if run]
    runs = _with_text(runs)
    own = [run for run in runs if not any(_is_inner(run, other, bare=bare) for other in runs)]
    firm = [accepted] if accepted in own and not _is_list(accepted, lines) else []
    return next(
        (run for run in (*forms, *firm, *sorted(regular, key=lambda run: run[0].at), *several) if run in own),
        accepted or unnumbered,
    )


def _behind_list(
    accepted: list[Head], counted: Sequence[Head], lines: Sequence[Line], style: frozenset[int]
) -> list[Head]:
    """The items that start again at 1 behind a list which only looked like the first of them."""
    first = accepted[0] if accepted else None
    if first is None or first.value != (1, ""):
        return accepted
    again = next(
        (head for head in counted if head.value == first.value and head.at > first.at and head.at in style), None
    )
    above = [head for head in accepted if again is None or head.at < again.at]
    if again is None or len(above) < 2 or _share(above) > 0:
        return accepted
    later = list(_accepted([head for head in counted if head.at >= again.at], lines, style))
    return later if _share(later) >= _MOSTLY and len(later) >= len(above) else accepted


def _share(run: Sequence[Head]) -> float:
    """How many heads of a run, from 0 to 1, have text between them and the next."""
    return sum(b.at > a.title_at + 1 for a, b in itertools.pairwise(run)) / max(1, len(run) - 1)


def _with_text(runs: list[list[Head]]) -> list[list[Head]]:
    """The runs whose heads have text between them, when there is one: a list of people or of dates has none."""
    shares = [_share(run) for run in runs]
    if max(shares, default=0) < _MOSTLY:
        return runs
    return [run for run, share in zip(runs, shares, strict=True) if share >= _SELDOM]


def _is_inner(run: Sequence[Head], outer: Sequence[Head], *, bare: bool) -> bool:
    """Whether a run of numbers is a list inside one item of another run that opened before it."""
    if len(outer) < 2 or outer[0].at >= run[0].at:
        return False
    if any(first.at < run[0].at and run[-1].at < second.at for first, second in itertools.pairwise(outer)):
        return True
    if outer[0].form == "none":
        titled = [first for first, second in itertools.pairwise(outer) if second.at > first.at + 1]
        around = len(titled) > 1 and titled[1].at < run[0].at and outer[-1].at > run[-1].at
        return not bare and run[0].form != "none" and around
    return run[0].at > outer[-1].at and len(run) <= _SEVERAL < len(outer) + 1


def _is_list(heads: Sequence[Head], lines: Sequence[Line]) -> bool:
    """Whether the numbers are those of a list inside an item: sentences, set as entries, behind words and a colon."""
    if any(head.strong or head.form not in ("int", "alone") for head in heads):
        return False
    sentences = sum(head.title.endswith((".", ";")) or head.title[:1].islower() for head in heads)
    led = heads[0].at > 0 and lines[heads[0].at - 1].text.endswith(":")
    return sentences >= len(heads) * 0.5 or led or len(heads) <= 1


def _bare_style(heads: Sequence[Head]) -> frozenset[int]:
    """Where numbers are printed without a full stop, `1.` is a list, but for headings and bold lines."""
    bare = [head for head in heads if head.form == "row" or (not head.punct and not head.entry)]
    if not bare:
        return frozenset(head.at for head in heads)
    return frozenset(head.at for head in (*bare, *(head for head in heads if head.strong)))


def _leads(chosen: Sequence[Head], found: Sequence[Head]) -> bool:
    """A form is the record's own when it starts no later than the first counted head set in bold or as a row."""
    plain = [head for head in found if head.form in ("row", "int") and head.strong and head.value == (1, "")]
    return not plain or chosen[0].at <= plain[0].at


def _main_style(heads: Sequence[Head], lines: Sequence[Line]) -> frozenset[int]:
    """Places of the heads set like the record's own: numbers alone, as web pages print them; else rows; else strong."""
    alone = [head for head in heads if head.form == "alone" and head.punct]
    rows = [head for head in heads if head.form == "row"]
    strong = [head for head in heads if head.strong]
    for style in (alone, rows, strong):
        chosen = [head for head in style if _title_like(head, lines)]
        if len(chosen) >= 2 and _count_on(chosen):
            return frozenset(head.at for head in chosen)
    return frozenset(head.at for head in heads if head.form != "alone" or head.punct)


def _count_on(heads: Sequence[Head]) -> bool:
    values = [head.value[0] for head in heads if head.value]
    rising = sum(second > first for first, second in itertools.pairwise(values))
    return bool(values) and rising >= (len(values) - 1) * 0.7


def _accepted(heads: Sequence[Head], lines: Sequence[Line], main: frozenset[int]) -> Iterator[Head]:
    """Heads whose number is the expected next, or whose style is that of the heads before them.

    One that is not set in the record's main style (`main` holds the places of those that are) must be the expected
    next, stand as a title, and follow no list that it could go on with.
    """
    last: tuple[int, str] | None = None
    styles: set[tuple[str, bool]] = set()
    inner, inner_end = 0, -1
    latest = {(head.form, head.punct, head.entry, head.value[0]): head.at for head in heads if head.value}
    main_numbers = {head.value[0] for head in heads if head.value and head.at in main}
    first: Head | None = None
    own: Head | None = None
    for head in heads:
        value = head.value
        if value is None or not _title_like(head, lines):
            continue
        style = (head.form, head.strong)
        first = first or head
        if _comes_again(head, first, value[0], latest):
            continue
        opens = own is not None and _set_alike(head, own) and _opens_list(head, lines)
        next_to = inner_end >= 0 and (value[0], head.at) == (inner + 1, inner_end + 1)
        if opens or (next_to and own is not None and _set_alike(head, own) and not _goes_back(head, own, lines)):
            # Set like an item, and an entry of the list that the words above lead in.
            inner, inner_end = value[0], head.title_at
            continue
        goes_on = inner and value[0] == inner + 1 and head.entry and not head.strong
        if goes_on and (head.at not in main or not _stands_as_title(head, lines)):
            inner = value[0]
        elif _is_next(value, last, style in styles, head, counts_on=_counts_on(head, latest, lines)) and (
            head.at in main or _steps_in(head, last, inner, lines) or _comes_before(head, last, main_numbers, lines)
        ):
            yield head
            last, own, inner, inner_end = value, head, 0, -1
            styles.add(style)
        elif head.entry:
            inner = value[0]


def _set_alike(head: Head, other: Head) -> bool:
    return (head.form, head.punct, head.entry, head.strong) == (other.form, other.punct, other.entry, other.strong)


def _opens_list(head: Head, lines: Sequence[Line]) -> bool:
    """Whether a 1 behind items stands under words that lead a list in, or under the heading of a section."""
    above = lines[head.at - 1].text.rstrip() if head.at else ""
    return head.value == (1, "") and (above.endswith((":", ";")) or _is_section_word(above))


def _goes_back(head: Head, last: Head, lines: Sequence[Line]) -> bool:
    """Whether a number that goes on with the list is the next item: a title, and no question nor anybody's task."""
    following = lines[head.title_at + 1] if head.title_at + 1 < len(lines) else None
    text = following is not None and not following.marker and following.row is None
    counts = bool(head.value and last.value and head.value[0] == last.value[0] + 1)
    return counts and text and not re.search(r"[?.;]$|\sto\s+[a-z]", head.title)


def _comes_again(head: Head, first: Head, number: int, latest: dict[tuple[str, str, bool, int], int]) -> bool:
    """Whether a number set otherwise than the first head stands further on as that one is set: here it is a list's."""
    own = (first.form, first.punct, first.entry)
    return (head.form, head.punct, head.entry) != own and latest.get((*own, number), -1) > head.at


def _comes_before(head: Head, last: tuple[int, str] | None, main: set[int], lines: Sequence[Line]) -> bool:
    """Whether a 1 in another style is the first item, where those in the record's own begin with 2."""
    first = last is None and head.value == (1, "") and 1 not in main and 2 in main
    return first and head.form != "alone" and _stands_as_title(head, lines)


def _steps_in(head: Head, last: tuple[int, str] | None, inner: int, lines: Sequence[Line]) -> bool:
    expected = last is not None and head.value is not None and head.value[0] == last[0] + 1
    return expected and not inner and head.form != "alone" and _stands_as_title(head, lines)


def _counts_on(head: Head, latest: dict[tuple[str, str, bool, int], int], lines: Sequence[Line]) -> bool:
    """Whether a later candidate of the same form has the next number, and this one stands as a title.

    `latest` holds the last place of each number in each form.
    """
    if head.value is None or (head.entry and not _stands_as_title(head, lines)):
        return False
    return latest.get((head.form, head.punct, head.entry, head.value[0] + 1), -1) > head.at


def _is_next(
    value: tuple[int, str], last: tuple[int, str] | None, known_style: bool, head: Head, *, counts_on: bool
) -> bool:
    if last is None:
        return head.form in ("row", "alone") or head.strong or value[0] == 1 or counts_on
    if value[0] == last[0] + 1 or (value[0] == last[0] and value[1] > last[1]):
        return True
    if known_style and (head.strong or head.form == "alone"):
        return value[0] <= last[0] + _FAR or counts_on
    near = last[0] < value[0] <= last[0] + _NEAR
    return known_style and near and (not head.entry or counts_on)


def _stands_as_title(head: Head, lines: Sequence[Line]) -> bool:
    """A short line with no full stop, followed by a paragraph: a title and no entry of a list."""
    following = lines[head.at + 1] if head.at + 1 < len(lines) else None
    short = len(head.title) <= 90 and not head.title.endswith((".", ";", ","))
    inner = following is not None and following.marker and not re.search(r"\d", following.marker)
    own = following is not None and (not following.marker or inner) and not _is_section_word(following.text)
    return short and bool(own)


def _is_section_word(text: str) -> bool:
    return text.strip().lower().rstrip(" :.") in SECTION_WORDS


def _title_like(head: Head, lines: Sequence[Line]) -> bool:
    title = head.title.strip()
    if HONORIFIC.match(title) and looks_like_name(re.sub(r"\s*[(,–].*$", "", title)):
        return False
    if head.form == "alone" and not head.punct and lines[head.at].row is None and _is_told(title):
        return False
    if head.form in ("row", "alone") or head.strong:
        return bool(title)
    if not re.match(r"[A-Z#\"'“‘(£\d]", title) or re.match(r"\d{1,2}[.:]\d{2}\b|[ap]\.?m\b", title):
        return False
    if head.entry or head.punct or head.form != "int":
        return len(title) <= _LONGEST_TITLE or _starts_with_heading(title)
    return len(title) <= _LONGEST_TITLE and not _SENTENCE.search(title)


def _is_told(title: str) -> bool:
    """Whether words are a sentence: a number alone above it is a page's."""
    return title.endswith(".") and len(title.split()) >= _SENTENCE_WORDS


def _starts_with_heading(title: str) -> bool:
    return bool(re.match(r"[^.:]{3,80}(?:[:.–-])\s", title))


def _unnumbered(lines: Sequence[Line]) -> Iterator[Head]:
    """Titles with no number: headings, bold lines or lines in capitals that open text of their own."""
    for at, line in enumerate(lines):
        text = line.text.strip()
        own = line.strong or (in_capitals(text) and line.kind is PassageKind.PARAGRAPH)
        if (
            own
            and not _NEVER_A_TITLE.match(text)
            and not is_only_a_date(text)
            and 3 < len(text) <= 150
            and not text.endswith((".", ";", ",") if in_capitals(text) else (".", ";", ",", ":"))
            and text.lower().rstrip(":") not in SECTION_WORDS
        ):
            yield Head(at=at, number="", title=text, form="none", strong=True, title_at=at)


def split_inline(lines: Sequence[Line], text: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Lines in which a second item starts inside a paragraph, cut there; and the lines that were cut off.

    A cut needs the next number and a title in capitals.
    """
    result: list[Line] = []
    cut: list[Line] = []
    last = 0
    for line in lines:
        pieces = _cut(line, text, last) if len(line.text) > 40 else (line,)
        cut.extend(pieces[1:])
        result.extend(pieces)
        for piece in pieces:
            match = re.match(r"(\d{1,3})[.)]", piece.marked)
            last = int(match[1]) if match and in_capitals(piece.text[:40]) else last
    return tuple(replace(line, index=number) for number, line in enumerate(result)), tuple(cut)


def _cut(line: Line, text: str, last: int) -> tuple[Line, ...]:
    for match in _INLINE.finditer(line.text):
        if last and int(match["number"]) == last + 1:
            first, second = line.text[: match.start()].strip(), line.text[match.start() :].strip()
            start = locate(text, line.span, second)
            head = replace(line, text=first, span=replace(line.span, end=start.start))
            rest = replace(
                line, text=second, span=replace(line.span, start=start.start), marker="", kind=PassageKind.PARAGRAPH
            )
            return (head, *_cut(rest, text, last + 1))
    return (line,)


def clean_title(title: str) -> str:
    """A title without web furniture and without a closing full stop after a few words."""
    text = strip_title(" ".join(title.split()))
    return text[:-1] if text.endswith(".") and len(text) <= 80 and text.count(".") == 1 else text
