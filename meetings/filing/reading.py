"""A source read once: its bytes to Minutes, and both kept so that nothing is read again without need."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.conf import settings

from meetings.extraction import Limits, Refused
from meetings.extraction.blocks import Finding
from meetings.extraction.sandbox import Sandbox, extract_safely
from meetings.filing.keeping import keep, plain_name
from meetings.minutes import PARSER_VERSION, parse
from meetings.minutes.codec import finding_to_data, to_data
from meetings.minutes.structure import Minutes
from meetings.models import Reading, Source, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the bytes of one source say, before any record is touched."""

    minutes: tuple[Minutes, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the file as a whole; each of `minutes` has its own."""
    text: str = field(default="", repr=False)
    media_type: str = "application/octet-stream"
    refused: str = ""
    """One sentence, when the bytes cannot be read."""


def limits() -> Limits:
    """How much of a source is read, as the settings say."""
    return Limits(
        size=settings.UPLOAD_MAX_BYTES,
        unpacked=settings.UNPACKED_MAX_BYTES,
        pages=settings.PAGES_MAX,
        characters=settings.CHARACTERS_MAX,
        seconds=settings.READING_SECONDS,
        wall=settings.READING_WALL_SECONDS,
        memory=settings.READING_MEMORY_MB * 1024 * 1024,
    )


def read(data: bytes, *, filename: str, sandbox: Sandbox | None = None) -> Told:
    """Extract and parse; needs no database. A file that cannot be read gives the sentence that says why.

    Whoever reads many files keeps a sandbox for them.
    """
    try:
        found = extract_safely(data, filename=filename, limits=limits(), sandbox=sandbox)
    except Refused as refused:
        return Told(refused=refused.sentence)
    return Told(minutes=parse(found), findings=found.findings, text=found.text, media_type=found.media_type)


def current_reading(sha256: str) -> Reading | None:
    """The reading of these bytes by the parser of today, when it is on file."""
    known = Reading.objects.select_related("source").defer("text")
    return known.filter(source__sha256=sha256, parser_version=PARSER_VERSION).first()


def keep_source(data: bytes, *, filename: str, organisation: str | None, by: User | None) -> Source:
    """The source of these bytes, kept byte for byte unless they are more than the archive takes."""
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={
            "filename": plain_name(filename),
            "size": len(data),
            "organisation": settings.ARCHIVE_ORGANISATION if organisation is None else organisation,
            "received_by": by,
        },
    )
    if len(data) <= settings.UPLOAD_MAX_BYTES:
        keep(data, source.path)
    return source


def keep_reading(source: Source, told: Told) -> Reading:
    """Store what was read of a source."""
    return Reading.objects.create(
        source=source,
        parser_version=PARSER_VERSION,
        text=told.text,
        minutes=[to_data(minutes) for minutes in told.minutes],
        findings=[finding_to_data(finding) for finding in told.findings],
    )


def mark(source: Source, told: Told, waiting: tuple[str, ...] = ()) -> None:
    """Note on the source how far it came, and for the clerk why it came no further."""
    source.media_type = told.media_type
    if told.refused:
        source.status, source.reason = Source.Status.REFUSED, told.refused
    elif waiting or not told.minutes:
        source.status, source.reason = Source.Status.WAITING, _why(told, waiting)
    else:
        source.status, source.reason = Source.Status.FILED, ""
    source.reason = source.reason[:500]
    source.save(update_fields=["media_type", "status", "reason"])


def _why(told: Told, waiting: tuple[str, ...]) -> str:
    if not told.minutes:
        return "No meeting was found in it."
    if len(told.minutes) == 1:
        return waiting[0]
    return f"{len(waiting)} of the {len(told.minutes)} meetings in it are not filed. {' '.join(dict.fromkeys(waiting))}"
