"""How lists are narrowed: FilterSets over the door's rows, and everything a list page needs around them.

Inside the package the direction is: fields ← sets ← said, choices ← listing.
"""

from meetings.filters.choices import Choice, Facet
from meetings.filters.listing import Link, Listing
from meetings.filters.said import Said
from meetings.filters.sets import ActionFilter, AuthorityFilter, DecisionFilter, MeetingFilter, MemberFilter

__all__ = [
    "ActionFilter",
    "AuthorityFilter",
    "Choice",
    "DecisionFilter",
    "Facet",
    "Link",
    "Listing",
    "MeetingFilter",
    "MemberFilter",
    "Said",
]
