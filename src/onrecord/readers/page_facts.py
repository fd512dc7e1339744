"""What a page says of itself to machines: titles, outlet, address, language, and the days it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.readers.page_records import article_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "og:pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date",
)  # fmt: skip
_CODE = re.compile(r"^([a-z]{2})(?:[-_]|$)", re.IGNORECASE)
_BAR = re.compile(r"\s[|–—-]\s")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself to machines.

    Attributes:
        titles: Its titles, the surest first.
        sites: The names of its site.
        window: What stands behind the title in that of its window: its outlet as a rule, sometimes a section.
        published: The days it was published as they are written, the surest first. When it was changed is another
            matter, and is never taken for it.
    """

    url: str | None = None
    titles: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    outlet: str | None = None
    window: str | None = None
    language: str | None = None
    published: tuple[str, ...] = ()


def page_facts(tree: html.HtmlElement) -> Facts:
    """Return what a page says of itself."""
    article = next((one for one in article_records(tree) if one.get("datePublished")), {})
    metas = _metas(tree)
    canonical = str(tree.xpath("string(//link[@rel='canonical']/@href)"))
    url = canonical or metas.get("og:url") or _text(article.get("url"))
    outlet = metas.get("og:site_name") or _name(article.get("publisher"))
    stated = [_text(article.get("datePublished")), *(metas.get(name) for name in _PUBLISHED_METAS)]
    titles = [_text(article.get("headline")), metas.get("og:title")]
    shown, window = _document_title(tree)
    return Facts(
        url=url,
        titles=tuple(filter(None, (*titles, shown))),
        sites=tuple(_sites(outlet, _name(article.get("publisher")), url)),
        outlet=outlet,
        window=window,
        language=_language(_text(article.get("inLanguage")), tree.get("lang"), metas.get("og:locale")),
        published=tuple(value for value in stated if value),
    )


def _language(*told: str | None) -> str | None:
    """Return the code of the first language that is told, if it is one."""
    code = _CODE.match(next(filter(None, told), ""))
    return code[1].lower() if code else None


def _sites(outlet: str | None, publisher: str | None, url: str | None) -> Iterator[str]:
    """Yield the names of a page's site: as it calls itself, and its host (www.gazette.example, gazette)."""
    yield from filter(None, (outlet, publisher))
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return
    parts = host.removeprefix("www.").split(".")
    yield host
    for first in range(len(parts)):
        yield ".".join(parts[first:])
    yield from parts[:-1]


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _document_title(tree: html.HtmlElement) -> tuple[str | None, str | None]:
    """Return the title of a page's window, and apart from it what is short and last, behind a bar."""
    text = " ".join(str(tree.xpath("string(//title)")).split())
    bars = list(_BAR.finditer(text))
    if bars and text[bars[-1].end() :].count(" ") < 3:
        return text[: bars[-1].start()] or None, text[bars[-1].end() :] or None
    return text or None, None


def _name(value: object) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
