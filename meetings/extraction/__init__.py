"""Floor 1: bytes to blocks. Nothing here knows Django."""

from __future__ import annotations

from meetings.extraction import sniff, text
from meetings.extraction.blocks import Extract
from meetings.extraction.limits import Limits, Refused

__all__ = ["Extract", "Limits", "Refused", "extract"]


def extract(data: bytes, *, filename: str = "", limits: Limits = Limits()) -> Extract:  # noqa: B008 - frozen
    """The blocks of one source, each at its exact place in the extracted text.

    `filename` is only used in sentences. Raises Refused when the bytes are too many, empty, of a kind
    that no reader reads, or in no known encoding.
    """
    if not data:
        raise Refused("empty", "The file is empty.")
    if len(data) > limits.size:
        raise Refused("too-large", f"The file is larger than {limits.size // (1024 * 1024)} MB, the most that is read.")
    kind = sniff.kind_of(data)
    if kind != "text":
        name = filename or "The file"
        raise Refused(
            "unsupported", f"{name} is {kind}. Only plain text is read so far: save it as text and try again."
        )
    decoded, encoding = sniff.decode(data)
    if len(decoded) > limits.characters:
        raise Refused("too-large", f"The file holds more than {limits.characters:,} characters, the most that is read.")
    if decoded.count("\n") > limits.lines:
        raise Refused("too-large", f"The file holds more than {limits.lines:,} lines, the most that is read.")
    return text.read(decoded, encoding=encoding)
