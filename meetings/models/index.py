"""The search index: one row for each public text that can be found. It is derived, and may be made anew at any time."""

from django.db import models
from django.db.models import Q

from meetings.models.proceedings import Meeting


class OutcomeSet(models.Model):
    """The outcomes that decisions have together, such as noted and agreed, under the small number that ids hold."""

    code = models.PositiveSmallIntegerField(primary_key=True)
    verbs = models.CharField(max_length=400, unique=True, help_text="In the order of the alphabet, `|` between.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(code__gte=1, code__lte=255), name="outcome_set_is_one_byte")]

    def __str__(self) -> str:
        return self.verbs


class SearchEntry(models.Model):
    """One public text as the index holds it: terms, not words. `meetings.search` alone writes here.

    `docid` orders and narrows by itself: see `meetings.search.ids`. A person's or a council's entry belongs to a
    meeting that makes it public.
    """

    docid = models.BigAutoField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    record_id = models.BigIntegerField()
    part = models.PositiveSmallIntegerField(default=0, help_text="From 0; a very long text is in several parts.")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    title = models.TextField()
    body = models.TextField()
    names = models.TextField(help_text="Of those who must act.")
    words = models.TextField(help_text="Every different word of the text, folded, in the order of the alphabet.")
    made_of = models.BigIntegerField(
        null=True, help_text="By which the text that it was made of is known: as long as that is the same, so is this."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id", "part"], name="search_entry_of_record"),
        ]

    def __str__(self) -> str:
        return str(self.docid)


class SearchWord(models.Model):
    """A word that stands in the index, in how many entries: for the beginnings of words, and for words misspelt."""

    word = models.CharField(max_length=64, primary_key=True, help_text="Folded.")
    term = models.TextField(help_text="What stands for it in an entry.")
    entries = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.word
