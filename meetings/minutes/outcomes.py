"""What an item came to: its discussion, decisions and actions, under headings or read from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes import inferred
from meetings.minutes.asides import is_aside, only_a_word, table_cells
from meetings.minutes.context import Context
from meetings.minutes.entries import REASONS, Entry, entries
from meetings.minutes.furniture import fold
from meetings.minutes.lines import Finder, Line, locate
from meetings.minutes.names import looks_like_name
from meetings.minutes.owners import due_date, is_routine, named_in, names_only, owners_of, split_owners
from meetings.minutes.repeats import without_repeats
from meetings.minutes.sections import Stretch, glued, stretches
from meetings.minutes.structure import Action, Decision, Passage
from meetings.minutes.verbs import declined, ends_in_verb, negative, outcomes_of, recommends
from meetings.minutes.vocabulary import PAST, Part, PassageKind

_UNFINISHED = re.compile(r"^\W*(?:…|\.{3,})\W*$|(?:…|\.{3,})[.\s]*$")
_LOOKS_LIKE_ACTION = re.compile(
    r"^(?:that\s+)?(?:the\s+)?(?:LGA\s+)?(?:officers?|staff|the clerk|clerk)\s+(?:to|will)\s+\w", re.I
)
_NEXT_STEPS = re.compile(r"^\W*(?:next steps|follow[- ]?up)", re.I)
_TO_BE_DONE = re.compile(r"^(?:[A-Z][^,.]{2,80}\s(?:to|must|should)\s+be\s+\w+|To\s+[a-z]+\s)")
_LOOKS_LIKE_DECISION = re.compile(
    r"^(?:the\s+)?(?:board|members|committee|council|panel)\s+(?:formally\s+|unanimously\s+)?(?:agreed|noted|approved|resolved|endorsed)\b",
    re.I,
)


@dataclass(slots=True)
class Outcomes:
    """What was read from the lines of one item."""

    passages: list[Passage] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    asides: list[Passage] = field(default_factory=list)
    """Text that stands under a heading and is no record: `None.`, or a decision that is printed twice."""


def read_outcomes(lines: Sequence[Line], context: Context) -> Outcomes:
    """The discussion, decisions and actions in the lines of one item."""
    result = Outcomes()
    found = tuple(stretches(lines, context.text))
    context = replace(context, known=context.known | named_in(line.text for line in lines))
    befores: tuple[Stretch | None, ...] = (None, *found)
    for before, stretch in zip(befores, found, strict=False):
        if stretch.part is Part.DECISION and not stretch.lines:
            result.decisions.extend(_bare_decision(stretch))
        elif stretch.part is Part.DECISION:
            result.decisions.extend(_decisions(stretch, result))
        elif stretch.part is Part.BOTH:
            _mixed(stretch, context, result)
        elif stretch.part is Part.ACTION:
            result.actions.extend(_actions(stretch, context, result))
            result.actions.extend(_named_behind(before, stretch, context))
        else:
            result.passages.extend(line.passage() for line in stretch.lines)
    result.decisions, repeated = without_repeats(result.decisions)
    for copy in repeated:
        message = "This decision stands twice in the item; it is counted once."
        result.findings.append(Finding(code="decision-repeated", message=message, span=copy.span))
        result.asides.append(Passage(text=copy.text, span=copy.span))
    if not result.decisions:
        _infer(result, found, context)
    elif context.formal and not any(stretch.heading.lower().startswith("decision") for stretch in found):
        _infer_beside(result, found, context)
    else:
        _say_inferred(result)
    result.passages = sorted([*result.passages, *result.asides], key=lambda passage: passage.span.start)
    result.findings.extend((*glued(lines), *_unfinished(lines)))
    return result


def _records(stretch: Stretch, result: Outcomes) -> Iterator[Entry]:
    """The entries of a stretch; `None.` or `No actions.` is text and no record."""
    listed, first, rows = False, True, table_cells(stretch.lines)
    for entry in entries(stretch.lines, result.findings):
        listed = listed or bool(entry.marker)
        if only_a_word(entry.text):
            message = f"Nothing follows “{entry.text}”."
            result.findings.append(Finding(code="unfinished", message=message, span=entry.span))
        if entry.span.start in rows or is_aside(entry, stretch.part, first=first, listed=listed):
            result.asides.append(Passage(text=entry.text, span=entry.span))
        else:
            yield entry
        first = False


def _decisions(stretch: Stretch, result: Outcomes) -> Iterator[Decision]:
    own = _verb_of(stretch.heading)
    for entry in _records(stretch, result):
        inherited = _inherited(entry.lead_in, own)
        if _LOOKS_LIKE_ACTION.match(entry.text):
            message = "This stands under a decision heading and reads like an action."
            result.findings.append(Finding(code="looks-like-action", message=message, span=entry.span))
        outcomes = outcomes_of(entry.text, inherited=inherited)
        if recommends(stretch.heading) or recommends(entry.lead_in):
            outcomes = ("recommended",)
        yield Decision(
            text=entry.text,
            span=entry.span,
            lead_in=entry.lead_in,
            outcomes=outcomes,
            heading=stretch.heading,
            inferred=not stretch.heading,
            negative="rejected" in outcomes or negative(f"{entry.lead_in} {entry.text}".strip()),
        )


def _verb_of(heading: str) -> str:
    """The verb that a heading such as `RESOLVED` or `Resolution` gives to what stands under it."""
    word = re.sub(r"\W", "", heading.lower())
    return PAST.get(word, "") or ("resolved" if word.startswith(("resolution", "itwasresolved")) else "")


def _bare_decision(stretch: Stretch) -> Iterator[Decision]:
    """`Agreed.` with nothing below it is all that was decided."""
    line = stretch.opener
    outcomes = outcomes_of(line.text) if line is not None else ()
    if line is not None and outcomes:
        yield Decision(text=line.text, span=line.span, outcomes=outcomes, heading=stretch.heading)


def _mixed(stretch: Stretch, context: Context, result: Outcomes) -> None:
    """`Decisions and actions`: an entry that names who is to do what is an action, any other a decision."""
    for line in stretch.lines:
        single = replace(stretch, lines=(line,))
        if _LOOKS_LIKE_ACTION.match(line.text) or owners_of(line.text, known=context.known):
            result.actions.extend(_actions(single, context, result))
        else:
            result.decisions.extend(_decisions(single, result))


def _inherited(lead_in: str, heading: str) -> str:
    """The verb an entry with none of its own takes from its lead-in, else from its heading."""
    if lead_in and declined(lead_in):
        return "rejected"
    verbs = outcomes_of(lead_in) if lead_in else ()
    return ends_in_verb(lead_in) or heading or (verbs[-1] if verbs else "")


def _actions(stretch: Stretch, context: Context, result: Outcomes) -> Iterator[Action]:
    beside = _owner_cells(stretch)
    result.asides.extend(line.passage() for line in beside)
    names = {line.index for line in beside}
    own = tuple(line for line in stretch.lines if line.index not in names)
    rows = {line.span.start: line.row for line in own}
    by_row: dict[int | None, list[Line]] = {}
    for line in beside:
        by_row.setdefault(line.row, []).append(line)
    for entry in _records(replace(stretch, lines=own), result):
        in_row = by_row.get(rows.get(entry.span.start), [])
        named = tuple(owner for line in in_row for owner in owners_of(line.text, known=context.known))
        owners = owners_of(entry.text, lead_in=entry.lead_in, known=context.known)
        if names_only(entry.text, known=context.known):
            result.asides.append(Passage(text=entry.text, span=entry.span))
        elif _NEXT_STEPS.match(stretch.heading) and not entry.marker:
            yield from _told_next(entry, stretch.heading, context, result)
        else:
            yield _action(entry, stretch.heading, owners or named, result)


def _told_next(entry: Entry, heading: str, context: Context, result: Outcomes) -> Iterator[Action]:
    """Prose under `Next steps`: its sentences that say who does what, or what is to be done; the others are text."""
    told = inferred.sentences(entry.text)
    finder = Finder(context.text, entry.span)
    acts = False
    for sentence in told:
        span = entry.span if len(told) == 1 else finder.find(sentence)
        owners = owners_of(sentence, lead_in=entry.lead_in, known=context.known)
        if owners or _TO_BE_DONE.search(sentence):
            acts = True
            yield _action(replace(entry, text=sentence, span=span), heading, owners, result)
        else:
            result.asides.append(Passage(text=sentence, span=span))
    if not acts:
        message = f"No sentence under “{heading}” says what anybody is to do; it is kept as text."
        result.findings.append(Finding(code="unfinished", message=message, span=entry.span))


def _named_behind(before: Stretch | None, stretch: Stretch, context: Context) -> Iterator[Action]:
    """`The gate is broken. Action: Clerk`: where formal minutes name only who acts, the sentence before says what."""
    alone = stretch.lines[0] if len(stretch.lines) == 1 and context.formal else None
    if alone is None or before is None or not before.lines or not names_only(alone.text, known=context.known):
        return
    line = before.lines[-1]
    sentence = inferred.sentences(line.text)[-1]
    span = Span(locate(context.text, line.span, sentence).start, alone.span.end, alone.span.page)
    yield Action(
        text=sentence,
        span=span,
        owners=split_owners(alone.text),
        due=due_date(sentence),
        heading=stretch.heading,
    )


def _owner_cells(stretch: Stretch) -> tuple[Line, ...]:
    """Lines that hold nothing but a name, in a column beside the actions."""
    first = stretch.lines[0] if stretch.lines else None
    return tuple(
        line
        for line in stretch.lines[1:]
        if first is not None and (line.column or 0) > (first.column or 0) and _names(line.text)
    )


def _names(words: str) -> bool:
    return all(looks_like_name(part) for part in re.split(r"\s*[/,&]\s*|\s+and\s+", words))


def _action(entry: Entry, heading: str, owners: tuple[str, ...], result: Outcomes) -> Action:
    if _LOOKS_LIKE_DECISION.match(entry.text):
        message = "This stands under an action heading and reads like a decision."
        result.findings.append(Finding(code="looks-like-decision", message=message, span=entry.span))
    if not owners:
        message = "Nobody is named who must do this."
        result.findings.append(Finding(code="no-owner", message=message, span=entry.span))
    return Action(
        text=entry.text,
        span=entry.span,
        lead_in=entry.lead_in,
        owners=owners,
        due=due_date(entry.text),
        heading=heading,
        boilerplate=is_routine(entry.text, entry.lead_in),
    )


def _infer(result: Outcomes, found: Sequence[Stretch], context: Context) -> None:
    """Decisions, and actions, read from sentences where no heading says so."""
    discussion = [line for stretch in found if stretch.part is Part.DISCUSSION for line in stretch.lines]
    lists = inferred.lost_headings(discussion, with_actions=not result.actions)
    tail = inferred.acting_tail(discussion) if not result.actions else len(discussion)
    lists.actions |= {line.index: "" for line in discussion[tail:]}
    kept: list[Passage] = []
    leads = False
    for line in discussion:
        if leads and line.kind is PassageKind.ENTRY:
            # The parts of the decision above: `agreed, subject to this change:`.
            result.decisions[-1] = _with_part(result.decisions[-1], line)
            continue
        before = len(result.decisions)
        if line.index in lists.decisions:
            result.decisions.append(_inferred(line.text, line.span, lists.decisions[line.index]))
        elif line.index in lists.actions:
            result.actions.append(_inferred_action(line, lists.actions[line.index], context))
        elif line.index not in lists.lead_ins:
            for piece, part in inferred.pieces(line, context, last=line is discussion[tail - 1]):
                _keep(piece, part, result, kept, context)
        leads = len(result.decisions) > before and bool(REASONS.search(result.decisions[-1].text))
    others = [line.passage() for stretch in found if stretch.part is Part.PROPOSAL for line in stretch.lines]
    result.passages = sorted([*kept, *others], key=lambda passage: passage.span.start)
    _say_inferred(result)


def _with_part(decision: Decision, line: Line) -> Decision:
    span = Span(decision.span.start, line.span.end, decision.span.page)
    return replace(decision, text=f"{decision.text} {line.text}", span=span)


def _infer_beside(result: Outcomes, found: Sequence[Stretch], context: Context) -> None:
    """Votes that the text tells of beside the resolution: an amendment that was lost, a thing that was agreed too."""
    headed = " ".join(fold(decision.text) for decision in result.decisions)
    kept: list[Passage] = []
    for line in (line for stretch in found if stretch.part is Part.DISCUSSION for line in stretch.lines):
        for piece, part in inferred.pieces(line, context, last=False, votes_only=True):
            told = part is Part.DECISION and fold(piece.text) in headed
            _keep(piece, Part.DISCUSSION if told else part, result, kept, context)
    others = [line.passage() for stretch in found if stretch.part is Part.PROPOSAL for line in stretch.lines]
    result.passages = [*kept, *others]
    result.decisions.sort(key=lambda decision: decision.span.start)
    _say_inferred(result)


def _keep(piece: Passage, part: Part, result: Outcomes, kept: list[Passage], context: Context) -> None:
    """Files one piece of a paragraph: as a decision, as an action unless a heading told it already, or as text."""
    if part is Part.DECISION:
        result.decisions.append(_inferred(piece.text, piece.span, ""))
    elif part is Part.ACTION and fold(piece.text) not in {fold(action.text) for action in result.actions}:
        result.actions.append(_inferred_action(piece, "", context))
    else:
        kept.append(piece)


def _say_inferred(result: Outcomes) -> None:
    records: list[Decision | Action] = [*result.decisions, *result.actions]
    message = "No heading says so: this was read from the sentence. Is it right?"
    result.findings.extend(
        Finding(code="heading-missing", message=message, span=each.span) for each in records if each.inferred
    )


def _inferred_action(line: Line | Passage, lead_in: str, context: Context) -> Action:
    return Action(
        text=line.text,
        span=line.span,
        lead_in=lead_in,
        owners=owners_of(line.text, lead_in=lead_in, known=context.known),
        due=due_date(line.text),
        inferred=True,
        boilerplate=is_routine(line.text, lead_in),
    )


def _inferred(text: str, span: Span, lead_in: str) -> Decision:
    outcomes = outcomes_of(text, inherited=_inherited(lead_in, "") if lead_in else "")
    outcomes = outcomes or (("agreed",) if inferred.is_carried(text) else ())
    return Decision(
        text=text,
        span=span,
        lead_in=lead_in,
        outcomes=outcomes,
        inferred=True,
        negative="rejected" in outcomes or negative(f"{lead_in} {text}".strip()),
    )


def _unfinished(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if _UNFINISHED.search(line.text):
            yield Finding(code="unfinished", message=f"The text breaks off: “{line.text[-60:]}”.", span=line.span)
