"""What an export holds, in words."""

from __future__ import annotations

from meetings.exchange import Manifest

_SAID = {
    "meetings.jsonl": ("meeting", "meetings"),
    "items.jsonl": ("item", "items"),
    "boards.jsonl": ("board", "boards"),
    "members.jsonl": ("member", "members"),
    "authorities.jsonl": ("authority", "authorities"),
}


def in_words(manifest: Manifest) -> str:
    """Such as `17 meetings, 120 items, 9 boards, 60 members, 25 authorities`."""
    counted = ((manifest[name].lines, words) for name, words in _SAID.items())
    return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in counted)
