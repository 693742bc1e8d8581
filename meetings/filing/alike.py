"""Names that may mean one person or one authority: reasons to ask a clerk, never to merge.

The rules look at folded names alone, so that what is suggested does not depend on which file came first.
"""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import DamerauLevenshtein

_SHORT_FORMS = """
    abigail abi abby, alan allan allen al, alexander alex sandy, alexandra alex sandra, amanda mandy, andrew andy
    drew, anthony tony antony, barbara barb babs, benjamin ben, bernard bernie, catherine cathy kate katie kath,
    charles charlie chas, christine chris christina tina, christopher chris, clifford cliff, daniel dan danny, david
    dave davy, deborah debbie deb debra, donald don, dorothy dot, douglas doug, edward ed eddie ted, eleanor ellie
    nell, elizabeth liz beth betty lizzie, francis frank, frances fran, frederick fred freddie, gareth gary,
    geoffrey geoff jeffrey jeff, gerald gerry jerry, gillian gill jill, graham graeme, gregory greg, harold harry,
    henry harry, ian iain, jacqueline jackie, james jim jimmy jamie, jane janet jan, janice jan, jennifer jenny jen,
    joanna jo joanne joan, john jon jack johnny, jonathan jon jonny, joseph joe, josephine jo josie, judith judy
    judi jude, julian jules, katherine kathryn kate kath kathy katie, kenneth ken kenny, lawrence laurence larry
    laurie, leonard len lenny, leslie les lesley, malcolm mal, margaret maggie peggy meg, martin martyn, matthew
    matt, maureen mo, michael mike mick mickey, michelle shelley, nathaniel nathan nat, nicholas nick nicky nicolas,
    nicola nicky nikki, norman norm, oliver ollie, pamela pam, patricia pat trish patsy, patrick pat paddy, peter
    pete, philip phil phillip, rachel rachael, raymond ray, rebecca becky becca, richard rick dick rich ricky,
    robert rob bob bobby robbie bert, roderick rod, rodney rod, ronald ron ronnie, rosemary rosie rose, russell
    russ, samantha sam, samuel sam, sarah sara sally, sebastian seb, sharon shaz, simon si, stanley stan, stephen
    steven steve stefan, stephanie steph, stewart stuart stu, susan sue suzanne susie, sylvia silvia, teresa theresa
    terry tess, terence terry terrence, thomas tom tommy, timothy tim, valerie val, veronica ronnie, victoria vicky
    vicki, vincent vince, vivien vivian viv, walter walt, wendy wen, william will bill billy liam, zachary zac zach
"""
_TOGETHER = [frozenset(group.split()) for group in _SHORT_FORMS.split(",")]
_KINDS = re.compile(
    r"\b(?:london|royal|metropolitan|borough|district|county|city|town|parish|unitary|council|corporation|authority"
    r"|of|the|and|cc|dc|bc|mbc|lbc?|mdc)\b"
)
_TYPO_FROM = 4
"""Words shorter than this differ by more than a slip when they differ at all."""


def members_alike(one: tuple[str, str], other: tuple[str, str]) -> str:
    """Why two people, each (surname, given names) folded, may be one; blank when nothing says so."""
    (surname, given), (other_surname, other_given) = sorted([one, other])
    if (surname, given) == (other_surname, other_given):
        return "The same name"
    if surname == other_surname:
        return _given_alike(given, other_given)
    if given and given == other_given:
        if _slip(surname, other_surname):
            return f"Surnames that differ by a letter: {surname}, {other_surname}"
        if _glued(surname, other_surname, given):
            return f"Words run together: {surname}, {other_surname}"
    return ""


def authorities_alike(one: str, other: str) -> str:
    """Why two authorities, by their folded names, may be one; blank when nothing says so."""
    mine, yours = (place_words(each) for each in sorted([one, other]))
    if not mine or not yours:
        return ""
    if mine == yours:
        return "The same place, another form of the name"
    if len(mine) != len(yours):
        return ""
    differing = [(a, b) for a, b in zip(mine, yours, strict=True) if a != b]
    if len(differing) == 1 and (_slip(*differing[0]) or _cut_short(*differing[0])):
        return f"Names that differ in one word: {differing[0][0]}, {differing[0][1]}"
    return ""


@functools.lru_cache(maxsize=10_000)
def place_words(authority: str) -> tuple[str, ...]:
    """The words of a folded name that say where, without those that say what kind of council it is."""
    return tuple(_KINDS.sub(" ", authority).split())


def _given_alike(given: str, other: str) -> str:
    if not given or not other:
        return ""
    mine, yours = given.split(), other.split()
    if any({a, b} <= group for group in _TOGETHER for a, b in [(mine[0], yours[0])]):
        return f"A short form of one given name: {given}, {other}"
    if mine[0] == yours[0]:
        return f"One gives more names than the other: {given}, {other}"
    if mine[0][0] == yours[0][0] and 1 in (len(mine[0]), len(yours[0])):
        return f"An initial for a name: {given}, {other}"
    if _slip(given, other):
        return f"Given names that differ by a letter: {given}, {other}"
    return ""


def _slip(one: str, other: str) -> bool:
    """One letter more, less, changed, or two swapped."""
    return min(len(one), len(other)) >= _TYPO_FROM and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


def _glued(one: str, other: str, given: str) -> bool:
    """`connett` and `connettlalan` of one Alan: the shorter name, and the rest holds the given name again."""
    short, long = sorted([one, other], key=len)
    return len(short) >= _TYPO_FROM and long.startswith(short) and given.split(maxsplit=1)[0] in long[len(short) :]


def _cut_short(one: str, other: str) -> bool:
    """`bright` and `brighton`, but not a town and its shire."""
    short, long = sorted([one, other], key=len)
    return len(short) >= 5 and long.startswith(short) and long[len(short) :] not in {"shire", "ern"}
