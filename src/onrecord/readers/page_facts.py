"""What a page says of itself to machines: title, outlet, address, language, and the day it was published."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, When
from onrecord.core.written_date import WrittenDate, written_date
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_CODE = re.compile(r"^([a-z]{2})(?:[-_]|$)", re.IGNORECASE)
_MOST_RECORDS = 2_000


def page_facts(tree: html.HtmlElement) -> tuple[Details, tuple[str, ...]]:
    """Return what a page says of itself, and what is doubtful in it, in words.

    When it was changed is another matter than when it was published, and is never taken for it.
    """
    article = next(_records(tree), {})
    metas = _metas(tree)
    published, doubts = _published(tree, article, metas)
    language = _CODE.match(_text(article.get("inLanguage")) or tree.get("lang") or metas.get("og:locale", ""))
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    details = Details(
        url=str(canonical) or metas.get("og:url") or _text(article.get("url")),
        title=_text(article.get("headline")) or metas.get("og:title") or _title(tree),
        outlet=metas.get("og:site_name") or _name(article.get("publisher")),
        published=published,
        language=language[1].lower() if language else None,
    )
    return details, doubts


def _published(
    tree: html.HtmlElement, article: dict[str, object], metas: dict[str, str]
) -> tuple[When | None, tuple[str, ...]]:
    values = [_text(article.get("datePublished")), *(metas.get(name) for name in _PUBLISHED_METAS)]
    dates = [dated for value in values if value and (dated := written_date(value))]
    if not dates:
        return _searched(tree), ()
    first = dates[0]
    others = sorted({dated.days[0] for dated in dates if abs((dated.days[0] - first.days[0]).days) > 1})
    doubts = [
        f"the page also gives {other} as the day it was published; {first.days[0]} was taken." for other in others
    ]
    return first.when(Basis.METADATA), (*doubts, *_doubt(first))


def _doubt(dated: WrittenDate) -> list[str]:
    return (
        [f"the page's date may be {dated.days[0]} or {dated.days[-1]}; both are kept."] if dated.doubtful else []
    )


def _searched(tree: html.HtmlElement) -> When | None:
    """Return the date in the page's other marks (time elements, address), as htmldate finds it."""
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError):
        return None
    dated = written_date(found) if found else None
    return dated.when(Basis.METADATA) if dated else None


def _records(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the articles among the page's JSON-LD records."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            pending: list[object] = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while pending and seen < _MOST_RECORDS:
            record = pending.pop(0)
            seen += 1
            if isinstance(record, list):
                pending.extend(record)
            elif isinstance(record, dict):
                if _ARTICLE_TYPES.search(str(record.get("@type"))) and record.get("datePublished"):
                    yield record
                pending.extend(value for key, value in record.items() if key in {"@graph", "mainEntity"})


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _title(tree: html.HtmlElement) -> str | None:
    """Return the page's first heading, else its title, without the outlet's name behind a bar."""
    for element in tree.iter("h1"):
        text = " ".join(str(element.text_content()).split())
        if text:
            return text
    text = " ".join(str(tree.xpath("string(//title)")).split())
    parts = re.split(r"\s[|–—-]\s", text)
    # What stands last, and is short, is the outlet's name.
    return (" - ".join(parts[:-1]) if len(parts) > 1 and parts[-1].count(" ") < 4 else text) or None


def _name(value: object) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
