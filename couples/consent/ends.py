"""When two unlink, what their counselors have open closes too."""

from __future__ import annotations

from collections.abc import Sequence

from couples.consent.actions import ended
from couples.domain.couple import Unlinked
from couples.log.batch import Change
from couples.log.writer import Writer


class Ends:
    """Told of each commit. What a page asks for is refused from the unlink on; this blanks those that lie open."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def told(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if any(isinstance(event, Unlinked) for event in change.events):
                ended(self._writer, change.live.head.couple_id)
