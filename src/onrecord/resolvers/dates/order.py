"""Whether a report writes 12 January as 12/01 or as 01/12: by its outlet, its address, or the country of that."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.report import Report

_HOST = re.compile(r"^(?:[a-z]+://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def writes_day_first(report: Report) -> bool | None:
    """Return whether those who made a report put the day first in figures; None where nothing tells."""
    found = _HOST.match(report.url or "")
    host = found[1].lower() if found else ""
    outlet = (report.outlet or "").lower().strip()
    for name in (outlet, host):
        if (first := _by_outlet().get(name)) is not None:
            return first
    for name in (host, outlet):
        if "." in name and (first := _by_country().get(name.rpartition(".")[2])) is not None:
            return first
    return None


@cache
def _by_outlet() -> dict[str, bool]:
    return _table("outlets")


@cache
def _by_country() -> dict[str, bool]:
    return _table("countries")


def _table(name: str) -> dict[str, bool]:
    content = tomllib.loads((files("onrecord") / "data/times/order.toml").read_text(encoding="utf-8"))
    return {key: order == "day_first" for order in ("day_first", "month_first") for key in content[order][name]}
