"""Signs of confidential business: what restricts at once, and what a clerk is asked about."""

from __future__ import annotations

import re

_PRIVATE = re.compile(
    r"\bprivate\b|\bconfidential\b|\bexempt\b|\bnon-public\b|\bclosed\b|\brestricted\b|\bnot\s+for\s+publication\b"
    r"|\bpublic\s+(?:be\s+)?excluded\b|\babsence\s+of\s+the\s+(?:press|public)\b",
    re.I,
)
_PRIVATE_ALONE = re.compile(
    r"^(?:in\s+)?(?:non-public|private|confidential|exempt|closed|restricted|private\s+and\s+confidential)"
    r"(?:\s+(?:items?|item\(s\)|business|session|part|section|agenda|minutes?|minute\(s\)|matters?))?\s*:?$"
    r"|^items?\s+(?:to\s+be\s+)?(?:considered|taken|discussed)\s+in\s+(?:private|the\s+absence\s+of\s+the\s+(?:press|public))\b.{0,40}$"
    r"|^not\s+for\s+publication\s*:?$|^in\s+committee$|^pink\s+papers?$"
    r"|^.{0,60}\bafter\s+the\s+exclusion\s+of\s+the\s+(?:press|public)\b.{0,40}$"
    r"|^(?:rhan\s+(?:2|dau)\b.{0,60}|eitem(?:au)?\s+eithriedig.{0,40})$",
    re.I,
)
PART = re.compile(r"^(?:part|section)\s+(?P<part>1|2|one|two|i|ii|a|b)\b\s*[:–—-]?\s*(?P<words>.*)$", re.I)
_PUBLIC_AGAIN = re.compile(
    r"\b(?:public|press)\b[^.]{0,60}\b(?:re-?admitted|readmitted|returned|rejoined|invited back)\b|"
    r"\b(?:open|public) session (?:was )?resumed\b",
    re.I,
)
TITLE = re.compile(
    r"[(\[]\s*(?:confidential|exempt|private|restricted|closed|part\s+(?:2|ii|two)|"
    r"not for publication|para(?:graph)?s?\s+\d|pink\s+papers?|eitem\s+eithriedig)\b[^)\]]{0,60}[)\]]"
    r"|^(?:restricted|confidential|exempt|private|closed)\s+(?:item|report|appendix|minutes?\s*[-–—:])\b"
    r"|^(?:confidential|exempt|restricted)\s*[-–—:]"
    r"|\bcommercial(?:ly)?[\s-]+in[\s-]+confidence\b|\bofficial[\s-]+sensitive\b"
    r"|[-–—:]\s*(?:confidential|exempt|restricted|private|closed|in\s+private|not\s+for\s+publication|exempt\s+from\s+publication)\s*$",
    re.I,
)
_TITLE_ASKS = re.compile(
    r"\brestricted\s+enclosure\b|\breasons\s+why\s+document\b.{0,40}\brestricted\b|\b(?:confidential|exempt|in\s+camera|in\s+private|part\s+(?:2|ii|two)|restricted|closed\s+session)\b"
    r"|\bprivate\b(?!\s+(?:sector|rented|hire|landlords?|rent|housing|finance|companies|homes))",
    re.I,
)
_TITLE_CAPITALS = re.compile(r"\bCONFIDENTIAL\b|\bEXEMPT\b")
_DOCUMENT = re.compile(
    r"^\W*(?:this )?document is restricted\W*$|^\W*security classification\s*:?\s*(?:confidential|"
    r"restricted|official-sensitive|exempt)"
    r"|^\W*(?:exempt|confidential)\s+information\s+(?:as\s+defined|by\s+virtue|within|under)\b"
    r"|^\W*exempt(?:ed)?\s+(?:under|by|minutes?\W*$|report|appendix)\b"
    r"|^\W*by\s+virtue\s+of\s+paragraphs?\b.*\bschedule\s+12A\b"
    r"|^\W*view\s+the\s+reasons\s+why\s+item\b.{0,40}\brestricted\b"
    r"|^\W*part\s+(?:2|ii|two)\s+(?:report|item|minutes?)\W*$"
    r"|^\W*(?:this|the\s+following)\s+(?:item|matter|report|minute)s?\s+(?:was|were|is|are)\s+(?:exempt|confidential|restricted|"
    r"(?:considered|taken|discussed|held|heard)\s+in\s+(?:private|camera|closed\s+session))\b"
    r"|^\W*not\s+for\s+publication\s+(?:by\s+(?:virtue|reason)|under|as\s+it|because)\b",
    re.I,
)
_EXCLUDE = re.compile(
    r"\bexclu(?:de|ded|sion|ding)\b(?:\s+of)?[^.;]{0,60}\b(?:press|public)\b"
    r"|\b(?:press|public)\b[^.;]{0,60}\b(?:(?:be|was|were|is|are)\s+)?(?:(?:\w+ly|now|then|also)\s+)*excluded\b"
    r"|\b(?:schedule\s+12A|schedule\s+7A|section\s+100A\s*\(\s*4\s*\)|s\.?\s*100A\(4\))",
    re.I,
)
_OWN = r"(?:meeting|council|board|committee|cabinet|panel|members|sub-committee)"
_CLOSES = re.compile(
    r"\b(?:press|public)\b[^.;]{0,40}\b(?:be|was|were|is|are)\s+(?:\w+\s+)?(?:asked|requested|invited|required)\s+to\s+(?:leave|withdraw)\b"
    rf"|\b{_OWN}\s+(?:then\s+|now\s+)?(?:resolved\s+to\s+|agreed\s+to\s+)?(?:go|went|moved?|enter(?:ed)?)\s+(?:into\s+)?(?:an?\s+)?"
    r"(?:committee\b(?!\s+room)|camera|(?:closed|private|confidential|exempt)\s+session)"
    r"|\b(?:(?:following|remaining|these)\s+(?:items?|business|matters?|minutes?)|remaining\s+part|part|remainder|rest|"
    r"meeting(?!\s+of\b(?!\s+the\s+meeting)))\b[^.;]{0,60}\b(?:taken|held|considered|conducted|discussed|heard|continued)"
    r"\s+in\s+(?:private|camera|(?:closed|private)\s+session|the\s+absence\s+of\s+the\s+(?:press|public))\b",
    re.I,
)
"""The meeting goes on without the public, in words that are no resolution."""
_TOLD = re.compile(
    r"\b(?:said|reported|told|explained|stated|asked|suggested|noted)\b|\blast\s+(?:week|month|year)\b|\bnot\s+excluded\b",
    re.I,
)
"""Somebody tells of another meeting."""
_LEFT = re.compile(
    r"(?<!member of the )(?<!members of the )\b(?:press|public)\b[^.;]{0,30}\b(?:left|withdrew\s+from|withdrew)\b", re.I
)
_RESOLVES = re.compile(
    r"\b(?:resolved|resolution|agreed|moved|proposed|voted|pursuant|that\s+(?:under|the\s+(?:press|public))|under\s+section|in\s+accordance\s+with)\b"
    r"|\bfrom\s+the\s+(?:meeting|room)\b|\bfor\s+(?:the\s+)?(?:following|remaining|remainder|this|items?)\b",
    re.I,
)
_NAMED_ITEMS = re.compile(
    r"\b(?:items?|minutes?)\s+(?:nos?\.?\s*|numbers?\s*)?(?P<list>\d{1,4}[A-Z]?(?:/\d{2})?(?:\s*(?:,|and|&|to|-|–)\s*\d{1,4}[A-Z]?(?:/\d{2})?)*)",
    re.I,
)
_SIGN = re.compile(
    r"public|press|private|confiden|exempt|restricted|classification|sensitive|closed|camera|session|committee|virtue|"
    r"exclu|12A|7A|100A|\bpart\s+(?:2|ii|two)\b",
    re.I,
)
_ASKS = re.compile(
    r"\brestricted\s+enclosure\b|\breasons\s+why\s+document\b.{0,40}\brestricted\b|\bconfidential(?:ly|ity)?\b|\bexempt\s+(?:information|item|business|report)\b|\b(?:private|closed)\s+session\b|\bin\s+camera\b|\bcommercially\s+sensitive\b|\bnot\s+for\s+publication\b",
    re.I,
)


def has_sign(text: str) -> bool:
    """Whether a text holds any word that the rules below look for: most hold none, and need no closer look."""
    return bool(_SIGN.search(text))


def restricts_title(title: str) -> str:
    """The words of a title that restrict its item, blank when there are none."""
    match = TITLE.search(title)
    if match:
        return match[0].strip()
    capitals = _TITLE_CAPITALS.search(title)
    return capitals[0] if capitals and not title.isupper() else ""


def restricts_document(text: str) -> str:
    """A line that marks its document as restricted."""
    return text.strip() if len(text) < 400 and _DOCUMENT.match(text) else ""


def part_of(text: str) -> str | None:
    """`private` or `public` when the line opens a part of an agenda, None when it does not."""
    line = text.strip(" *_#:")
    match = PART.match(line)
    if match and len(line) < 120:
        second = match["part"].lower() in ("2", "two", "ii", "b")
        words = match["words"]
        if words and not (_PRIVATE.search(words) or re.search(r"\bpublic\b|\bopen\b", words, re.I)):
            return None
        return (
            "private"
            if _PRIVATE.search(words) or (second and not re.search(r"\bpublic\b|\bopen\b", words, re.I))
            else "public"
        )
    return "private" if _PRIVATE_ALONE.match(line) else None


def excludes_public(text: str) -> bool:
    """Whether a sentence resolves to go on without the public."""
    closes = _CLOSES.search(text)
    if closes:
        return not _TOLD.search(text[: closes.start()])
    return (
        not re.search(r"\bnot\s+excluded\b", text, re.I)
        and bool(_EXCLUDE.search(text))
        and bool(_RESOLVES.search(text))
        and not re.search(r"\bno\s+(?:items?|exempt)\b", text, re.I)
    )


def public_left(text: str) -> str:
    """Words that say that the public went, whoever asked them to; blank when there are none."""
    match = _LEFT.search(text)
    return " ".join(match[0].split()) if match else ""


def readmits_public(text: str) -> bool:
    """Whether a sentence says that the public came back."""
    return bool(_PUBLIC_AGAIN.search(text))


def named_items(text: str) -> frozenset[str]:
    """The item numbers that a resolution to exclude the public names; empty when it names none."""
    numbers: set[str] = set()
    for match in _NAMED_ITEMS.finditer(text):
        parts = re.findall(r"\d{1,4}[A-Z]?(?:/\d{2})?|to|-|–", match["list"])
        for at, part in enumerate(parts):
            if (
                part in ("to", "-", "–")
                and 0 < at < len(parts) - 1
                and parts[at - 1].isdigit()
                and parts[at + 1].isdigit()
            ):
                numbers |= {
                    str(number)
                    for number in range(int(parts[at - 1]), min(int(parts[at + 1]), int(parts[at - 1]) + 50) + 1)
                }
            elif part not in ("to", "-", "–"):
                numbers.add(part)
    return frozenset(numbers)


def asks_of_title(title: str) -> str:
    """The same for a title, where less is needed to ask."""
    match = _TITLE_ASKS.search(title)
    return match[0] if match else asks_clerk(title)


def asks_clerk(text: str) -> str:
    """Words that make a clerk be asked whether an item is public, blank when there are none."""
    match = _ASKS.search(text) or _EXCLUDE.search(text)
    return " ".join(match[0].split()) if match else ""
