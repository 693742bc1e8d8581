"""The door: the only way from the records to a public page. Everyone imports from this package.

Every function here gives only what anyone may see. Inside the package the direction is: errors, lists ←
addresses, flow ← meeting, people, bodies, sources, home.
"""

from meetings.public.bodies import BoardYear, board
from meetings.public.errors import Gone, NotThere
from meetings.public.flow import Part, Passage
from meetings.public.home import Home, home
from meetings.public.lists import actions, authorities, boards, decisions, meetings, members
from meetings.public.meeting import Group, Withheld, action, decision, meeting
from meetings.public.people import Record, Seat, Year, authority, member
from meetings.public.sources import Piece, SourcePage, source

__all__ = [
    "BoardYear",
    "Gone",
    "Group",
    "Home",
    "NotThere",
    "Part",
    "Passage",
    "Piece",
    "Record",
    "Seat",
    "SourcePage",
    "Withheld",
    "Year",
    "action",
    "actions",
    "authorities",
    "authority",
    "board",
    "boards",
    "decision",
    "decisions",
    "home",
    "meeting",
    "meetings",
    "member",
    "members",
    "source",
]
