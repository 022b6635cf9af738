"""What opens a vault, and what does not."""

import pytest

from couples.security.passphrase import Passphrases
from couples.security.sealing import new_key
from couples.settings import Settings
from couples.vault import locks
from couples.vault.models import LockRow

QUICK = Passphrases(Settings(argon2_memory_kib=64, argon2_time=1))
WORDS = "seven purple kettles hum"


def row(values):
    return LockRow(**values)


def test_a_passphrase_opens_it_and_any_other_does_not():
    key = new_key()
    lock = row(locks.passphrase_lock(QUICK, "alex", WORDS, key))
    assert locks.open_by_passphrase(QUICK, lock, WORDS) == key
    for wrong in ("", WORDS.upper(), f"{WORDS} "):
        assert locks.open_by_passphrase(QUICK, lock, wrong) is None


def test_it_opens_at_its_old_cost_after_the_settings_have_changed():
    key = new_key()
    lock = row(locks.passphrase_lock(QUICK, "alex", WORDS, key))
    dearer = Passphrases(Settings(argon2_memory_kib=128, argon2_time=2))
    assert locks.open_by_passphrase(dearer, lock, WORDS) == key


@pytest.mark.parametrize("written", [str, str.lower, locks.in_groups, lambda key: f" {key[:9]}-{key[9:]} "])
def test_a_recovery_key_opens_it_however_it_is_copied_from_paper(written):
    key, printed = new_key(), locks.new_recovery_key()
    lock = row(locks.recovery_lock("alex", locks.read_recovery_key(printed), key))
    assert locks.open_by_recovery(lock, locks.read_recovery_key(written(printed))) == key
    assert locks.open_by_recovery(lock, locks.read_recovery_key(locks.new_recovery_key())) is None


@pytest.mark.parametrize("written", ["", "ABC", "A" * 27, "ÄÖÜ" * 9])
def test_what_cannot_be_a_recovery_key_is_none(written):
    assert locks.read_recovery_key(written) is None


def test_a_lock_that_was_moved_to_someone_else_does_not_open():
    values = locks.passphrase_lock(QUICK, "alex", WORDS, new_key())
    for moved in ({"account_id": "sam"}, {"id": "other"}, {"kind": "recovery"}):
        assert locks.open_by_passphrase(QUICK, row({**values, **moved}), WORDS) is None


def test_every_changed_bit_is_noticed():
    values = locks.recovery_lock("alex", locks.read_recovery_key(locks.new_recovery_key()), new_key())
    key = locks.read_recovery_key(locks.new_recovery_key())
    sealed = values["sealed"]
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        assert locks.open_by_recovery(row({**values, "sealed": bytes(changed)}), key) is None
