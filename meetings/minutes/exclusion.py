"""The public is sent out, goes, and comes back: sentences that say so, and of which items."""

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
SESSION = r"(?:(?:private|closed|confidential|exempt)\s+session|camera|private)"
ENDS = (
    r"(?=\s*(?:$|[.,;:)’”\"']|(?:and|under|as|at|for|by\s+virtue|because|before|when|while|during|"
    r"in\s+order|to\s+(?:consider|discuss|deal|receive))\b))"
)
_LEAVES = (
    r"(?:leave|withdraw|retire)\b"
    r"(?=\s*(?:$|[.,;:)]|the\s+(?:meeting|room|chamber|hall)\b|"
    r"(?:at|for|during|while|by|and|as|because|before|when|in\s+order|in\s+view|owing|since|so\s+that|to\s+(?:consider|discuss))\b))"
)
IN_PRIVATE = (
    r"in\s+private\b(?!\s+(?:dining|rooms?|hands|homes?|ownership|practice|life|sector|schools?|gardens?|hospitals?))"
)
_ASKED = r"(?:asked|requested|invited|required|instructed)"
_OWN = r"(?:chair(?:man)?|meeting|council|board|committee|cabinet|panel|members|sub-committee|executive)"

_LISTENERS = r"\b(?:press\s+and\s+(?:the\s+)?public|public\s+and\s+(?:the\s+)?press|public|press)"
_CAME_BACK = (
    r"(?:re-?admitted|returned|rejoined|(?:invited|asked|allowed|let|welcomed)\s+(?:back|to\s+(?:return|rejoin)))\b"
)
_PUBLIC_AGAIN = re.compile(
    rf"{_LISTENERS}\s+(?:(?:was|were|be|been|is|are|had|have|has|now|then|formally|again)\s+){{0,3}}{_CAME_BACK}"
    r"|\bre-?admission\s+of\s+the\s+(?:press|public)\b"
    r"|\b(?:open|public)\s+session\s+(?:was\s+)?(?:then\s+)?(?:resumed|reconvened|restarted)\b"
    r"|\b(?:resumed|reconvened|returned|reverted|moved|went|came|resume|return|revert)\s+(?:back\s+)?(?:in\s*to|in|into|to)\s+"
    r"(?:an?\s+)?(?:open|public)\s+session\b"
    r"|\bback\s+in(?:to)?\s+(?:open|public)\s+session\b"
    r"|\bre-?opened\s+to\s+(?:the\s+)?(?:press|public)\b"
    r"|\b(?:came|come|comes|moved|went)\s+(?:back\s+)?out\s+of\s+(?:committee|camera|(?:private|closed|confidential)\s+session)\b"
    r"|^\W*(?:(?:press\s+and\s+)?public|press)\s+present\W*$",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:not|never|until|before|would|will|may|might|can|could|shall|should|if|"
    r"(?<!agreed )(?<!resolved )(?<!proposed )to|when|once|unless|after)\b[^.;]{0,30}$",
    re.I,
)
"""Words in front of it after which the public has not come back, or not yet."""
_EXCLUDE = re.compile(rf"\bexclu(?:de|ding|sion)\b(?:\s+of)?[^.;]{{0,40}}?{_PUBLIC}", re.I)
_ASIDE = r"(?:,[^;.]{0,120},)?"
_EXCLUDED = re.compile(
    rf"{_PUBLIC}{_ASIDE}[^.;]{{0,40}}?\b(?P<be>(?:may|might|can|could|need\s+not|would)\s+be\s+)?(?:(?:\w+ly|now|then|also)\s+)*excluded\b"
    rf"|{_PUBLIC}[^.;]{{0,20}}\bnot\s+admitted\b(?=\s*(?:$|[.,;]|to\s+the\s+(?:meeting|remainder|rest|room)\b))"
    rf"|\bexcluded\s+(?:the\s+)?(?:members\s+of\s+the\s+)?{_PUBLIC}",
    re.I,
)
LAW = re.compile(
    r"\b(?:schedule\s+12\s?A|schedule\s+7\s?A|(?:section|s\.?)\s*100\s?A\s*\(\s*4\s*\)|(?:section|s\.?)\s*50\s?A\s*\(\s*4\s*\)"
    r"|schedule\s+6\b(?=[^.;]{0,60}\b(?:northern\s+ireland|local\s+government)))"
    r"|\bpublic\s+bodies\s+\(admission\s+to\s+meetings\)\s+act\b",
    re.I,
)
"""The laws under which a meeting may be private: England and Wales, Scotland, Northern Ireland, parishes."""
_RESOLVES = re.compile(
    r"\b(?:resolved|resolution|agreed|moved|proposed|voted|passed|pursuant|carried|applied|powers?|that\s+(?:under|the\s+(?:press|public))|under\s+section)\b"
    r"|\bfrom\s+the\s+(?:meeting|room)\b|\bfor\s+(?:the\s+)?(?:following|remaining|remainder|items?)\b",
    re.I,
)
_CLOSES = re.compile(
    rf"{_PUBLIC}[^.;]{{0,20}}?\b(?:be|was|were|is|are)\s+(?:\w+ly\s+|then\s+)?{_ASKED}\s+to\s+{_LEAVES}"
    rf"|\b{_ASKED}\b[^.;]{{0,40}}?{_PUBLIC}\s+to\s+{_LEAVES}"
    rf"|\bthat\s+(?:the\s+)?(?:members\s+of\s+the\s+)?{_PUBLIC}\s+(?:(?:do|should|shall|must|now)\s+)?{_LEAVES}"
    rf"|\b(?:moved|went|go|goes|entered|adjourned|proceeded|retired)\s+(?:now\s+|then\s+)?in\s*to\s+(?:an?\s+)?(?:private|closed|confidential|exempt)\s+session\b"
    rf"|\b(?:went|met|go|sat|moved)\s+in(?:to)?[\s-](?:camera|committee){ENDS}"
    rf"|\b(?:{_OWN}\b[^.;]{{0,40}}?|(?:resolved|agreed)\b[^.;]{{0,60}}?\bto\s+(?:[^.;]{{0,40}}?\band\s+)?)\b"
    r"(?:go|goes|went|move[sd]?|enter(?:ed|s)?|proceed(?:ed)?|continued?|sat|sit|reconvened?)\s+"
    r"(?:(?:on|now|then)\s+)?(?:the\s+(?:meeting|board|council|committee)\s+)?[‘’“”\"']?(?:in\s+to|in|into|to)?\s*(?:an?\s+)?"
    rf"(?:(?:private|closed|confidential|exempt)\s+session\b|(?<=in )(?:private|camera|committee){ENDS}"
    rf"|(?<=into )(?:private|camera|committee){ENDS}"
    rf"|(?<=to )(?:private|committee){ENDS}|(?<=to )part\s+(?:2|ii|b|two)\b(?!\s+of))"
    rf"|\b(?:meeting|remainder|rest|items?|business)\b[^.;]{{0,30}}\b(?:not\s+open\s+to|without)\s+(?:the\s+)?{_PUBLIC}"
    r"|\b(?:following|next|remaining|these)\s+(?:\w+\s+)?(?:items?|business|matters?|minutes)\s+(?:is|are|was|were)\s+(?:all\s+)?"
    r"(?:confidential|exempt|private|not\s+for\s+publication)\b"
    r"|\b(?:remainder|rest)\s+of\s+the\s+(?:meeting|agenda|business)\s+(?:(?:was|is|be|as)\s+)?(?:confidential|exempt|private)\b"
    rf"|\b(?:hold|conduct|take|continue|consider|held|conducted|took)\s+(?:the\s+)?(?:remainder|rest)\b[^.;]{{0,40}}\bin\s+{SESSION}{ENDS}"
    rf"|\b{_OWN}\s+(?:then\s+|now\s+)?(?:proceeded|continued|went\s+on|resumed)\s+(?:in\s+the\s+absence\s+of\s+(?:the\s+)?{_PUBLIC}|behind\s+closed\s+doors\b)"
    rf"|\bmeeting\b(?!\s+room)\s+(?:(?:was|is|be|were|had\s+been|being|then|now|therefore)\s+){{1,3}}closed\b[^.;]{{0,10}}\bto\s+(?:the\s+)?{_PUBLIC}|\bclosed\s+the\s+meeting\s+to\s+(?:the\s+)?{_PUBLIC}"
    r"|\b(?:(?:following|remaining|next|these)\s+(?:\w+\s+)?(?:items?|business|matters?|minutes?)|remaining\s+part|"
    r"(?:remainder|rest)\s+of\s+the\s+(?:meeting|agenda|business|items)|the\s+meeting(?=\s+(?:was|be|continued|then))|"
    r"items?\s+\d[\d, and&]*)\b"
    rf"[^.;]{{0,40}}\b(?:taken|held|considered|conducted|discussed|heard|continued)\s+in\s+{SESSION}{ENDS}"
    r"|\b(?:following|remaining|next|these)\s+(?:items?|business|matters?)\b[^.;]{0,60}\bin\s+the\s+absence\s+of\s+the\s+(?:press|public)\b"
    r"|\b(?:take|consider(?:ed)?|discuss(?:ed)?|hear|heard|took|deal(?:t)?\s+with)\s+(?:the\s+)?"
    r"(?:(?:next|following)\s+items?|items?\s+\d[\d, and&]*)[^.;]{0,30}"
    rf"\bin\s+{SESSION}{ENDS}",
    re.I,
)
"""The meeting goes on without the public, in words that are no resolution to exclude it."""
_CLOSING_WORDS = ("public", "press", "session", "camera", "private", "confidential", "exempt", "doors")
_CLOSING_PLACE = re.compile(r"(?:in|to)[\s-]committee|part\s+(?:2|ii|b|two)")
"""One of these is in all that `_CLOSES` finds; a look for them is quick, and it is not."""
_OF_OTHERS = re.compile(
    r"\b(?:to|should|would|will|shall)\s+read\s*[:“‘\"]"
    r"|\b(?:cabinet|council|committee|board|panel)\s+of\s+(?!the\s+whole)|\bif\b|\basked\s+(?:why|if|whether)\b|\b(?:select|commons|lords|parliament|bill|minister|ministers)\b",
    re.I,
)
"""It was another meeting, or one that is only thought of."""
_TOLD = re.compile(
    r"\b(?:said|reported|told|explained|stated|suggested|noted|advised|heard)\b"
    r"|\b(?:last|previous|earlier)\s+(?:\w+\s+){0,2}(?:meeting|week|month|year)\b",
    re.I,
)
"""Somebody tells of it, or of an earlier day, unless the board resolves behind these words."""
_RESOLVING = re.compile(
    r"(?<!had )(?<!has )(?<!have )(?<!was being )\b(?:resolved|agreed|moved|proposed|seconded|voted|carried)\b", re.I
)
_FROM_ELSEWHERE = re.compile(
    r"\s*(?:from\s+(?!(?:the\s+)?(?!last\b|previous\b)(?:[\w’'-]+\s+){0,3}(?:meeting|room|chamber|remainder|rest|following|discussion|items?|proceedings|hall|council|"
    r"committee|board)\b|this|these)|by\s+the\s+(?!board|committee|council|meeting|chair|panel))",
    re.I,
)
"""Where else, or by whom else, the public was kept out."""
_NO_EXCLUSION = re.compile(
    r"\bif\s+any\b|\bwhich\s+items\b|\bwhether\b|\bno\s+(?:items?(?!\s+of\s+urgent)|exempt)\b|\bnone\b(?!\s+(?:against|abstain))|\bnot\s+(?:required|excluded|to\s+exclude)\b|\bneed\s+not\b",
    re.I,
)
_AGREES = re.compile(r"\b(?:agreed|resolved|carried|approved|adopted|in\s+favour|so\s+moved)\b", re.I)
_DENIES = re.compile(
    r"\b(?:not|none(?!\s+(?:against|abstain))|nil(?!\s+against)|lost|rejected"
    r"|no(?!\s+(?:votes?|one|abstentions?|objections?|(?:members?\s+of\s+the\s+)?(?:press|public))))\b",
    re.I,
)
_LEFT = re.compile(
    r"(?:^|[.;:,]\s+|\b(?:point|then|and)\s+)(?:(?:the|all)\s+)?(?:press\s+and\s+(?:the\s+)?public|public\s+and\s+(?:the\s+)?press|"
    r"members\s+of\s+the\s+(?:press\s+and\s+)?public|public|press)"
    r"(?:,?\s+and\s+(?:the\s+)?[^.;,]{1,50}?)?\s+(?:then\s+|also\s+)?(?:left|withdrew)"
    r"(?=\s*(?:$|[.,;]|the\s+(?:meeting|room|chamber|hall)\b|from\s+the\b|(?:at|so\s+that|to\s+allow|while|whilst|for|during|before)\b))",
    re.I,
)
_NUMBER = r"\d{1,4}(?:\.\d{1,3})?[A-Z]?(?:/\d{2,4})?"
_NAMED_ITEMS = re.compile(
    rf"\b(?:items?|minutes?)\s+(?:nos?\.?\s*|numbers?\s*)?(?P<list>{_NUMBER}(?:\s*(?:,\s*(?:and\b|&)?|and\b|&|to\b|through\b|-|–)\s*{_NUMBER})*)(?![\w/])"
    r"(?!\s*(?:\([a-z0-9]\)\s*)*(?:of|in|to|under)\s+(?:the\s+)?(?:part|schedule|act|local\s+government)\b)",
    re.I,
)
_RANGE = re.compile(rf"(?P<first>{_NUMBER})(?:\s*(?:to|through|-|–)\s*(?P<last>{_NUMBER}))?", re.I)
_ONWARDS = re.compile(
    r"\s*(?:onwards?\b|(?:and|&)\s+(?:all\s+)?(?:the\s+)?(?:following|subsequent|later|remaining)\b)", re.I
)
ONWARDS = "*"
_ONLY_THIS = re.compile(
    r"\b(?:consideration|discussion|duration|during|for)\s+(?:of\s+)?this\s+(?:agenda\s+)?(?:item|matter|minute)\b",
    re.I,
)
_DRIFTS = re.compile(
    r"\bin[\s-]camera\b|\b(?:in|into|to|entered|began|during)\s+(?:an?\s+|the\s+)?(?:closed|private|confidential|executive)\s+session\b(?!\s+(?:of|at)\b)|\babsence\s+of\s+(?:the\s+)?(?:press|public)\b"
    r"|\bgallery\s+(?:was|were)\s+cleared\b|\bwent\s+in-committee\b|\bpart\s+(?:ii|2|two|b)\s+(?:agenda|business)\b"
    r"|\b(?:observers?|non-members)\b[^.;]{0,50}?\b(?:left|withdrew|(?:asked|invited|requested)\s+to\s+(?:leave|withdraw))"
    r"(?=\s*(?:$|[.,;]|the\s+(?:meeting|room|chamber|hall)\b|from\s+the\b|at\b|for\b))"
    r"|\b(?:live\s?stream|webcast|broadcast|recording)(?:ing)?\b[^.;]{0,40}\b(?:off|stopped|ended|paused|ceased|suspended|terminated)\b"
    r"[^.;]{0,80}\b(?:exempt|confidential|private)\b"
    rf"|\bbehind\s+closed\s+doors\b|\b(?:held|met)\s+{IN_PRIVATE}",
    re.I,
)
"""The public may have gone: a clerk is asked of what follows."""
_HELD_IN_PRIVATE = re.compile(
    r"\b(?:held|met|meeting|minutes)\s+(?:was\s+|were\s+)?(?:held\s+)?in\s+(?:private|camera|confidence)\b", re.I
)
_ONLY_NEXT = re.compile(r"\b(?:next|following)\s+(?:agenda\s+)?(?:item|matter|minute)\b", re.I)


def excludes_public(text: str) -> bool:
    """Whether a sentence tells that the meeting went on without the public.

    What somebody says of another meeting, what only may be, and what is denied closes nothing.
    """
    if _NO_EXCLUSION.search(text):
        return False
    closes = _closes(text)
    if closes:
        return not _is_told(text[: closes.end()])
    excluded = _EXCLUDED.search(text)
    if excluded and not excluded["be"]:
        return not (_is_told(text[: excluded.start()]) or _FROM_ELSEWHERE.match(text[excluded.end() :]))
    excludes = _EXCLUDE.search(text)
    if excludes:
        elsewhere = _FROM_ELSEWHERE.match(text[excludes.end() :]) or _OF_OTHERS.search(text[: excludes.start()])
        return bool(_RESOLVES.search(text)) and not excluded and not elsewhere
    return bool(LAW.search(text)) and bool(re.search(r"\bresolved\b", text, re.I)) and bool(item_list(text))


def _closes(text: str) -> re.Match[str] | None:
    folded = text.casefold()
    may = any(word in folded for word in _CLOSING_WORDS) or _CLOSING_PLACE.search(folded)
    return _CLOSES.search(text) if may else None


def _is_told(before: str) -> bool:
    """Whether the words before an exclusion make it somebody's account, or another meeting's."""
    if _OF_OTHERS.search(before):
        return True
    told = [match.end() for match in _TOLD.finditer(before)]
    return bool(told) and not _RESOLVING.search(before, told[-1])


def mentions_exclusion(text: str) -> str:
    """Words about keeping the public out, whatever they say of it; blank when there are none, or when they deny it."""
    if _NO_EXCLUSION.search(text):
        return ""
    match = _EXCLUDE.search(text) or _EXCLUDED.search(text) or _closes(text)
    return " ".join(match[0].split()) if match else ""


def excludes_in_title(title: str, texts: Sequence[str]) -> str:
    """The title of an item about excluding the public when its text agrees to that; blank otherwise."""
    if not (_EXCLUDE.search(title) or _EXCLUDED.search(title)) or _NO_EXCLUSION.search(title):
        return ""
    agrees = any(_AGREES.search(text) for text in texts)
    return title if agrees and not any(_DENIES.search(text) for text in texts) else ""


def goes_private(text: str) -> str:
    """Words that say that the public went, or that the meeting was private, in no form that closes it; blank for none.

    What somebody tells of another meeting is none.
    """
    match = _LEFT.search(text) or _DRIFTS.search(text)
    if match is None or _is_told(text[: match.end()]) or readmits_public(text):
        return ""
    return " ".join(match[0].split())


def held_in_private(text: str) -> str:
    """Words of a title page that say that the whole meeting was private; blank when there are none."""
    match = _HELD_IN_PRIVATE.search(text) or _DRIFTS.search(text)
    return " ".join(match[0].split()) if match else ""


def readmits_public(text: str) -> bool:
    """Whether a sentence says that the public came back."""
    match = _PUBLIC_AGAIN.search(text)
    return match is not None and not _NOT_YET.search(text[: match.start()])


def only_next(text: str) -> bool:
    """Whether a resolution to exclude the public is for one item, the next."""
    return bool(_ONLY_NEXT.search(text))


def only_this(text: str) -> bool:
    """Whether a resolution to exclude the public is for the item that it stands in."""
    return bool(_ONLY_THIS.search(text))


def item_list(text: str) -> list[tuple[str, str]]:
    """The items that a resolution names: pairs of first and last number, the last blank for one item alone.

    The last is `ONWARDS` when all that follow are meant too. Numbers of a Part or a Schedule name no item.
    """
    named: list[tuple[str, str]] = []
    for match in _NAMED_ITEMS.finditer(text):
        named += [(each["first"].upper(), (each["last"] or "").upper()) for each in _RANGE.finditer(match["list"])]
        if _ONWARDS.match(text, match.end()):
            named[-1] = (named[-1][0], ONWARDS)
    return named
