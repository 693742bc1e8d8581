"""A clerk's edits: each is noted with the rows that it changed, and can be taken back."""

from meetings.editing.acts import Edit, acts_since, last_change, latest, lines_of, meeting_of
from meetings.editing.rows import BELONGING
from meetings.editing.undoing import CannotUndo, undo

__all__ = ["BELONGING", "CannotUndo", "Edit", "acts_since", "last_change", "latest", "lines_of", "meeting_of", "undo"]
