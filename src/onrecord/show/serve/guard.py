"""Who may ask what: the guard in front of every answer.

Other pages in the same browser, and names that are made to lead to this machine, are kept out: by the list of
hosts, by a cookie that only the address with the token gives, and by where a request comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse

from onrecord.show.page import policy

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Content-Security-Policy": policy(asks=True) + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_READS = ("GET", "HEAD")
_WHO = "onrecord.who"  # where a request carries who asks
LONGEST_WHO = 200  # letters


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy in front of the server, on the same machine, that signs people in.

    Attributes:
        header: In which it says who asks. Whoever reaches the server past the proxy can write it.
        origin: What browsers call: https://disputes.example.
    """

    header: str
    origin: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What a visitor must know.

    Attributes:
        token: What the address that is printed carries, once.
        session: What the cookie holds from then on.
        hosts: The names, with port, under which this server may be called.
        cookie: Name of the cookie; another port has another.
        once: What another address carries, which lets in one visitor.
        proxy: Who signs people in instead, where there is one: no key is asked for then.
    """

    token: str
    session: str
    hosts: frozenset[str]
    cookie: str
    once: str
    proxy: Proxy | None = None


class Guard:
    """Lets through what comes from the page itself, and gives the cookie to who has the token."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys
        self._spent = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        refused = self._refused(request)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await (refused or self._app)(scope, receive, with_headers)

    def _refused(self, request: Request) -> Response | None:
        """Return what to answer instead of the page, or None where the request may pass."""
        if request.headers.get("host", "").lower() not in self._keys.hosts:
            return PlainTextResponse("This name does not lead to a record.", 421)
        if request.method not in (*_READS, "POST"):
            return PlainTextResponse("There is nothing to do so.", 405)
        proxy = self._keys.proxy
        if stopped := self._not_signed_in(request, proxy) if proxy else self._without_key(request):
            return stopped
        own = proxy.origin if proxy else f"http://{request.headers.get('host', '')}"
        if not _from_here(request.headers, request.method, own.lower()):
            return PlainTextResponse("Only the page itself may ask this.", 403)
        return None

    def _without_key(self, request: Request) -> Response | None:
        """Return what to answer who has no key yet, or a wrong one."""
        if token := request.query_params.get("token"):
            return self._first_visit(token)
        if not _same(request.cookies.get(self._keys.cookie, ""), self._keys.session):
            return PlainTextResponse(
                "Open the address that onrecord printed: it carries the key to this page.", 403
            )
        return None

    def _not_signed_in(self, request: Request, proxy: Proxy) -> Response | None:
        """Return what to answer whom the proxy does not name; note who asks where it does."""
        told = request.headers.getlist(proxy.header)
        who = " ".join(told[0].encode("latin-1").decode("utf-8", "replace").split()) if len(told) == 1 else ""
        if not who or len(who) > LONGEST_WHO:
            return PlainTextResponse("Nobody is signed in: the proxy does not say who asks.", 403)
        request.scope[_WHO] = who
        return None

    def _first_visit(self, token: str) -> Response:
        once = not self._spent and _same(token, self._keys.once)
        self._spent = self._spent or once
        if not once and not _same(token, self._keys.token):
            return PlainTextResponse("That is not the key of this page.", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._keys.cookie, self._keys.session, httponly=True, samesite="strict", path="/")
        return answer


def who_asks(scope: Scope) -> str | None:
    """Return who signed in at the proxy; None where none signs people in."""
    who = scope.get(_WHO)
    return str(who) if who else None


def _from_here(headers: Headers, method: str, own: str) -> bool:
    """Say whether a request comes from the page: what writes must say so by its origin, as browsers do."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if method in _READS:
        return site in (None, "same-origin", "none") and origin in (None, own)
    return site in (None, "same-origin") and origin is not None and origin.lower() == own


def _same(given: str, known: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), known.encode())
