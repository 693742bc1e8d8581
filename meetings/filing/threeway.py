"""Three versions of one list or one value: which entries answer each other, in what order, and what to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from meetings.extraction.blocks import Span
from meetings.filing.matching import pair
from meetings.minutes.structure import Passage

T = TypeVar("T")
NOWHERE = Span(0, 0)
"""The span of words that only a clerk wrote: it shows nothing."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One place where a clerk and the sources both moved away from what was filed."""

    path: str
    """Such as `items/7/decisions/1/text`; it ends at the entry itself when one side removed it."""
    base: Any
    theirs: Any
    ours: Any


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How entries of one kind are known again: `keys` surest first, then the likeness of `text`."""

    name: str
    keys: tuple[Callable[[T], object], ...]
    text: Callable[[T], str]


class Sides(NamedTuple, Generic[T]):
    """One thing in its three versions: as filed last, as the sources say now, as the record stands."""

    base: T
    theirs: T
    ours: T


Places = Sides[int | None]
"""Where one entry stands in each of three lists; None where it is not."""


def content(value: Any) -> Any:
    """The words and values of a record as plain data, without spans and positions."""
    if is_dataclass(value):
        names = [field.name for field in fields(value) if not field.name.endswith("span") and field.name != "position"]
        return {name: content(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [content(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def align(kind: Kind[T], lists: Sides[Sequence[T]]) -> list[Places]:
    """Every entry of the three lists once, in the order the record should have.

    That is the order of `theirs`, unless a clerk reordered the record: then it is the record's own.
    """
    base, theirs, ours = lists
    from_theirs = pair(theirs, base, kind.keys, kind.text)
    from_ours = _rewritten(pair(ours, base, kind.keys, kind.text), len(ours), len(base))
    theirs_of, ours_of = _turned(from_theirs), _turned(from_ours)
    new_theirs = [at for at in range(len(theirs)) if at not in from_theirs]
    new_ours = [at for at in range(len(ours)) if at not in from_ours]
    both = pair([theirs[at] for at in new_theirs], [ours[at] for at in new_ours], kind.keys, kind.text)
    met = {new_theirs[mine]: new_ours[other] for mine, other in both.items()}
    places = [Places(at, theirs_of.get(at), ours_of.get(at)) for at in range(len(base))]
    places += [Places(None, at, met.get(at)) for at in new_theirs]
    places += [Places(None, None, at) for at in set(new_ours) - set(met.values())]
    return _in_order(places)


def at(lists: Sides[Sequence[T]], places: Places) -> Sides[T | None]:
    """The entry itself on each side."""
    return Sides(*(None if place is None else entries[place] for entries, place in zip(lists, places, strict=True)))


def kept(sides: Sides[T | None], path: str, clashes: list[Clash], apart: frozenset[str] = frozenset()) -> T | None:
    """The entry as the record should have it, or None when it goes. Fields in `apart` are left to the caller."""
    base, theirs, ours = sides
    if theirs is not None and ours is not None:
        merged: T = _merged(sides, path, clashes, apart | {"position"})
        return merged
    one = theirs if ours is None else ours
    if base is None or one is None:
        return one
    if content(one) == content(base):
        return None
    clashes.append(Clash(path if ours is not None else f"{path}/removed", *map(content, sides)))
    return ours


def value(sides: Sides[Any], path: str, clashes: list[Clash]) -> Any:
    """One field of the three: theirs, unless a clerk changed it. Base is None where nothing was filed."""
    base, new, now = map(content, sides)
    if now in (new, base) or (base is None and not now):
        return sides.theirs
    if new != base and (base is not None or new):
        clashes.append(Clash(path, base, new, now))
    return _with_spans(sides.ours, sides.theirs)


def _merged(sides: Sides[Any], path: str, clashes: list[Clash], apart: frozenset[str]) -> Any:
    theirs = sides.theirs
    names = [each.name for each in fields(theirs) if not each.name.endswith("span") and each.name not in apart]
    return replace(theirs, **{name: value(field(sides, name), f"{path}/{name}", clashes) for name in names})


def field(sides: Sides[Any], name: str) -> Sides[Any]:
    """One field of an entry on each side; None where there is no entry."""
    return Sides(*(None if side is None else getattr(side, name) for side in sides))


def _rewritten(found: dict[int, int], ours: int, base: int) -> dict[int, int]:
    """A clerk who rewrites an entry leaves it in its place: where none was added or removed, places pair the rest."""
    if ours != base:
        return found
    taken = set(found.values())
    return {**found, **{at: at for at in range(ours) if at not in found and at not in taken}}


def _turned(places: dict[int, int]) -> dict[int, int]:
    return {other: mine for mine, other in places.items()}


def _in_order(places: list[Places]) -> list[Places]:
    reordered = [
        each.ours for each in places if each.base is not None and each.ours is not None and each.theirs is not None
    ]
    first, second = ("theirs", "ours") if reordered == sorted(reordered) else ("ours", "theirs")
    ordered = sorted(
        (each for each in places if getattr(each, first) is not None), key=lambda each: getattr(each, first)
    )
    late = [each for each in places if getattr(each, first) is None and getattr(each, second) is not None]
    for each in sorted(late, key=lambda one: getattr(one, second)):
        ordered.insert(_behind(each, ordered, second), each)
    return ordered


def _behind(late: Places, ordered: list[Places], side: str) -> int:
    """Just behind the nearest entry that stands before `late` in its own list."""
    own = getattr(late, side)
    before = [(getattr(each, side), at) for at, each in enumerate(ordered) if getattr(each, side) is not None]
    return max(((place, at + 1) for place, at in before if place < own), default=(0, 0))[1]


def _with_spans(ours: Any, theirs: Any) -> Any:
    """Our passages, each at the place of the passage of theirs that it is or was made from."""
    told = _passages(theirs)
    kept_passages = _passages(ours)
    places = pair(kept_passages, told, (lambda one: one.text,), lambda one: one.text)
    spans = iter([told[places[at]].span if at in places else NOWHERE for at in range(len(kept_passages))])
    return _respanned(ours, spans)


def _passages(held: Any) -> list[Passage]:
    if isinstance(held, Passage):
        return [held]
    return [passage for each in held for passage in _passages(each)] if isinstance(held, tuple) else []


def _respanned(held: Any, spans: Any) -> Any:
    if isinstance(held, Passage):
        return replace(held, span=next(spans))
    return tuple(_respanned(each, spans) for each in held) if isinstance(held, tuple) else held
