"""Saved pages: the article's lines are told from the page's, whatever the page is like."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.core.problem import ProblemKind
from onrecord.core.report import PassageKind, Report
from onrecord.core.when import Basis
from onrecord.readers import Source, read

PROSE = (
    "The water ministers of Egypt, Sudan and Ethiopia ended their talks in Kinshasa on Tuesday without a text.",
    "“We will not sign under pressure,” the Ethiopian minister told reporters after the session.",
    "Egypt’s delegation said the filling must stop until there is an accord, and that all options remain open.",
    "Sudan asked the African Union to name a mediator. Its envoy said that the two sides had come close.",
    "The next round is to be held in Addis Ababa in March, according to two diplomats who took part.",
)
LINKED_DATA = """{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
  "headline": "Dam talks end without a text", "datePublished": "2021-04-06T18:30:00+02:00",
  "dateModified": "2021-04-09T08:00:00+02:00", "publisher": {"@type": "Organization", "name": "The Gazette"}}]}"""
ARTICLE = f"""<article><h1>Dam talks end <em>without</em> a text</h1><p class="byline">By A. Writer</p>
<p>{PROSE[0]}</p><p>{PROSE[1]}</p>
<aside><h3>Elsewhere</h3><a href="/x">How the river was shared</a></aside>
<h2>Binding accord</h2><p>{PROSE[2]}</p><blockquote><p>{PROSE[3]}</p></blockquote>
<p><b>Read also:</b> <a href="/y">The treaty of 1929</a></p><p>{PROSE[4]}</p></article>"""
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Dam talks end without a text | The Gazette</title>
<meta property="og:site_name" content="The Gazette">
<link rel="canonical" href="https://gazette.example/world/dam-talks">
<script type="application/ld+json">{LINKED_DATA}</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<div>This website uses cookies to give you the best experience. <button>Accept</button></div>
<main>{ARTICLE}</main><p style="display: none">Hidden words.</p><script>var words = "never shown";</script>
<section><h3>Related</h3><ul><li><a href="/1">Floods hit the valley</a></li></ul>
</section><footer><p>© 2021 The Gazette. All rights reserved.</p></footer></body></html>"""


def page(source: str) -> Report:
    return clean(read(Source("a.html", "a.html", "html", content=source.encode())).items[0]).items[0]


def texts(report: Report, *kinds: PassageKind) -> list[str]:
    return [report.text[passage.start : passage.end] for passage in report.passages if passage.kind in kinds]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Egyp&shy;tian min\u00adis\u200bters left.", "Egyptian ministers left."),
        ("&amp;quot;We won&amp;#x27;t sign,&amp;quot; she said.", '"We won\'t sign," she said.'),
        ("â€œWe wonâ€™t sign,â€ she said in MÃ©rida.", "“We won’t sign,” she said in Mérida."),
        ("“We won’t sign,” she said at the café.", "“We won’t sign,” she said at the café."),
    ],
)
def test_what_was_damaged_on_the_way_is_put_right(source: str, text: str) -> None:
    assert text in page(PAGE.replace(PROSE[2], source)).text


def test_the_article_is_told_from_the_page() -> None:
    report = page(PAGE)
    assert texts(report, PassageKind.PARAGRAPH) == list(PROSE)
    assert texts(report, PassageKind.TITLE) == ["Dam talks end without a text"]
    assert texts(report, PassageKind.HEADING) == ["Binding accord"]
    furniture = texts(report, PassageKind.FURNITURE)
    assert "Read also: The treaty of 1929" in furniture
    assert "By A. Writer" in furniture
    assert "Floods hit the valley" in furniture
    assert "Hidden" not in report.text
    assert "never shown" not in report.text


def test_a_page_says_what_it_is() -> None:
    report = page(PAGE)
    assert report.title == "Dam talks end without a text"
    assert report.outlet == "The Gazette"
    assert report.url == "https://gazette.example/world/dam-talks"
    assert report.language == "en"
    assert report.published
    assert (report.published.edtf(), report.published.basis) == ("2021-04-06", Basis.METADATA)


def test_the_day_of_a_change_is_not_the_day_it_was_published() -> None:
    report = page(PAGE.replace("datePublished", "dateCreated"))
    assert report.published is None or report.published.edtf() != "2021-04-09"


def test_two_dates_of_a_page_are_told() -> None:
    doubled = PAGE.replace("<head>", '<head><meta property="article:published_time" content="2021-03-01">')
    outcome = read(Source("a.html", "a.html", "html", content=doubled.encode()))
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.DOUBTFUL_DATE]
    assert outcome.items[0].published
    assert outcome.items[0].published.edtf() == "2021-04-06"


def test_the_address_dates_a_page_that_gives_no_date() -> None:
    link = '<link rel="canonical" href="https://g.example/2021/apr/06/x">'
    published = page(f"<html><head>{link}</head><body>{ARTICLE}</body></html>").published
    assert published
    assert published.edtf() == "2021-04-06"


def test_a_date_right_above_the_article_dates_it_and_one_in_the_page_head_does_not() -> None:
    plain = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    links = "".join(f"<a href=/{name}>{name}</a><br>" for name in ("News", "World", "Sport", "Culture", "Weather"))
    head = f"<div>Sunday 5 May 2024</div><div>{links}</div>"
    assert page(f"<html><body>{head}<h1>Talks end</h1>{plain}</body></html>").published is None
    published = page(f"<html><body>{head}<h1>Talks end</h1><div>6 April 2021</div>{plain}</body></html>").published
    assert published
    assert published.edtf() == "2021-04-06"


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><div id=app></div><script>x</script></body></html>",
        "<html></html>",
        "<!doctype html>",
    ],
)
def test_a_page_without_text_is_a_problem(source: str) -> None:
    outcome = read(Source("a.html", "a.html", "html", content=source.encode()))
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.NO_TEXT]
    assert not outcome.items


def test_a_page_of_links_is_kept_and_not_read() -> None:
    links = "".join(f"<li><a href=/{n}>The ministers meet for round {n} of the talks</a></li>" for n in range(50))
    outcome = read(
        Source("a.html", "a.html", "html", content=f"<html><body><ul>{links}</ul></body></html>".encode())
    )
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.NO_TEXT]
    assert not any(passage.is_read for passage in outcome.items[0].passages)


def test_paragraphs_parted_by_line_breaks_only_are_found() -> None:
    menu = "<div><a href=/>Home</a> | <a href=/w>World</a></div>"
    report = page(f"<html><body>{menu}<div>{'<br><br>'.join(PROSE)}</div></body></html>")
    assert texts(report, PassageKind.PARAGRAPH) == list(PROSE)


def test_a_declared_encoding_is_used() -> None:
    data = f"<html><head><meta charset='iso-8859-1'></head><body>{ARTICLE}</body></html>".encode("cp1252")
    outcome = read(Source("a.html", "a.html", "html", content=data))
    assert not outcome.problems
    assert PROSE[1] in outcome.items[0].text


@pytest.mark.parametrize("tag", ["div", "b", "table", "blockquote"])
@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
def test_tags_within_tags_are_read_in_seconds(tag: str, depth: int) -> None:
    started = time.process_time()
    report = page(f"<html><body>{f'<{tag}>' * depth}{ARTICLE}{f'</{tag}>' * depth}</body></html>")
    assert all(sentence in report.text for sentence in PROSE)
    assert set(texts(report, PassageKind.PARAGRAPH)) & set(PROSE)
    assert time.process_time() - started < 10


def test_broken_tags_keep_the_words() -> None:
    report = page(f"<html><body></div></p><p>{PROSE[0]}<p>{PROSE[1]}</b></i><div>{PROSE[2]}</body>")
    assert all(sentence in report.text for sentence in PROSE[:3])


def in_two_parts(first: str, second: str) -> str:
    part = '<div class="grid"><div class="body">{}</div></div>'
    advertisement = '<aside class="slot">Advertisement</aside>'
    return f"<html><body><h1>Talks end</h1>{part.format(first)}{advertisement}{part.format(second)}</body></html>"


def long(count: int, start: int = 0) -> list[str]:
    """Return paragraphs, each of which says something else."""
    return [
        f"Delegate number {number} told the {number}th session that gate {number} of the dam would stay shut for "
        f"{number} days, because the river there had fallen by {number} metres since the spring of that year."
        for number in range(start, start + count)
    ]


def tagged(paragraphs: list[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def test_an_article_parted_by_an_advertisement_is_read_whole() -> None:
    parts = long(6), long(6, 6)
    report = page(in_two_parts(*map(tagged, parts)))
    assert texts(report, PassageKind.PARAGRAPH) == parts[0] + parts[1]


def test_a_page_that_stands_in_one_form_is_read() -> None:
    report = page(f"<html><body><form><h1>Talks end</h1>{tagged(long(8))}</form></body></html>")
    assert texts(report, PassageKind.PARAGRAPH) == long(8)


def test_an_article_that_is_little_of_the_page_is_a_problem() -> None:
    article = f"<article><h1>Talks end</h1>{tagged(long(12))}</article>"
    others = "".join(f"<section class=related-story><p>{text}</p></section>" for text in long(40, 12))
    alone = read(Source("a.html", "a.html", "html", content=f"<html><body>{article}</body></html>".encode()))
    assert not alone.problems
    page_of_more = f"<html><body>{article}{others}</body></html>".encode()
    crowded = read(Source("a.html", "a.html", "html", content=page_of_more))
    assert texts(crowded.items[0], PassageKind.PARAGRAPH) == long(12)
    assert [problem.kind for problem in crowded.problems] == [ProblemKind.NO_TEXT]
    assert "23% of the page's prose" in crowded.problems[0].words


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "no-such-thing", "unicode_escape"])
def test_a_page_with_an_encoding_that_is_none_is_read(name: str) -> None:
    data = f"<html><head><meta charset={name}></head><body>{ARTICLE}</body></html>".encode("cp1252")
    outcome = read(Source("a.html", "a.html", "html", content=data))
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.ENCODING]
    assert PROSE[1] in outcome.items[0].text


def test_a_list_of_links_within_a_sentence_is_taken_out_of_it() -> None:
    links = "".join(f"<a href=/{number}>Ministers threaten to leave round {number}</a> " for number in range(4))
    box = f"<span class=box><img src=/p.jpg>{links}</span>"
    named = f"<span><a href=/p>Abebe Worku</a>{box}</span>"
    told = f"<p>The minister, {named}, said that gate three stays shut in May.</p>"
    report = page(f"<html><body><h1>Talks end</h1>{tagged(long(4))}{told}{tagged(long(4, 4))}</body></html>")
    assert "The minister, Abebe Worku, said that gate three stays shut in May." in texts(
        report, PassageKind.PARAGRAPH
    )
    assert not any("threaten" in text for text in texts(report, PassageKind.PARAGRAPH))
    assert "Ministers threaten to leave round 3" in report.text


TAGS = ["p", "div", "span", "br", "img", "h1", "li", "table", "blockquote", "form", "nav", "article", "q", "a"]
PIECES = st.sampled_from([f"<{tag} href=/x>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
SOUP = st.lists(PIECES | st.sampled_from([*PROSE, "Talks", "<", "&amp;", "\x00", "漢字。", " "]), max_size=40)


@given(SOUP.map("".join))
@settings(max_examples=80, deadline=None)
def test_of_any_tags_each_word_stands_in_one_passage(soup: str) -> None:
    outcome = read(Source("a.html", "a.html", "html", content=f"<html><body>{soup}</body></html>".encode()))
    for report in outcome.items:
        covered = [report.text[passage.start : passage.end] for passage in report.passages]
        assert "\n".join(covered) == report.text
        assert [passage.start for passage in report.passages] == sorted(
            {passage.start for passage in report.passages}
        )
    assert outcome.items or outcome.problems


def test_an_article_that_a_script_would_show_is_read() -> None:
    body = f'<div style="display:none"><h1>Talks end</h1>{tagged(long(6))}</div><noscript>No script.</noscript>'
    report = page(f"<html><body><nav><a href=/>Home</a></nav>{body}</body></html>")
    assert texts(report, PassageKind.PARAGRAPH) == long(6)


def with_body(body: str, shown: str, kind: str = "NewsArticle") -> str:
    """A page that tells machines its article."""
    told = json.dumps({"@type": kind, "headline": "Dam talks end without a text", "articleBody": body})
    return f"<html><head><script type='application/ld+json'>{told}</script></head><body>{shown}</body></html>"


@pytest.mark.parametrize("between", ["\n\n", "<br>", "</p>\n<p>", " "])
@pytest.mark.parametrize("shown", ["", "<h1>Dam talks end without a text</h1><p>Subscribe to read on.</p>"])
def test_an_article_that_is_told_to_machines_alone_is_read(between: str, shown: str) -> None:
    body = between.join(PROSE)
    outcome = read(Source("a.html", "", "html", content=with_body(body, shown).encode()))
    report = clean(outcome.items[0]).items[0]
    read_of_it = " ".join(texts(report, PassageKind.PARAGRAPH))
    assert all(sentence in read_of_it for sentence in PROSE)
    assert "Subscribe" not in read_of_it
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.NO_TEXT]
    assert "JSON-LD" in outcome.problems[0].words


def test_an_article_of_which_the_page_shows_the_beginning_is_read_from_what_it_tells_machines() -> None:
    report = page(with_body("\n".join(PROSE), f"<article><h1>Dam talks end</h1><p>{PROSE[0]}</p></article>"))
    assert texts(report, PassageKind.PARAGRAPH) == list(PROSE)


def test_what_a_page_shows_goes_before_what_it_tells_machines() -> None:
    shown = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    source = with_body("Caption: the dam at dusk.\n" + "\n".join(PROSE), f"<article>{shown}</article>")
    outcome = read(Source("a.html", "", "html", content=source.encode()))
    assert not outcome.problems
    assert "Caption" not in outcome.items[0].text


def test_a_page_that_lists_articles_is_none_of_them() -> None:
    several = ",".join(json.dumps({"@type": "Article", "articleBody": sentence * 3}) for sentence in PROSE)
    source = f"<html><head><script type='application/ld+json'>[{several}]</script></head><body>News</body></html>"
    outcome = read(Source("a.html", "", "html", content=source.encode()))
    assert "no article was found" in outcome.problems[0].words


@pytest.mark.parametrize(
    "around",
    [
        "/*<![CDATA[*/ {} /*]]>*/",
        "<![CDATA[ {} ]]>",
        "[{}]",
        "<!--\n{}\n-->",
        "{};",
        '{} {{"@type": "Organization"}}',
    ],
)
def test_what_stands_around_linked_data_is_passed_over(around: str) -> None:
    source = PAGE.replace(LINKED_DATA, around.format(LINKED_DATA)).replace("<meta property", "<meta data-x")
    assert page(source).outlet == "The Gazette"
