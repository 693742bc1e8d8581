"""Ceilings on what is read, and the refusal that says so in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one source is read. Documented in docs/settings.md."""

    size: int = 25 * 1024 * 1024
    """Bytes of the file."""
    characters: int = 5_000_000
    """Characters of its text."""
    lines: int = 200_000
    """Lines of its text."""
    unpacked: int = 100 * 1024 * 1024
    """Bytes of what is packed inside it, all together."""
    office_seconds: float = 60.0
    """Seconds that LibreOffice may take to make a Word file of another."""
    pages: int = 2_000
    """Pages of it, where it has pages."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer for a clerk, not a programming error
    """A source that cannot be read, with a stable code and a sentence that tells a clerk what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
