"""Decisions that a page prints twice, under `Decision:` and in its minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.minutes.structure import Decision

_RESOLVED = re.compile(r"^\W*(?:it\s+was\s+)?(?:resolved|agreed|decided)\W+(?=that\b|to\b)")


def without_repeats(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    """The decisions in order, each once, and the copies that were left out.

    Of two the copy under a heading `Decision` is kept, with the verb of the other when it has none of its own.
    """
    by_words: dict[str, Decision] = {}
    copies: list[Decision] = []
    for decision in decisions:
        key = re.sub(r"\W+", " ", _RESOLVED.sub("", decision.text.lower())).strip()
        held = by_words.setdefault(key, decision)
        if held is decision:
            continue
        headed = decision.heading.lower().startswith("decision")
        kept, other = (decision, held) if headed else (held, decision)
        by_words[key] = replace(kept, outcomes=kept.outcomes or other.outcomes)
        copies.append(other)
    return sorted(by_words.values(), key=lambda decision: decision.span.start), copies
