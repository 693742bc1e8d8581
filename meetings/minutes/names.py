"""People and authorities as notes print them: one cell to single names, one name to its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLES = (
    r"(?:(?:County|Borough|Parish|Town|City|District|Dist\.|Co\.|Cty\.)\s+)?(?:Cllrs?|Councill?ors?|Clirs?)\b\.?(?:\s+(?:[Tt]he\s+)?(?:Dr|Mrs?|Ms|Miss|Prof|Sir|Dame|Rev|Lord|Lady|Baroness|Baron)\b\.?)?"
    r"|(?-i:Deputy(?=\s+[A-Z][a-z'’-]+\s+[A-Z])(?!\s+(?:Mayor|Chair|Leader|Lead|Head|Director|Clerk|Chief|Lieutenant|Lord"
    r"|Manager|Monitoring|Town|Parish|Presiding|Cabinet|Portfolio|Police|First|Assistant|Council|Secretary|Treasurer)))"
    r"|(?:Deputy\s+|Lord\s+|Lady\s+)?Mayor(?:ess)?\b(?:\s+(?:Sir|Dame|Cllr)\b)?|Ald(?:erman)?\b\.?|Baroness|Baron\b|Viscount(?:ess)?|Lord\b|Lady\b"
    r"|Rt\.?\s+Hon\.?(?:\s+(?:Lord|Lady|Sir|Dame))?|Cathaoirleach|Prof(?:essor)?\.?\s+(?:Sir|Dame)\b|Dame\b|Sir\b|Prof(?:essor)?\b\.?|Dr\b\.?|Rev(?:erend|d)?\b\.?|Mrs\b\.?|Miss\b|Ms\b\.?|Mr\b\.?|Mx\b\.?"
)
HONORIFIC = re.compile(rf"(?:{_TITLES})(?=\s|$)", re.I)
HONOURS = (
    "OBE",
    "MBE",
    "CBE",
    "KBE",
    "DBE",
    "BEM",
    "JP",
    "MP",
    "MEP",
    "MS",
    "AM",
    "KC",
    "QC",
    "DL",
    "CC",
    "PhD",
    "FRSA",
)
_NAME_START = re.compile(rf"(?<![\w'’-])(?:{_TITLES})\s+(?=[A-Z])(?!The\s)(?!(?:{'|'.join(HONOURS)})\b)")
"""`Edward Lord OBE`: a title before an honour is a surname."""
_DOTTED = "|".join(r"\.".join(each) + r"\." for each in ("OBE", "MBE", "CBE", "JP", "MP", "BEM"))
_HONOURS = re.compile(rf"(?:[,\s]+(?:{_DOTTED}|(?:{'|'.join(HONOURS)})\b\.?)\*?)+\s*,?\s*$")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*")
_BODY_WORD = (
    r"(?:Council|Corporation|Trust|Development|Associates|Authority|Association|Partnership|"
    r"Assembly|University|Observer|Society|Agency|Service|Hospital|School|College|Police|Club|Union|Limited|Ltd|Foundation|Federation|Board|Commissioner|Councils|"
    r"CC|DC|BC|MBC|MDC|LBC|LB|RB|UA|FRA|GLA|PCC)\b"
)
_AUTHORITY_END = re.compile(rf"\b{_BODY_WORD}(?:\s+{_BODY_WORD})*(?!\s+of\b)")
_AUTHORITY_OF = re.compile(
    r"(?:(?:London|Royal|Metropolitan)\s+Borough|Borough|City|County|District|Corporation|Council)\s+of\s+(?:the\s+)?"
    r"[A-Z][\w'’-]+(?:\s+(?:and|&|upon|on|the|in|of)\s+[A-Z][\w'’-]+|-[a-z]+-[A-Z]\w+)*"
    r"(?:\s+(?:(?:Metropolitan|Borough|District|City|County|Unitary)\s+){0,3}(?:Council|Corporation)\b)?"
)
_NOT_A_NAME = re.compile(
    r"\b(?:Council|Board|Committee|Authority|Association|Partnership|Executive|Administrator|Engineer|Officers?|Clerk|Manager|"
    r"Director|Services?|Secretary|Treasurer|Head|Leader|Chair(?:man|woman|person)?|Deputy|Members?|Group|Department|Surveyor|"
    r"Solicitor|Planner|Accountant|CC|DC|BC|MBC)\b"
)
"""Words for offices and bodies: a phrase with one of them is no person's name."""
_POST = re.compile(
    r"\b(?:Administrator|Engineer|Officers?|Clerk|Managers?|Director|Secretary|Treasurer|Head|Surveyor|Solicitor|Planner|"
    r"Accountant|Advis[eo]rs?|Consultant|Analyst|Chief Executive|Assistant|Co-?ordinator|Lead)\b"
)
_OFFICE_FIRST = re.compile(
    r"(?:the\s+)?(?:(?:Deputy|Assistant|Senior|Chief|Acting|Interim|Executive|Corporate|Strategic)\s+)*"
    r"(?:Director|Head|Manager|Officer|Advis[eo]r|Clerk|Secretary|Treasurer|Engineer|Administrator|Solicitor)\b",
    re.I,
)
PARTIES = {
    "con": "Conservative",
    "conservative": "Conservative",
    "lab": "Labour",
    "labour": "Labour",
    "lab/co-op": "Labour",
    "lib dem": "Liberal Democrat",
    "ld": "Liberal Democrat",
    "liberal democrat": "Liberal Democrat",
    "ind": "Independent",
    "independent": "Independent",
    "green": "Green",
    "snp": "SNP",
    "plaid cymru": "Plaid Cymru",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One printed name in its parts."""

    printed: str
    name: str
    honorific: str = ""
    honours: str = ""
    note: str = ""
    party: str = ""


def read_name(printed: str) -> Name:
    """`Cllr Ann Bee, OBE (as substitute)` → honorific, name, honours, note; nothing is guessed from elsewhere."""
    text = " ".join(printed.split()).strip(" ,;.·•*")
    notes, party = [], ""
    for inside in _BRACKET.findall(text):
        known = PARTIES.get(inside.strip().lower())
        party = known or party
        if not known:
            notes.append(inside.strip())
    text = _BRACKET.sub(" ", text).strip(" ,;")
    honours = ""
    match = _HONOURS.search(text)
    if match and match.start() > 0:
        honours = " ".join(re.findall(r"\w+", match[0].replace(".", "")))
        text = text[: match.start()].strip(" ,")
    honorific = ""
    title = HONORIFIC.match(text)
    if title and text[title.end() :].strip():
        honorific = _singular(" ".join(title[0].split()))
        text = text[title.end() :].strip(" .,")
    return Name(
        printed=" ".join(printed.split()).strip(" ,;"),
        name=text,
        honorific=honorific,
        honours=honours,
        note="; ".join(notes),
        party=party,
    )


def _singular(title: str) -> str:
    return re.sub(r"^(Cllr|Councillor)s\b", r"\1", title, flags=re.I)


def split_names(cell: str) -> list[str]:
    """One cell with several names to single names: a new one starts at each honorific."""
    text = " ".join(cell.split())
    starts = [match.start() for match in _NAME_START.finditer(text)]
    starts = [at for at in starts if not _inside_brackets(text, at)]
    if not starts:
        return [text] if text else []
    if text[: starts[0]].strip(" ,;"):
        starts.insert(0, 0)
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip(" ,;") for start, end in zip(starts, ends, strict=True)]


def _inside_brackets(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def split_list(text: str) -> list[str]:
    """A list in prose, `Cllrs A B, C D and E F, OBE`, to single names; post-nominals stay with their name."""
    text = " ".join(text.split()).strip(" .;:")
    pieces = re.split(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+", _shield_brackets(text))
    names: list[str] = []
    for piece in pieces:
        clean = piece.replace("\x01", ",").replace("\x02", " and ").replace("\x03", ";").strip(" .;")
        if names and clean in HONOURS:
            names[-1] += f", {clean}"
        elif clean:
            names.append(clean)
    return _share_title(names)


def _shield_brackets(text: str) -> str:
    def shield(match: re.Match[str]) -> str:
        return match[0].replace(",", "\x01").replace(" and ", "\x02").replace(";", "\x03")

    return re.sub(r"\([^()]*\)", shield, text)


def _share_title(names: list[str]) -> list[str]:
    """`Cllrs A B`, `C D` are both councillors."""
    shared, result = "", []
    for printed in names:
        name = printed
        plural = re.match(r"(Cllrs|Councillors|Messrs)\.?\s+", name, re.I)
        if plural:
            shared = (
                {"c": "Cllr", "m": "Mr"}[plural[1][0].lower()] if plural[1].lower() != "councillors" else "Councillor"
            )
            name = f"{shared} {printed[plural.end() :]}"
        elif HONORIFIC.match(name):
            shared = ""
        elif shared:
            name = f"{shared} {printed}"
        result.append(name)
    return result


def split_authorities(cell: str) -> list[str]:
    """One cell with several authorities to single ones: each ends at its word for a body."""
    text = " ".join(cell.split())
    result, at = [], 0
    while at < len(text):
        rest = text[at:]
        lead = len(rest) - len(rest.lstrip(" ,;"))
        of = _AUTHORITY_OF.match(rest, lead)
        end = of.end() if of else _first_end(rest, lead)
        if end is None:
            result.append(rest.strip(" ,;"))
            break
        result.append(rest[lead:end].strip(" ,;"))
        at += end
    return [each for each in result if each]


def names_authority(text: str) -> bool:
    """Whether the words name a council or other body, and no person or office."""
    if _OFFICE_FIRST.match(text.strip(" (")) or re.fullmatch(r"\W*[A-Z]{2,4}\W*", text):
        return False
    return bool(_AUTHORITY_END.search(text) or _AUTHORITY_OF.search(text)) and not HONORIFIC.match(text.strip(" ("))


def names_office(text: str) -> bool:
    """Whether the words name an office somebody holds, such as `Senior Adviser`, and no body."""
    return bool(_POST.search(text)) and not names_authority(text)


def _first_end(text: str, start: int) -> int | None:
    match = _AUTHORITY_END.search(text, start)
    if not match:
        return None
    tail = re.compile(r"\s*\([A-Z]{2,}\)").match(text, match.end())
    return tail.end() if tail else match.end()


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words, or an honorific before a name."""
    name = read_name(text)
    if _NOT_A_NAME.search(name.name) and not name.honorific:
        return False
    words = name.name.split()
    if name.honorific and words:
        return (
            all(re.match(r"[A-ZÀ-Þ]|van$|von$|de$|den$|der$|la$|le$|of$|ap$|ab$", word) for word in words)
            and len(words) <= 5
        )
    return 2 <= len(words) <= 5 and all(
        re.match(r"[A-ZÀ-Þ][\w'’.-]*$|van$|von$|de$|den$|der$|la$|le$", word) for word in words
    )


def bare_name(printed: str) -> str:
    """A name without what stands behind a dash or in brackets."""
    return re.sub(r"\s+[–—-]\s+.*$|\s*\([^()]*\)", "", printed).strip()
