"""What became of a file: in one line for people, as data for programs (docs/ingest-json.md)."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import Any

from meetings.extraction.blocks import Finding
from meetings.filing.report import Outcome, Report
from meetings.management.files import Named
from meetings.minutes.codec import finding_to_data, to_data
from meetings.minutes.structure import Minutes
from meetings.models import Meeting, State

SKIPPED = "skipped"
"""Never opened, or not read to its end: nothing of it is kept."""
FAILED = {SKIPPED, Outcome.WAITING.value, Outcome.REFUSED.value}
"""Outcomes after which the file, or part of it, is not filed."""


@dataclass(frozen=True, slots=True)
class Result:
    """One file that was named, and its report; a reason instead when nothing of it was kept."""

    named: Named
    report: Report | None = None
    reason: str = ""

    @property
    def outcome(self) -> str:
        """One word."""
        return self.report.outcome.value if self.report else SKIPPED

    @property
    def failed(self) -> bool:
        """Whether something in it is neither filed nor read."""
        return self.outcome in FAILED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the reader and the parser were unsure of."""
        return () if self.report is None else _findings(self.report)

    @property
    def line(self) -> str:
        """Such as `filed      note.txt: minutes of Ferries Board, 20 May 2021: 10 items, 8 decisions`."""
        parts = [self.reason] if self.report is None else _said(self.report)
        return f"{self.outcome:<10} {self.named.shown}: {'; '.join(filter(None, parts))}"

    @property
    def data(self) -> dict[str, Any]:
        """The entry of this file under `documents`."""
        report = self.report
        return {
            "path": os.fsencode(self.named.path).decode("utf-8", "backslashreplace"),
            "sha256": report and report.sha256,
            "status": self.outcome,
            "reason": report.reason if report else self.reason,
            "findings": [finding_to_data(finding) for finding in report.findings] if report else [],
            "meetings": [to_data(minutes) for minutes in report.minutes] if report else [],
            "filed": [_filed(meeting, report) for meeting in report.meetings] if report else [],
        }


class Tally:
    """What a whole run came to; it keeps counts, never what was read."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.findings = 0
        self.failed = False
        self._states: dict[int, str] = {}

    def add(self, result: Result) -> None:
        """Count one file."""
        self.outcomes[result.outcome] += 1
        self.findings += len(result.findings)
        self.failed |= result.failed
        for meeting in result.report.meetings if result.report else ():
            self._states[meeting.pk] = meeting.state

    def lines(self, *, publish: bool, left: int) -> list[str]:
        """How many files came to what, and what the public sees of it; `left` files were not looked at."""
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in self.outcomes.items())
        lines = [f"{_count(self.outcomes.total(), 'file')}: {counts}."]
        if left:
            lines.append(f"Stopped at the first that is not filed (--fail-fast): {_count(left, 'file')} not looked at.")
        if self.outcomes[Outcome.READ]:
            lines.append("Dry run: nothing was written.")
        states = Counter(self._states.values())
        if states:
            shown = [f"{states[state]:,} {state.lower()}" for state in State if states[state]]
            if states[State.DRAFT]:
                shown[0] = _count(states[State.DRAFT], "draft")
            lines.append(f"{_count(states.total(), 'meeting')}: {', '.join(shown)}.")
        if states[State.DRAFT]:
            how = "answer what the lines above ask" if publish else "publish in the admin, or run again with --publish"
            lines.append(f"Only clerks see drafts. To show them, {how}.")
        return lines


def _said(report: Report) -> list[str]:
    if report.reason and not report.meetings:
        return [report.reason, _findings_in_words(report)]
    told = [_minutes_in_words(minutes) for minutes in report.minutes if minutes.family]
    left = [f"left as a draft: {' '.join(reasons)}" for _, reasons in report.blocked]
    return [*told, _findings_in_words(report), report.reason, *dict.fromkeys(left)]


def _minutes_in_words(minutes: Minutes) -> str:
    date = minutes.header.date
    when = f"{date.day} {date:%B %Y}" if date else "no date"
    decisions = sum(len(item.decisions) for item in minutes.items)
    actions = sum(len(item.actions) for item in minutes.items)
    counts = [_count(len(minutes.items), "item")]
    counts += [_count(number, word) for number, word in ((decisions, "decision"), (actions, "action")) if number]
    return f"{minutes.record} of {minutes.header.board or 'no board'}, {when}: {', '.join(counts)}"


def _findings_in_words(report: Report) -> str:
    found = len(_findings(report))
    return _count(found, "finding") if found else ""


def _findings(report: Report) -> tuple[Finding, ...]:
    return (*report.findings, *(finding for minutes in report.minutes for finding in minutes.findings))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _filed(meeting: Meeting, report: Report) -> dict[str, Any]:
    reasons = [reason for blocked, why in report.blocked if blocked == meeting for reason in why]
    return {
        "board": meeting.board.name,
        "date": meeting.date.isoformat(),
        "sequence": meeting.sequence,
        "state": meeting.state,
        "left_as_draft": reasons,
    }
