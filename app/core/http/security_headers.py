"""Security headers with safe values wherever a response did not choose its own."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CSP = b"content-security-policy"
DEFAULTS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    _CSP: b"default-src 'none'; frame-ancestors 'none'",
}
# Two years, the minimum that browsers' preload lists ask for is one.
HSTS = {b"strict-transport-security": b"max-age=63072000; includeSubDomains"}


class SecurityHeadersMiddleware:
    """Adds the headers below to every response that lacks them; what a response set itself stays.

    HTML pages set their own Content-Security-Policy; anything else may load nothing and be framed by
    nobody. Strict-Transport-Security is sent over https only, as RFC 6797 section 7.2 demands.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._plain = DEFAULTS
        self._secure = {**DEFAULTS, **HSTS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        defaults = self._secure if scope.get("scheme") in ("https", "wss") else self._plain

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                own = list(message.get("headers", ()))
                present = {name.lower() for name, _ in own}
                if message["status"] == 304:
                    # A 304 overwrites the headers of what the browser stored (RFC 9111 section 4.3.4): the
                    # default policy here would disarm the page's own.
                    present.add(_CSP)
                message["headers"] = own + [pair for pair in defaults.items() if pair[0] not in present]
            await send(message)

        await self.app(scope, receive, send_with_headers)
