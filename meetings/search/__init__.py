"""Finding: the index follows the records, in the transaction that changes them.

`refresh` is called by the verbs that change what is public; nothing else writes to the index.
"""

from meetings.search.index import Difference, differences, faults, rebuild, refresh, refresh_people
from meetings.search.query import Query, parse
from meetings.search.results import found, holding, light_of, named, owned_by

__all__ = [
    "Difference",
    "Query",
    "differences",
    "faults",
    "found",
    "holding",
    "light_of",
    "named",
    "owned_by",
    "parse",
    "rebuild",
    "refresh",
    "refresh_people",
]
