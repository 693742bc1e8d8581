"""Minutes to JSON data and back. The shape is documented in docs/ingest-json.md."""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.structure import Header, LeftOver, Minutes


def to_data(minutes: Minutes) -> dict[str, Any]:
    """Minutes as JSON data: header fields at the top, spans as `[start, end]` or `[start, end, page]`."""
    data: dict[str, Any] = _plain(minutes)
    return {**data.pop("header"), **data}


def from_data(data: dict[str, Any]) -> Minutes:
    """The inverse of `to_data`. Raises KeyError or ValueError on data of another shape."""
    names = {field.name for field in fields(Header)}
    header = {key: value for key, value in data.items() if key in names}
    rest = {key: value for key, value in data.items() if key not in names}
    minutes: Minutes = _typed(Minutes, {**rest, "header": header})
    return minutes


def finding_to_data(finding: Finding) -> dict[str, Any]:
    """One Finding as JSON data."""
    data: dict[str, Any] = _plain(finding)
    return data


def finding_from_data(data: dict[str, Any]) -> Finding:
    """The inverse of `finding_to_data`."""
    finding: Finding = _typed(Finding, data)
    return finding


def left_over_from_data(data: dict[str, Any]) -> LeftOver:
    """One LeftOver from JSON data."""
    left: LeftOver = _typed(LeftOver, data)
    return left


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end] if value.page is None else [value.start, value.end, value.page]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return None if value is None else _typed(typing.get_args(kind)[0], value)
    if typing.get_origin(kind) is tuple:
        parts = typing.get_args(kind)
        if parts[-1] is Ellipsis:
            return tuple(_typed(parts[0], each) for each in value)
        return tuple(_typed(part, each) for part, each in zip(parts, value, strict=True))
    if kind is Span:
        return Span(*value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))
        return kind(**{name: _typed(hints[name], each) for name, each in value.items()})  # type: ignore[operator]
    return kind(value)
