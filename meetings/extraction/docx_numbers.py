"""The numbers that Word prints and does not store: what stands before each paragraph of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from meetings.extraction.docx_styles import Numbering, Styles, W, is_on, numbering, value
from meetings.extraction.markers import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {"\uf0a7": "▪", "\uf0d8": "•", "\uf0fc": "•", "\uf0a8": "•", "\uf076": "•", "\uf02d": "-", "o": "o", "": "•"}
"""Bullets of symbol fonts as other fonts have them."""


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    kind: str = "decimal"
    text: str = "%1."
    restarts_after: int | None = None
    legal: bool = False


class Marker(NamedTuple):
    """What is printed before a paragraph, and how deep in its list it stands, from 0."""

    text: str
    level: int


class Numbers:
    """Counts on from paragraph to paragraph, in the order of the text."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.styles = styles
        told = [] if root is None else root
        self._lists = {each.get(f"{W}numId"): each for each in told if each.tag == f"{W}num"}
        self._plans = {each.get(f"{W}abstractNumId"): each for each in told if each.tag == f"{W}abstractNum"}
        self._named = {value(each, "styleLink"): key for key, each in self._plans.items() if value(each, "styleLink")}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def marker(self, paragraph: _Element) -> Marker | None:
        """What Word prints before the next paragraph; None when that is in no list."""
        own = numbering(paragraph.find(f"{W}pPr"))
        told = self.styles.numbering(self.styles.of_paragraph(paragraph))
        told = Numbering(told.list_id if own.list_id is None else own.list_id, own.level or told.level)
        level = int(told.level) if told.level and told.level.isdecimal() else 0
        if not told.list_id or told.list_id == "0" or level >= _LEVELS:
            return None
        plan = self._plan(told.list_id)
        if plan is None:
            return None
        return Marker(self._count(told.list_id, plan, level), level)

    def _plan(self, list_id: str) -> str | None:
        held = self._lists.get(list_id)
        plan = value(held, "abstractNumId")
        link = value(self._plans.get(plan), "numStyleLink") if plan is not None else None
        if link:
            plan = self._named.get(link, plan)
        return plan if plan in self._plans else None

    def _count(self, list_id: str, plan: str, level: int) -> str:
        counts = self._counts.setdefault(plan, [None] * _LEVELS)
        start = self._override(list_id, level)
        if start is not None and (list_id, level) not in self._begun:
            counts[level] = start
        else:
            before = counts[level]
            counts[level] = self._level(list_id, plan, level).start if before is None else before + 1
        self._begun.add((list_id, level))
        for deeper in range(level + 1, _LEVELS):
            after = self._level(list_id, plan, deeper).restarts_after
            if after is None or (after and level < after):
                counts[deeper] = None
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = self._level(list_id, plan, higher).start
        return self._printed(list_id, plan, level, counts)

    def _printed(self, list_id: str, plan: str, level: int, counts: list[int | None]) -> str:
        own = self._level(list_id, plan, level)
        if own.kind == "bullet":
            return _BULLETS.get(own.text, own.text if own.text and not "\ue000" <= own.text[0] <= "\uf8ff" else "•")
        if own.kind == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            kind = "decimal" if own.legal else self._level(list_id, plan, at).kind
            count = counts[at] or 0
            return f"{count:02}" if kind == "decimalZero" else numeral(count, _KINDS.get(kind, "1"))

        return _PLACE.sub(number, own.text).strip()

    def _override(self, list_id: str, level: int) -> int | None:
        for each in self._lists[list_id].findall(f"{W}lvlOverride"):
            told = value(each, "startOverride")
            if each.get(f"{W}ilvl") == str(level) and told and told.isdecimal():
                return int(told)
        return None

    def _level(self, list_id: str, plan: str, level: int) -> Level:
        key = (list_id, level)
        if key not in self._levels:
            overrides = (each.find(f"{W}lvl") for each in self._lists[list_id].findall(f"{W}lvlOverride"))
            own = [each for each in overrides if each is not None]
            told = (
                each for each in (*own, *self._plans[plan].findall(f"{W}lvl")) if each.get(f"{W}ilvl") == str(level)
            )
            self._levels[key] = _level(next(told, None))
        return self._levels[key]


def _level(told: _Element | None) -> Level:
    if told is None:
        return Level()
    start, restart = value(told, "start") or "", value(told, "lvlRestart") or ""
    return Level(
        start=int(start) if start.isdecimal() else 1,
        kind=value(told, "numFmt") or "decimal",
        text=value(told, "lvlText") or "",
        restarts_after=int(restart) if restart.isdecimal() else None,
        legal=bool(is_on(told, "isLgl")),
    )
