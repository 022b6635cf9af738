"""The forms in which a passkey gets its name."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from couples.language import gettext as _
from couples.passkeys.actions import NAME
from couples.vault.forms import Passphrase


class Add(Passphrase):
    name = StringField(
        _("A name for it"),
        filters=[lambda told: (told or "").strip()],
        validators=[
            DataRequired(_("Give it a name.")),
            Length(max=NAME, message=_("Use at most 40 characters.")),
        ],
    )


class Rename(Add):
    """On one page with other forms, so its box for the passphrase has an id of its own."""

    passphrase = PasswordField(
        _("Your passphrase"),
        id="rename-passphrase",
        validators=[InputRequired(_("Write your passphrase.")), Length(max=256)],
    )
