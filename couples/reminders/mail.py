"""The mail: it says that there is something, and nothing else. Whoever reads over a shoulder learns no more."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid, parseaddr
from urllib.parse import urlsplit

from couples.language import gettext as _
from couples.settings import Settings

SECONDS = 10  # how long the mail server may take for each answer


def configured(settings: Settings) -> bool:
    """Whether mail can be sent at all. The demo sends none to anybody."""
    return bool(settings.smtp_host and settings.mail_from) and not settings.in_demo


def message(settings: Settings, address: str) -> EmailMessage:
    """The same for everybody and everything: no name, no title, no link that names a thing."""
    made = EmailMessage()
    made["From"] = settings.mail_from
    made["To"] = address
    made["Subject"] = _("An update for you")
    made["Date"] = format_datetime(localtime())
    made["Message-ID"] = make_msgid(domain=parseaddr(settings.mail_from)[1].rpartition("@")[2] or None)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(f"{_('You have an update.')}\n\n{settings.origin}/\n")
    return made


def send(settings: Settings, address: str) -> None:
    """Raises OSError (all that smtplib raises is one) when it could not be handed over."""
    server = _connected(settings)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message(settings, address))
    finally:
        with contextlib.suppress(OSError):  # once it is handed over, a bad goodbye changes nothing
            server.quit()


def is_away(error: Exception) -> bool:
    """Whether it would fail for everybody just now, not only for this address."""
    return isinstance(error, OSError) and not isinstance(
        error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError
    )


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port, here = settings.smtp_host, settings.smtp_port, urlsplit(settings.origin).hostname
    if settings.smtp_tls == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, local_hostname=here, timeout=SECONDS, context=context)
    return smtplib.SMTP(host, port, local_hostname=here, timeout=SECONDS)
