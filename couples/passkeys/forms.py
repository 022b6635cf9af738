"""The form for a new passkey."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from couples.language import gettext as _
from couples.passkeys.actions import NAME
from couples.vault.forms import Passphrase


class Add(Passphrase):
    name = StringField(
        _("A name for it"),
        validators=[
            InputRequired(_("Give it a name.")),
            Length(max=NAME, message=_("Use at most 40 characters.")),
        ],
    )
