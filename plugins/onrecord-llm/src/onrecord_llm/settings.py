"""What the user says in variables of the environment: where the model is, what it may take.

The dispute file only names the plug-in. Where texts are sent to, and with which key, is never read from it: it may
come from a stranger.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord_llm.faults import SettingFaulty

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "ONRECORD_LLM_"
ADDRESS = "http://127.0.0.1:8080/v1"
_SECONDS, _TOKENS = 60, 2_000_000
_MODEL = re.compile(r"[\w.:/@+-]{1,100}", re.ASCII)
_HOST = re.compile(r"[\w.:-]{1,250}", re.ASCII)
_KEY = re.compile(r"[!-~]{1,1000}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is: `http://127.0.0.1:8080/v1`."""

    host: str
    port: int
    path: str
    secure: bool

    def __str__(self) -> str:
        return f"{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def is_here(self) -> bool:
        """Say whether it is this machine, so that nothing leaves it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user says.

    Attributes:
        model: The model, as the server names it.
        address: Where the server is.
        key: What lets in; empty where nothing is asked for.
        seconds: What one answer may take.
        tokens: What all answers that lie in the folder of answers may have cost together; then no more is asked.
        answers: The folder in which answers are kept.
        calibration: The file that says how sure the model's sureness is; None without one.
        asks: Whether a server is asked; else only answers that are kept count.
    """

    model: str
    address: Address
    answers: Path
    key: str = field(default="", repr=False)
    seconds: float = _SECONDS
    tokens: int = _TOKENS
    calibration: Path | None = None
    asks: bool = True


def settings_of(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return what the environment says.

    Raises:
        SettingFaulty: It does not name a model, or says something that cannot be.
    """
    told = {name.removeprefix(_PREFIX): text for name, text in environment.items() if name.startswith(_PREFIX)}
    unknown = set(told) - {"MODEL", "ADDRESS", "KEY", "SECONDS", "TOKENS", "ANSWERS", "CALIBRATION", "OFFLINE"}
    if unknown:
        raise SettingFaulty(f"{_PREFIX}{min(unknown)}", "there is no such setting; the README lists them.")
    model, key = told.get("MODEL", ""), told.get("KEY", "")
    if not _MODEL.fullmatch(model):
        raise SettingFaulty(
            f"{_PREFIX}MODEL", "must name the model as its server does: letters, digits, . : / @ + -."
        )
    if key and not _KEY.fullmatch(key):
        raise SettingFaulty(f"{_PREFIX}KEY", "a key has no blanks, line ends or letters beyond ASCII in it.")
    address = _address(told.get("ADDRESS", ADDRESS))
    if key and not address.secure and not address.is_here:
        raise SettingFaulty(f"{_PREFIX}ADDRESS", "a key is sent to another machine by https alone.")
    cache = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Settings(
        model=model,
        address=address,
        answers=Path(told.get("ANSWERS") or Path(cache) / "onrecord-llm"),
        key=key,
        seconds=_number("SECONDS", told.get("SECONDS"), _SECONDS, most=600),
        tokens=_number("TOKENS", told.get("TOKENS"), _TOKENS, most=10**12),
        calibration=Path(told["CALIBRATION"]) if told.get("CALIBRATION") else None,
        asks=told.get("OFFLINE", "") in {"", "0"},
    )


def _address(given: str) -> Address:
    """Return what an address says; of its user and password nothing is told, so that none is printed."""
    name = f"{_PREFIX}ADDRESS"
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise SettingFaulty(name, f"this is no address; write it as {ADDRESS}.") from None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or not given.isascii():
        raise SettingFaulty(name, f"this is no address; write it as {ADDRESS}.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingFaulty(name, f"write it without user, password, ? and #; a key goes into {_PREFIX}KEY.")
    secure = parts.scheme == "https"
    path = re.sub(r"[^!-~]", "", parts.path).rstrip("/")
    return Address(host, port if port is not None else (443 if secure else 80), path, secure)


def _number(name: str, given: str | None, usual: int, *, most: int) -> int:
    if not given:
        return usual
    if not re.fullmatch(r"\d{1,13}", given, re.ASCII) or not 0 < int(given) <= most:
        raise SettingFaulty(f"{_PREFIX}{name}", f"must be a whole number from 1 to {most}.")
    return int(given)
