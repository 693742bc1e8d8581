"""The page at hand in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language, to_locale

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The code and the own name of the other language, and where the page is in it; `here` is the code of this one."""

    here: str
    code: str
    name: str
    address: str


@register.simple_tag(takes_context=True)
def other_language(context: Mapping[str, Any]) -> Other:
    """The page that is asked for in the other of the two languages, with all that its address holds."""
    names, now, root = dict(settings.LANGUAGES), get_language(), get_script_prefix()
    here = now if now in names else settings.LANGUAGE_CODE
    there = next(code for code in names if code != here)
    asked = context["request"].get_full_path() if "request" in context else root  # an error may come before it
    rest = asked.removeprefix(root).removeprefix(_under(here)).lstrip("/")  # or `//` would lead to another site
    return Other(
        here=_as_html(here),
        code=_as_html(there),
        name=names[there],
        address=f"{root}{_under(there)}{rest}",
    )


def _under(code: str) -> str:
    """What the addresses of a language begin with."""
    return "" if code == settings.LANGUAGE_CODE else f"{code}/"


def _as_html(code: str) -> str:
    """`en-gb` as HTML has it: `en-GB`."""
    return to_locale(code).replace("_", "-")
