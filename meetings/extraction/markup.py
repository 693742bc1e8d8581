"""Inline marks of Markdown and HTML inside a line of text: what they say, and the words without them."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?(?:b|strong|i|em|u|s|sup|sub|span|font|a|p|br|ul|ol|li|div|small|mark)\b[^<>]{0,500}>", re.I)
_BLOCK_TAG = re.compile(r"</?(?:p|br|ul|ol|li|div)\b[^<>]{0,500}>", re.I)
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\.*_#\-\[\]()+!&])")
_BLANKS = re.compile(r"\s+")
_BOLD = re.compile(r"^\s*(?:#{1,6}\s*)?(?:\*\*|__|<(?:b|strong)>)(.*)(?:\*\*|__|</(?:b|strong)>)\s*:?\s*$", re.I | re.S)


def plain(raw: str) -> str:
    """The words of `raw` without inline marks, blanks folded to one."""
    text = raw
    if "<" in text:
        text = _BLOCK_TAG.sub(" ", text)
        text = _TAG.sub("", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", text.replace("**", ""))
    if "__" in text:
        text = text.replace("__", "")
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = html.unescape(text)
    return _BLANKS.sub(" ", text).strip()


def is_bold(raw: str) -> bool:
    """Whether one pair of bold marks encloses everything."""
    match = _BOLD.match(raw)
    return match is not None and not re.search(r"\*\*|__|</?(?:b|strong)>", match[1], re.I)
