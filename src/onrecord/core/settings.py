"""TOML that people write: what cannot be read is told in words, whatever the parsers make of it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotToml(ValueError):
    """A text is no TOML, or none that anybody means: nested too deep, or with numbers too long."""


def toml_table(text: str) -> dict[str, object]:
    """Return the top table of a TOML text.

    Raises:
        NotToml: It is none; its words say why.

    >>> toml_table("name = 'talks'")
    {'name': 'talks'}
    """
    try:
        table: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(str(error)) from error
    except RecursionError as error:
        raise NotToml("it nests too deep") from error
    except ValueError as error:  # a number longer than Python takes, a date that is none
        raise NotToml(f"a value in it cannot be ({error})") from error
    return dict(table)
