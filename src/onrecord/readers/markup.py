"""Markup that is no page: the body of a message, an entry of a feed, a cell of a table, as text."""

from __future__ import annotations

import re

from onrecord.readers.damage import put_right
from onrecord.readers.page_text import lines_of, lines_without_tree, tree_of

_MARKUP = re.compile(r"</?(?:p|div|br|a|b|i|em|strong|span|ul|li|h[1-6]|blockquote|table)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:[lr][sd]quo|quot|amp|nbsp|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)


def text_of(markup: str) -> str:
    """Return the visible lines of markup; a text without any comes back as it is.

    >>> text_of("<p>“We <b>agree</b>,” she said.</p><p>He left.</p>"), text_of("a < b")
    ('“We agree,” she said.\\nHe left.', 'a < b')
    """
    if not (_MARKUP.search(markup) or _ESCAPED.search(markup)):
        return markup
    page = put_right(markup)
    tree = tree_of(page)
    lines = lines_without_tree(page) if tree is None else lines_of(tree)
    return "\n".join(line.text for line in lines)
