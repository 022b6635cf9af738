"""The way to the mail server: locked and signed in, from the server as it really runs."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.cast import PASSPHRASE
from tests.reminders.post import Post
from tests.server import Remote, Server

PASSWORD = "open sesame"


@pytest.fixture
def database_url():
    return ""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """One for localhost that signs itself."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")]),
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(*plain))
    return path


@pytest.mark.parametrize("way", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_mail_goes_only_to_a_server_that_proves_who_it_is(tmp_path, certificate, way, trusted):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    if way == "starttls":
        post = Post(tls_context=context, require_starttls=True, auth_required=True, authenticator=_signs_in)
    else:  # of a lock from the first byte the test's server does not know itself
        post = Post(ssl_context=context, auth_require_tls=False, authenticator=_signs_in)
    environment = {
        "COUPLES_SMTP_HOST": "localhost",
        "COUPLES_SMTP_PORT": str(post.port),
        "COUPLES_SMTP_TLS": way,
        "COUPLES_SMTP_USER": "updates",
        "COUPLES_SMTP_PASSWORD": PASSWORD,
        "COUPLES_MAIL_FROM": "updates@example.org",
        **({"SSL_CERT_FILE": str(certificate)} if trusted else {}),
    }
    server = Server(tmp_path / "data", **environment)
    try:
        person = Remote(server, "Alex")
        choice = {"address": "a@example.org", "quiet_from": "0", "quiet_to": "0", "timezone": "UTC"}
        assert person.post("/you/reminders", passphrase=PASSPHRASE, **choice).status == 303
        assert person.post("/you/reminders/test").status == (200 if trusted else 503)
    finally:
        server.stop()
        post.close()
    assert len(post.mails) == trusted


def _signs_in(_server, _session, _envelope, _mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"updates", PASSWORD.encode()))
