"""Every figure of the page of figures is the number of rows of the list it leads to."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.second]


def test_every_figure_leads_to_the_list_of_exactly_those(filled: None, client: Client) -> None:
    page = client.get("/about/figures/").content.decode()
    links = re.findall(r'<a href="(/(?:meetings|decisions|actions)/\?[^"]*)">([0-9,]+)</a>', page)
    shown = {address: client.get(unescape(address)).content.decode() for address, _ in links}

    assert len(links) > 20
    assert [address for address, count in links if f"<strong>{count}</strong>" not in shown[address]] == []
