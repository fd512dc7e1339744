"""One thread for products of matrices: ours are small, and several would wait for one another on every core."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def in_one_thread() -> AbstractContextManager[Any]:
    """Let the libraries that reckon with matrices use one thread while a block runs: less time, the same bytes."""
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    """Find those libraries, once: looking takes milliseconds."""
    return ThreadpoolController()
