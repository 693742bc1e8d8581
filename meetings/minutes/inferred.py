"""Decisions and actions without a heading: read from sentences and from lists that lost theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetings.minutes import votes
from meetings.minutes.context import Context
from meetings.minutes.furniture import fold
from meetings.minutes.lines import Finder, Line
from meetings.minutes.structure import Passage
from meetings.minutes.verbs import ends_in_verb
from meetings.minutes.vocabulary import PAST, Part, PassageKind

_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Clr|Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Nos|Prop|Sec|para|paras|approx|vs|etc|e\.g|i\.e|ref|Ltd|Co|Min|Hon|Gen|Col|Sgt|Insp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.$"
)
_STOP = re.compile(r"[.!?][”\"')\]]?\s+(?=[A-Z“\"‘(\[]|[a-z]\)\s)")
_KIND = (
    r"(?i:board|members|committee|council|councillors|cabinet|panel|group|forum|trustees|executive|"
    r"meeting|sub-committee|partnership|governors|directors|commission)"
)
_SUBJECT = (
    r"(?!(?:Some|Several|Many|Most|Others?|Individual|A|Few|One|Two|Three|Officers?|Certain|Opposition)\b)"
    rf"(?P<subject>(?:(?:The|the|All|all)\s+)?(?:[A-Z][\w&'’-]*,?\s+(?:(?:and|&|of|for)\s+)?){{0,6}}?{_KIND}"
    r"(?:\s+of\s+(?:the\s+)?(?!public|press)[\w&-]+(?:\s[A-Z][\w&-]*){0,4}|\s+present)?)"
)
_ADVERBS = r"(?:\s+(?:then|also|unanimously|formally|therefore|further|subsequently|duly|both|all))*"
_PREFIX = r"(?:(?:Following|After|Having|Upon|By)\b[^,]{3,200},\s+)?"
_ASIDE = (
    r"(?:,\s+having\b[^,]{3,200},|\s+(?:discussed|considered|debated|reviewed|received|thanked|"
    r"welcomed)\b[^.;]{2,200}?(?:,|\s)and)?"
)
_VERBS = (
    r"(?:agreed|resolved|approved|adopted|confirmed|elected|re-elected|appointed|endorsed|ratified|rejected|deferred|"
    r"accepted|delegated|authorised|decided|voted|did\s+not\s+(?:agree|approve|support|accept|adopt))\b"
)
_DECIDES = re.compile(
    rf"^{_PREFIX}{_SUBJECT}{_ASIDE}{_ADVERBS}\s+{_VERBS}(?!\s+(?:with|on\s+the\s+(?:importance|need)|about)\b)"
)
_BARE_VERB = re.compile(
    r"^(?:Noted|Agreed|Approved|Resolved|Endorsed|Deferred|Rejected|Adopted|Accepted|Ratified)\s+(?:the|to|that|its|an?)\b"
)
_IT_WAS = re.compile(
    r"^(?:(?:Following|After|Having|On|Upon|By|With)\b[^.;]{3,200}?,?\s+|"
    r"(?:Accordingly|Therefore|Consequently|Finally|Subsequently|Unanimously),?\s+)?[Ii]t\s+was\s+"
    r"(?:(?:then|also|unanimously|formally|therefore|further|duly|proposed[^.]{0,160}\sand)\s+)*"
    r"(?:agreed|resolved|decided|approved|not\s+agreed)\b(?!\s+with\b)"
)
_MINUTES_AGREED = re.compile(
    r"\b(?:minutes?|notes?)\b[^.]{0,160}\b(?:was|were)\s+(?:(?:then|also|unanimously|formally|duly|not)\s+)*"
    r"(?:agreed|approved|confirmed|adopted|accepted|signed|noted|taken\s+as\s+read)\b",
    re.I,
)
_ADOPTED = re.compile(
    r"^(?:They|These|Those|This|It)\s+(?:was|were)\s+(?:(?:then|also|unanimously|formally|duly)\s+)*"
    r"(?:agreed|approved|confirmed|adopted|accepted|signed|taken\s+as\s+read)\b"
    r"|^(?:Agreed|Approved|Confirmed|Adopted|Accepted|Signed)\b(?!\s+(?:by|minutes|notes))"
)
"""In an item about the minutes of the meeting before, a pronoun or the verb alone is their adoption."""
_PROPOSALS_AGREED = re.compile(
    r"^(?:The|These|All|Both)\s+(?:\w+\s+){0,3}?(?:recommendations?|proposals?|amendments?|terms\s+of\s+reference|priorities|report|plan|budget)\b"
    r"[^.]{0,80}\b(?:was|were)\s+(?:(?:then|also|unanimously|formally|duly|not)\s+)*(?:agreed|approved|adopted|endorsed|accepted|rejected)\W*$"
)
_ELECTED = re.compile(
    r"\b(?:was|were)\s+(?:(?:duly|unanimously|formally)\s+)?(?:re-?)?(?:elected|appointed)\s+(?:as\s+|to\s+(?:be\s+)?|the\s+)?"
    r"(?:vice|chair|deputy|mayor|leader|(?-i:[A-Z]))",
    re.I,
)
_MOTION = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation|resolution)s?\b[^.]{0,120}\b(?:was|were)\s+(?:put\b[^.]{0,60}\band\s+)?"
    r"(?:declared\s+)?"
    r"(?:carried|lost|defeated|agreed|withdrawn|approved|not\s+(?:carried|passed|supported|agreed|approved))\b"
    r"|\bmotion\b[^.]{0,80}\bseconded\b[^.]{0,80}\band\s+(?:was\s+)?(?:agreed|carried|passed|adopted)\b"
    r"|^(?:motion|amendment|proposal)\s+(?:carried|lost)\b"
    r"|\b(?:motion|amendment)\s+(?:fell|failed)\b|\bdeclared\s+the\s+(?:motion|amendment|resolution)\s+(?:carried|lost)\b",
    re.I,
)
_CARRIED = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation|resolution)s?\b[^.]{0,120}\bcarried\b(?!\s+forward)", re.I
)
_THIS_WAS = re.compile(r"^(?:This|The\s+proposal)\s+was\s+(?:\w+ly\s+)?(?:agreed|approved|supported)\W*$")
_SECONDED = re.compile(r"\bseconded\b[^.]*\band\s+(?:\w+ly\s+)?agreed\b", re.I)
_NOTED = re.compile(
    rf"^{_PREFIX}{_SUBJECT}{_ASIDE}{_ADVERBS}\s+(?:noted|received)\s+(?!that\b|with\b|how\b|and\s+discussed)"
)
_WAS_NOTED = re.compile(r"^(?:The|This)\s+[^.]{2,80}\b(?:was|were)\s+(?:(?:then|also|duly|formally)\s+)*noted\.?$")
_EARLIER = re.compile(
    r"\bhad\s+(?:previously\s+|already\s+)?(?:been\s+)?\w+ed\b|\bpreviously\b|\b(?:last|previous)\s+(?:meeting|year|month)\b[^.]{0,20}\b(?:board|members|committee)\b"
    r"|\b(?:agreed|resolved|decided|approved|adopted|met)\s+(?:\w+\s+){0,2}?(?:in|at\s+its)\s+"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\blast\s+year\b",
    re.I,
)
"""Words that tell of what was decided at another time."""
_SAID = re.compile(
    r"\b(?:said|reported|asked|explained|stated|advised|suggested|would|could|if|whether|once|until|unless|what)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:House of (?:Lords|Commons)|in the (?:Lords|Commons)|Parliament|the Bill|Bill's|Bill’s|at Conference|"
    r"General Assembly|AGM|"
    r"Secretary of State|on appeal|Environment Agency|by Government|by the Government|Full Council in)\b"
)
"""Bodies that are never the one that met."""
_ELSEWHERE = re.compile(
    r"^\s*(?:for\s+\w+\s+)?(?:(?:by|between)\s+(?!(?:the\s+)?(?:board|committee|council\b(?!\s+of)|members?|chair\w*|"
    r"meeting|cllrs?|councillors?|mr|mrs|ms|panel|forum|group|sub-committee)\b|all\b|\w+\s+votes?\b|\d|a\s|"
    r"consensus|votes?|majority|show|unanim)"
    r"|in\s+(?:\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"|(?:some|many)\s+years\s+ago|last\s+(?:autumn|spring|summer|winter|year|month|week)|at\s+the\s+\w+\s+meeting\b)",
    re.I,
)
"""What stands behind the verb: who else decided, or when."""
_COUNCIL_KINDS = frozenset(("council", "councillors", "cabinet", "executive"))
_MOVERS = re.compile(
    r"^(?:prop(?:osed)?|sec(?:onded)?|2nd|moved|unanimous(?:ly)?|all in favour|carried|vot(?:e|ing)|"
    r"for|against|abstain(?:ed|tions)?)\b",
    re.I,
)
"""Who moved and how the vote went: words that belong to the decision before them."""
_ENTRY_VERB = re.compile(rf"^(?:{_SUBJECT}{_ADVERBS}\s+)?(?:formally\s+|unanimously\s+)?(?P<verb>[A-Za-z-]+)\b")
_NOTED_THAT = re.compile(r"(?:members|the board)\s+noted\s+that\b", re.I)
_ENTRY_ACTS = re.compile(r"^(?:that\s+)?[A-Z][\w'’/&, ()-]{1,80}?\s+to\s+[a-z]")
_ACTS_LEAD = re.compile(
    r"^(?:The\s+|LGA\s+|That\s+)*(?:[Oo]fficers?|[Ss]taff|[Cc]lerk)\s+(?:agreed\s+|were\s+asked\s+)?(?:to|will)\W*$"
)
_OFFICERS_TO = re.compile(
    r"^(?:The\s+|LGA\s+|That\s+)*(?:[Oo]fficers?|[Ss]taff|[Cc]lerk)\s+to\s+(?!be\b|the\b|date\b)"
    r"(?!.*\b(?:had|were|was|has|have)\b)[a-z][^:]*$"
)
_DECIDES_LEAD = re.compile(
    rf"^{_PREFIX}{_SUBJECT}{_ASIDE}{_ADVERBS}\s+(?:{_VERBS}|noted\b)[^.]{{0,80}}?(?:[:;–—-]|\bto|\bthat)\s*$"
)
_OF_OTHERS = re.compile(
    r"\bhad\b|\bpreviously\b|\bofficers?\b|\bGovernment\b|\bministers?\b|\bin\s+(?:\d{4}|January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b",
    re.I,
)
"""A lead-in that tells of another time or another body."""
_BODY_LEAD = re.compile(rf"^{_PREFIX}{_SUBJECT}\s*[:;–—-]?\s*$")


@dataclass(slots=True)
class Lists:
    """Lines of lists that are decisions or actions without a heading: index of the line → lead-in."""

    decisions: dict[int, str] = field(default_factory=dict)
    actions: dict[int, str] = field(default_factory=dict)
    lead_ins: set[int] = field(default_factory=set)


def pieces(line: Line, context: Context, *, last: bool, votes_only: bool = False) -> Iterator[tuple[Passage, Part]]:
    """A paragraph cut into talk, the sentences that decide and, in formal minutes, those that say who acts.

    `last` says that the item ends with this paragraph: only there a body that `noted` something has decided it.
    `votes_only` looks for what was put to the vote or agreed in as many words.
    """
    bullet = line.kind is PassageKind.ENTRY and not re.search(r"\d|^\(?(?:[a-z]|[ivx]{1,5})[.)]", line.marker)
    decide = _never if bullet else _votes if votes_only else decides
    parts = votes.with_brackets(sentences(line.text))
    marks = [
        Part.DECISION
        if decide(votes.LETTER.sub("", sentence), context)
        or (last and not bullet and at == len(parts) - 1 and _notes(sentence, context))
        else Part.ACTION
        if votes.acts(sentence, context)
        else Part.DISCUSSION
        for at, sentence in enumerate(parts)
    ]
    if set(marks) == {Part.DISCUSSION}:
        yield line.passage(), Part.DISCUSSION
        return
    finder = Finder(context.text, line.span)
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and _goes_on(marks[at], marks[end], parts[end]):
            end += 1
        words = " ".join(parts[at:end])
        span = line.span if len(parts) == 1 else finder.find(words)
        yield Passage(text=words, span=span), marks[at]
        at = end


def _goes_on(mark: Part, following: Part, sentence: str) -> bool:
    """Whether a sentence belongs to the piece before it: talk to talk, who moved it to what was decided."""
    return bool(_MOVERS.match(sentence)) if mark is Part.DECISION else mark is following is Part.DISCUSSION


def _never(_sentence: str, _context: Context) -> bool:
    return False


def _votes(sentence: str, context: Context) -> bool:
    ours = context.formal and len(sentence) <= 3000 and not _EARLIER.search(sentence)
    return ours and any(_is_ours(pattern.search(sentence), sentence) for pattern in (_IT_WAS, _MOTION, _MINUTES_AGREED))


def opens_a_vote(sentence: str) -> bool:
    """Whether a sentence behind a resolution tells of another vote: a motion lost, a proposal that was not agreed."""
    return _is_ours(_MOTION.search(sentence), sentence) and not sentence.startswith(("This ", "The motion was carried"))


def is_carried(sentence: str) -> bool:
    """Whether the sentence says that a vote was won."""
    return bool(_CARRIED.search(sentence) or _SECONDED.search(sentence))


def decides(sentence: str, context: Context) -> bool:
    if _THIS_WAS.match(sentence):
        return True
    if context.adopts and len(sentence) <= 400 and _ADOPTED.search(sentence):
        return True
    if context.formal and (votes.decides_in_a_word(sentence) or votes.shall_be(sentence, context)):
        return True
    formal = votes.FORMAL.search(sentence) if context.formal and not _EARLIER.search(sentence) else None
    if _is_ours(formal, sentence):
        return True
    if len(sentence) > 3000 or _EARLIER.search(sentence):
        return bool(_MINUTES_AGREED.search(sentence)) and len(sentence) <= 3000
    subject = _DECIDES.search(sentence)
    if subject:
        return _is_own_body(subject["subject"], context)
    patterns = (_BARE_VERB, _IT_WAS, _MINUTES_AGREED, _PROPOSALS_AGREED, _ELECTED, _MOTION)
    return any(_is_ours(pattern.search(sentence), sentence) for pattern in patterns)


def _is_ours(match: re.Match[str] | None, sentence: str) -> bool:
    """Whether a sentence in the passive tells of this meeting: not what somebody said, nor what others decided."""
    if match is None:
        return False
    told, rest = _SAID.search(sentence[: match.end()]), sentence[match.end() :]
    return not (told or _OTHERS.search(sentence) or _ELSEWHERE.match(rest))


def _is_own_body(subject: str, context: Context) -> bool:
    """Whether the subject of a sentence is the body that met: another council's decision is only told of."""
    words = re.sub(r"^(?:the|all)\s+", "", subject, flags=re.I)
    kind = re.sub(r"\s+(?:of|present)\b.*$", "", words).split()[-1].lower()
    if kind in _COUNCIL_KINDS and context.board and kind.removesuffix("lors") not in context.board.lower():
        return False
    named = [word for word in words.split() if word[:1].isupper() and word.lower() != kind]
    if not named or kind == "members":
        return True
    return not context.board or fold(words) in fold(context.board) or fold(context.board) in fold(words)


def _notes(sentence: str, context: Context) -> bool:
    match = _NOTED.search(sentence) if len(sentence) < 3000 else None
    return bool(_WAS_NOTED.search(sentence)) if match is None else _is_own_body(match["subject"], context)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a full stop behind an abbreviation ends none."""
    result, start = [], 0
    for match in _STOP.finditer(text):
        end = match.start() + 1
        if _ABBREVIATION.search(text[max(0, end - 12) : end]):
            continue
        result.append(text[start : match.end()].strip())
        start = match.end()
    result.append(text[start:].strip())
    return [sentence for sentence in result if sentence]


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that `at` stands in."""
    start = 0
    for match in _STOP.finditer(text):
        if match.end() > at:
            break
        if not _ABBREVIATION.search(text[max(0, match.start() - 11) : match.start() + 1]):
            start = match.end()
    return start


def lost_headings(lines: Sequence[Line], *, with_actions: bool) -> Lists:
    """Lists that lost their headings: one under a lead-in that decides, or two in a row, decisions then actions."""
    result = Lists()
    runs = list(_runs(lines))
    for at, (lead, run) in enumerate(runs):
        text = lead.text if lead is not None else ""
        open_end = not text.rstrip().endswith(".")
        ends = open_end and bool(ends_in_verb(text)) and len(text.split()) <= 8 and not _OF_OTHERS.search(text)
        under = (
            (bool(_DECIDES_LEAD.match(text)) and not _OF_OTHERS.search(text))
            or ends
            or (bool(_BODY_LEAD.match(text)) and _all_decide(run))
        )
        if under or (not result.decisions and _numbered(run) and _all_decide(run)):
            own_lead = text if under else ""
            result.decisions |= {line.index: own_lead for line in run}
            result.lead_ins |= {lead.index} if lead is not None and under else set()
        elif with_actions and _ACTS_LEAD.match(text) and lead is not None:
            result.actions |= {line.index: text for line in run}
            result.lead_ins.add(lead.index)
        elif with_actions and at and result.decisions and all(_ENTRY_ACTS.match(line.text) for line in run):
            previous = runs[at - 1][1]
            if previous[0].index in result.decisions:
                result.actions |= {line.index: "" for line in run}
    return result


def leads_to_decisions(lines: Sequence[Line], at: int) -> bool:
    """Whether `The Board:` stands there above a list that begins with a decision: its heading was lost."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    alone = not line.marker and len(line.text) <= 120 and bool(_BODY_LEAD.match(line.text))
    return alone and following is not None and bool(following.marker) and _entry_decides(following.text)


def acting_tail(lines: Sequence[Line]) -> int:
    """Where the last paragraphs of an item begin that only say what officers are to do; its end when none does."""
    at = len(lines)
    while at > 1 and not lines[at - 1].marker and _OFFICERS_TO.match(lines[at - 1].text):
        at -= 1
    return at


def _all_decide(run: Sequence[Line]) -> bool:
    return all(_entry_decides(line.text) for line in run)


def _numbered(run: Sequence[Line]) -> bool:
    return bool(re.search(r"\d", run[0].marker))


def _entry_decides(text: str) -> bool:
    match = _ENTRY_VERB.match(text)
    return match is not None and match["verb"].lower() in PAST and not _NOTED_THAT.match(text)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Line | None, list[Line]]]:
    """Lists with the paragraph before each; a numbered list that starts at 1 again is a new one."""
    lead: Line | None = None
    run: list[Line] = []
    for line in lines:
        first = bool(re.fullmatch(r"\(?1[.)]", line.marker))
        if run and (not line.marker or first):
            yield lead, run
            run, lead = [], None
        if line.marker:
            run.append(line)
        else:
            lead = line
    if run:
        yield lead, run
