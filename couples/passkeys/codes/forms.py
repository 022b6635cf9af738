"""Forms about codes from an app."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from couples.language import gettext as _
from couples.passkeys.codes.seed import DIGITS
from couples.vault.forms import Passphrase

LENGTH = 6


def _six_digits(_form: FlaskForm, field: Any) -> None:
    if sum(each in DIGITS for each in str(field.data)) != LENGTH:
        raise ValidationError(_("A code has six digits."))


def _code() -> StringField:
    written = InputRequired(_("Write the code from your app."))
    return StringField(_("Code from your app"), validators=[written, Length(max=40), _six_digits])


class Code(FlaskForm):
    class Meta:
        csrf = False

    code = _code()


class TurnOff(Passphrase):
    """Both: what one knows, and what one has."""

    code = _code()
