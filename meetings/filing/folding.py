"""Names folded, so that spellings that differ only in accents, signs or case are one."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

_SIGNS = str.maketrans(
    {
        "&": " and ",
        "'": "",
        "’": "",
        "‘": "",
        "ʼ": "",
        "´": "",
        "`": "",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST_SLUG = 180  # leaves room for a number behind it in a column of 200

_PARTICLES = re.compile(
    r"af|al|ap|bin|dal?|del?|della|den|der|di|dos|du|el|ferch|ibn|la|le|mac|mc|o|st|te|ten|ter|van|von|y|zu"
)
"""Words that belong to the surname behind them."""


@functools.lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Lower-case words without accents, signs or invisible characters; `&` reads as `and`."""
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    letters = unicodedata.normalize("NFKD", seen.casefold().translate(_SIGNS))
    return " ".join(_WORD.findall("".join(each for each in letters if not unicodedata.combining(each))))


def split_name(name: str) -> tuple[str, str]:
    """A name without titles as (surname, given names); `Hende, Linda` is read surname first."""
    if "," in name:
        surname, given = name.split(",", 1)
        if fold(surname) and fold(given):
            return surname.strip(), given.strip()
    words = name.replace(",", " ").split()
    at = max(len(words) - 1, 0)
    while at > 1 and _PARTICLES.fullmatch(fold(words[at - 1])):
        at -= 1
    return " ".join(words[at:]), " ".join(words[:at])


def person_key(name: str) -> str:
    """What makes two printed names one: surname and given names, folded; blank when nothing is left."""
    return fold(" ".join(split_name(name)))


def sort_name(name: str) -> str:
    """The name as an index orders it: `van den Hende, Linda`."""
    surname, given = split_name(name)
    return f"{surname}, {given}" if given else surname


def slug(*parts: str) -> str:
    """The parts folded into the last part of an address; a fingerprint when no Latin letter is left."""
    words = "-".join(fold(part).encode("ascii", "ignore").decode() for part in parts if part)
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:_LONGEST_SLUG].strip("-")
    return plain or "n" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
