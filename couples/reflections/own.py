"""One person's private writing, as far as their vault is open."""

from __future__ import annotations

from collections.abc import Iterator

from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece
from couples.reflections import queries
from couples.reflections.actions import forget


def _entries(asked: Asked) -> Iterator[Piece]:
    if asked.vault is None:
        return
    for found in queries.every(asked.vault, asked.account_id):
        entry, prompt = found.entry, house().deck.get(found.entry.prompt)
        told = (
            (_("What I answered"), prompt.ask if prompt else ""),
            (_("What I wrote"), entry.text),
            (_("How I felt"), entry.moods),
            (_("Tags"), entry.tags),
        )
        yield Piece("", found.changed, tuple(Line("", label, said) for label, said in told if said), found.id)


PARTS = (Part("writing", N_("Private writing"), _entries, forget),)
