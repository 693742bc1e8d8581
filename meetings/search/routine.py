"""Whether a text says anything of its own, or is made of the words that every record repeats. No Django."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.minutes.vocabulary import ROUTINE_WORDS

_PLAIN = ROUTINE_WORDS | frozenset(
    (
        "all also any are be been being but by had has have he her his if is it its no not off or our she so such than "
        "that the their them then there these they this those to upon us was we were what when which who would "
        "agree agreed agrees approve approved approves accept accepted content contents endorse endorsed "
        "endorses noted notes noting receive received receives resolve resolved resolves resolution confirm confirmed "
        "considered consider recommend recommended thank thanked thanks welcome welcomed "
        "authority authorities cabinet chair chairman chairs commission council councillor councillors executive "
        "forum group panel partnership trustees "
        "accurate agenda apologies appendix attached correct current date final first information item items last "
        "latest minutes next note oral paper papers paragraphs position present presentation presented presentations "
        "previous progress proposed record recorded reports respect second section sign signed status subject "
        "true updates verbal written"
    ).split()
)
"""Words that decisions and actions are made of which decide nothing in particular."""


def is_routine(words: Iterable[str]) -> bool:
    """Whether folded words hold none that tells of a matter; a text without words is routine too."""
    return all(word in _PLAIN for word in words)
