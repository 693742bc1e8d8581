"""Blocks → a web page that says the same: what a reader of web pages is given back."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator

from meetings.extraction.blocks import Block, Extract, Heading, Leaf, ListItem, Table

_NUMBER = re.compile(r"^(\d{1,4})\.$")
_BULLETS = "·•"


def page_of(extract: Extract) -> bytes:
    """The page of a source, with a head, a menu, a main part and a footer."""
    title = html.escape(next((leaf.text for leaf in extract.leaves()), ""))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>p { margin: 0 }</style><script>var a = '<p>no</p>';</script></head>\n<body>\n"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/boards">Boards</a></li></ul></nav>\n'
        f"<main>\n{body_of(extract.blocks)}</main>\n<footer><p>Cookies</p></footer>\n</body></html>\n"
    ).encode()


def body_of(blocks: Iterable[Block]) -> str:
    """The blocks as HTML, one below the other."""
    return "".join(f"{part}\n" for part in _parts(blocks))


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    for kind, run in itertools.groupby(blocks, key=_kind):
        if kind == "table":
            yield from (_table(table) for table in run if isinstance(table, Table))
        elif kind in {"ul", "ol"}:
            yield _list(kind, [entry for entry in run if isinstance(entry, ListItem)])
        else:
            yield from (_leaf(leaf) for leaf in run if not isinstance(leaf, Table))


def _kind(block: Block) -> str:
    """How a block is set: bullets and plain numbers as lists, entries further in and other markers in words."""
    if isinstance(block, Table):
        return "table"
    if not isinstance(block, ListItem) or block.level:
        return "p"
    if block.marker in _BULLETS:
        return "ul"
    return "ol" if _NUMBER.match(block.marker) else "p"


def _list(kind: str, entries: list[ListItem]) -> str:
    """A list; each number that is not the next is given."""
    parts, expected = [], 1
    for entry in entries:
        number = _NUMBER.match(entry.marker)
        value = int(number[1]) if number else 0
        told = f' value="{value}"' if number and value != expected else ""
        expected = value + 1
        parts.append(f"<li{told}>{_escaped(entry.text)}</li>")
    return f"<{kind}>\n" + "\n".join(parts) + f"\n</{kind}>"


def _leaf(leaf: Leaf) -> str:
    text = _escaped(leaf.text)
    if isinstance(leaf, Heading):
        return f"<h{leaf.level}>{text}</h{leaf.level}>"
    if isinstance(leaf, ListItem):
        deep = leaf.level + 1 if leaf.level else 0
        return '<ul style="list-style: none"><li>' * deep + f"<p>{_escaped(leaf.marker)} {text}</p>" + "</ul>" * deep
    return f"<p><strong>{text}</strong></p>" if leaf.bold else f"<p>{text}</p>"


def _table(table: Table) -> str:
    rows = ["<tr>" + "".join(f"<td>{body_of(cell.blocks)}</td>" for cell in row) + "</tr>" for row in table.rows]
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
