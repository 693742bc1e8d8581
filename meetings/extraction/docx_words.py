"""The parts of a Word file made plain: what a printed page would not show is gone, what it would show stands there.

Hidden and white text goes; the numbers of lists, which Word counts when it prints, stand in their paragraphs; text
boxes stand behind the paragraph they hang on.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meetings.extraction.docx_changes import holds_text, replace, settle
from meetings.extraction.docx_numbers import Numbers
from meetings.extraction.docx_styles import Styles, W, is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SMALLEST = 2
"""Half points: text of this size or less is not to be seen."""


class Plain:
    """Makes the tree of one part plain, and counts what it met; `counts` is read by name."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.counts: Counter[str] = Counter()

    def make(self, root: _Element) -> None:
        """Change the tree of a document, of footnotes or of endnotes."""
        self._choose_alternatives(root)
        settle(root, self.counts)
        self._drop_hidden(root)
        self._lift_boxes(root)
        self._unwrap_math(root)
        for paragraph in root.iter(f"{W}p"):
            self._print(paragraph)
        self.counts["comments"] += sum(1 for _ in root.iter(f"{W}commentReference"))
        self.counts["embedded"] += sum(1 for _ in root.iter(f"{W}altChunk"))

    def _choose_alternatives(self, root: _Element) -> None:
        """Of what is there in two forms, for new and old programs, keep one: that with text."""
        for both in list(root.iter(f"{_MC}AlternateContent")):
            forms = [*both.findall(f"{_MC}Choice"), *both.findall(f"{_MC}Fallback")]
            chosen = next((form for form in forms if next(form.iter(f"{W}t"), None) is not None), None)
            replace(both, [] if chosen is None else list(chosen))

    def _drop_hidden(self, root: _Element) -> None:
        for run in list(root.iter(f"{W}r")):
            why = self._hidden(run)
            if why:
                self.counts[why] += holds_text(run)
                replace(run, [])
        for control in list(root.iter(f"{W}sdt")):
            properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
            if is_on(properties, "showingPlcHdr") and content is not None:
                for asking in list(content.iter(f"{W}r")):
                    replace(asking, [])

    def _hidden(self, run: _Element) -> str:
        """Why nobody sees a run on paper, in a word; blank when it is seen."""
        own = run.find(f"{W}rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        styles = [value(own, "rStyle"), None if paragraph is None else self.styles.of_paragraph(paragraph)]
        vanish = is_on(own, "vanish")
        if vanish or (vanish is None and any(self.styles.is_on(style, "vanish") for style in styles)):
            return "hidden"
        colour = value(own, "color") or next(
            filter(None, (self.styles.run_value(style, "color") for style in styles)), ""
        )
        if colour.upper() == "FFFFFF" and not self._has_ground(run):
            return "white"
        size = value(own, "sz") or ""
        return "hidden" if size.isdecimal() and int(size) <= _SMALLEST else ""

    def _has_ground(self, run: _Element) -> bool:
        """Whether something other than white paper is behind a run: its own shade, or that of what it stands in."""
        for each in (run, *run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl")):
            own = each.find(f"{each.tag}Pr")
            shade = None if own is None else own.find(f"{W}shd")
            if shade is not None and shade.get(f"{W}fill", "auto").upper() not in {"AUTO", "FFFFFF", ""}:
                return True
            if own is not None and (value(own, "highlight") or "none") not in {"none", "white"}:
                return True
            if each.tag == f"{W}tbl" and self.styles.has_fill(value(own, "tblStyle")):
                return True
        return False

    def _lift_boxes(self, root: _Element) -> None:
        """Put what stands in a text box behind the paragraph that it hangs on."""
        for box in reversed(list(root.iter(f"{W}txbxContent"))):
            host = next(box.iterancestors(f"{W}p"), None)
            if host is None:
                continue
            self.counts["boxes"] += holds_text(box)
            for each in reversed(list(box)):
                host.addnext(each)

    def _unwrap_math(self, root: _Element) -> None:
        for formula in list(root.iter(f"{_MATH}oMath")):
            run = formula.makeelement(f"{W}r")
            _text(run, "".join(each.text or "" for each in formula.iter(f"{_MATH}t")))
            replace(formula, [run])

    def _print(self, paragraph: _Element) -> None:
        """Write the number of a list into its paragraph, and by a style what heading it is or how deep it stands."""
        style = self.styles.of_paragraph(paragraph)
        marker, heading = self.numbers.marker(paragraph), self.styles.heading(style)
        if self.styles.is_on(style, "b") and not heading:
            for run in paragraph.iter(f"{W}r"):
                _embolden(run)
        named = f"Heading{min(heading, 6)}" if heading else f"Level{marker.level + 1}" if marker else ""
        _call(paragraph, named)
        if marker and marker.text and holds_text(paragraph):
            run = paragraph.makeelement(f"{W}r")
            _text(run, f"{marker.text} ")
            if all(is_on(each.find(f"{W}rPr"), "b") for each in paragraph.iter(f"{W}r") if holds_text(each)):
                _embolden(run)
            paragraph.insert(1, run)


def _call(paragraph: _Element, style: str) -> None:
    """Give a paragraph a style of our own, and no list."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "numPr"):
        for told in properties.findall(f"{W}{name}"):
            properties.remove(told)
    if style:
        named = properties.makeelement(f"{W}pStyle")
        named.set(f"{W}val", style)
        properties.insert(0, named)


def _text(run: _Element, words: str) -> None:
    text = run.makeelement(f"{W}t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.append(text)


def _embolden(run: _Element) -> None:
    """Make a run bold that does not say itself whether it is."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr")
        run.insert(0, properties)
    if properties.find(f"{W}b") is None:
        properties.insert(0, properties.makeelement(f"{W}b"))
