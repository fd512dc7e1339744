"""Compiles the solver's inner loops, where numba is installed; without it they run as they stand, only slower."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

logging.getLogger("numba").setLevel(logging.WARNING)


def compiled(function: F) -> F:
    """Return a function compiled on its first call and kept on disk for the next run."""
    try:
        import numba
    except ImportError:
        return function
    try:
        return cast("F", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # nowhere to keep it: an installation and a home that cannot be written
        return cast("F", numba.njit(nogil=True)(function))
