"""Plug-ins: readers, extractors, resolvers and exports that other packages bring, found by entry point.

A package that is installed offers objects under the groups `onrecord.readers`, `onrecord.extractors`,
`onrecord.resolvers` and `onrecord.exports`. None runs unless it is named: by the dispute file, or for an export on
the command line. So a record states what made it, and a dispute file from a stranger can name only what its reader
has installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.core.made import Ingredient
from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

T = TypeVar("T")


class PluginMissing(OnRecordError):
    """Something is named that is neither ours nor installed."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        there = f"there is no {kind} '{name}'. Known are: {', '.join(known)}."
        otherwise = "" if kind == "export" else ", or take the name out of the dispute file"
        super().__init__(f"{there} Install the package that brings it{otherwise}.")


class PluginFailed(OnRecordError):
    """A plug-in that was called by name crashed."""

    def __init__(self, kind: str, name: str, error: Exception) -> None:
        super().__init__(f"the {kind} '{name}' failed ({type(error).__name__}: {error}). Ask its maker.")


class PluginFaulty(OnRecordError):
    """A plug-in is installed and cannot be used."""

    def __init__(self, kind: str, name: str, why: str) -> None:
        super().__init__(f"the {kind} '{name}' is installed but cannot be used: {why}. Ask its maker.")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """What there is of one kind: our own by name, and what is installed besides.

    Attributes:
        kind: In the singular, as messages name it: "extractor".
        own: Ours, by name.
        needs: The attributes without which an object is none of the kind.
    """

    kind: str
    own: Mapping[str, T]
    needs: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """Return all names that can be given, ours first."""
        return (*self.own, *(name for name in sorted(self._installed()) if name not in self.own))

    def named(self, name: str) -> T:
        """Return what bears a name; ours goes before an installed one of the same name.

        Raises:
            PluginMissing: Nothing does.
            PluginFaulty: It cannot be loaded, or lacks what its kind needs.
        """
        if name in self.own:
            return self.own[name]
        installed = self._installed()
        if name not in installed:
            raise PluginMissing(self.kind, name, self.names())
        return self._loaded(installed[name])

    def ingredients(self, names: tuple[str, ...]) -> tuple[Ingredient, ...]:
        """Return name and version of the packages that some of these come from."""
        installed = self._installed()
        points = [installed[name] for name in names if name not in self.own and name in installed]
        return tuple(Ingredient(point.dist.name, point.dist.version) for point in points if point.dist)

    def _installed(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=f"onrecord.{self.kind}s")}

    def _loaded(self, point: EntryPoint) -> T:
        try:
            loaded = point.load()
            made: T = loaded() if isinstance(loaded, type) else loaded
        except OnRecordError:  # it says itself what its user has to do
            raise
        except Exception as error:
            raise PluginFaulty(self.kind, point.name, f"{type(error).__name__}: {error}") from error
        lacking = [need for need in self.needs if not hasattr(made, need)]
        if lacking:
            raise PluginFaulty(self.kind, point.name, f"it has no {' and no '.join(lacking)}")
        return made
