"""One page in every form: the same words, and in HTML nothing that could be taken for markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from onrecord.strategy.reports.from_record import report_data, report_file
from onrecord.strategy.reports.showing import Block, Kind, row, section, to_html, to_markdown, to_text
from tests.strategy.models import DAM, written
from tests.strategy.test_hinging import OPEN

if TYPE_CHECKING:
    from pathlib import Path

ODD = DAM.replace('name = "Fill the lake"', "name = \"Fill <b>the|lake</b> & 'more'\"")


class Balance(HTMLParser):
    """Reads a fragment: which tags it has, whether each is closed in its turn, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_fragment_is_well_formed_and_names_are_text(tmp_path: Path) -> None:
    read = Balance(report_file(written(tmp_path, ODD), form="html"))
    assert not read.open
    assert read.tags <= {"section", "h1", "h2", "p", "blockquote", "ul", "li", "table", "thead", "tbody", "tr",
                         "th", "td", "strong"}  # fmt: skip
    assert "Fill <b>the|lake</b> & 'more'" in read.text


def test_every_form_says_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, OPEN)
    data = report_data(path)
    assert json.loads(report_file(path, form="json")) == data
    forms = {form: report_file(path, form=form) for form in ("markdown", "text", "html")}
    plain = {
        form: " ".join(Balance(text).text.split()) if form == "html" else text for form, text in forms.items()
    }
    for part in data:
        for form, text in plain.items():
            assert str(part["title"]) in text
            for one in part["blocks"]:  # type: ignore[attr-defined]
                for word in one["words"]:
                    assert word in text.replace("**", ""), form


def test_a_table_in_text_has_columns_and_in_markdown_no_stray_bars() -> None:
    page = [section("T", ["line", row("option", "now"), row("a | b", "yes"), "- item", "  - deeper"])]
    assert "option  now\na | b   yes" in to_text(page)
    assert "| a \\| b | yes |" in to_markdown(page)
    assert "<ul>\n<li>item\n<ul>\n<li>deeper</li>\n</ul>\n</li>\n</ul>" in to_html(page)
    assert page[0].blocks[-1] == Block(Kind.ITEM, ("deeper",), 1)


def test_the_present_is_a_table_and_a_tree(tmp_path: Path) -> None:
    page = report_file(written(tmp_path, DAM))
    lines = page.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("- Downstream could take up “Strike the dam”"))
    assert lines[at + 1].startswith("  - then Upstream could take up “Fill the lake”: state 5")
