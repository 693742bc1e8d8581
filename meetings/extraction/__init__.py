"""Floor 1: bytes to blocks. Nothing here knows Django.

Each format has a reader of its own, which is imported when a file of it comes: the libraries that take documents
apart are in no process that does not need them.
"""

from __future__ import annotations

from importlib import import_module

from meetings.extraction import sniff, text
from meetings.extraction.blocks import Extract
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.sniff import Kind

__all__ = ["Extract", "Kind", "Limits", "Refused", "extract", "kind_of"]


def kind_of(data: bytes, *, filename: str = "", limits: Limits = Limits()) -> Kind:  # noqa: B008 - frozen
    """What one source is.

    Raises Refused when the bytes are too many, none, of a kind that is not read, or not what the name ends in.
    """
    if not data:
        raise Refused("empty", "The file is empty.")
    if len(data) > limits.size:
        raise Refused("too-large", f"The file is larger than {limits.size // (1024 * 1024)} MB, the most that is read.")
    return sniff.kind_of(data, filename)


def extract(data: bytes, *, filename: str = "", limits: Limits = Limits()) -> Extract:  # noqa: B008 - frozen
    """The blocks of one source, each at its exact place in the extracted text.

    Raises Refused as `kind_of` does, and where the reader of its kind cannot read it.
    """
    kind = kind_of(data, filename=filename, limits=limits)
    if kind is not Kind.TEXT:
        found: Extract = import_module(f"meetings.extraction.{kind}").read(data, limits)
        return found
    decoded, encoding = sniff.decode(data)
    if len(decoded) > limits.characters:
        raise Refused("too-large", f"The file holds more than {limits.characters:,} characters, the most that is read.")
    if decoded.count("\n") > limits.lines:
        raise Refused("too-large", f"The file holds more than {limits.lines:,} lines, the most that is read.")
    return text.read(decoded, encoding=encoding)
