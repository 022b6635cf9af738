"""Headers of every answer. Strict by default: no inline script or style, no other site, no copy kept."""

from __future__ import annotations

from typing import Any

from flask import Flask, request

from couples.settings import Settings

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "couples",
}
PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}


def content_policy(settings: Settings) -> str:
    """The sockets' own addresses are named, since not every browser counts them as 'self'."""
    sockets = " ".join(origin.replace("http", "ws", 1) for origin in settings.origins)
    told = {
        **_POLICY,
        "connect-src": f"'self' {sockets}",
        # The demo shows both sides in frames of its own page; nothing else may be framed by anyone.
        "frame-ancestors": "'self'" if settings.in_demo else "'none'",
        "frame-src": "'self'" if settings.demo and not settings.in_demo else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in told.items())


# Without TLS, in a network at home, browsers do not say where a request comes from but by `Origin`, and under
# "no-referrer" that is "null" for our own forms too: each of them would be refused as forged. Others are told nothing.
WITHOUT_TLS = "same-origin"


def add_headers(app: Flask, settings: Settings) -> None:
    policy = content_policy(settings)

    @app.after_request
    def headers(response: Any) -> Any:
        if not settings.https:
            response.headers["Referrer-Policy"] = WITHOUT_TLS
        for name, value in PLAIN.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = policy
        response.headers.setdefault("Cache-Control", "no-store")
        if settings.https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.path.startswith("/.well-known/"):
            response.headers["Cache-Control"] = "max-age=3600"
        return response
