"""What the reading of an item knows of the record around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The whole extracted text, the body that met, and the people at the meeting."""

    text: str
    board: str = ""
    known: frozenset[str] = frozenset()
    """Names in lower case and initials, as `owners.known_people` gives them."""
    formal: bool = False
    """Formal minutes and web pages, which tell of votes in the text beside the resolution."""
    brief: bool = False
    """A bare list of decisions, where `Josh will print` is all that is said of an action."""
    adopts: bool = False
    """The item is about the minutes of the meeting before: what it agrees to is their being right."""
