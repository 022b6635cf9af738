"""Private writing opened by a passkey whose device gives a secret, and by no other."""

from sqlalchemy import text

from tests.cast import PASSPHRASE
from tests.passkeys.device import PRESENT, Client, Device, adds, opens
from tests.passkeys.test_passkeys import label_of, page
from tests.vault.test_security import ENTRY, writes


def locks_of(app):
    with app.app_context():
        from couples.extensions import db

        return db.session.execute(text("select count(*) from vault_lock where kind = 'passkey'")).scalar()


def reads(person):
    return "canary entry" in person.get(f"/prompts/mine/{ENTRY}").get_data(as_text=True)


def locked(person):
    person.post("/prompts/lock")
    assert not reads(person)


def test_it_opens_what_was_written(app, alex):
    for secret in ("always", "later"):
        device = Device(secret)
        writes(alex) if secret == "always" else alex.post("/prompts/open", passphrase=PASSPHRASE)
        assert adds(alex, device, PASSPHRASE).get_json()["go"].endswith("done=opens")
        locked(alex)
        assert "Open with a passkey" in alex.get("/prompts/open").get_data(as_text=True)
        assert opens(alex, device).get_json() == {"go": "/prompts/mine"}
        assert reads(alex)


def test_adding_one_leaves_the_vault_as_it_was(alex):
    writes(alex)
    locked(alex)
    adds(alex, Device(), PASSPHRASE)
    assert not reads(alex)


def test_a_device_without_a_secret_says_that_the_passphrase_is_still_needed(app, alex):
    writes(alex)
    answer = adds(alex, Device(secret=""), PASSPHRASE)
    shown = alex.get(answer.get_json()["go"]).get_data(as_text=True)
    assert "For your private writing you still need your passphrase" in shown
    assert locks_of(app) == 0 and opens(alex, Device()) is None


def test_a_passkey_that_was_there_first_can_open_it_later(alex):
    device = Device()
    adds(alex, device, PASSPHRASE)
    writes(alex)
    pages = Client(alex.client)
    path = f"/you/security/passkeys/{label_of(alex)}/begin"
    told = pages.begin(path, passphrase=PASSPHRASE).get_json()
    assert pages.tells(told["then"], device.proves(told["options"])).get_json()["go"].endswith("done=opens")
    locked(alex)
    assert opens(alex, device).status_code == 200 and reads(alex)


def test_false_proofs_and_other_passkeys_open_nothing(app, alex, sam):
    device, plain, theirs = Device(), Device(secret=""), Device()
    writes(alex)
    adds(alex, device, PASSPHRASE)
    adds(alex, plain, PASSPHRASE)
    sam.post("/prompts/open", passphrase=PASSPHRASE)
    adds(sam, theirs, PASSPHRASE)
    locked(alex)
    device.count = 5
    assert opens(alex, device).status_code == 200
    locked(alex)
    for each, lies in (
        (device, {"flags": PRESENT}),
        (device, {"origin": "https://evil.example"}),
        (device, {"count": 3}),
        (plain, {}),
        (theirs, {}),
    ):
        assert opens(alex, each, **lies).status_code == 422 and not reads(alex)
    seed, device.seed = device.seed, theirs.seed
    device.count = 50
    assert opens(alex, device).status_code == 422 and not reads(alex)
    device.seed = seed
    assert opens(alex, device).status_code == 200 and reads(alex)


def test_removing_it_and_taking_the_account_back_take_the_lock_along(app, alex):
    writes(alex)
    adds(alex, Device(), PASSPHRASE)
    assert locks_of(app) == 1
    alex.post(f"/you/security/passkeys/{label_of(alex)}/remove", passphrase=PASSPHRASE)
    assert locks_of(app) == 0
    adds(alex, Device(), PASSPHRASE)
    adds(alex, Device(), PASSPHRASE)
    assert locks_of(app) == 2
    alex.post("/you/security/passphrase", passphrase=PASSPHRASE, new="four wooden spoons and a whistle")
    assert locks_of(app) == 0 and "Your passkeys" not in page(alex)


def test_keys_on_paper_made_anew_leave_it(app, alex):
    writes(alex)
    adds(alex, Device(), PASSPHRASE)
    alex.post("/you/security/keys", passphrase=PASSPHRASE)
    assert locks_of(app) == 1
