"""The locks of one person's vault. There is nothing to read in them; without them nothing opens it."""

from __future__ import annotations

from couples.language import N_
from couples.log.own import Part, nothing
from couples.vault.actions import forget

PARTS = (Part("vault", N_("Keys to private writing"), nothing, forget),)
