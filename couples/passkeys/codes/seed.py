"""The seed that an app and the server share, and the codes that come of it. Pure but for chance."""

from __future__ import annotations

import hmac

import pyotp

STEP = 30  # seconds
WINDOW = 1  # steps to either side: clocks differ, and typing takes time
DIGITS = "0123456789"


def new_seed() -> str:
    """160 bits as base32."""
    return pyotp.random_base32()


def address(seed: str, name: str, issuer: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(seed).provisioning_uri(name=name, issuer_name=issuer)


def accepted_step(seed: str, written: str, now: float, after: int) -> int | None:
    """The step whose code was written, if it is near `now` and later than `after`; else None."""
    code = "".join(each for each in written if each in DIGITS)
    here, app = int(now // STEP), pyotp.TOTP(seed)
    for step in range(here - WINDOW, here + WINDOW + 1):
        if step > after and hmac.compare_digest(app.generate_otp(step), code):
            return step
    return None
