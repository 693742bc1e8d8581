"""The people: members, the names they are printed with, and suggestions that two are one."""

from django.db import models
from django.urls import reverse

from meetings.models.bodies import Authority
from meetings.models.visibility import ArchiveQuerySet


class Member(models.Model):
    """A councillor or other attendee."""

    organisation = models.CharField(max_length=200, blank=True, default="", help_text="Names are matched inside it.")
    name = models.CharField(max_length=200)
    printed = models.CharField(
        max_length=200, blank=True, default="", help_text="The name as the latest note prints it, without titles."
    )
    sort_name = models.CharField(max_length=200, blank=True, default="")
    key = models.CharField(max_length=200, db_index=True, help_text="Surname and given name, folded.")
    twin = models.CharField(
        max_length=300, blank=True, default="", help_text="Tells two people of one name apart: their authority, folded."
    )
    slug = models.SlugField(max_length=200, unique=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "twin"], name="member_once_in_an_organisation"),
        ]
        indexes = [models.Index(fields=["sort_name", "name"], name="member_by_surname")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("member", args=[self.slug])


class MemberName(models.Model):
    """One way in which the notes print a member, titles included."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["member", "text"], name="member_name_once")]

    def __str__(self) -> str:
        return self.text


class MergeSuggestion(models.Model):
    """Two members, or two authorities, that may be one. Only a clerk decides."""

    class Answer(models.TextChoices):
        OPEN = "open", "Not decided"
        SAME = "same", "The same"
        DIFFERENT = "different", "Different"

    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="+")
    other_member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="+")
    other_authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=300)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "other_member"], name="members_suggested_once"),
            models.UniqueConstraint(fields=["authority", "other_authority"], name="authorities_suggested_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.authority} and {self.other_member or self.other_authority}"
