"""Words for people in their language. English comes first; every text passes through here."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations

from babel.support import Translations

from couples.domain.refusal import Refusal
from couples.settings import PACKAGE

DEFAULT = "en"


@cache
def translations(locale: str = DEFAULT) -> NullTranslations:
    return Translations.load(PACKAGE / "locale", [locale])


def gettext(text: str, **values: object) -> str:
    """The text in the default language, with values put in. The values are not escaped: they are not HTML."""
    translated = translations().gettext(text)
    return translated % values if values else translated


def N_(text: str) -> str:
    """Marks a text that is translated later, where it is shown."""
    return text


THE_OTHER = N_("The other")  # who was linked with someone once: after an unlink nobody is told their name


def within(name: str) -> str:
    """A name as it stands within a sentence."""
    return gettext("the other") if name == gettext(THE_OTHER) else name


def worded(refusal: Refusal) -> str:
    return gettext(refusal.message, **refusal.values)
