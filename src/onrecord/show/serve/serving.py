"""Running the server: on this machine alone unless told otherwise, until it is stopped."""

from __future__ import annotations

import re
import socket
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import uvicorn

from onrecord.core.problem import OnRecordError
from onrecord.show.serve.app import app
from onrecord.show.serve.guard import Keys, Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.routing import Route

    from onrecord.show.serve.desk import Desk

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY = ("0.0.0.0", "::")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")


class Address(NamedTuple):
    """Where the page is: to be printed, and to be handed to a browser, which works once.

    What starts a browser with an address shows it to all who list the processes of this machine.
    """

    printed: str
    once: str


class CannotBeSignedIn(OnRecordError):
    """What is said of the proxy that signs people in cannot be."""


class CannotServe(OnRecordError):
    """The address is taken, or not this machine's."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"{host}:{port}: it cannot be served there: {why}. Name another --port or --host.")


def serve(
    desk: Desk,
    title: str,
    *,
    host: str,
    port: int,
    told: Callable[[Address], None],
    more: Sequence[Route] = (),
    proxy: Proxy | None = None,
) -> None:
    """Serve a record until interrupted.

    Args:
        desk: With the record.
        title: Of the dispute.
        host, port: Where to listen; port 0 takes any that is free.
        told: Is called with the address to open, which carries the key, when the server listens.
        more: Routes besides those of a record.
        proxy: Signs people in, where one stands in front of it.

    Raises:
        CannotServe: The address is taken, not this machine's, or stands for all of them; or others could reach it
            past a proxy.
    """
    if proxy and host not in (*LOOPBACK, "::1"):
        raise CannotServe(host, port, "others could reach it past the proxy, and say that they are anybody")
    if host in ANY:
        raise CannotServe(host, port, "it stands for every address; give the one that others will call")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServe(host, port, (error.strerror or str(error)).lower()) from error
    with listening:
        taken = int(listening.getsockname()[1])
        keys = keys_for(host, taken, proxy)
        config = uvicorn.Config(
            app(desk, title, keys, more),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
        )
        shown = f"[{host}]" if ":" in host else host
        place = f"http://{shown}:{taken}/?token="
        server = uvicorn.Server(config)
        with server.capture_signals():  # from now on, not only once it runs: one that came between was lost
            given = (
                Address(proxy.origin, proxy.origin) if proxy else Address(place + keys.token, place + keys.once)
            )
            told(given)
            server.run(sockets=[listening])


def proxy_at(address: str, header: str) -> Proxy:
    """Return the proxy that people call at an address.

    Raises:
        CannotBeSignedIn: It is no address of a browser's, has a path, or the header's name is none.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise CannotBeSignedIn(
            f"{address}: people call a proxy by an address without a path: https://disputes.example."
        )
    if not _HEADER.fullmatch(header):
        raise CannotBeSignedIn(f"'{header}' is no name of a header, as X-Forwarded-User is one.")
    return Proxy(header, f"{parts.scheme}://{parts.netloc}".lower())


def keys_for(host: str, port: int, proxy: Proxy | None = None) -> Keys:
    """Return new keys for a server: its names are those of this machine, and the one that it was given."""
    own = f"[{host}]" if ":" in host else host
    ends = (f":{port}", "") if port == 80 else (f":{port}",)  # browsers leave out the usual port
    hosts = frozenset(f"{name}{end}".lower() for name in (*LOOPBACK, own) for end in ends)
    called = frozenset({proxy.origin.partition("://")[2]}) if proxy else frozenset()
    return Keys(token_urlsafe(24), token_urlsafe(24), hosts | called, f"onrecord-{port}", token_urlsafe(24), proxy)
