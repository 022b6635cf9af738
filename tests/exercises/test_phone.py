"""Two people on one phone: proved once, handed over by a cover, and never in the wrong seat."""

from tests.cast import PASSPHRASE, start, state_of

GIVEN = {"did": "canaryAlex", "effect": "e", "about_you": "a"}


def shared(alex):
    session = start(alex, "specific-thanks", mode="one_phone")
    assert alex.post(f"/sessions/{session}/phone", passphrase=PASSPHRASE).status_code == 303
    return session


def page(person, session):
    return person.get(f"/sessions/{session}").get_data(as_text=True)


def test_the_other_proves_themself_first(alex, sam, couple):
    session = start(alex, "specific-thanks", mode="one_phone")
    assert "enter your passphrase here once" in page(alex, session)
    answer = alex.post(f"/sessions/{session}/phone", passphrase="something else entirely")
    assert answer.status_code == 422 and "does not fit" in answer.get_data(as_text=True)
    assert "Pass the phone" not in page(alex, session)


def test_the_cover_hides_everything_until_the_next_one_has_it(alex, sam, couple):
    session = shared(alex)
    alex.form(session, "answer", "thanks", **GIVEN)
    alex.post(f"/sessions/{session}/hand-over")
    covered = page(alex, session)
    assert "Pass the phone to Sam" in covered and "canaryAlex" not in covered
    assert alex.sees(session) is None
    assert alex.do(session, "stop").code == "denied"


def test_deeds_are_those_of_whoever_holds_it(app, alex, sam, couple):
    session = shared(alex)
    alex.form(session, "answer", "thanks", **GIVEN)
    for _ in range(2):
        alex.post(f"/sessions/{session}/hand-over")
    held = page(alex, session)
    assert "canaryAlex" not in held and "Pass the phone to Alex" in held
    alex.form(session, "answer", "thanks", **{**GIVEN, "did": "canarySam"})
    seat = app.extensions["couples"].writer.live(session).head.seat_of(sam.login.account_id)
    assert state_of(app, session).states[0].words[seat]["answer"]["did"] == "canarySam"
    assert "canaryAlex" in page(alex, session)


def test_a_shared_phone_changes_nothing_on_the_others_own(alex, sam, couple):
    session = shared(alex)
    alex.form(session, "answer", "thanks", **GIVEN)
    assert "canaryAlex" not in page(sam, session)
