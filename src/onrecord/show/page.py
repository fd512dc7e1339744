"""The page as HTML: the built script and style inline, under a policy that lets nothing else run or be asked for.

Page and report file are the same; the report file holds its data, the served page asks its server for it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.show.packing import packed

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGE = 200_000  # characters of texts, from which they are deflated

# Data that stands in a script element: none of its text may end the element or open a comment in it.
_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@cache
def built(name: str) -> str:
    """Return a file of the built page, as it ships."""
    return files("onrecord").joinpath("show/built", name).read_text(encoding="utf-8")


def policy(*, asks: bool) -> str:
    """Return the content security policy: the one script and the one style by their hashes, nothing else.

    Args:
        asks: The page may ask the server that it came from, as a report file may not.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(built('page.js'))}",
            f"style-src {_hash(built('page.css'))}",
            "connect-src 'self'" if asks else "connect-src 'none'",
            "img-src data:",  # the empty icon, lest a browser asks for one
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def page(title: str, data: Mapping[str, object] | None = None, texts: Mapping[str, object] | None = None) -> str:
    """Return the page.

    Args:
        title: Of the dispute.
        data: What the report file shows; None for the page that asks its server.
        texts: The texts of the reports, by id; deflated where they are large.
    """
    held = "" if data is None else f"{_element('data', _json(packed(data)))}\n{_texts(texts or {})}\n"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(asks=data is None))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{html.escape(title)}</title>\n"
        f"<style>{built('page.css')}</style>\n"
        '</head>\n<body>\n<div id="page"></div>\n'
        "<noscript>This page needs JavaScript; nothing of it comes from elsewhere.</noscript>\n"
        f"{held}<script>{built('page.js')}</script>\n</body>\n</html>\n"
    )


def _texts(texts: Mapping[str, object]) -> str:
    """Return the element of the texts: as they are, or deflated and in base64 where they are large.

    They are asked for when somebody reads or searches: until then a browser keeps them as one string.
    """
    told = _json(texts)
    if len(told) < LARGE:
        return _element("texts", told)
    packed = base64.b64encode(zlib.compress(told.encode("utf-8", "replace"), 9)).decode()
    return _element("texts", packed, 'data-packed="deflate"')


def _element(name: str, text: str, *more: str) -> str:
    kind = "text/plain" if more else "application/json"
    attributes = " ".join((f'type="{kind}"', f'id="{name}"', *more))
    return f"<script {attributes}>{text.translate(_IN_SCRIPT)}</script>"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
