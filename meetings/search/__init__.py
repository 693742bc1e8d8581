"""Finding: the index follows the records, in the transaction that changes them.

`refresh` is called by the verbs that change what is public; nothing else writes to the index.
"""

from meetings.search.conditions import Scope
from meetings.search.examples import examples
from meetings.search.facets import Facets, Value
from meetings.search.index import Difference, differences, faults, is_old, look_again, rebuild, refresh, refresh_people
from meetings.search.query import Query, parse
from meetings.search.related import Related, related
from meetings.search.results import Results, found, holding, light_of, named, nothing, owned_by
from meetings.search.spelling import respelt

__all__ = [
    "Difference",
    "Facets",
    "Query",
    "Related",
    "Results",
    "Scope",
    "Value",
    "differences",
    "examples",
    "faults",
    "found",
    "holding",
    "is_old",
    "light_of",
    "look_again",
    "named",
    "nothing",
    "owned_by",
    "parse",
    "rebuild",
    "refresh",
    "refresh_people",
    "related",
    "respelt",
]
