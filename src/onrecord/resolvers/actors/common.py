"""Whether what the parser took for a name is a common noun with a capital.

Part of `actors`, for `cast`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.actors.words import roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.resolvers.directory.directory import Directory


def is_common(name: Sequence[str], directory: Directory) -> bool:
    """Say whether a name is a common noun with a capital ("the Alliance", "the Foreign Ministry")."""
    *branch, word = (each.lower() for each in name)
    if branch and all(roles().personal(each) or each in roles().branches for each in (*branch, word)):
        return True  # "Supreme Leader" is an office, whoever holds it
    if not branch:
        return word in roles().organs or bool(directory.called(word))
    return word in roles().organs and all(each in roles().branches for each in branch)
