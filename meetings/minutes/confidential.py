"""Signs of confidential business: what restricts at once, and what a clerk is asked about."""

from __future__ import annotations

import re

from meetings.minutes.exclusion import ENDS, IN_PRIVATE, LAW, SESSION, mentions_exclusion

_PRIVATE_ALONE = re.compile(
    r"^(?:in\s+)?(?:non-public|private|confidential|exempt|closed|restricted|reserved(?=\s)|private\s+and\s+confidential)"
    r"(?:\s+(?:items?|item\(s\)|business|session|part|section|agenda|minutes?|minute\(s\)|matters?|reports?|decisions?|annex|appendix))?"
    r"(?:\s*[-–—:(]\s*(?:not\s+for\s+publication|exempt|confidential|private|press\s+and\s+public|by\s+virtue|under\s+schedule)\b.{0,60})?\s*:?$"
    r"|^items?\s+(?:to\s+be\s+)?(?:considered|taken|discussed)\s+in\s+(?:private|the\s+absence\s+of\s+the\s+(?:press|public))\b.{0,40}$"
    r"|^not\s+for\s+publication\s*:?$|^(?:council\s+)?in[\s-]committee(?:\s+items?)?$|^items?\s+in\s+committee$|^pink\s+papers?$|^in\s+camera(?:\s+(?:session|items?))?$"
    r"|^(?:private|closed|confidential|exempt)\s+session\b(?:\s*(?:[-–—:(]|of\b|press|public|items?\b).{0,60})?$|^.{0,30}\bin\s+(?:closed|private|confidential)\s+session$"
    r"|^.{0,60}\bafter\s+the\s+exclusion\s+of\s+the\s+(?:press|public)\b.{0,40}$"
    r"|^(?:the\s+)?(?:council|board|committee|cabinet|meeting)\s+in\s+(?:private|camera|(?:private|closed)\s+session)$"
    r"|^(?:rhan\s+(?:2|dau)\b.{0,60}|eitem(?:au)?\s+eithriedig.{0,40})$",
    re.I,
)
PART = re.compile(r"^(?:part|section)\s+(?P<part>[1-4]|one|two|three|i{1,3}|[a-d])\b\s*[:–—-]?\s*(?P<words>.*)$", re.I)
_STATUS_ONLY = re.compile(
    r"^(?:(?:items?|business|matters?|reports?|minutes?|decisions?|agenda|session|information|part|section|containing|for|which|"
    r"from|that|to|be|being|are|is|was|were|may|likely|consider(?:ed|ation)?|taken|discussed|dealt|with|in|the|of|and|or|press|"
    r"public|private|confidential|exempt|restricted|closed|non|excluded?|excluding|exclusion|not|open|publication|published|"
    r"absence|without|during|meeting|on|white|pink|papers?|access|disclosure|by|virtue|under|schedule|12a|paragraphs?|\d+|local|"
    r"government|act|section|100a?|members|only|held|when|whilst|while)\b|\W)+$",
    re.I,
)
"""Words behind `Part 2` that say nothing but whether it is public."""
_KEPT_IN = re.compile(
    r"\b(?:private|confidential|exempt|non-public|closed|restricted|exclu\w+)\b"
    r"|\bnot\s+(?:open\s+to|for\s+publication|public)\b|\babsence\s+of\b|\bwithout\s+the\s+(?:press|public)\b|\bpink\s+papers?\b",
    re.I,
)
_PLAINLY = re.compile(r"\b(?:confidential|exempt|not\s+for\s+publication|exclusion\s+of|excluded)\b", re.I)
_ONE_ITEM = re.compile(
    r"^\W*(?:non-public|private|confidential|exempt|closed|restricted)\s+(?:item|minute|report|annex|appendix)\b", re.I
)
_ONE_WORD = re.compile(r"^(?:(?:part|section)\s+\w+|private|closed(?:\s+items?)?|restricted|exempt)\s*:?$", re.I)
"""A line that opens a private part where items begin, and may be a sub-heading or a status inside one."""
TITLE = re.compile(
    r"[(\[]\s*(?:confidential|exempt(?!\s+(?:accommodation|from\s+(?!publication)))|not for publication|"
    r"para(?:graph)?s?\s+\d|pink\s+papers?|eitem\s+eithriedig)\b[^)\]]{0,60}[)\]]"
    r"|[(\[]\s*(?:private|restricted|closed|part\s+(?:2|ii|two))(?:\s+(?:items?|report|minutes?|session|business|matters?))?"
    r"(?:\s*[-–—,:][^)\]]{0,60})?\s*[)\]](?=\W*$)"
    r"|^(?:restricted|confidential|exempt|private|closed)\s+(?:item|report|appendix|minutes?)\b(?=\s*(?:$|[-–—:(]|\d))"
    r"|^(?:confidential|exempt|restricted)\s*[-–—:]|^private\s*(?::|\s[-–—]\s(?!public|voluntary))"
    r"|^\W*private\s*(?:and|&)\s*confidential\b"
    r"|[(\[][^()\[\]]{0,40}\b(?:exempt\s+information|in\s+private|not\s+open\s+to\s+the\s+(?:press|public)"
    r"|public\s+(?:and\s+press\s+)?excluded)\b[^()\[\]]{0,40}[)\]]"
    r"|[-–—:]\s*(?:fully|wholly)\s+exempt\s*$"
    r"|\bcommercial(?:ly)?[\s-]+in[\s-]+confidence\b|\bofficial[\s-]+sensitive\b"
    r"|[-–—:]\s*(?:(?:confidential|exempt|restricted|private|closed(?=\s+(?:item|report|session|business)))(?:\s+(?:item|report|minutes?|session|business))?|in\s+private|not\s+for\s+publication|exempt\s+from\s+publication)\s*$",
    re.I,
)
_TITLE_ASKS = re.compile(
    r"\b(?:confidential(?!\s+waste)|in\s+camera|in\s+private|closed\s+session)\b"
    r"|\brestricted\b(?!\s+(?:byways?|parking|timetables?|access|zones?|mobility|growth|licences?|areas?|roads?|hours|use))"
    r"|\bexempt\b(?!\s+(?:accommodation|from|propert(?:y|ies)|organi[sz]ations?|premises|categor(?:y|ies)|vehicles?|charit(?:y|ies)|"
    r"supplies|sites?|development|persons|dwellings?|goods|classes|status))(?<!supported exempt)"
    r"|(?<!act )\bpart\s+(?:2|ii|two)\b(?!\s+(?:of\b|[-–—]))|^\W*part\s+(?:2|ii|two|b)\s*[-–—:]"
    r"|\bprivate\b(?!\s+(?:sector|rented|hire|landlords?|rent|housing|finance|compan(?:y|ies)|homes?|water|members|roads?|sewers?|"
    r"fostering|parking|equity|partnerships?|schools?|care|providers?|investment|investors?|developers?|streets?))"
    r"(?<!public and private)",
    re.I,
)
_TITLE_CAPITALS = re.compile(r"\bCONFIDENTIAL\b|\bEXEMPT\b")
_DOCUMENT = re.compile(
    r"^\W*(?:this )?document is restricted\W*$"
    r"|^\W*security classification\s*:?\s*(?:confidential|restricted|official-sensitive|exempt)"
    r"|^\W*(?:exempt|confidential)\s+information\s+(?:as\s+defined|by\s+virtue|within|under)\b"
    r"|^\W*exempt(?:ed)?\s+(?:(?:under|by(?:\s+virtue\s+of)?)\s+(?:para|schedule|section)|(?:minutes?|report|appendix|item)\W*$)"
    r"|^\W*by\s+virtue\s+of\s+paragraphs?\b.*\bschedule\s+12A\b"
    r"|^\W*view\s+the\s+reasons\s+why\s+item\b.{0,40}\brestricted\b"
    r"|^\W*part\s+(?:2|ii|two)\s+(?:report|item|minutes?)\W*$"
    rf"|^\W*(?:this|the|the\s+following)\s+(?:item|matter|report|minute)s?\s+(?:was|were|is|are)\s+(?:(?:exempt|confidential|restricted){ENDS}|"
    rf"(?:considered|taken|discussed|held|heard)\s+in\s+{SESSION}{ENDS})"
    r"|^\W*not\s+for\s+publication\s*(?:[-–—:]|by\s+(?:virtue|reason)|under|as\s+it|because)",
    re.I,
)
_SIGNS = tuple(
    "public press private confiden exempt restricted classification sensitive closed camera session committee virtue "
    "reserved exclu doors stream webcast record schedule gallery observer pink eithriedig rhan".split()
)
_FURTHER_SIGN = re.compile(r"12\s?a|7\s?a|100\s?a|50\s?a|part\s+(?:[2-4]|ii|two|three|[b-d])\b")
_ASKS = re.compile(
    r"\brestricted\s+enclosure\b|\breasons\s+why\s+document\b.{0,40}\brestricted\b|\bconfidential(?:ly|ity)?\b(?!\s+(?:polic(?:y|ies)|training|agreements?|clauses?|waste|shredding|helpline))|"
    r"\bexempt\s+(?:information|items?|business|reports?|minutes?|appendi(?:x|ces)|annex(?:es)?|papers?)\b|\bexempt\s+from\s+publication\b|"
    r"\b(?:private|closed|executive)\s+session\b(?!\s+(?:of|at)\b)|\bin\s+camera\b|\bbehind\s+closed\s+doors\b|"
    rf"\b(?:met|meeting|held|discussed|considered)\s+{IN_PRIVATE}|\bprivate\s+(?:business|items?|minutes)\b|"
    r"\bcommercially\s+sensitive\b|\bcommercial(?:ly)?[\s-]+in[\s-]+confidence\b|\bofficial[\s-]+sensitive\b|"
    r"\b(?:given|shared|discussed|told|reported|received|provided|considered|supplied|heard|said)\s+(?:\w+\s+){0,3}in\s+(?:strict\s+)?confidence\b|"
    r"\bnot\s+for\s+publication\b|\babsence\s+of\s+(?:the\s+)?(?:press|public)\b",
    re.I,
)


_DENIED = re.compile(
    r"\b(?:no|nil|any)\s+(?:(?:confidential|exempt|private)(?:\s+or\s+|,\s*)?){1,3}\s*"
    r"(?:items?|business|matters?|minutes|reports?|papers?|information)\b",
    re.I,
)
"""`No exempt items were considered.`"""


def has_sign(text: str) -> bool:
    """Whether a text holds any word that the rules below look for: most hold none, and need no closer look.

    Words are looked for one by one: that is ten times as quick as one pattern of them all.
    """
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS) or _FURTHER_SIGN.search(folded) is not None


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
    """`private` or `public` when the line opens a part of an agenda, None when it does not.

    Behind `Part 2` only words count that say whether it is public: `Section 1 – Private housing` opens none.
    """
    line = text.strip(" *_#:.")
    match = PART.match(line)
    if match and len(line) < 120:
        words = match["words"]
        if not words:
            first = match["part"].lower() in ("1", "one", "i", "a")
            return "public" if first else "private"
        if _STATUS_ONLY.match(words):
            if _KEPT_IN.search(words):
                return "private"
            return "public" if re.search(r"\b(?:public|open)\b", words, re.I) else None
        return "private" if _PLAINLY.search(words) else None
    return "private" if _PRIVATE_ALONE.match(line) else None


def marks_one_item(text: str) -> bool:
    """Whether a line that reads like the head of a private part speaks of one item only: `Exempt minute`."""
    return bool(_ONE_ITEM.match(text))


def is_bare_part(text: str) -> bool:
    """Whether a line that opens a part says no more than `Part 2` or `Private`: inside an item it may be anything."""
    return bool(_ONE_WORD.match(text.strip(" *_#:")))


def asks_of_title(title: str) -> str:
    """Words of a title that make a clerk be asked; less is needed there than in a text."""
    match = _TITLE_ASKS.search(title)
    return match[0] if match else asks_clerk(title)


def asks_clerk(text: str) -> str:
    """Words that make a clerk be asked whether an item is public, blank when there are none."""
    text = _DENIED.sub(" ", text)
    match = _ASKS.search(text) or LAW.search(text)
    return " ".join(match[0].split()) if match else mentions_exclusion(text)
