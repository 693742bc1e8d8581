"""The dates minutes are written with: a strict grammar, the weekday checked against the date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*(?:the\s+)?)?"
_LONG = re.compile(
    rf"{_WEEKDAY}(?<!\d)(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?P<range>\s?(?:/|&|and|to|-|–)\s?"
    rf"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?)?"
    rf"\.?,?\s*(?:(?:day\s+)?of\s+)?(?P<month>{_MONTH})\b\.?"
    rf"(?:,?\s+(?P<year>\d{{4}}|'\d{{2}}|\d{{2}}(?=\s*$))\b)?",
    re.I,
)
_SHORT = re.compile(
    rf"{_WEEKDAY}(?<![\d./-])(?P<day>\d{{1,2}})(?P<dot>[./-])(?P<month>\d{{1,2}})(?P=dot)(?P<year>\d{{4}}|\d{{2}})(?![\d/-])",
    re.I,
)
_ISO = re.compile(r"(?P<weekday>(?!))?(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I
)
_LONGEST = 20_000
_DIGIT = re.compile(r"\d")
TIME = re.compile(
    r"\b(?P<time>\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.?m\b\.?|noon\b|midday\b)|\d{1,2}[.:]\d{2}\s?(?:hrs|hours)\b|noon\b)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One date in a text: `date` is None when the year is missing or the day does not exist."""

    date: dt.date | None
    start: int
    end: int
    weekday_wrong: bool = False
    year_missing: bool = False
    impossible: bool = False
    several_days: bool = False
    """`6 and 7 June`: the first of them is the date."""


def find_dates(text: str) -> tuple[Found, ...]:
    """Every full date in `text`, in order, none inside another. Only the first 20,000 characters are looked at."""
    if not _DIGIT.search(text):
        return ()
    matches = sorted(_matches(text[:_LONGEST]), key=lambda match: (match.start(), -match.end()))
    found: list[Found] = []
    for match in matches:
        if not found or match.start() >= found[-1].end:
            found.append(_read(match))
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_LONG, _SHORT, _ISO, _MONTH_FIRST):
        yield from pattern.finditer(text)


def _read(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    month_word = groups["month"].lower()
    month = MONTHS.get(month_word) or int(month_word)
    if not groups["year"]:
        return Found(date=None, start=match.start(), end=match.end(), year_missing=True)
    year = int(groups["year"].lstrip("'"))
    year += 0 if year > 99 else 1900 if year > 69 else 2000
    try:
        date = dt.date(year, month, int(groups["day"]))
    except ValueError:
        return Found(date=None, start=match.start(), end=match.end(), impossible=True)
    weekday = (groups.get("weekday") or "").lower()
    wrong = bool(weekday) and not WEEKDAYS[date.weekday()].startswith(weekday[:3])
    several = bool(groups.get("range"))
    return Found(date=date, start=match.start(), end=match.end(), weekday_wrong=wrong, several_days=several)


_CLOCK = re.compile(r"(?<![\d.:/])(?P<time>\d{1,2}[.:]\d{2})(?![\d./:])")


def find_time(text: str, *, labelled: bool = False) -> str:
    """The first time of day in `text` as printed, blank when there is none.

    `labelled` says that the text stands behind a label for a time: there `11.00` is one.
    """
    match = TIME.search(text[:_LONGEST]) or (_CLOCK.search(text[:_LONGEST]) if labelled else None)
    return match["time"].strip() if match else ""
