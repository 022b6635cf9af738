"""The places where one is signed in: listed, ended one by one or all at once."""

import re

from couples.accounts.logins import id_of
from couples.accounts.models import LoginSession
from tests.accounts.test_sign_in import sign_in


def labels(person):
    page = person.get("/you/places").get_data(as_text=True)
    return re.findall(r"/you/places/([^/]+)/end\"", page)


def test_only_a_hash_of_the_token_is_kept(app, alex):
    house = app.extensions["couples"]
    rows = house.writer.run(lambda batch: batch.connection.execute(LoginSession.__table__.select()).all())
    assert [row.id for row in rows] == [id_of(alex.token)]
    assert alex.token not in str(rows)


def test_every_place_is_listed_and_this_one_is_marked(app, alex):
    sign_in(app, "Alex")
    page = alex.get("/you/places").get_data(as_text=True)
    assert len(set(labels(alex))) >= 1 and "this one" in page


def test_one_place_can_be_ended_from_another(app, alex):
    other, _ = sign_in(app, "Alex")
    for label in set(labels(alex)):
        if alex.house.logins.get(alex.login.id).label != label:
            assert alex.post(f"/you/places/{label}/end").status_code == 303
    assert other.get("/home").status_code == 302
    assert alex.get("/home").status_code == 200


def test_all_others_can_be_ended_at_once(app, alex):
    others = [sign_in(app, "Alex")[0] for _ in range(3)]
    alex.post("/you/places/end-others")
    assert [client.get("/home").status_code for client in others] == [302] * 3
    assert alex.get("/home").status_code == 200


def test_nobody_ends_a_place_of_someone_else(app, alex, sam):
    label = sam.login.label
    assert alex.post(f"/you/places/{label}/end").data == alex.post("/you/places/nothing/end").data
    assert sam.get("/home").status_code == 200


def test_signing_out_ends_this_place_and_clears_the_browser(app, alex):
    token = alex.token
    answer = alex.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    alex.client.set_cookie("place", token)
    assert alex.get("/home").status_code == 302


def test_the_oldest_place_goes_when_there_are_too_many(make_app):
    from tests.cast import Person

    app = make_app(login_sessions=3)
    first = Person(app, "Alex")
    for _ in range(3):
        sign_in(app, "Alex")
    assert first.get("/home").status_code == 302


def test_a_place_that_lies_idle_or_grows_old_ends(make_app):
    from tests.cast import Person

    app = make_app(idle_minutes=-10)
    assert Person(app, "Alex").get("/home").status_code == 302
