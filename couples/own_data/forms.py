"""The form of someone who leaves."""

from __future__ import annotations

from wtforms import RadioField, SelectChoice  # type: ignore[attr-defined]

from couples.language import gettext as _
from couples.vault.forms import Passphrase


class Leave(Passphrase):
    when = RadioField(
        _("When"),
        choices=[
            SelectChoice("now", _("Now. Nothing can bring it back.")),
            SelectChoice("later", _("In seven days. Sign in before then if you want to stay.")),
        ],
        default="now",
    )
