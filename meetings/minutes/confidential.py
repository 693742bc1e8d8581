"""Signs of confidential business: what restricts at once, and what a clerk is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PUBLIC = (
    r"(?<!to )\b(?:press\s+and\s+(?:the\s+)?public|public\s+and\s+(?:the\s+)?press|public|press)\b"
    r"(?=\s*(?:$|[.,;:)]|(?:and|be|been|was|were|is|are|had|have|having|left|leave|to|from|should|not|gallery|who|present|then|"
    r"now|temporarily|formally|hereby|also|excluded|withdraw|withdrew|during|while|would|shall|must|may|might|can|could|need|"
    r"under|do|at|for|because|before)\b))"
)
"""The people who listen: not `public health`, nor `to press for`."""
_SESSION = r"(?:(?:private|closed|confidential|exempt)\s+session|camera|private)"
_ENDS = (
    r"(?=\s*(?:$|[.,;:)’”\"']|(?:and|under|as|at|for|by\s+virtue|because|before|when|while|during|"
    r"in\s+order|to\s+(?:consider|discuss|deal|receive))\b))"
)
_LEAVES = (
    r"(?:leave|withdraw|retire)\b"
    r"(?=\s*(?:$|[.,;:)]|the\s+(?:meeting|room|chamber|hall)\b|"
    r"(?:at|for|during|while|by|and|as|because|before|when|in\s+order|so\s+that|to\s+(?:consider|discuss))\b))"
)
_ASKED = r"(?:asked|requested|invited|required|instructed)"
_OWN = r"(?:chair(?:man)?|meeting|council|board|committee|cabinet|panel|members|sub-committee|executive)"

_PRIVATE = re.compile(
    r"\bprivate\b|\bconfidential\b|\bexempt\b|\bnon-public\b|\bclosed\b|\brestricted\b|\bnot\s+for\s+publication\b"
    r"|\bpublic\s+(?:be\s+)?excluded\b|\babsence\s+of\s+the\s+(?:press|public)\b",
    re.I,
)
_PRIVATE_ALONE = re.compile(
    r"^(?:in\s+)?(?:non-public|private|confidential|exempt|closed|restricted|private\s+and\s+confidential)"
    r"(?:\s+(?:items?|item\(s\)|business|session|part|section|agenda|minutes?|minute\(s\)|matters?))?\s*:?$"
    r"|^items?\s+(?:to\s+be\s+)?(?:considered|taken|discussed)\s+in\s+(?:private|the\s+absence\s+of\s+the\s+(?:press|public))\b.{0,40}$"
    r"|^not\s+for\s+publication\s*:?$|^(?:council\s+)?in[\s-]committee(?:\s+items?)?$|^items?\s+in\s+committee$|^pink\s+papers?$|^in\s+camera(?:\s+(?:session|items?))?$"
    r"|^(?:private|closed|confidential|exempt)\s+session\b(?:\s*(?:[-–—:(]|of\b|press|public|items?\b).{0,60})?$|^.{0,30}\bin\s+(?:closed|private|confidential)\s+session$"
    r"|^.{0,60}\bafter\s+the\s+exclusion\s+of\s+the\s+(?:press|public)\b.{0,40}$"
    r"|^(?:rhan\s+(?:2|dau)\b.{0,60}|eitem(?:au)?\s+eithriedig.{0,40})$",
    re.I,
)
PART = re.compile(r"^(?:part|section)\s+(?P<part>1|2|one|two|i|ii|a|b)\b\s*[:–—-]?\s*(?P<words>.*)$", re.I)
_ONE_WORD = re.compile(r"^(?:(?:part|section)\s+\w+|private|closed|restricted|exempt)\s*:?$", re.I)
"""A line that opens a private part where items begin, and may be a sub-heading or a status inside one."""
_PUBLIC_AGAIN = re.compile(
    r"\b(?:public|press)\b[^.]{0,60}\b(?:re-?admitted|readmitted|returned|rejoined|invited back)\b"
    r"|\bre-?admission\s+of\s+the\s+(?:press|public)\b|\b(?:open|public) session (?:was )?resumed\b",
    re.I,
)
TITLE = re.compile(
    r"[(\[]\s*(?:confidential|exempt|private|restricted|closed|part\s+(?:2|ii|two)|not for publication|"
    r"para(?:graph)?s?\s+\d|pink\s+papers?|eitem\s+eithriedig)\b[^)\]]{0,60}[)\]]"
    r"|^(?:restricted|confidential|exempt|private|closed)\s+(?:item|report|appendix|minutes?)\b(?=\s*(?:$|[-–—:(]|\d))"
    r"|^(?:confidential|exempt|restricted)\s*[-–—:]"
    r"|\bcommercial(?:ly)?[\s-]+in[\s-]+confidence\b|\bofficial[\s-]+sensitive\b"
    r"|[-–—:]\s*(?:(?:confidential|exempt|restricted|private|closed)(?:\s+(?:item|report|minutes?|business))?|in\s+private|not\s+for\s+publication|exempt\s+from\s+publication)\s*$",
    re.I,
)
_TITLE_ASKS = re.compile(
    r"\b(?:confidential|in\s+camera|in\s+private|restricted(?!\s+byways?)|closed\s+session)\b"
    r"|\bexempt\b(?!\s+(?:accommodation|from))(?<!supported exempt)"
    r"|(?<!act )\bpart\s+(?:2|ii|two)\b(?!\s+(?:of\b|[-–—]))"
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
    rf"|^\W*(?:this|the|the\s+following)\s+(?:item|matter|report|minute)s?\s+(?:was|were|is|are)\s+(?:(?:exempt|confidential|restricted){_ENDS}|"
    rf"(?:considered|taken|discussed|held|heard)\s+in\s+{_SESSION}{_ENDS})"
    r"|^\W*not\s+for\s+publication\s+(?:by\s+(?:virtue|reason)|under|as\s+it|because)\b",
    re.I,
)
_EXCLUDE = re.compile(rf"\bexclu(?:de|ding|sion)\b(?:\s+of)?[^.;]{{0,40}}?{_PUBLIC}", re.I)
_EXCLUDED = re.compile(
    rf"{_PUBLIC}[^.;]{{0,40}}?\b(?P<be>(?:may|might|can|could|need\s+not|would)\s+be\s+)?(?:(?:\w+ly|now|then|also)\s+)*excluded\b"
    rf"|{_PUBLIC}[^.;]{{0,20}}\bnot\s+admitted\b(?=\s*(?:$|[.,;]|to\s+the\s+(?:meeting|remainder|rest|room)\b))"
    rf"|\bexcluded\s+(?:the\s+)?(?:members\s+of\s+the\s+)?{_PUBLIC}",
    re.I,
)
_LAW = re.compile(r"\b(?:schedule\s+12A|schedule\s+7A|section\s+100A\s*\(\s*4\s*\)|s\.?\s*100A\(4\))", re.I)
_RESOLVES = re.compile(
    r"\b(?:resolved|resolution|agreed|moved|proposed|voted|pursuant|carried|applied|powers?|that\s+(?:under|the\s+(?:press|public))|under\s+section)\b"
    r"|\bfrom\s+the\s+(?:meeting|room)\b|\bfor\s+(?:the\s+)?(?:following|remaining|remainder|items?)\b",
    re.I,
)
_CLOSES = re.compile(
    rf"{_PUBLIC}[^.;]{{0,20}}?\b(?:be|was|were|is|are)\s+(?:\w+ly\s+|then\s+)?{_ASKED}\s+to\s+{_LEAVES}"
    rf"|\b{_ASKED}\b[^.;]{{0,40}}?{_PUBLIC}\s+to\s+{_LEAVES}"
    rf"|\bthat\s+(?:the\s+)?(?:members\s+of\s+the\s+)?{_PUBLIC}\s+(?:do\s+)?{_LEAVES}"
    rf"|\b(?:{_OWN}\b[^.;]{{0,40}}?|(?:resolved|agreed)\b[^.;]{{0,60}}?\bto\s+(?:[^.;]{{0,40}}?\band\s+)?)\b"
    r"(?:go|goes|went|move[sd]?|enter(?:ed|s)?|proceed(?:ed)?|continued?|sat|sit|reconvened?)\s+"
    r"(?:(?:on|now|then)\s+)?(?:the\s+(?:meeting|board|council|committee)\s+)?[‘’“”\"']?(?:in\s+to|in|into|to)?\s*(?:an?\s+)?"
    rf"(?:(?:private|closed|confidential|exempt)\s+session\b|(?<=in )(?:private|camera|committee){_ENDS}"
    rf"|(?<=into )(?:private|camera|committee){_ENDS}"
    rf"|(?<=to )(?:private|committee){_ENDS}|(?<=to )part\s+(?:2|ii|b|two)\b(?!\s+of))"
    rf"|\b(?:meeting|remainder|rest|items?)\b[^.;]{{0,30}}\b(?:not\s+open\s+to|without)\s+(?:the\s+)?{_PUBLIC}"
    r"|\b(?:following|next)\s+(?:\w+\s+)?items?\s+(?:is|are|was|were)\s+(?:confidential|exempt)\b"
    rf"|\bmeeting\b(?!\s+room)[^.;]{{0,30}}\bclosed\b[^.;]{{0,10}}\bto\s+(?:the\s+)?{_PUBLIC}|\bclosed\s+the\s+meeting\s+to\s+(?:the\s+)?{_PUBLIC}"
    r"|\b(?:(?:following|remaining|next|these)\s+(?:\w+\s+)?(?:items?|business|matters?|minutes?)|remaining\s+part|"
    r"(?:remainder|rest)\s+of\s+the\s+(?:meeting|agenda|business|items)|the\s+meeting(?=\s+(?:was|be|continued|then))|"
    r"items?\s+\d[\d, and&]*)\b"
    rf"[^.;]{{0,40}}\b(?:taken|held|considered|conducted|discussed|heard|continued)\s+in\s+{_SESSION}{_ENDS}"
    r"|\b(?:following|remaining|next|these)\s+(?:items?|business|matters?)\b[^.;]{0,60}\bin\s+the\s+absence\s+of\s+the\s+(?:press|public)\b"
    r"|\b(?:take|consider(?:ed)?|discuss(?:ed)?|hear|heard|took|deal(?:t)?\s+with)\s+(?:the\s+)?"
    r"(?:(?:next|following)\s+items?|items?\s+\d[\d, and&]*)[^.;]{0,30}"
    rf"\bin\s+{_SESSION}{_ENDS}",
    re.I,
)
"""The meeting goes on without the public, in words that are no resolution to exclude it."""
_OF_OTHERS = re.compile(
    r"\b(?:said|reported|told|explained|stated|suggested|noted|advised|heard)\b|\blast\s+(?:week|month|year)\b"
    r"|\b(?:cabinet|council|committee|board|panel)\s+of\s+(?!the\s+whole)|\bif\b|\basked\s+(?:why|if|whether)\b|\b(?:select|commons|lords|parliament|bill|minister|ministers)\b",
    re.I,
)
"""Somebody tells of another meeting."""
_FROM_ELSEWHERE = re.compile(
    r"\s*(?:from\s+(?!(?:the\s+)?(?:meeting|room|chamber|remainder|rest|following|discussion|items?|proceedings|hall|council|"
    r"committee|board)\b|this|these)|by\s+the\s+(?!board|committee|council|meeting|chair|panel))",
    re.I,
)
"""Where else, or by whom else, the public was kept out."""
_NO_EXCLUSION = re.compile(
    r"\bif\s+any\b|\bwhich\s+items\b|\bwhether\b|\bno\s+(?:items?|exempt)\b|\bnone\b|\bnot\s+(?:required|excluded|to\s+exclude)\b|\bneed\s+not\b",
    re.I,
)
_AGREES = re.compile(r"\b(?:agreed|resolved|carried|approved|adopted|in\s+favour|so\s+moved)\b", re.I)
_DENIES = re.compile(r"\b(?:not|none|nil|no|lost|rejected)\b", re.I)
_LEFT = re.compile(
    r"(?:^|[.;:,]\s+|\b(?:point|then|and)\s+)(?:(?:the|all)\s+)?(?:press\s+and\s+(?:the\s+)?public|public\s+and\s+(?:the\s+)?press|"
    r"members\s+of\s+the\s+(?:press\s+and\s+)?public|public|press)"
    r"(?:\s+and\s+(?:the\s+)?(?:representatives\s+of\s+the\s+)?press)?\s+(?:then\s+|also\s+)?(?:left|withdrew)(?=\s*(?:$|[.,;]|the\s+(?:meeting|room|chamber|hall)\b|from\s+the\b|at\b))",
    re.I,
)
_NAMED_ITEMS = re.compile(
    r"\b(?:items?|minutes?)\s+(?:nos?\.?\s*|numbers?\s*)?(?P<list>\d{1,4}[A-Z]?(?:/\d{2})?(?:\s*(?:,|and|&|to|-|–)\s*\d{1,4}[A-Z]?(?:/\d{2})?)*)",
    re.I,
)
_ONLY_NEXT = re.compile(r"\b(?:next|following)\s+(?:agenda\s+)?(?:item|matter|minute)\b", re.I)
_SIGN = re.compile(
    r"public|press|private|confiden|exempt|restricted|classification|sensitive|closed|camera|session|committee|virtue|"
    r"exclu|12A|7A|100A|\bpart\s+(?:2|ii|two|b)\b",
    re.I,
)
_ASKS = re.compile(
    r"\brestricted\s+enclosure\b|\breasons\s+why\s+document\b.{0,40}\brestricted\b|\bconfidential(?:ly|ity)?\b|"
    r"\bexempt\s+(?:information|item|business|report)\b|\b(?:private|closed)\s+session\b|\bin\s+camera\b|"
    r"\bcommercially\s+sensitive\b|\bnot\s+for\s+publication\b",
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


def is_bare_part(text: str) -> bool:
    """Whether a line that opens a part says no more than `Part 2` or `Private`: inside an item it may be anything."""
    return bool(_ONE_WORD.match(text.strip(" *_#:")))


def excludes_public(text: str) -> bool:
    """Whether a sentence tells that the meeting went on without the public.

    What somebody says of another meeting, what only may be, and what is denied closes nothing.
    """
    if _NO_EXCLUSION.search(text):
        return False
    closes = _CLOSES.search(text)
    if closes:
        return not _OF_OTHERS.search(text[: closes.end()])
    excluded = _EXCLUDED.search(text)
    if excluded and not excluded["be"]:
        return not (_OF_OTHERS.search(text[: excluded.start()]) or _FROM_ELSEWHERE.match(text[excluded.end() :]))
    if _EXCLUDE.search(text):
        return bool(_RESOLVES.search(text)) and not excluded
    return bool(_LAW.search(text)) and bool(re.search(r"\bresolved\b", text, re.I)) and bool(named_items(text))


def excludes_in_title(title: str, texts: Sequence[str]) -> str:
    """The title of an item about excluding the public when its text agrees to that; blank otherwise."""
    if not (_EXCLUDE.search(title) or _EXCLUDED.search(title)) or _NO_EXCLUSION.search(title):
        return ""
    agrees = any(_AGREES.search(text) for text in texts)
    return title if agrees and not any(_DENIES.search(text) for text in texts) else ""


def public_left(text: str) -> str:
    """Words that say that the public went, whoever asked them to; blank when there are none."""
    match = _LEFT.search(text)
    return " ".join(match[0].split()) if match else ""


def readmits_public(text: str) -> bool:
    """Whether a sentence says that the public came back."""
    return bool(_PUBLIC_AGAIN.search(text))


def only_next(text: str) -> bool:
    """Whether a resolution to exclude the public is for one item, the next."""
    return bool(_ONLY_NEXT.search(text))


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
    match = _ASKS.search(text) or _LAW.search(text)
    if match is None and not _NO_EXCLUSION.search(text):
        match = _EXCLUDE.search(text) or _EXCLUDED.search(text) or _CLOSES.search(text)
    return " ".join(match[0].split()) if match else ""
