"""How formal minutes and bare lists say in few words, under no heading, what was decided and who is to act."""

from __future__ import annotations

import re

from meetings.minutes.context import Context
from meetings.minutes.owners import acts_first, named_owner

FORMAL = re.compile(
    r"^Prop(?:osed\b|\.)[^.]{2,120}\b(?:second(?:ed)?\b|2nd\b|sec\.).{2,200}?(?:\bthat\b|\b(?:agreed|resolved|carried)\b)"
    r"|^(?:It\s+was\s+)?proposed\b[^.]{0,160}\band\s+(?:\w+ly\s+)?(?:agreed|resolved|carried)\b"
    r"|^(?:The\s+)?(?:following\s+)?(?:\w+\s+){0,3}?(?:accounts|payments?|invoices?|applications?|licences?|permission|quotations?|grants?|"
    r"precept|budget|schedule\s+of\s+payments|report|policy|policies|tender|reports)\b[^.]{0,60}\b(?:was|were)\s+"
    r"(?:(?:\w+ly|then|also)\s+)*(?:approved|agreed|refused|granted|authorised|accepted|adopted|deferred|(?:received|noted)\s+and\s+(?:noted|approved))\b"
    r"|^(?:The\s+)?(?!(?:planning\s+)?(?:application|permission|licence)\b)[A-Z][^.;]{2,80}\b(?:was|were)\s+"
    r"(?:(?:\w+ly|then|also|reviewed|considered)\s+(?:and\s+)?)*(?:approved|adopted|ratified|endorsed)(?:\s+by\s+the\s+\w+)?\W*$"
    r"|^All\s+(?:were\s+)?agreed\b|^This\s+was\s+(?:\w+ly\s+)?(?:agreed|approved|resolved|carried)\b"
    r"|\bwas\s+(?:duly\s+)?co-opted\b|^(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\b[^.]{2,60}\b(?:was|were)\s+(?:\w+ly\s+)?(?:re-?)?elected\b"
    r"(?!\s+(?:by|to\s+(?:the|another))\b)",
    re.I,
)
"""How parishes tell of what they decided, in the passive and with no body for a subject."""
_BODY_VERB = re.compile(
    r"^(?:noted|agreed|approved|resolved|endorsed|deferred|rejected|adopted|accepted)\s+(?:the|to|that|its|an?|as)\b"
)
"""The text behind the title of a one-line item, with no subject of its own."""
_VERB_ALONE = re.compile(
    r"^(?:(?:Received\s+and\s+)?(?:Noted|Agreed|Approved|Received|Adopted|Deferred|Accepted))\W*$", re.I
)
_THING_NOTED = re.compile(
    r"^(?:The\s+)?(?:Reports?|Correspondence|Updates?|Contents?|Information|Position|Progress|Dates?|Accounts|Letters?)"
    r"(?:\s+(?:was|were))?\s+(?:noted|received|agreed|approved|adopted)\W*$"
)
"""`Report noted.`"""
_OPENS = re.compile(
    r"^(?:Agreed|Approved|Resolved|Deferred|Rejected|Adopted|Ratified|Endorsed|Refused|Not\s+(?:agreed|approved|supported|accepted))\b"
    r"(?=\W*$|\s*[,;–—-]|\s+(?:spend\w*|fund\w*|payments?|purchase|grants?|quotes?|in\s+principle|unanimously|subject|and|for|until|"
    r"pending|to|that|the|its|an?|as|it|this|these|all|both|up\s+to|£\d|\d)\b|\s+£)"
    r"(?![^.]{0,60}\b(?:was|were|is|are|had|have|has)\b)"
)
"""`Approved spend of £200.`, `Not agreed - too costly.`: the verb opens the sentence, and no other follows."""
LETTER = re.compile(r"^\(?[a-z]\)\s+")
"""The letter of a list that runs on inside one paragraph: `a) Payments were approved. b) …`."""
_ELSEWHERE = re.compile(r"\b(?:had|was|were|has|have)\b")
_SHALL_BE = re.compile(r"^That\s+[^.]{2,200}?\bbe\b")
_IN_BRACKETS = re.compile(r"[(\[]\s*actions?\s*[:–-]?\s+(?P<who>[^()\[\]]{2,60})[)\]]\W*$", re.I)


def decides_in_a_word(sentence: str) -> bool:
    """Whether a sentence of formal minutes is a decision told by its verb, with no body for a subject."""
    patterns = (_BODY_VERB, _VERB_ALONE, _THING_NOTED, _OPENS)
    return any(pattern.match(sentence) for pattern in patterns)


def shall_be(sentence: str, context: Context) -> bool:
    """`That the strategy be approved.`: in a bare list of decisions nothing else need be said."""
    return context.brief and bool(_SHALL_BE.match(sentence))


def with_brackets(sentences: list[str]) -> list[str]:
    """The sentences; `(Action: Clerk)` behind a full stop belongs to the one before it."""
    result: list[str] = []
    for sentence in sentences:
        if result and sentence.startswith(("(", "[")) and _IN_BRACKETS.match(sentence):
            result[-1] += f" {sentence}"
        else:
            result.append(sentence)
    return result


def acts(sentence: str, context: Context) -> bool:
    """Whether a sentence of formal minutes, under no heading, says who is to do what: `AB to ring the plumber`.

    Only somebody who was there, or holds an office, counts: `Church Lane to remain closed` names nobody. In a bare
    list of decisions `Josh will print` is one too.
    """
    sentence = LETTER.sub("", sentence)
    if not context.formal or _ELSEWHERE.search(sentence.split(" to ", 1)[0]):
        return False
    if _IN_BRACKETS.search(sentence):
        return True
    will = re.match(r"[^.]{1,60}?\s(?:will|agreed\s+to|offered\s+to)\s", sentence)
    owners = acts_first(sentence, known=context.known) if context.brief or not will else ()
    return bool(owners) and all(named_owner(owner, context.known, context.board) for owner in owners)
