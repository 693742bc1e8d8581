"""How the entries of a list of HTML are marked: bullets, numbers, letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STYLE = re.compile(r"list-style(?:-type)?:[^;]*?(?P<kind>none|(?:lower|upper)-(?:alpha|latin|roman)|decimal)")
_KINDS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i"}
_OWN_MARKER = re.compile(r"^(?:[·•▪●◦‣§o–-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s)")
_STYLE_LENGTH = 2000
"""What stands further behind in a style is not looked at."""
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)


def marker_of(ends: HtmlElement, entry: HtmlElement, number: int) -> str:
    """How the head of an entry is printed; blank where the list says that nothing is."""
    styles = (_STYLE.search(style_of(each)) for each in (entry, ends))
    kind = next((style["kind"] for style in styles if style), "")
    if kind == "none":
        return ""
    if ends.tag != "ol":
        return "•"
    told = entry.get("type") or ends.get("type") or "1"
    return f"{numeral(number, _KINDS.get(kind, 'I' if kind else told) if kind != 'decimal' else '1')}."


def marked(marker: str, text: str) -> str:
    """An entry with its marker; one that is typed at its head stands for a bullet, and for the same number."""
    own = _OWN_MARKER.match(text)
    if own and (marker == "•" or own[0].strip("() .\t") == marker.strip(".")):
        return text
    return f"{marker} {text}"


def numeral(number: int, kind: str) -> str:
    """A number as a list prints it; `kind` is `1`, `a`, `A`, `i` or `I`."""
    if kind in "aA" and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in "iI" and 0 < number < 4000:
        letters = "".join(_romans(number))
        return letters.upper() if kind == "I" else letters
    return str(number)


def _romans(number: int) -> Iterator[str]:
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        yield letters * times


def style_of(element: HtmlElement) -> str:
    """What an element says of its own style, in small letters and without blanks round its signs."""
    told = element.get("style")
    # Word parts what it says of a list by blanks.
    return re.sub(r"\s*([:;])\s*", r"\1", told[:_STYLE_LENGTH]).lower().strip() if told else ""


def whole(told: str | None, otherwise: int) -> int:
    """A number that an attribute gives, or the other one where it gives none."""
    return int(told) if told and told.strip().isdecimal() and len(told) < 6 else otherwise
