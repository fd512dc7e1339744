"""Running the server: on this machine alone unless told otherwise, until it is stopped."""

from __future__ import annotations

import socket
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

import uvicorn

from onrecord.core.problem import OnRecordError
from onrecord.show.serve.app import app
from onrecord.show.serve.guard import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.routing import Route

    from onrecord.show.serve.desk import Desk

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY = ("0.0.0.0", "::")


class Address(NamedTuple):
    """Where the page is: to be printed, and to be handed to a browser, which works once.

    What starts a browser with an address shows it to all who list the processes of this machine.
    """

    printed: str
    once: str


class CannotServe(OnRecordError):
    """The address is taken, or not this machine's."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"{host}:{port}: it cannot be served there: {why}. Name another --port or --host.")


def serve(
    desk: Desk, title: str, *, host: str, port: int, told: Callable[[Address], None], more: Sequence[Route] = ()
) -> None:
    """Serve a record until interrupted.

    Args:
        desk: With the record.
        title: Of the dispute.
        host, port: Where to listen; port 0 takes any that is free.
        told: Is called with the address to open, which carries the key, when the server listens.
        more: Routes besides those of a record.

    Raises:
        CannotServe: The address is taken, not this machine's, or stands for all of them.
    """
    if host in ANY:
        raise CannotServe(host, port, "it stands for every address; give the one that others will call")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServe(host, port, (error.strerror or str(error)).lower()) from error
    with listening:
        taken = int(listening.getsockname()[1])
        keys = keys_for(host, taken)
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
            told(Address(f"{place}{keys.token}", f"{place}{keys.once}"))
            server.run(sockets=[listening])


def keys_for(host: str, port: int) -> Keys:
    """Return new keys for a server: its names are those of this machine, and the one that it was given."""
    own = f"[{host}]" if ":" in host else host
    ends = (f":{port}", "") if port == 80 else (f":{port}",)  # browsers leave out the usual port
    hosts = frozenset(f"{name}{end}".lower() for name in (*LOOPBACK, own) for end in ends)
    return Keys(token_urlsafe(24), token_urlsafe(24), hosts, f"onrecord-{port}", token_urlsafe(24))
