"""What a page says of itself: a title without its site's name, the day of its readers, a copy's own address."""

from __future__ import annotations

import json

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import PassageKind, Report
from onrecord.core.when import Basis
from onrecord.readers import Source, read

SENTENCE = "Delegate {0} told the session on day {0} that gate {0} of the dam would stay shut until spring came. "
PROSE = "".join(f"<p>{SENTENCE.format(number) * 3}</p>" for number in range(1, 7))
TITLE = "Dam talks end without a text"


def outcome(head: str, body: str) -> Outcome[Report]:
    source = f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}{PROSE}</body></html>"
    return read(Source("a.html", "a.html", "html", content=source.encode()))


def page(head: str, body: str = f"<h1>{TITLE}</h1>") -> Report:
    return clean(outcome(head, body).items[0]).items[0]


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{value}">' for name, value in values.items()
    )


def record(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def day(report: Report) -> str | None:
    return report.published.edtf() if report.published else None


@pytest.mark.parametrize("bar", [" | ", " - ", " – ", " — ", " :: ", "|"])
@pytest.mark.parametrize("form", ["{title}{bar}{site}", "{site}{bar}{title}"])
@pytest.mark.parametrize("site", ["The River Gazette", "gazette.example", "www.gazette.example", "Gazette"])
def test_the_name_of_the_site_is_no_part_of_the_title(bar: str, form: str, site: str) -> None:
    told = form.format(title=TITLE, bar=bar, site=site)
    head = meta(og_title=told, og_site_name="The River Gazette", og_url="https://www.gazette.example/dam")
    assert page(head, "<h2>World news</h2>").title == TITLE
    assert page(head).title == TITLE


def test_a_bar_within_a_title_stays() -> None:
    told = "Dam talks 2021 | The ministers' last day"
    assert page(meta(og_title=told, og_site_name="The Gazette"), "<div>News</div>").title == told


def test_what_readers_saw_is_the_title() -> None:
    shown = "Why the dam talks ended without a word"
    report = page(meta(og_title="River: ministers leave dam talks"), f"<h1>The Gazette</h1><h1>{shown}</h1>")
    assert report.title == shown
    [passage] = [passage for passage in report.passages if passage.kind is PassageKind.TITLE]
    assert report.text[passage.start : passage.end] == shown


@pytest.mark.parametrize("heading", ["The Gazette", "World", "Most read in sport today"])
def test_a_heading_that_is_another_is_not_the_title(heading: str) -> None:
    head = meta(og_title=TITLE, og_site_name="The Gazette")
    assert page(head, f"<h1>{heading}</h1>").title == TITLE


def test_marks_escaped_in_a_title_are_put_right() -> None:
    assert (
        page(record(headline="Dam talks &#8211; no text", datePublished="2021-04-06"), "").title
        == "Dam talks – no text"
    )


UNIVERSAL = ["2021-04-07T02:30:00Z", "2021-04-07T02:30:00.120+00:00", "Wed Apr 07 2021 02:30:12 GMT+0000"]


@pytest.mark.parametrize("hour", UNIVERSAL)
@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="canonical" href="https://gazette.example/2021/04/06/dam">', ""),
        ("", "<h1>Dam talks end</h1><div>April 6, 2021 9:30 p.m. ET</div>"),
        ("", '<time datetime="2021-04-07T02:30:00Z">Published Apr. 6, 2021</time>'),
    ],
)
def test_a_day_in_universal_time_gives_way_to_that_of_the_page(hour: str, head: str, body: str) -> None:
    assert day(page(record(datePublished=hour) + head, body)) == "2021-04-06"


@pytest.mark.parametrize("hour", ["2021-04-07T02:30:00-05:00", "2021-04-07", "2021-04-07T00:00:00Z"])
def test_a_day_in_its_own_time_stays(hour: str) -> None:
    address = '<link rel="canonical" href="https://gazette.example/2021/04/06/dam">'
    assert day(page(record(datePublished=hour) + address)) == "2021-04-07"


def test_a_day_that_the_page_prints_too_stays() -> None:
    address = '<link rel="canonical" href="https://gazette.example/2021/04/06/dam">'
    assert day(page(record(datePublished=UNIVERSAL[0]) + address, "<div>7 April 2021</div>")) == "2021-04-07"


def test_a_date_far_off_is_not_taken_for_the_hour_of_another_place() -> None:
    assert day(page(record(datePublished=UNIVERSAL[0]), "<div>1 April 2021</div>")) == "2021-04-07"


ORIGINAL = "https://gazette.example/world/dam-talks"
WAYBACK = "https://web.archive.org/web/20210410081500"
TOOLBAR = (
    '<div id="wm-ipp-base"><div id="wm-ipp"><p>The capture of this page was made so that all can see it later on. '
    "It has 42 captures from 7 Apr 2021 to 5 May 2024.</p></div></div>"
)


def archived(head: str = "") -> Outcome[Report]:
    wombat = f'<script>__wm.wombat("{ORIGINAL}","20210410081500","https://web.archive.org/","web");</script>'
    links = f'<link rel="canonical" href="{WAYBACK}/{ORIGINAL}">'
    return outcome(wombat + links + head, f"{TOOLBAR}<h1>{TITLE}</h1>")


def test_a_copy_of_an_archive_has_its_own_address_and_no_toolbar() -> None:
    [report] = archived(record(datePublished="2021-04-06")).items
    assert report.url == ORIGINAL
    assert "captures" not in report.text
    assert day(report) == "2021-04-06"


def test_a_copy_without_a_date_has_that_of_the_archive_and_says_so() -> None:
    told = archived()
    assert [problem.kind for problem in told.problems] == [ProblemKind.DOUBTFUL_DATE]
    published = told.items[0].published
    assert published
    assert (published.edtf(), published.basis) == ("2021-04-10", Basis.METADATA)


@pytest.mark.parametrize(
    "note",
    [
        f"<!-- saved from url=(0039){ORIGINAL} -->",
        f"<!--\n Page saved with SingleFile \n url: {ORIGINAL} \n saved date: Sat Apr 10 2021\n-->",
    ],
)
def test_a_copy_that_a_browser_saved_has_its_own_address(note: str) -> None:
    report = page(note)
    assert report.url == ORIGINAL
    assert report.published is None


@pytest.mark.parametrize("host", ["archive.ph", "archive.today"])
def test_an_address_in_an_archive_is_taken_out_of_it(host: str) -> None:
    link = f'<link rel="canonical" href="https://{host}/2021.04.10-081500/{ORIGINAL}">'
    assert page(link).url == ORIGINAL


def test_pictures_within_a_page_do_not_keep_it_from_being_read() -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 500_000}">'
    report = page("", f"<nav>News</nav><h1>{TITLE}</h1>{picture}")
    assert sum(passage.kind is PassageKind.PARAGRAPH for passage in report.passages) == 6


def test_a_title_that_only_names_the_site_gives_way_to_the_heading_of_the_article() -> None:
    body = "<h1>Main menu</h1><h2>Latest from our bureaus</h2><h2>Delegate closes a gate of the dam</h2>"
    assert page("<title>The River Gazette</title>", body).title == "Delegate closes a gate of the dam"


def test_a_page_that_bears_its_outlet_as_a_heading_is_signed_by_it() -> None:
    body = f"<h1>The River Gazette</h1><h2>{TITLE}</h2>"
    report = page(f"<title>{TITLE} - The River Gazette</title>", body)
    assert (report.title, report.outlet) == (TITLE, "The River Gazette")
    assert page(f"<title>{TITLE} - World</title>", f"<h1>{TITLE}</h1>").outlet is None


def test_the_day_of_a_change_is_not_the_day_of_the_report() -> None:
    changed = (
        '<time itemprop="dateModified" datetime="2021-05-19">17/05/2021 08:10 | Updated 19/05/2021 19:20</time>'
    )
    assert day(page("", f"<h1>{TITLE}</h1>{changed}")) == "2021-05-17"


def test_a_box_laid_over_the_page_is_no_part_of_its_article() -> None:
    digest = "Our digest of the week comes to you each Friday morning!"
    box = f'<div class="modal"><h2>Support our work</h2><p>{digest}</p></div>'
    report = page("", f"{box}<h1>{TITLE}</h1>")
    read_lines = [report.text[one.start : one.end] for one in report.passages if one.kind is PassageKind.PARAGRAPH]
    assert read_lines
    assert digest not in read_lines


def test_a_page_that_says_no_more_than_that_it_is_closed_has_no_text() -> None:
    told = "<h1>Access Denied</h1><p>You don't have permission to access this page. Reference #7.1f</p>"
    source = f"<html><head><title>403 Forbidden</title></head><body>{told}</body></html>"
    found = clean(read(Source("a.html", "a.html", "html", content=source.encode())).items[0])
    assert [problem.kind for problem in found.problems] == [ProblemKind.NO_TEXT]
