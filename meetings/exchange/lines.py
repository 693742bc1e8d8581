"""One line of an export ↔ what it holds. A line is exactly of its shape, or refused in a sentence."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Literal, cast

from meetings.exchange.shapes import Shape

_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that some programs take for the end of a line: written out, as every reader of JSON understands."""


class NotTaken(Exception):  # noqa: N818 - an answer for a clerk, not a programming error
    """An export that cannot be written, or one that cannot be imported; in one sentence."""


def to_line(shape: Shape) -> bytes:
    """What it holds as one line of UTF-8 with its LF: the same bytes for the same record, always."""
    text = json.dumps(_plain(shape), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_BREAKS).encode() + b"\n"


def from_line(line: bytes, kind: Any) -> Any:
    """The inverse of `to_line` for a line of this kind. Raises NotTaken with what is wrong, without the place."""
    try:
        data = json.loads(line.decode(), parse_constant=_no_number, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise NotTaken("it is not UTF-8") from None
    except RecursionError:
        raise NotTaken("it is nested too deep") from None
    except ValueError:
        raise NotTaken("it is not JSON") from None
    return _typed(kind, data, "")


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _no_number(word: str) -> None:
    raise ValueError(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotTaken("it gives one field twice")
    return found


def _typed(kind: Any, value: Any, name: str) -> Any:
    """The value as the kind wants it; `name` says where in the line it stands."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        plain, rule = typing.get_args(kind)
        return _ruled(plain, rule, value, name)
    if origin in (types.UnionType, typing.Union):
        return None if value is None and types.NoneType in typing.get_args(kind) else _either(kind, value, name)
    if origin is Literal:
        return _one_of(typing.get_args(kind), value, name)
    if origin is tuple:
        _must(isinstance(value, list), name, "a list")
        return tuple(_typed(typing.get_args(kind)[0], each, f"{name}[{n}]") for n, each in enumerate(value, 1))
    return _record(kind, value, name) if is_dataclass(kind) else _PLAIN[_base(kind)](kind, value, name)


def _ruled(kind: Any, rule: range | re.Pattern[str], value: Any, name: str) -> Any:
    found = _typed(kind, value, name)
    if isinstance(rule, range):
        _must(found in rule, name, f"a number from {rule.start} to {rule.stop - 1}")
    else:
        _must(rule.fullmatch(found), name, "part of an address")
    return found


def _either(kind: Any, value: Any, name: str) -> Any:
    """Of several shapes the one whose fixed values these are; when they are none's, the first says what is wrong."""
    options = [each for each in typing.get_args(kind) if each is not types.NoneType]
    given = value if isinstance(value, dict) else {}
    meant = [each for each in options if is_dataclass(each) and _is_meant(cast("type", each), given)]
    return _typed((meant or options)[0], value, name)


def _is_meant(kind: type, given: dict[str, Any]) -> bool:
    fixed = {name: typing.get_args(hint) for name, hint in _hints(kind).items() if typing.get_origin(hint) is Literal}
    return bool(fixed) and all(given.get(name) in choices for name, choices in fixed.items())


def _record(kind: Any, value: Any, name: str) -> Any:
    _must(isinstance(value, dict), name, "an object")
    hints, within = _hints(kind), f"{name}." if name else ""
    for field in hints:
        if field not in value:
            raise NotTaken(f"{_said(f'{within}{field}')} is missing")
    for field in value:
        if field not in hints:
            raise NotTaken(f"it has a field that is not known, {_said(f'{within}{field}')}")
    return kind(**{field: _typed(each, value[field], f"{within}{field}") for field, each in hints.items()})


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _base(kind: type) -> type:
    return StrEnum if issubclass(kind, StrEnum) else kind


def _text(_: type, value: Any, name: str) -> str:
    _must(isinstance(value, str), name, "text")
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise NotTaken(f"{_said(name)} holds a sign that no text may hold")
    return str(value)


def _whole(_: type, value: Any, name: str) -> int:
    _must(type(value) is int, name, "a whole number")
    return int(value)


def _yes_or_no(_: type, value: Any, name: str) -> bool:
    return bool(_one_of((True, False), value, name))


def _date(_: type, value: Any, name: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        found = None
    _must(found is not None and found.isoformat() == value, name, "a date such as 2021-05-20")
    return cast("dt.date", found)


def _chosen(kind: type[StrEnum], value: Any, name: str) -> StrEnum:
    return kind(_one_of(tuple(each.value for each in kind), value, name))


_PLAIN: dict[type, Callable[..., Any]] = {
    str: _text,
    int: _whole,
    bool: _yes_or_no,
    dt.date: _date,
    StrEnum: _chosen,
}
"""Type → what reads a value of it."""


def _one_of(choices: tuple[Any, ...], value: Any, name: str) -> Any:
    known = any(type(each) is type(value) and each == value for each in choices)
    _must(known, name, f"one of {', '.join(json.dumps(each) for each in choices)}")
    return value


def _must(holds: Any, name: str, wanted: str) -> None:
    if not holds:
        raise NotTaken(f"{_said(name)} must be {wanted}")


def _said(name: str) -> str:
    """The name of a field safe to print; it may come from outside."""
    return json.dumps(name[:80]) if name else "the line"
