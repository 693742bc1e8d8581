"""The door: the only way from the records to a public page. Everyone imports from this package.

Every function here gives only what anyone may see. Inside the package the direction is: errors, lists,
narrow, spans, topics ← addresses, flow, facets, blocks ← meeting, people, bodies, telling, home ← sources.
excerpts stands on blocks, mentioned and versions on flow, figures on bodies; approval, coverage and nearest on nothing.
"""

from meetings.models.edition import edition, edition_read, read_edition
from meetings.public.blocks import Block, Piece
from meetings.public.bodies import BoardYear, board
from meetings.public.coverage import Coverage, Covered, Spell, coverage
from meetings.public.errors import Gone, NotThere
from meetings.public.excerpts import Excerpt, excerpt
from meetings.public.facets import Cell, boards_and_years, boards_of_members, statuses, verbs
from meetings.public.figures import Age, Figures, figures
from meetings.public.flow import Part, Passage
from meetings.public.home import Home, home
from meetings.public.lists import (
    actions,
    authorities,
    boards,
    decisions,
    meetings,
    members,
    span,
    with_source_number,
)
from meetings.public.meeting import Group, Withheld, action, decision, meeting
from meetings.public.narrow import (
    ABSENT,
    came_from,
    from_day,
    in_years,
    meetings_with,
    named,
    of_boards,
    oldest_first,
    sat_on,
    to_day,
    to_meeting,
    with_authorities,
    with_members,
    with_statuses,
    with_verbs,
)
from meetings.public.nearest import Near, nearest
from meetings.public.people import Record, Seat, Year, authority, member, with_posts
from meetings.public.records import records_of
from meetings.public.searchable import searchable_items, searchable_people, seated
from meetings.public.sources import SourcePage, original, source, text_of
from meetings.public.topics import Around, Topic, around, decisions_beside, topic
from meetings.public.versions import Version, item_part, parts, versions_of

__all__ = [
    "ABSENT",
    "Age",
    "Around",
    "Block",
    "BoardYear",
    "Cell",
    "Coverage",
    "Covered",
    "Excerpt",
    "Figures",
    "Gone",
    "Group",
    "Home",
    "Near",
    "NotThere",
    "Part",
    "Passage",
    "Piece",
    "Record",
    "Seat",
    "SourcePage",
    "Spell",
    "Topic",
    "Version",
    "Withheld",
    "Year",
    "action",
    "actions",
    "around",
    "authorities",
    "authority",
    "board",
    "boards",
    "boards_and_years",
    "boards_of_members",
    "came_from",
    "coverage",
    "decision",
    "decisions",
    "decisions_beside",
    "edition",
    "edition_read",
    "excerpt",
    "figures",
    "from_day",
    "home",
    "in_years",
    "item_part",
    "meeting",
    "meetings",
    "meetings_with",
    "member",
    "members",
    "named",
    "nearest",
    "of_boards",
    "oldest_first",
    "original",
    "parts",
    "read_edition",
    "records_of",
    "sat_on",
    "searchable_items",
    "searchable_people",
    "seated",
    "source",
    "span",
    "statuses",
    "text_of",
    "to_day",
    "to_meeting",
    "topic",
    "verbs",
    "versions_of",
    "with_authorities",
    "with_members",
    "with_posts",
    "with_source_number",
    "with_statuses",
    "with_verbs",
]
