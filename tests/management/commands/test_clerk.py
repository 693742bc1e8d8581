"""`manage.py clerk` makes an account that can do a clerk's work, and no more."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from meetings.models import User

pytestmark = pytest.mark.django_db


def made(*words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("clerk", *words, stdout=out)
    return out.getvalue()


def password_in(printed: str) -> str:
    found = re.search(r"^Password: ((?:[a-z2-9]{5}-){3}[a-z2-9]{5})$", printed, re.MULTILINE)
    assert found
    return found[1]


def test_the_password_that_is_printed_opens_the_admin(client: Client) -> None:
    assert client.login(username="jo", password=password_in(made("jo")))
    assert client.get("/admin/").status_code == 200


def test_a_clerk_may_change_the_records_and_only_look_at_what_sources_said() -> None:
    made("jo")
    jo = User.objects.get(username="jo")
    asked = ("add_meeting", "change_decision", "delete_agendaitem", "view_reading", "change_reading", "add_auditline")

    assert {name: jo.has_perm(f"meetings.{name}") for name in asked} == {
        "add_meeting": True,
        "change_decision": True,
        "delete_agendaitem": True,
        "view_reading": True,
        "change_reading": False,
        "add_auditline": False,
    }


def test_a_clerk_has_no_right_on_accounts() -> None:
    made("jo")
    jo = User.objects.get(username="jo")

    assert not jo.is_superuser
    assert [name for name in jo.get_all_permissions() if name.endswith("_user") or name.startswith("auth.")] == []


def test_a_second_account_of_one_name_is_refused_with_the_way_out() -> None:
    made("jo")

    with pytest.raises(CommandError, match=r"^jo has an account already\. .* make clerk NAME=jo RESET=1$"):
        made("jo")


def test_a_reset_gives_the_account_a_new_password_and_the_old_one_ends(client: Client) -> None:
    first = password_in(made("jo"))
    second = password_in(made("jo", "--reset"))

    assert not client.login(username="jo", password=first)
    assert client.login(username="jo", password=second)


def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_made() -> None:
    with pytest.raises(CommandError, match=r"^That name will not do\. Enter a valid username"):
        made("two words")
    assert not User.objects.exists()


def test_without_a_name_and_without_a_terminal_it_says_how_to_give_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())

    with pytest.raises(CommandError, match="make clerk NAME=jo"):
        made()
