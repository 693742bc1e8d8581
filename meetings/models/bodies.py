"""The bodies: boards that meet, and the authorities their members come from."""

from django.db import models
from django.urls import reverse

from meetings.models.visibility import ArchiveQuerySet


class Board(models.Model):
    """A board or committee; two organisations may each have one of the same name."""

    organisation = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=300)
    printed = models.CharField(
        max_length=300, blank=True, default="", help_text="The name as its latest note prints it."
    )
    key = models.CharField(max_length=300, help_text="The name folded, so that & and “and” are one.")
    slug = models.SlugField(max_length=200, unique=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["name", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="board_once_in_an_organisation"),
            models.CheckConstraint(condition=~models.Q(key=""), name="board_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("board", args=[self.slug])


class Authority(models.Model):
    """A council or other body that people come from."""

    name = models.CharField(max_length=300)
    printed = models.CharField(
        max_length=300, blank=True, default="", help_text="The name as its latest note prints it."
    )
    key = models.CharField(max_length=300, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"
        indexes = [models.Index(fields=["name"], name="authority_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("authority", args=[self.slug])


class AuthorityName(models.Model):
    """One way in which the notes print an authority."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="names")
    text = models.CharField(max_length=300, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text
