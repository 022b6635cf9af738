"""What each package has of one person, in the order in which they read it. A new package adds its own.

Private writing is not among them: no package may know of that. The factory puts it in front.
"""

from __future__ import annotations

from couples.accounts import own as accounts
from couples.balance import own as balance
from couples.consent import own as consent
from couples.contributions import own as contributions
from couples.exercises import own as exercises
from couples.homework import own as homework
from couples.ledger import own as ledger
from couples.letters import own as letters
from couples.log.own import Part
from couples.pairing import own as pairing
from couples.passkeys import own as passkeys
from couples.passkeys.codes import own as codes
from couples.remarks import own as remarks
from couples.reminders import own as reminders
from couples.vault import own as vault

PARTS: tuple[Part, ...] = (
    *exercises.PARTS,
    *ledger.PARTS,
    *contributions.PARTS,  # after those whose words they are made of
    *balance.PARTS,
    *letters.PARTS,
    *remarks.PARTS,
    *homework.PARTS,
    *consent.PARTS,  # after what is about a counselor with a couple
    *vault.PARTS,
    *reminders.PARTS,
    *pairing.PARTS,
    *passkeys.PARTS,
    *codes.PARTS,
    *accounts.PARTS,
)
