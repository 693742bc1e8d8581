"""On which page of its source everything stands, where the source has pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from meetings.extraction.blocks import Span


def with_pages(told: Any, starts: Sequence[int]) -> Any:
    """The same data with its page in every span; `starts` is where each page begins in the text.

    A span that goes on over a page has the page on which it begins.
    """
    if isinstance(told, Span):
        return replace(told, page=bisect_right(starts, told.start) or None)
    if isinstance(told, tuple):
        return tuple(with_pages(each, starts) for each in told)
    if is_dataclass(told) and not isinstance(told, type):
        held = {each.name: getattr(told, each.name) for each in fields(told)}
        changed = {
            name: with_pages(value, starts)
            for name, value in held.items()
            if isinstance(value, tuple | Span) or is_dataclass(value)
        }
        return replace(told, **changed)
    return told
