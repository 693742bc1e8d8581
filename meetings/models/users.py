"""People who sign in: clerks and administrators."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the archive's own, so that it can grow without a hard migration."""
