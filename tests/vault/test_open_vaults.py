"""A vault stays open for five minutes after its last use, at one place of sign-in."""

import pickle

from couples.security.sealing import new_key
from couples.vault.open_vaults import OPEN_SECONDS, OpenVaults


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def opened():
    clock, key = Clock(), new_key()
    vaults = OpenVaults(clock)
    vaults.open("here", "token", key)
    return vaults, clock, key


def test_use_keeps_it_open_and_five_minutes_without_lock_it():
    vaults, clock, key = opened()
    for _ in range(5):
        clock.now += OPEN_SECONDS - 1
        assert vaults.key("here", "token") == key
    clock.now += OPEN_SECONDS + 1
    assert vaults.key("here", "token") is None


def test_it_is_open_at_that_place_alone_and_locked_when_asked():
    vaults, _clock, key = opened()
    assert vaults.key("elsewhere", "token") is None
    assert vaults.key("here", "another token") is None
    assert vaults.key("here", "token") == key
    vaults.lock("here")
    assert vaults.key("here", "token") is None


def test_what_lies_in_memory_between_two_requests_is_not_the_key():
    vaults, _clock, key = opened()
    held = vaults._open["here"]
    assert key not in pickle.dumps((held.salt, held.sealed, held.until))
