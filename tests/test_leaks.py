"""Nothing restricted, draft or withdrawn leaves through a public address.

`SHOWN` says what a public record may show; every other text field of every record of every model gets a word that
stands nowhere else, so that a field added later is watched from its first day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client, override_settings
from django.urls import resolve

from meetings import publication
from meetings.answers import TWINS
from meetings.ingest import ingest
from meetings.models import ActionOwner, AgendaItem, Meeting, Outcome, State
from meetings.models.visibility import PUBLIC_THROUGH, PUBLIC_WHEN
from tests.crawl import TWIN, Answer, crawl, every_address, fetch, lit, of_records, patterns
from tests.here import ROOT
from tests.twins import Secrets, archive

pytestmark = pytest.mark.django_db

NOTES = ROOT / "fixtures" / "notes"
together = pytest.mark.xdist_group("planted")
"""Tests of one set of answers, so that it is fetched once."""

CANARY = "qzx"
"""How every planted word begins."""

_NEAREST = re.compile(r"<h2>Addresses like it</h2>.*?</ul>\n", re.DOTALL)
"""What a page that is not there says of its address; `tests/public/test_nearest.py` sees that no draft changes it."""

_WORD = re.compile(rf"{CANARY}\w*")

MODELS = list(apps.get_app_config("meetings").get_models())

SHOWN: dict[str, set[str]] = {
    "Board": {"organisation", "name", "slug"},
    "Member": {"name", "slug"},
    "Authority": {"name", "slug"},
    "Meeting": {"board_printed", "time", "venue", "preamble"},
    "AgendaItem": {"number", "ref", "title", "topic", "passages"},
    "Decision": {"lead_in", "text", "heading"},
    "Outcome": {"verb"},
    "Action": {"lead_in", "text", "heading", "reply_quote"},
    "ActionOwner": {"printed"},
    "Declaration": {"name", "text"},
    "Paper": {"title", "pages", "sections"},
    "Attendance": {"printed", "name", "honorific", "honours", "role_printed", "authority_printed", "party", "note"},
    "Membership": {"printed", "name", "honorific", "honours", "role_printed", "authority_printed", "party", "note"},
}
"""Class → the text fields of a public record that pages may show."""

STUBS: dict[str, set[str]] = {"AgendaItem": {"number", "ref"}, "Meeting": {"withdrawn_because"}}
"""Class → what may be told of a restricted item, and of a withdrawn meeting."""

BY_RULE = {"Source", "Reading"}
"""Public in part: by the rules of the source page, for which the archive holds its own secret words."""


def plant() -> dict[str, str]:
    """Put a word of its own into every text field that no page may show → word to the field it stands in."""
    planted: dict[str, str] = {}
    numbers = count(1)
    for model in MODELS:
        for row in model._default_manager.all():
            for field in _secret_fields(row):
                word = f"{CANARY}{next(numbers)}z"
                planted[word] = f"{model.__name__}.{field.name}"
                setattr(row, field.name, _with(word, field, getattr(row, field.name)))
                model._default_manager.filter(pk=row.pk).update(**{field.name: getattr(row, field.name)})
    return planted


def _secret_fields(row: models.Model) -> Iterator[models.Field[Any, Any]]:
    name = type(row).__name__
    shown = SHOWN.get(name, set()) if _is_public(row) else set()
    for field in row._meta.concrete_fields:
        if _holds_words(field) and name not in BY_RULE and field.name not in shown | _stub(row):
            yield field


def _holds_words(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices


def _stub(row: Any) -> set[str]:
    if isinstance(row, AgendaItem) and row.meeting.state == State.PUBLISHED:
        return STUBS["AgendaItem"]
    if isinstance(row, Meeting) and row.state == State.WITHDRAWN:
        return STUBS["Meeting"]
    return set()


def _is_public(row: Any) -> bool:
    if isinstance(row, Outcome):
        return _is_public(row.decision)
    if isinstance(row, ActionOwner):
        return _is_public(row.action)
    if type(row).__name__ not in {*PUBLIC_WHEN, *PUBLIC_THROUGH}:
        return False
    return bool(type(row).objects.public().filter(pk=row.pk).exists())


def _with(word: str, field: models.Field[Any, Any], value: Any) -> Any:
    """The value with the word in place of every text in it; no shorter than it was."""
    if isinstance(field, models.JSONField):
        return _deep(word, value)
    return word if field.max_length is None else word[: field.max_length]


def _deep(word: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_deep(word, each) for each in value] or [word]
    if isinstance(value, dict):
        return {key: each if key == "kind" else _deep(word, each) for key, each in value.items()} or {"said": word}
    return word if isinstance(value, str) or value is None else value


@pytest.fixture(scope="module")
def answers_and_words(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """Every answer of an archive with a planted word in every secret field, and the fields by their words."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(SOURCES_DIR=tmp_path_factory.mktemp("s")):
        archive(Secrets(words=f"{CANARY}source", many=2))
        planted = plant()
        answers = crawl([*every_address(), *lit(f"{CANARY}*")])
        transaction.set_rollback(True)
    return answers, planted


@pytest.fixture
def answers(answers_and_words: Any) -> dict[str, Answer]:
    """Every answer of that archive."""
    found: dict[str, Answer] = answers_and_words[0]
    return found


def leaked(answers: dict[str, Answer], planted: dict[str, str]) -> set[str]:
    """The fields whose words stand in an answer, but for what the address itself says; and any other such word."""
    found = set()
    for address, answer in answers.items():
        words = set(_WORD.findall(answer.whole.lower())) - set(_WORD.findall(address))
        found |= {f"{planted.get(word, word)} at {address}" for word in words}
    return found


@together
def test_no_planted_word_leaves_through_any_address(answers_and_words: Any) -> None:
    answers, planted = answers_and_words
    assert leaked(answers, planted) == set()


@together
def test_a_word_is_planted_in_every_model_that_holds_words(answers_and_words: Any) -> None:
    _, planted = answers_and_words
    models_with_words = {
        model.__name__ for model in MODELS if any(_holds_words(field) for field in model._meta.concrete_fields)
    }
    assert {field.partition(".")[0] for field in planted.values()} == models_with_words - BY_RULE


@together
def test_every_kind_of_page_was_seen(answers: dict[str, Answer]) -> None:
    shown = [address.partition("?")[0] for address, each in answers.items() if each.status == 200]
    seen = {resolve(address.removeprefix("/cy")).url_name for address in shown}
    assert seen == {pattern.name for pattern in patterns()}
    assert any(address.startswith("/cy/meetings/") for address in shown)
    assert {answer.status for answer in answers.values()} == {200, 302, 400, 404, 410}


def without_nearest(answer: Answer) -> Answer:
    """The answer without the addresses that are like its own, and without its length and its tag."""
    headers = tuple(pair for pair in answer.headers if pair[0] not in {"Content-Length", "ETag"})
    return replace(answer, headers=headers, body=_NEAREST.sub("", answer.body))


@pytest.mark.long
@together
def test_a_draft_and_a_never_was_are_the_same_answer(answers: dict[str, Answer]) -> None:
    missing = [
        (without_nearest(answer), bool(TWIN.match(address)))
        for address, answer in answers.items()
        if answer.status == 404
    ]
    assert len(missing) > 100
    assert Counter(in_twin for _, in_twin in set(missing)) == {False: 1, True: 2}  # JSON, and plain text


@together
def test_a_withdrawn_meeting_says_when_and_why_and_keeps_away_from_search_engines(answers: dict[str, Answer]) -> None:
    gone = {address: answer for address, answer in answers.items() if answer.status == 410}
    unnamed, named = (answers[f"/meetings/ferries-board/2018-0{month}-01/"].body for month in (4, 5))
    assert all("Published before the board approved it." in answer.body for answer in gone.values())
    assert all("3 March 2026" in answer.body and "noindex" in answer.whole for answer in gone.values())
    assert ("Ferries Board" in unnamed, "Ferries Board, 1 May 2018" in named) == (False, True)


@together
def test_readers_get_no_cookie_and_no_form_token(answers: dict[str, Answer]) -> None:
    assert not [address for address, answer in answers.items() if "csrf" in answer.whole.lower()]
    assert not [address for address, answer in answers.items() if "Set-Cookie" in dict(answer.headers)]


def built(secrets: Secrets, addresses: list[str] | None) -> Any:
    """The answers of an archive with these secrets (its addresses when none are given); nothing is left of it."""
    with transaction.atomic():
        archive(secrets)
        found = list(every_address()) if addresses is None else crawl(addresses)
        transaction.set_rollback(True)
    return found


def test_two_archives_that_differ_in_their_secrets_alone_answer_the_same_to_the_byte() -> None:
    one = Secrets()
    two = Secrets(words="Wharf & <b>crane</b>, 9 of them,\nat £4,000 " * 2, many=3, day=dt.date(2019, 7, 9), flag=True)
    addresses = [*built(one, None), *built(two, None)]
    answers, others = built(one, addresses), built(two, addresses)
    assert answers.keys() == others.keys()
    assert [address for address, answer in answers.items() if answer != others[address]] == []


@pytest.mark.parametrize(
    "asked",
    ["/decisions/?q={}", "/actions/?owner={}", "/members/?q={}", "/authorities/?q={}", "/members/?board={}"]
    + [f"/meetings/?{name}={{}}" for name in ("board", "member", "authority")]
    + [f"/search.{form}?q={{}}" for form in TWINS]
    + ["/decisions.csv?q={}", "/members.json?board={}"],
)
def test_a_search_for_a_secret_is_answered_like_a_search_for_nonsense(asked: str) -> None:
    archive(Secrets(words="slipway"))
    replies = [fetch(Client(), asked.format(word)).body.replace(word, "") for word in ("slipway", "slipwax")]
    assert replies[0] == replies[1]


def test_a_clerk_who_looks_sees_what_everyone_sees(django_user_model: Any) -> None:
    archive()
    clerk = Client()
    clerk.force_login(django_user_model.objects.create(username="jo", is_staff=True, is_superuser=True))
    draft = Meeting.objects.filter(state=State.DRAFT, board__slug="ferries-board").first()
    for address in ("/", "/decisions/", "/meetings/ferries-board/2021-05-20/", draft.get_absolute_url()):
        assert fetch(clerk, address).body == fetch(Client(), address).body


@pytest.mark.once
def test_no_word_of_the_private_items_of_the_sample_notes_is_on_any_page() -> None:
    for name in ("skills-enterprise-board-2017-02-02-agenda-pack.md", "planning-committee-2018-06-13.txt"):
        ingest((NOTES / name).read_bytes(), filename=name)
    _publish_everything()
    assert sorted(AgendaItem.objects.filter(restricted=True).values_list("ref", flat=True)) == ["7", "7", "8"]
    answers = crawl(of_records(), within=("/meetings/skills", "/meetings/planning"))
    secrets = {"slipway", "document is restricted", "ropewalk", "maltings", "use of the yard", "28 days"}
    assert {word for word in secrets for answer in answers.values() if word in answer.body.lower()} == set()
    assert any("A shared account for the apprenticeship levy" in answer.body for answer in answers.values())


def _publish_everything() -> None:
    """Publish every draft, after the answer that items with sensitive words are public."""
    for item in AgendaItem.objects.filter(restricted=False).exclude(sensitive=""):
        publication.lift(item, by=None, because="It names no secret.")
    for meeting in Meeting.objects.filter(state=State.DRAFT):
        publication.publish(meeting, by=None)
