"""The clerk's desk: every record, searchable; upload; findings; publish and withdraw. Split as the models are."""

from meetings.admin import bodies, history, people, proceedings, sources, users  # noqa: F401 - importing registers them
