"""Declarations of interest: who declared what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from meetings.minutes import inferred
from meetings.minutes.lines import Line, locate
from meetings.minutes.structure import Declaration

_INTEREST = re.compile(
    r"\bdeclar(?:ed|ation)\b[^.]{0,80}\binterests?\b|\binterests?\b[^.]{0,60}\bdeclared\b|\b(?:pecuniary|prejudicial|personal|non-registrable)\s+interest\b",
    re.I,
)
_NONE = re.compile(
    r"\b(?:no(?!\.?\s*\d)|not any|none|nil|without)\b[^.]{0,40}\b(?:declarations?|interests?)\b|"
    r"\b(?:declarations?|interests?)\b[^.]{0,30}\b(?:none|nil|no(?!\.?\s*\d))\b|\binvited\b|\bif any\b|"
    r"\bto receive\b|\bwas reminded\b|\bwere reminded\b",
    re.I,
)
_PERSON = re.compile(
    r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Mayor|Lord|Lady|Baroness|Prof(?:essor)?|Ald(?:erman)?)\.?\s+"
    r"(?:[A-Z][\w'’-]*|van|de|den|der|von)(?:\s+(?:[A-Z][\w'’-]*|van|de|den|der|von)(?=[\s,.;)’']))*"
)
_TOPIC = re.compile(r"\binterests?\b", re.I)


def read_declarations(lines: Sequence[Line], text: str, title: str) -> Iterator[Declaration]:
    """Every person whom a sentence of these lines says to have declared an interest; none where none was declared.

    In an item whose title speaks of interests a line `Cllr A – … in item 5` is a declaration too.
    """
    about_interests = bool(_TOPIC.search(title))
    for line in lines:
        if not ("nterest" in line.text or (about_interests and line.marker)):
            continue
        for sentence in inferred.sentences(line.text):
            if _declares(sentence, about_interests):
                span = locate(text, line.span, sentence)
                for name in _who(sentence):
                    yield Declaration(name=name, text=sentence, span=span)


def _declares(sentence: str, about_interests: bool) -> bool:
    if _NONE.search(sentence) or len(sentence) > 3000:
        return False
    return bool(_INTEREST.search(sentence)) or (
        about_interests and bool(re.search(r"\bitem\b|\binterest\b", sentence, re.I))
    )


def _who(sentence: str) -> list[str]:
    """People named before the verb; where the sentence is turned round (`from Cllr A`), the first named."""
    verb = re.search(r"\bdeclared\b", sentence)
    names = [match[0].strip() for match in _PERSON.finditer(sentence[: verb.start()] if verb else sentence)]
    if not names and verb:
        names = [match[0].strip() for match in _PERSON.finditer(sentence)][:1]
    elif not verb:
        names = names[:1]
    return [_single(name) for name in dict.fromkeys(names)]


def _single(name: str) -> str:
    return re.sub(r"^(Cllr|Councillor)s\b", r"\1", name)
