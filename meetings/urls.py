"""The public addresses: stable, readable, all state of a list in its query string.

`pages` are there in every language, each under an address of its own; `files` are the same for all readers.
"""

from django.urls import path

from meetings import api, feeds, views
from meetings.citing import FORMATS
from meetings.filters.listing import KINDS

_MEETING = "meetings/<str:board>/<str:day>/"

_RECORDS = {kind: f"{_MEETING}item-<str:ref>/{kind}-<int:position>/" for kind in ("decision", "action")}

_CITED = [
    path(f"{address}cite.{form}", views.cited(kind, form), name=f"{kind}-{form}")
    for kind, address in _RECORDS.items()
    for form in FORMATS
]

_TWINS = [
    path(f"{kind}.{form}", view(kind), name=f"{kind}-{form}")
    for kind in KINDS
    for form, view in (("csv", api.as_csv), ("json", api.as_json), ("atom", feeds.as_atom))
]

pages = [
    path("", views.home, name="home"),
    path("meetings/", views.listed("meetings"), name="meetings"),
    path(_MEETING, views.meeting, name="meeting"),
    path(_RECORDS["decision"], views.decision, name="decision"),
    path(_RECORDS["action"], views.action, name="action"),
    path(f"{_MEETING}source-<int:n>/", views.source, name="source"),
    path("search/", views.search, name="search"),
    path("decisions/", views.listed("decisions"), name="decisions"),
    path("actions/", views.listed("actions"), name="actions"),
    path("boards/", views.boards, name="boards"),
    path("boards/<str:slug>/", views.board, name="board"),
    path("topics/<str:topic>/", views.topic, name="topic"),
    path("members/", views.listed("members"), name="members"),
    path("members/<str:slug>/", views.member, name="member"),
    path("authorities/", views.listed("authorities"), name="authorities"),
    path("authorities/<str:slug>/", views.authority, name="authority"),
    path("about/", views.written("meetings/about.html"), name="about"),
    path("about/coverage/", views.coverage, name="coverage"),
    path("about/figures/", views.figures, name="figures"),
    path("about/data/", views.data, name="data"),
    path("about/accessibility/", views.written("meetings/accessibility.html", about=True), name="accessibility"),
    path("about/privacy/", views.written("meetings/privacy.html", about=True), name="privacy"),
    path("help/searching/", views.searching, name="searching"),
    path("help/words/", views.written("meetings/words.html"), name="words"),
    path("help/keyboard/", views.written("meetings/keyboard.html"), name="keyboard"),
]

files = [
    *_CITED,
    path(f"{_MEETING}source-<int:n>/original/", views.original, name="original"),
    *_TWINS,
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]

urlpatterns = [*pages, *files]
