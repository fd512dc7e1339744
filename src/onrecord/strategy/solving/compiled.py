"""Compiles the solver's inner loops where size asks for it; small work runs as it stands.

Loading numba takes longer than solving a model of a dozen states, and the first compilation seconds more. So a
loop runs as plain Python until it has gone over so many elements that compiling pays, and always without numba.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

SMALL = 10_000  # elements of the arrays of one call, above which it is compiled
ENOUGH = 100_000  # elements of all calls so far, above which it is compiled


class Loop:
    """A loop over arrays: plain at first, compiled once its work is large.

    Args:
        function: The loop, in the part of Python that numba compiles.
        small: Elements of one call, up to which it may run plain.
    """

    def __init__(self, function: FunctionType, small: int) -> None:
        self.plain: Callable[..., object] = function
        self._function = function
        self._small = small
        self._met = 0
        self._fast: Callable[..., object] | None = None

    def __call__(self, *given: object) -> object:
        """Run the loop."""
        if self._fast is None:
            elements = sum(one.size for one in given if isinstance(one, np.ndarray))
            self._met += elements
            if elements <= self._small and self._met <= ENOUGH:
                return self.plain(*given)
            self._fast = self.fast()
        return self._fast(*given)

    def fast(self) -> Callable[..., object]:
        """Return the loop compiled, and kept on disk for the next run; without numba as it stands."""
        import logging  # not above: most models are solved without either

        try:
            import numba
        except ImportError:
            return self.plain
        logging.getLogger("numba").setLevel(logging.WARNING)
        function = self._with_compiled_loops()
        try:
            return cast("Callable[..., object]", numba.njit(cache=True, nogil=True)(function))
        except RuntimeError:  # nowhere to keep it: an installation and a home that cannot be written
            return cast("Callable[..., object]", numba.njit(nogil=True)(function))

    def _with_compiled_loops(self) -> FunctionType:
        """Return the function with the loops that it calls compiled: compiled code calls nothing else."""
        known = self._function.__globals__
        called = {
            name: known[name].fast()
            for name in self._function.__code__.co_names
            if isinstance(known.get(name), Loop)
        }
        if not called:
            return self._function
        copy = FunctionType(self._function.__code__, {**known, **called}, self._function.__name__)
        copy.__module__, copy.__qualname__ = self._function.__module__, self._function.__qualname__
        copy.__defaults__ = self._function.__defaults__
        return copy


class Part(Loop):
    """A step of a loop, by itself too small to be compiled: it goes with the loop that calls it."""

    def __call__(self, *given: object) -> object:
        """Run the step as it stands."""
        return self.plain(*given)


def part(function: F) -> F:
    """Return a step of a loop, which is compiled where the loop is."""
    return cast("F", Part(cast("FunctionType", function), 0))


def compiled(function: F) -> F:
    """Return a loop that is compiled where its work is large."""
    return cast("F", Loop(cast("FunctionType", function), SMALL))


def compiled_soon(function: F) -> F:
    """Return a loop that is compiled from small work on: its steps grow faster than its arrays."""
    return cast("F", Loop(cast("FunctionType", function), SMALL // 20))
