"""The way to the same page in the other language."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from meetings.templatetags.tongue import other_language


@pytest.mark.parametrize(
    ("language", "asked", "address"),
    [
        ("en-gb", "/", "/cy/"),
        ("en-gb", "/decisions/?q=ferry&page=2", "/cy/decisions/?q=ferry&page=2"),
        ("cy", "/cy/", "/"),
        ("cy", "/cy/decisions/?q=a+b", "/decisions/?q=a+b"),
        ("cy", "/cy//example.org/", "/example.org/"),
        ("cy", "/cy///example.org/", "/example.org/"),
    ],
)
def test_the_other_language_has_the_same_address_on_the_same_site(language: str, asked: str, address: str) -> None:
    with translation.override(language):
        assert other_language({"request": RequestFactory().get(asked)}).address == address


def test_a_page_without_a_request_leads_to_the_front() -> None:
    with translation.override("cy"):
        found = other_language({})

    assert (found.here, found.code, found.name, found.address) == ("cy", "en-GB", "English", "/")
