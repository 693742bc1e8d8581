"""The look as it is measured: every colour is read on every background it meets, and the page of the design says so."""

from __future__ import annotations

import re

import pytest

from tests.here import ROOT

pytestmark = pytest.mark.once

CSS = (ROOT / "static" / "css" / "site.css").read_text()
PLAIN = (ROOT / "static" / "root" / "plain.css").read_text()
BACKGROUNDS = ["paper", "sheet", "accent-wash", "action-wash", "held-wash", "danger-wash", "draft-wash", "mark"]
TEXT = ["ink", "quiet", "link", "visited", "accent", "action", "held", "danger", "draft"]
LINES = ["edge", "mark-edge"]
Tokens = dict[str, str]


def tokens(css: str) -> Tokens:
    """The colours that a rule gives names to."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def root_rules(css: str) -> list[Tokens]:
    """What each `:root` of a sheet gives a name to, in order."""
    return [
        dict(re.findall(r"--([a-z-]+): ([^;]+);", rules)) for rules in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]


def schemes() -> dict[str, Tokens]:
    """Scheme → name → colour."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    return {"light": tokens(light), "dark": tokens(dark)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lowest(name: str, scheme: Tokens) -> float:
    """The contrast of a colour on the worst of all backgrounds."""
    return min(contrast(scheme[name], scheme[ground]) for ground in BACKGROUNDS)


def row(name: str) -> str:
    """What the page of the design says of a colour: each scheme's value, its contrast on paper, and its lowest."""
    cells = [
        f"`{scheme[name]}` | {contrast(scheme[name], scheme['paper']):.1f} | {lowest(name, scheme):.1f}"
        for scheme in schemes().values()
    ]
    return f"| {name} | {' | '.join(cells)} |"


def test_black_on_white_is_the_greatest_contrast_there_is() -> None:
    assert (contrast("#000000", "#ffffff"), contrast("#777777", "#777777")) == (21, 1)


def test_dark_names_the_same_colours_as_light() -> None:
    light, dark = schemes().values()

    assert list(light) == list(dark)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_read_on_every_background_and_lines_are_seen_on_it(scheme: str) -> None:
    found = schemes()[scheme]
    weak = {name: lowest(name, found) for name in TEXT if lowest(name, found) < 4.5}
    weak |= {name: lowest(name, found) for name in LINES if lowest(name, found) < 3}

    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_is_read_and_the_two_tones_of_the_focus_are_told_apart(scheme: str) -> None:
    found = schemes()[scheme]

    assert contrast(found["on-accent"], found["accent"]) >= 4.5
    assert contrast(found["focus"], found["halo"]) >= 3


def test_dark_changes_colours_and_nothing_else() -> None:
    dark = re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", CSS, re.DOTALL)

    assert [re.sub(r"--[a-z-]+: #[0-9a-f]{6};", "", rules).strip() for rules in dark] == [""]


def test_the_pages_of_a_broken_archive_have_the_same_colours_and_fonts() -> None:
    own, theirs = root_rules(PLAIN), root_rules(CSS)[:2]

    assert len(own) == len(theirs) == 2
    assert [here.items() - there.items() for here, there in zip(own, theirs, strict=True)] == [set(), set()]
    assert set(re.findall(r"var\(--([a-z-]+)\)", PLAIN)) == set(own[0]) == {"sans", "serif", *own[1]}


def test_every_colour_has_a_name() -> None:
    rules = re.sub(r":root \{.*?\}", "", CSS + PLAIN, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_the_sheet_is_at_most_30_kilobytes_and_fetches_nothing() -> None:
    assert len(CSS.encode()) <= 30 * 1024
    assert re.findall(r"@import|url\(|@font-face", CSS + PLAIN) == []


@pytest.mark.parametrize("name", [*TEXT, *LINES])
def test_the_page_of_the_design_has_the_measured_contrasts(name: str) -> None:
    rows = (ROOT / "docs" / "design.md").read_text().splitlines()

    assert [line for line in rows if line.startswith(f"| {name} |")] == [row(name)]
