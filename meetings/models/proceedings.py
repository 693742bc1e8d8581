"""The proceedings: meetings, their items, what was decided, who must act, who was there."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.minutes import topics, vocabulary
from meetings.models.bodies import Authority, Board
from meetings.models.people import Member
from meetings.models.sources import MeetingSource
from meetings.models.visibility import ArchiveQuerySet, State
from meetings.voice import day

RECORDS = [(record.value, record.value.capitalize()) for record in vocabulary.Record]
ROLES = [(role.value, role.value.capitalize()) for role in vocabulary.Role]


class Provenance(models.Model):
    """Where a record stands in a kept source; all blank when a clerk wrote it."""

    told_by = models.ForeignKey(MeetingSource, models.SET_NULL, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True, help_text="First character in the reading's text.")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="One past the last character.")
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lte=F("end")),
                name="%(class)s_span_is_whole",
            )
        ]


class Meeting(models.Model):
    """A meeting is its board and date, whichever source told of it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="all_meetings")
    board_printed = models.CharField(
        max_length=300, blank=True, default="", help_text="The board's name as the source of this meeting prints it."
    )
    date = models.DateField()
    sequence = models.PositiveSmallIntegerField(default=1, help_text="2 for the second meeting of a board in one day.")
    record = models.CharField(max_length=10, choices=RECORDS, help_text="Minutes once any source holds them.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    time = models.CharField(max_length=40, blank=True, default="", help_text="As printed.")
    venue = models.CharField(max_length=500, blank=True, default="")
    is_draft_record = models.BooleanField(default=False, help_text="The source calls itself a draft.")
    preamble = models.JSONField(default=list, blank=True, help_text="Passages before the first item.")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True, default="")
    named_when_withdrawn = models.BooleanField(default=False)
    told_by = models.ForeignKey(
        MeetingSource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The source the record follows.",
    )

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "board__name", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["board", "date", "sequence"], name="meeting_is_board_date_sequence"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="meeting_sequence_from_one"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False), name="withdrawn_has_its_time"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-date", "id"], name="meeting_newest_first"),
            models.Index(fields=["state", "board", "date"], name="meeting_of_board"),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {day(self.date)}"

    @property
    def day(self) -> str:
        """The last part of the address: the date, with the sequence behind it from the second on."""
        return f"{self.date.isoformat()}" + (f"-{self.sequence}" if self.sequence > 1 else "")

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.board.slug, self.day])


class TopicField(models.CharField):  # type: ignore[type-arg]  # Django's class takes no arguments
    """A column that follows the title of its row, in `save` and `bulk_create`; `bulk_update` and SQL must be told."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """The topic of the title as it is stored now."""
        model_instance.topic = topics.topic_of(model_instance.title)
        return str(model_instance.topic)

    def deconstruct(self) -> Any:
        """To the database a plain text."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class AgendaItem(Provenance):
    """One item of business."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="all_items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40, blank=True, default="", help_text="As printed.")
    ref = models.CharField(max_length=60, help_text="The item's part of an address: its number, made unique.")
    title = models.CharField(max_length=1000, blank=True, default="")
    topic = TopicField(
        max_length=topics.LONGEST, blank=True, default="", editable=False, help_text="What items of one title share."
    )
    passages = models.JSONField(default=list, blank=True, help_text="The discussion, in the words of the source.")
    restricted = models.BooleanField(default=False)
    restricted_because = models.CharField(max_length=500, blank=True, default="")
    sensitive = models.CharField(
        max_length=500, blank=True, default="", help_text="Words that ask whether this item is public."
    )
    sensitivity_answered = models.BooleanField(default=False, help_text="A clerk has said whether it is public.")
    agenda_only = models.BooleanField(default=False, help_text="On the agenda, and in no minutes.")
    heading_start = models.PositiveIntegerField(null=True, blank=True)
    heading_end = models.PositiveIntegerField(null=True, blank=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta(Provenance.Meta):
        ordering = ["meeting", "position"]
        constraints = [
            *Provenance.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position_once"),
            models.UniqueConstraint(fields=["meeting", "ref"], name="item_ref_once"),
        ]
        indexes = [
            models.Index(fields=["meeting", "restricted", "position", "id"], name="item_in_meeting"),
            models.Index(fields=["meeting", "topic", "restricted"], name="item_topic_in_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.ref}"

    def get_topic_url(self) -> str:
        """Where the board's items of this title are followed through the years; only for an item with a topic."""
        return reverse("topic", args=[f"{self.meeting.board.slug}--{self.topic}"])


class _OfItem(Provenance):
    """What decisions and actions share: a place in an item, and words."""

    position = models.PositiveSmallIntegerField(help_text="From 1 in its item.")
    lead_in = models.CharField(max_length=1000, blank=True, default="")
    text = models.TextField()
    heading = models.CharField(max_length=100, blank=True, default="", help_text="As printed; blank when none.")
    inferred = models.BooleanField(default=False, help_text="Read from a sentence, not from a heading.")

    objects = ArchiveQuerySet.as_manager()

    class Meta(Provenance.Meta):
        abstract = True
        ordering = ["item", "position"]
        constraints = [
            *Provenance.Meta.constraints,
            models.UniqueConstraint(fields=["item", "position"], name="%(class)s_position_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Decision(_OfItem):
    """One thing the board decided."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="all_decisions")
    negative = models.BooleanField(default=False)

    def get_absolute_url(self) -> str:
        meeting = self.item.meeting
        return reverse("decision", args=[meeting.board.slug, meeting.day, self.item.ref, self.position])


class Outcome(models.Model):
    """One verb of deciding, in order of appearance."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="outcome_position_once"),
            models.UniqueConstraint(
                fields=["decision", "verb"],
                name="outcome_verb_once",
                violation_error_message="The decision has this verb already. Give each verb once.",
            ),
        ]

    def __str__(self) -> str:
        return self.verb


class Action(_OfItem):
    """One thing somebody must do."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        REPORTED = "reported", "Reported"
        DONE = "done", "Done"
        SUPERSEDED = "superseded", "Superseded"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="all_actions")
    due = models.DateField(null=True, blank=True)
    boilerplate = models.BooleanField(default=False, help_text="Routine wording.")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    reply = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="all_answers")
    reply_quote = models.CharField(max_length=1000, blank=True, default="")

    class Meta(_OfItem.Meta):
        indexes = [models.Index(fields=["item", "boilerplate", "status"], name="action_of_item")]

    def get_absolute_url(self) -> str:
        meeting = self.item.meeting
        return reverse("action", args=[meeting.board.slug, meeting.day, self.item.ref, self.position])


class ActionOwner(models.Model):
    """Who must act, as printed."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField()
    printed = models.CharField(max_length=200)

    class Meta:
        ordering = ["action", "position"]
        constraints = [models.UniqueConstraint(fields=["action", "position"], name="owner_position_once")]

    def __str__(self) -> str:
        return self.printed


class Declaration(Provenance):
    """A declaration of interest."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="all_declarations")
    position = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="all_declarations")
    name = models.CharField(max_length=200, help_text="As printed.")
    text = models.TextField()

    objects = ArchiveQuerySet.as_manager()

    class Meta(Provenance.Meta):
        ordering = ["item", "position"]
        constraints = [
            *Provenance.Meta.constraints,
            models.UniqueConstraint(fields=["item", "position"], name="declaration_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"


class Paper(Provenance):
    """A report or appendix of an agenda pack."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="all_papers")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=1000)
    pages = models.CharField(max_length=40, blank=True, default="")
    sections = models.JSONField(default=list, blank=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta(Provenance.Meta):
        ordering = ["item", "position"]
        constraints = [
            *Provenance.Meta.constraints,
            models.UniqueConstraint(fields=["item", "position"], name="paper_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class _Seat(Provenance):
    """What attendance and membership share: a person, a role, an authority, as printed and as matched."""

    position = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="all_%(class)ss")
    printed = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    honorific = models.CharField(max_length=60, blank=True, default="")
    honours = models.CharField(max_length=60, blank=True, default="")
    role = models.CharField(max_length=20, choices=ROLES)
    role_printed = models.CharField(max_length=200, blank=True, default="")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="all_%(class)ss")
    authority_printed = models.CharField(max_length=300, blank=True, default="")
    party = models.CharField(max_length=100, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")
    uncertain = models.BooleanField(default=False)

    objects = ArchiveQuerySet.as_manager()

    class Meta(Provenance.Meta):
        abstract = True
        ordering = ["meeting", "position"]
        constraints = [
            *Provenance.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="%(class)s_position_once"),
            models.CheckConstraint(condition=Q(role__in=[role for role, _ in ROLES]), name="%(class)s_role_known"),
        ]

    def __str__(self) -> str:
        return self.printed


class Attendance(_Seat):
    """One person at one meeting, or sending apologies; the authority is the one of that meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="all_attendances")

    class Meta(_Seat.Meta):
        indexes = [
            models.Index(fields=["member", "meeting"], name="attendance_of_member"),
            models.Index(fields=["authority", "meeting", "member"], name="attendance_from_authority"),
            models.Index(fields=["meeting", "role", "member", "authority"], name="attendance_at_meeting"),
        ]


class Membership(_Seat):
    """One line of the membership list in an agenda pack: who belonged, not who came."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="all_memberships")
