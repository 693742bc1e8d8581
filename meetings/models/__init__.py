"""The records. Everyone imports from this package.

Inside it the direction is: visibility, users ← bodies ← people ← sources ← proceedings ← audit, index, versions.
Managers are unfiltered on purpose (admin, filing and cascades must see everything); public pages
reach records only through `meetings.public`.
"""

from meetings.models.audit import AuditLine, AuditRow
from meetings.models.bodies import Authority, AuthorityName, Board
from meetings.models.edition import Edition
from meetings.models.index import OutcomeSet, SearchEntry, SearchWord
from meetings.models.people import Member, MemberName, MergeSuggestion
from meetings.models.proceedings import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    Membership,
    Outcome,
    Paper,
)
from meetings.models.sources import Baseline, Conflict, MeetingSource, Reading, Source
from meetings.models.users import User
from meetings.models.versions import MeetingVersion
from meetings.models.visibility import ArchiveQuerySet, State

__all__ = [
    "Action",
    "ActionOwner",
    "AgendaItem",
    "ArchiveQuerySet",
    "Attendance",
    "AuditLine",
    "AuditRow",
    "Authority",
    "AuthorityName",
    "Baseline",
    "Board",
    "Conflict",
    "Decision",
    "Declaration",
    "Edition",
    "Meeting",
    "MeetingSource",
    "MeetingVersion",
    "Member",
    "MemberName",
    "Membership",
    "MergeSuggestion",
    "Outcome",
    "OutcomeSet",
    "Paper",
    "Reading",
    "SearchEntry",
    "SearchWord",
    "Source",
    "State",
    "User",
]
