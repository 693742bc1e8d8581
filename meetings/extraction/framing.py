"""A web page → the parts of it that are its text, without what a site puts round every page.

Nothing here knows minutes: what is left out is told by landmarks, by the names that sites give to such parts, and by
what is not shown. No rule may take more than half of what is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from meetings.extraction.limits import Refused
from meetings.extraction.markers import style_of
from meetings.extraction.tabling import mend

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = Callable[["HtmlElement"], str]
"""What an element is, in the plural; blank when it is none of the kinds that are asked for."""

DEEPEST = 200
"""Parts inside each other that are still walked over."""
_SILENT = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "button")
_CONTROLS = ("input", "select", "textarea", "button")
_FILLED_IN = "data-filled-in"
"""Set on forms in which there is something to fill in: others are no part of a frame."""
_ROLES = {
    "navigation": "menus",
    "banner": "headers",
    "contentinfo": "footers",
    "complementary": "asides",
    "search": "search forms",
    "dialog": "notices",
    "alertdialog": "notices",
}
_TAGS = {
    "nav": "menus",
    "footer": "footers",
    "aside": "asides",
    "form": "forms",
    "header": "headers",
    "dialog": "notices",
}
_NAMED = (
    (re.compile(r"^(?:.*cookie.*|ccc|ccc-.*|cc-window|onetrust-.*|gdpr.*|consent-banner)$"), "notices of cookies"),
    (re.compile(r"^(?:mg)?bread-?crumbs?(?:[-_].*)?$"), "breadcrumbs"),
    (
        re.compile(r"^(?:skip|skip-?(?:links?|nav|navigation|to-?(?:main-?)?content))$"),
        "links to skip parts of the page",
    ),
    (
        re.compile(
            r"^(?:share|share-?(?:this|links?|buttons?|page)|social-?(?:share|links?|media|icons)|add(?:this|toany).*)$"
        ),
        "links to share the page",
    ),
    (re.compile(r"^(?:(?:site|page|global)-?search|search-?(?:form|box|bar))$"), "search forms"),
    (
        re.compile(r"^(?:mgsubmenu|(?:site|main|top|side|left|primary|secondary)-?(?:nav|navigation|menu)|nav-?bar)$"),
        "menus",
    ),
    (re.compile(r"^(?:site|global)-?(?:header|banner)$"), "headers"),
    (re.compile(r"^(?:(?:site|page|global)-?)?footer$"), "footers"),
    (re.compile(r"^(?:side-?bar)$"), "asides"),
)
_UNSEEN = frozenset(
    "visually-hidden visuallyhidden sr-only screen-reader-text screenreader off-screen offscreen".split()
)
_COMMENTS = re.compile(r"^mso(?:commentreference|commenttext|commentsubject|com(?:txt|anchor|off)\w*)$")
_COMMENT_STYLE = re.compile(r"mso-(?:element:comment|comment-(?:reference|continuation))")
_OF_PART = frozenset({"article", "main", "section"})
_MARK = "data-main-part"
"""Set on the parts that were chosen."""


def parts_of(page: HtmlElement) -> tuple[list[HtmlElement], dict[str, int], Counter[str]]:
    """The parts of a page that are its text; how much was left out that is `hidden`, `deleted` or a `comment`; and of
    which kinds the frame was. The page is changed. Raises Refused when it is too deep.
    """
    for form in page.iter("form"):
        if next(form.iterdescendants(*_CONTROLS), None) is not None:
            form.set(_FILLED_IN, "")
    etree.strip_elements(page, *_SILENT, with_tail=False)
    body = page if page.tag == "body" else page.find("body")
    body = page if body is None else body
    mend(body)
    unseen = Counter({"hidden": 0, "deleted": 0, "comment": 0})
    unseen.update(_without(body, _unseen))
    sizes = _sizes(body)
    main = _main(body, sizes)
    titles = _titles(body, main)
    frame: Counter[str] = Counter()
    if main != [body]:
        for part in main:
            part.set(_MARK, "")
        frame = _around(body)
    for part in main:
        frame.update(_without(part, _frame))
    return [*titles, *main], dict(unseen), frame


def _around(body: HtmlElement) -> Counter[str]:
    """What kinds of parts stand outside the main ones."""
    found: Counter[str] = Counter()
    sizes = _sizes(body)
    main = 0
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element.get(_MARK) is not None:
            main += sizes[element]
            walk.skip_subtree()
        elif element is not body and sizes[element] and _frame(element):
            found[_frame(element)] += 1
            walk.skip_subtree()
    return found if found or main == sizes[body] else Counter({"parts beside the main one": 1})


def _without(whole: HtmlElement, kind: Kind) -> Counter[str]:
    """Take out what is of some kind and no more than half of everything; count what held words."""
    sizes = _sizes(whole)
    found: Counter[str] = Counter()
    gone = []
    walk = etree.iterwalk(whole, events=("start",))
    for _, element in walk:
        told = kind(element) if element is not whole else ""
        if told and (sizes[element] * 2 <= sizes[whole] or told in {"deleted", "comment"}):
            found[told] += bool(sizes[element])
            gone.append(element)
            walk.skip_subtree()
    for element in gone:
        element.drop_tree()
    return +found


def _sizes(whole: HtmlElement) -> dict[HtmlElement, int]:
    """How many signs stand in each element."""
    sizes: dict[HtmlElement, int] = {}
    open_at: list[int] = []
    at = 0
    for event, element in etree.iterwalk(whole, events=("start", "end")):
        if event == "start":
            open_at.append(at)
            at += _signs(element.text)
            if len(open_at) > DEEPEST:
                raise Refused("too-deep", "The parts of the file stand inside each other too deeply to be read.")
        else:
            sizes[element] = at - open_at.pop()
            at += _signs(element.tail) if element is not whole else 0
    return sizes


def _signs(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _unseen(element: HtmlElement) -> str:
    """Whether an element is deleted text, a comment, or not shown."""
    if element.tag in {"del", "s", "strike"}:
        return "deleted"
    names, style = set(_names(element)), style_of(element)
    if _COMMENT_STYLE.search(style) or any(_COMMENTS.match(name) for name in names):
        return "comment"
    hidden = element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true"
    hidden = hidden or "display:none" in style or "visibility:hidden" in style or "mso-hide:all" in style
    return "hidden" if hidden or names & _UNSEEN else ""


def _frame(element: HtmlElement) -> str:
    """Which part of a site's frame an element is."""
    tag, names = str(element.tag), _names(element)
    if tag == "form" and element.get(_FILLED_IN) is None:
        return ""
    if tag == "form" and next(element.iterdescendants("h1", "table", "article", "main"), None) is not None:
        return ""  # some sites put the whole page into a form
    if tag == "form" and "search" in f"{' '.join(names)} {element.get('action')}".lower():
        return "search forms"
    named = next((kind for pattern, kind in _NAMED if any(pattern.match(name) for name in names)), "")
    if tag in {"header", "footer"} and any(_is_part(outer) for outer in element.iterancestors()):
        return named
    return named or _ROLES.get((element.get("role") or "").lower()) or _TAGS.get(tag, "")


def _is_part(element: HtmlElement) -> bool:
    """Whether a header inside an element is that part's own, and not the page's."""
    return element.tag in _OF_PART or element.get(_MARK) is not None


def _names(element: HtmlElement) -> list[str]:
    """The id and the classes of an element, in small letters."""
    told = f"{element.get('id') or ''} {element.get('class') or ''}"
    return told.lower().split()


def _main(body: HtmlElement, sizes: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The parts of a page that hold its text; the whole of it where they hold less than half of what is no frame."""
    outside = sizes[body] - sum(sizes[part] for part in _outermost(body, _is_edge))
    for wanted in _LANDMARKS:
        chosen = list(_outermost(body, wanted))
        if chosen and sum(sizes[part] for part in chosen) * 2 >= outside:
            return chosen
    return [body]


def _is_edge(element: HtmlElement) -> bool:
    return element.tag in {"nav", "header", "footer"}


def _named(*names: str) -> Callable[[HtmlElement], bool]:
    return lambda element: any(name in names for name in _names(element))


_LANDMARKS: tuple[Callable[[HtmlElement], bool], ...] = (
    lambda element: element.tag == "main" or (element.get("role") or "").lower() == "main",
    _named("modgov"),
    _named("mgcontent"),
    _named("mgmaincol"),
    lambda element: element.tag == "article",
    _named("content", "main-content", "maincontent", "page-content", "main"),
)
"""What a main part is told by, the surest first."""


def _outermost(whole: HtmlElement, wanted: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    walk = etree.iterwalk(whole, events=("start",))
    for _, element in walk:
        if element is not whole and wanted(element):
            yield element
            walk.skip_subtree()


def _titles(body: HtmlElement, main: list[HtmlElement]) -> list[HtmlElement]:
    """The titles of the page above its main part, when it has none of its own: a site's own name is a link."""
    if main == [body] or any(next(part.iter("h1"), None) is not None for part in main):
        return []
    return [title for title in body.iter("h1") if next(title.iter("a"), None) is None]
