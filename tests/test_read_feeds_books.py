"""Feeds and books: entries and chapters, from the bytes alone, in the order that they give."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import PassageKind
from onrecord.readers import find, read

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

TEXT = "“We agree on the weir,” the envoy said on Monday. " * 12
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Gazette</title><link>https://gazette.example</link><language>en-gb</language>
<item><media:title>Not this</media:title><title>Weir talks &amp;amp; more</title><link>https://gazette.example/1</link>
<pubDate>Tue, 06 Apr 2021 23:30:00 +0200</pubDate><description>A summary.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>More.</p>]]></content:encoded></item>
<item><title>Empty</title></item>
<item><title>Short</title><guid isPermaLink="true">https://gazette.example/2</guid>
<source url="https://courier.example">The Courier</source><description>They met.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title>
<entry><title type="html">Weir &lt;b&gt;talks&lt;/b&gt;</title><link rel="edit" href="https://e.example/"/>
<link href="https://courier.example/1"/><updated>2021-04-08T01:00:00Z</updated><published>2021-04-06T23:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


def all_of(path: Path) -> tuple[list[Report], list[Problem]]:
    reports: list[Report] = []
    problems: list[Problem] = []
    for found in find([path]):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            outcome = read(found)
            reports.extend(outcome.items)
            problems.extend(outcome.problems)
    return reports, problems


def test_entries_of_rss_give_their_fullest_text(tmp_path: Path) -> None:
    (tmp_path / "news.xml").write_text(RSS)
    (whole, short), problems = all_of(tmp_path / "news.xml")
    assert whole.text.split("\n") == [TEXT.strip(), "More."]
    assert (whole.title, whole.outlet, whole.url) == (
        "Weir talks & more",
        "The Gazette",
        "https://gazette.example/1",
    )
    assert whole.published is not None
    assert (whole.published.edtf(), whole.language, whole.format) == ("2021-04-06", "en", "feed")
    assert (short.outlet, short.url, short.text) == ("The Courier", "https://gazette.example/2", "They met.")
    assert [problem.kind for problem in problems] == [ProblemKind.EMPTY, ProblemKind.INCOMPLETE]


def test_entries_of_atom_give_the_day_they_appeared_first(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM)
    (report,), problems = all_of(tmp_path / "a.atom")
    assert (report.title, report.outlet, report.url) == ("Weir talks", "The Courier", "https://courier.example/1")
    assert report.published is not None
    assert report.published.edtf() == "2021-04-06"
    assert report.text == TEXT.strip()
    assert not problems


def test_a_feed_that_names_files_and_entities_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "ha"><!ENTITY b "{"&a;" * 100}">]>'
    text = f"<description>Talks &x; &b; went on. {secret}</description><link>{secret}</link>"
    (tmp_path / "a.rss").write_text(
        f"{entity}<rss><channel><title>{secret}</title><item>{text}</item></channel></rss>"
    )
    (report,), _ = all_of(tmp_path / "a.rss")
    assert "secret words" not in repr(report)
    assert "haha" not in report.text


def epub(path: Path, *chapters: str, **parts: str) -> Path:
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    said = "<dc:title>Weir Review</dc:title><dc:publisher>River Press</dc:publisher><dc:date>2021-04-06</dc:date>"
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <metadata>{said}<dc:language>en-GB</dc:language></metadata>
    <manifest>{items}
    <item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="nav"/>{order}</spine></package>"""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", '<c><rootfile full-path="OPS/book.opf"/></c>')
        archive.writestr("OPS/book.opf", package)
        archive.writestr("OPS/nav.xhtml", "<html><body><p>Contents</p></body></html>")
        for number, chapter in enumerate(chapters):
            archive.writestr(f"OPS/c {number}.xhtml", chapter) if chapter else None
        for name, content in parts.items():
            archive.writestr(f"META-INF/{name}.xml", content)
    return path


def chapter(title: str, words: str) -> str:
    return f"<html><head><title>x</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub", chapter("Two", "Then they left."), chapter("One", "They met, he said."))
    (report,), problems = all_of(path)
    assert report.text == "One\nThey met, he said.\nTwo\nThen they left."
    assert (report.title, report.outlet, report.language) == ("Weir Review", "River Press", "en")
    assert report.published is not None
    assert report.published.edtf() == "2021-04-06"
    kinds = [one.kind for one in clean(report).items[0].passages]
    assert kinds.count(PassageKind.HEADING) == 2
    assert not problems


def test_what_is_missing_or_locked_is_said(tmp_path: Path) -> None:
    gap = epub(tmp_path / "gap.epub", chapter("One", "They met."), "")
    reports, (problem,) = all_of(gap)
    assert len(reports) == 1
    assert problem.kind is ProblemKind.INCOMPLETE
    way = '<e><EncryptionMethod xmlns="x" Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></e>'
    locked = epub(tmp_path / "locked.epub", chapter("One", "x"), encryption=way)
    assert "DRM" in all_of(locked)[1][0].words
    fonts = way.replace("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "http://www.idpf.org/2008/embedding")
    assert all_of(epub(tmp_path / "fonts.epub", chapter("One", "They met."), encryption=fonts))[0]
    (tmp_path / "none.epub").write_bytes(b"PK\x03\x04")
    assert all_of(tmp_path / "none.epub")[1][0].kind is ProblemKind.MALFORMED


@pytest.mark.parametrize("seed", range(40))
def test_damaged_feeds_and_books_give_reports_or_problems(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    book = epub(tmp_path / "whole.epub", chapter("One", "They met."), chapter("Two", "They left.")).read_bytes()
    for name, whole in (("a.rss", RSS.encode()), ("a.atom", ATOM.encode()), ("a.epub", book)):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        (tmp_path / name).write_bytes(hurt[: chance.randint(5, len(hurt))])
        reports, problems = all_of(tmp_path / name)
        assert reports or problems


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://e.example/rss.dtd">',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"> <!ENTITY y "> ]">]>',
        '<?xml-stylesheet href="a.xsl"?><!-- <rss> --><!DOCTYPE rss>',
    ],
)
def test_a_feed_that_declares_its_type_is_a_feed(declared: str, tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_text(RSS.replace("<rss version", f"{declared}<rss version", 1), encoding="utf-8")
    reports, _ = all_of(path)
    assert [report.title for report in reports] == ["Weir talks & more", "Short"]


def test_xml_of_a_kind_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = tmp_path / "story.xml"
    path.write_text(f'<?xml version="1.0"?>\n<story><par>{TEXT}</par></story>', encoding="utf-8")
    reports, (problem,) = all_of(path)
    assert not reports
    assert problem.kind is ProblemKind.MALFORMED
    assert "XML of a kind that is not known" in problem.words
