"""The words of minutes: records, roles, verbs, headings. Data, no logic."""

from __future__ import annotations

from enum import StrEnum


class Record(StrEnum):
    """Which kind of record a source holds."""

    MINUTES = "minutes"
    AGENDA = "agenda"


class PassageKind(StrEnum):
    """What a passage of an item is in the source."""

    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    HEADING = "heading"
    ROW = "row"


class Role(StrEnum):
    """In what role a person is listed."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    DEPUTY_CHAIR = "deputy-chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    IN_ATTENDANCE = "in attendance"
    OBSERVER = "observer"
    OFFICER = "officer"
