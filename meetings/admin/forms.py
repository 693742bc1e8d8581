"""Forms of the desk: words of the discussion, reasons, uploads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils.timezone import localtime

from meetings import editing
from meetings.admin.undoing import Act
from meetings.models import AgendaItem, AuditLine

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:  # Django's class takes no argument at run time
    _ModelForm = forms.ModelForm

_BETWEEN = "\n\n"


class ArchiveForm(_ModelForm):
    """The form of a record, which knows what stood there when it was opened: two clerks do not overwrite each other."""

    as_of = forms.CharField(required=False, widget=forms.HiddenInput)
    beside: ClassVar[Sequence[tuple[type[Model], str]]] = ()
    """Classes whose rows stand on the same page, and their fields that lead to its record."""
    opened: ClassVar[int] = 0
    """The newest act before the record was looked up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = str(self.opened)

    def clean(self) -> dict[str, Any] | None:
        """What was typed. Raises ValidationError, once, when somebody changed the same since the page was opened."""
        cleaned = super().clean()
        opened = str(self.cleaned_data.get("as_of", ""))
        if self.instance.pk is None or not (opened.isascii() and opened.isdigit() and len(opened) < 18):
            return cleaned
        acts = editing.acts_since(int(opened), self.instance, self.beside)
        if acts:
            sent: Any = self.data
            again = sent.copy()  # what was sent may not be changed
            again[self.add_prefix("as_of")] = str(editing.latest())
            self.data = again
            raise forms.ValidationError([_overtaken(acts[0]), *_theirs(acts)])
        return cleaned


def _overtaken(line: AuditLine) -> str:
    who = "A file that was read" if line.verb == "ingest" else str(line.by or "Somebody")
    return (
        f"{who} changed this at {localtime(line.at):%H:%M on %-d %B %Y}, while you were editing. Nothing of yours is "
        "saved yet; it still stands below. Save again to keep yours, or open the page anew to keep theirs."
    )


def _theirs(acts: Sequence[AuditLine]) -> Iterator[str]:
    """What others wrote, newest first."""
    for line in acts:
        for change in Act(line).changes:
            yield f"Theirs, {change.row}, {change.of}: {change.now or 'nothing'}"


class ItemForm(ArchiveForm):
    """An item, its discussion as text: one paragraph for each passage, a blank line between."""

    discussion = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 90}),
        help_text="One paragraph for each passage of the note, a blank line between. Change words, not their number.",
    )

    class Meta:
        model = AgendaItem
        fields = ("number", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion"].initial = _BETWEEN.join(passage["text"] for passage in self.instance.passages)

    def clean_discussion(self) -> list[dict[str, Any]]:
        """The passages with their new words."""
        passages: list[dict[str, Any]] = self.instance.passages
        typed = self.cleaned_data["discussion"].replace("\r\n", "\n").strip()
        words = [" ".join(part.split()) for part in typed.split(_BETWEEN) if part.strip()]
        if len(words) != len(passages):
            raise forms.ValidationError(
                f"The note has {len(passages)} passages here and you wrote {len(words)} paragraphs. "
                "Keep one paragraph for each, with a blank line between."
            )
        pairs = zip(passages, words, strict=True)
        return [passage if _plain(passage) == text else {**passage, "text": text} for passage, text in pairs]

    def save(self, commit: bool = True) -> AgendaItem:
        """The item with its new words."""
        self.instance.passages = self.cleaned_data["discussion"]
        saved: AgendaItem = super().save(commit)
        return saved


def _plain(passage: dict[str, Any]) -> str:
    """The words of a passage with one blank between: how a box of several of them can show it."""
    return " ".join(passage["text"].split())


class ReasonForm(forms.Form):
    """Why."""

    because = forms.CharField(
        label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="It stands in the log."
    )


class WithdrawForm(ReasonForm):
    """Why a meeting is withdrawn, and whether its page says which it was."""

    named = forms.BooleanField(
        label="Name the meeting on its page", required=False, help_text="Its page will say which board met, and when."
    )
    field_order = ("because", "named")


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each of a size that is read."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files. Raises ValidationError naming the one that is too large."""
        files = [super(FilesField, self).clean(each, initial) for each in (data or [None])]
        for each in files:
            if each.size > settings.UPLOAD_MAX_BYTES:
                most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
                raise forms.ValidationError(f"{each.name} is larger than {most} MB. Split it, and upload the parts.")
        return files


class UploadForm(forms.Form):
    """Files to read, and whose boards they are of."""

    notes = FilesField(
        label="Files",
        widget=ManyFiles,
        help_text="Minutes or agendas as Word, PDF, web page, OpenDocument, rich text or plain text, up to 50 at once. "
        "Nothing is public until you publish it.",
    )
    organisation = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="Whose boards these are, when it is not this archive's own organisation.",
    )

    def clean_notes(self) -> list[Any]:
        """At most fifty."""
        files: list[Any] = self.cleaned_data["notes"]
        if len(files) > 50:
            raise forms.ValidationError("Upload at most 50 files at once.")
        return files
