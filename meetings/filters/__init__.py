"""How lists are narrowed: FilterSets over the door's rows, and everything a list page needs around them.

Inside the package the direction is: paging ← fields ← sets ← boxes, said, choices ← listing ← indexed
← searching ← everything.
"""

from meetings.filters.boxes import Box
from meetings.filters.choices import Choice, Facet
from meetings.filters.listing import Link, Listing, Wider
from meetings.filters.said import Said
from meetings.filters.searching import Searching, asked
from meetings.filters.sets import ActionFilter, AuthorityFilter, DecisionFilter, MeetingFilter, MemberFilter

__all__ = [
    "ActionFilter",
    "AuthorityFilter",
    "Box",
    "Choice",
    "DecisionFilter",
    "Facet",
    "Link",
    "Listing",
    "MeetingFilter",
    "MemberFilter",
    "Said",
    "Searching",
    "Wider",
    "asked",
]
