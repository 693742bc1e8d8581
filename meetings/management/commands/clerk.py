"""`manage.py clerk [NAME]`: make an account for a clerk, with a password that is shown once."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from meetings.models import User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another."""

ONLY_VIEWED = ["auditline", "auditrow", "reading", "meetingsource", "baseline"]
"""What was done, and what the sources said: a clerk reads these and changes none."""


class Command(BaseCommand):
    """Make an account in the group of clerks, or give its owner a new password."""

    help = "Makes a clerk's account and prints its password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="The name to sign in with; asked for when left out.")
        parser.add_argument("--reset", action="store_true", help="Give an account that exists a new password.")

    def handle(self, *, name: str, reset: bool, **options: Any) -> None:
        name = User.normalize_username(name or asked())
        password = new_password()
        with transaction.atomic():
            user = User.objects.filter(username=name).first()
            if user and not reset:
                raise CommandError(f"{name} has an account already. For a new password: make clerk NAME={name} RESET=1")
            save_clerk(user or User(username=name), password)
        self.stdout.write(f"Name:     {name}\nPassword: {password}\n")
        self.stdout.write("The password is shown this once. Sign in at /admin/, and change it there.")


def asked() -> str:
    """The name, from the person at the terminal."""
    if not sys.stdin.isatty():
        raise CommandError("Which name? Say it: make clerk NAME=jo")
    return input("Name of the clerk: ").strip()


def new_password() -> str:
    """Four groups of five characters: about 99 bits, and possible to type."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))


def save_clerk(user: User, password: str) -> None:
    """Save the account with this password and a clerk's rights. Raises CommandError on a name that cannot be one."""
    user.is_staff = True
    user.is_active = True
    user.set_password(password)
    try:
        user.full_clean(validate_unique=False)
    except ValidationError as error:
        raise CommandError(f"That name will not do. {' '.join(error.messages)}") from error
    user.save()
    user.groups.add(clerks())


def clerks() -> Group:
    """The group of clerks, with every right on the records, and none on accounts."""
    group, _ = Group.objects.get_or_create(name="Clerks")
    ours = Permission.objects.filter(content_type__app_label="meetings").exclude(content_type__model="user")
    group.permissions.set(ours.filter(~Q(content_type__model__in=ONLY_VIEWED) | Q(codename__startswith="view_")))
    return group
