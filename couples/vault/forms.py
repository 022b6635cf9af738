"""Forms about what opens an account and its vault."""

from __future__ import annotations

from typing import Any

from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from couples.accounts.forms import APP_WORDS
from couples.language import gettext as _
from couples.security.passphrase import complaint
from couples.vault.locks import read_recovery_key


class _Form(FlaskForm):
    class Meta:
        csrf = False


class Passphrase(_Form):
    passphrase = PasswordField(
        _("Your passphrase"), validators=[InputRequired(_("Write your passphrase.")), Length(max=256)]
    )


class PrintKeys(_Form):
    """On one page with the next form, so its box has an id of its own."""

    passphrase = PasswordField(
        _("Your passphrase"),
        id="keys-passphrase",
        validators=[InputRequired(_("Write your passphrase.")), Length(max=256)],
    )


class NewPassphrase(_Form):
    passphrase = PasswordField(
        _("Your passphrase now"), validators=[InputRequired(_("Write your passphrase.")), Length(max=256)]
    )
    new = PasswordField(_("Your new passphrase"), validators=[InputRequired(_("Choose a passphrase."))])

    def validate_new(self, field: Any) -> None:
        _check(str(field.data), str(current_user.name))


class Recover(_Form):
    name = StringField(_("Your name"), validators=[InputRequired(_("Write your name.")), Length(max=60)])
    key = StringField(_("A recovery key"), validators=[InputRequired(_("Write one of your printed keys."))])
    new = PasswordField(_("Your new passphrase"), validators=[InputRequired(_("Choose a passphrase."))])

    def validate_key(self, field: Any) -> None:
        if read_recovery_key(str(field.data)) is None:
            raise ValidationError(_("A recovery key has 26 letters and digits. Check it against the paper."))

    def validate_new(self, field: Any) -> None:
        _check(str(field.data), str(self.name.data or ""))


def _check(passphrase: str, name: str) -> None:
    if (wrong := complaint(passphrase, [*APP_WORDS, *name.split()])) is not None:
        raise ValidationError(_(wrong))
