"""A decision is cited alike in plain words, in BibTeX and in RIS, and each format's own signs are only words there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from meetings import public
from meetings.citing import Citation, bibtex, citation, ris, tex
from tests import factories as make

pytestmark = pytest.mark.second

CITED = Citation(
    board="Ferries & Quays Board",
    title="50% of {fares}",
    record="minutes",
    day=dt.date(2021, 5, 20),
    place="item 7, decision 2",
    address="https://archive.example/meetings/ferries_board/2021-05-20/item-7/decision-2/",
    name="ferries-board-2021-05-20-item-7-decision-2",
)


def test_the_plain_citation_is_one_sentence() -> None:
    assert str(CITED) == (
        "Ferries & Quays Board, “50% of {fares}”, minutes of 20 May 2021, item 7, decision 2, Board Archive, "
        "https://archive.example/meetings/ferries_board/2021-05-20/item-7/decision-2/"
    )


def test_bibtex_says_the_same() -> None:
    assert (
        bibtex(CITED)
        == r"""@misc{ferries-board-2021-05-20-item-7-decision-2,
  author = {{Ferries \& Quays Board}},
  title = {{50\% of \textbraceleft{}fares\textbraceright{}}},
  year = {2021},
  month = may,
  date = {2021-05-20},
  howpublished = {Board Archive},
  note = {Minutes of 20 May 2021, item 7, decision 2},
  url = {https://archive.example/meetings/ferries_board/2021-05-20/item-7/decision-2/},
}
"""
    )


def test_ris_says_the_same() -> None:
    assert ris(CITED).split("\r\n") == [
        "TY  - GEN",
        "AU  - Ferries & Quays Board",
        "TI  - 50% of {fares}",
        "T2  - Ferries & Quays Board, minutes of 20 May 2021",
        "PY  - 2021",
        "DA  - 2021/05/20",
        "N1  - item 7, decision 2",
        "DB  - Board Archive",
        "UR  - https://archive.example/meetings/ferries_board/2021-05-20/item-7/decision-2/",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50% & #1_$", r"50\% \& \#1\_\$"),
        ("an { or a } or a \\", r"an \textbraceleft{} or a \textbraceright{} or a \textbackslash{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\r\nlines\x00 and\ta tab", "two lines and a tab"),
        ("Siân, Zoë and Škoda", r"Si{\^{a}}n, Zo{\"{e}} and {\v{S}}koda"),
        ("Ruai\u0301ri", r"Rua{\'{\i}}ri"),
        ("“Quays” – £5 …", r"``Quays'' -- \pounds{}5 \ldots{}"),
        ("Łódź Ветер 港", r"\L{}{\'{o}}d{\'{z}} Ветер 港"),
    ],
)
def test_what_latex_takes_for_an_order_is_written_out(text: str, written: str) -> None:
    assert tex(text) == written
    assert tex(text).count("{") == tex(text).count("}")


def test_a_line_in_a_title_begins_no_new_field() -> None:
    cited = Citation(
        board="Ferries Board",
        title="Fares\nER  - \r\nTY  - BOOK",
        record="minutes",
        day=dt.date(2021, 5, 20),
        place="decision 1",
        address="https://archive.example/a}b\\c",
        name="ferries",
    )
    assert [line[:6] for line in ris(cited).split("\r\n")].count("TY  - ") == 1
    assert "TI  - Fares ER - TY - BOOK" in ris(cited)
    assert "url = {https://archive.example/a%7Db%5Cc}" in bibtex(cited)


@pytest.mark.django_db
def test_an_item_without_number_or_title_is_cited_by_what_there_is() -> None:
    item = make.item(make.meeting(make.board("Ferries Board")), "", number="", ref="p1")
    make.action(item)
    cited = citation(public.action("ferries-board", "2021-05-20", "p1", 1), "action", "https://archive.example/")
    assert (cited.title, cited.place) == ("Item without a title", "action 1")
    assert cited.name == "ferries-board-2021-05-20-item-p1-action-1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [("bib", "application/x-bibtex", "@misc{"), ("ris", "application/x-research-info-systems", "TY  - GEN")],
)
@pytest.mark.parametrize("kind", ["decision", "action"])
def test_a_citation_is_a_file_with_its_own_type_and_name(form: str, media: str, begins: str, kind: str) -> None:
    item = make.item(make.meeting(make.board("Ferries Board")))
    make.decision(item)
    make.action(item)
    page = f"/meetings/ferries-board/2021-05-20/item-1/{kind}-1/"
    answer = Client().get(f"{page}cite.{form}")
    assert answer.headers["Content-Type"] == f"{media}; charset=utf-8"
    name = f"ferries-board-2021-05-20-item-1-{kind}-1.{form}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    text = answer.content.decode()
    assert text.startswith(begins)
    assert f"http://testserver{page}" in text
    assert f'<a href="{page}cite.{form}" type="{media}">' in Client().get(page).content.decode()


@pytest.mark.django_db
def test_the_citation_of_what_is_withheld_is_not_there() -> None:
    item = make.item(make.meeting(make.board("Ferries Board")), restricted=True)
    make.decision(item)
    at = "/meetings/ferries-board/2021-05-20/item-1/decision-1/cite.bib"
    assert [Client().get(each).status_code for each in (at, at.replace("decision-1", "decision-2"))] == [404, 404]
