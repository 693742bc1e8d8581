"""What stands under a heading of decisions or actions and is none: votes, reasons, thanks, `None.`, a small table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from meetings.minutes.entries import Entry
from meetings.minutes.lines import Line
from meetings.minutes.verbs import outcomes_of
from meetings.minutes.vocabulary import Part

_NOTHING = re.compile(
    r"^(?:none|nil|n/?a|not applicable|(?:as|see)\s+(?:(?:set out|noted|agreed|outlined|discussed)\s+)?above"
    r"|no(?:\s+(?:further|specific|formal))?\s+(?:actions?|decisions?)\b.{0,40}"
    r"|there\s+(?:were|are|was|is)\s+no\b.{0,20}\b(?:actions?|decisions?)\b.{0,40})\W*$",
    re.I,
)
_ONLY_A_WORD = re.compile(r"^\W*(?:it\s+was\s+)?(?:resolved|agreed|recommended)(?:\s+that)?\W*$", re.I)
_TELLS = re.compile(
    r"^(?:The\s+)?(?:Chair\w*|Vice-Chair\w*|Cllr|Councillor|Mr|Mrs|Ms|Members)\b.{0,60}?"
    r"\b(?:thanked|closed|reminded|welcomed|invited|left|joined|arrived)\b"
    r"|\b(?:was|were)\s+(?:then\s+)?introduced\s+by\b"
)
"""A sentence that tells of something else."""
_BESIDE = re.compile(
    r"^(?:the\s+)?(?:date\s+(?:and\s+time\s+)?of\s+(?:the\s+)?)?next\s+meeting\b"
    r"|^post[- ]meeting\s+note\b|^\[\d{1,3}\]\s"
    r"|^(?:reasons?(?:\s+for\s+(?:the\s+)?(?:decisions?|recommendations?))?|eligible\s+for\s+call-?in|call-?in|deadline\b[^:]{0,60}|"
    r"reason\(s\)|(?:resource|financial|legal)\s+implications|consultation|(?:for|against)\s+the\s+motion|"
    r"wards?\s+affected|declarations?\s+of\s+interests?|notes?|contact|options\s+considered|alternatives?[^:]{0,40})\s*:",
    re.I,
)
"""What web pages print behind every decision, and where the next meeting is."""
_SAYS_WHAT = re.compile(r"\b(?:to|that|the|its|an?)\s+\w+", re.I)
"""Words of a lead-in that say by themselves what was decided."""
_VOTE = re.compile(
    r"^\W*(?:voting|votes?\s*:|for\s*:|in favour|against\s*:|abstain\w*\s*:|carried|unanimous(?:ly)?|prop\.|"
    r"the\s+(?:motion|amendment|resolution)\s+was|"
    r"(?:proposed|moved|seconded)(?:\s+by|\s*:|\s+(?:Cllr|Councillor|Mrs?|Ms)\b)|on a (?:show of hands|vote))"
    r"(?!.*\b(?:resolved|agreed)\b)",
    re.I,
)
"""How a vote went, behind what was voted on."""
_SHORT = 80


def only_a_word(text: str) -> bool:
    """Whether the text is `RESOLVED` or its like, with nothing behind it."""
    return bool(_ONLY_A_WORD.match(text)) and not re.match(r"it was \w+\.$", text, re.I)


def is_aside(entry: Entry, part: Part, *, first: bool, listed: bool) -> bool:
    """Whether an entry is no record.

    `first` says that nothing stood under the heading before it, `listed` that a list did.
    """
    text = entry.text
    if only_a_word(text) or _NOTHING.match(text) or not re.search(r"\w", text):
        return True
    if text.rstrip().endswith(":") and not _SAYS_WHAT.search(text):
        return True
    if entry.marker:
        return False
    if not first and ((len(text) <= 200 and _VOTE.match(text)) or _BESIDE.match(text)):
        return True
    decides = part is Part.DECISION and bool(outcomes_of(text))
    return (listed or not first) and bool(_TELLS.search(text)) and not decides


def table_cells(lines: Sequence[Line]) -> frozenset[int]:
    """Starts of the lines that are the cells of a small table under a heading, such as who was sent to which body."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.row is not None:
            rows[line.row].append(line)
    cells = [
        line
        for row in rows.values()
        if len(row) > 1
        and len({line.column for line in row}) == len(row)
        and all(len(line.text) <= _SHORT for line in row)
        for line in row
        if not line.marker and not outcomes_of(row[0].text) and " to " not in row[0].text
    ]
    return frozenset(line.span.start for line in cells)
