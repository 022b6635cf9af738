"""The second page of signing in: a code, once, at this browser, within five minutes."""

from couples.passkeys.pending import SECONDS, Pending
from tests.cast import Person
from tests.passkeys.app_for_codes import Browser, turned_on


def test_a_right_passphrase_alone_opens_nothing(alex, app, clock):
    turned_on(alex, clock)
    browser = Browser(app)
    assert browser.passphrase("alex").location == "/sign-in/code"
    assert not browser.is_in()
    assert browser.client.get("/sign-in/code").status_code == 200
    assert not browser.is_in()


def test_then_a_code_does_and_one_is_where_one_wanted_to_be(alex, app, clock):
    mine = turned_on(alex, clock)
    browser = Browser(app)
    browser.passphrase("alex", next="/history", stay="long")
    answer = browser.code(f" {mine.code()[:3]} {mine.code()[3:]} ")
    assert answer.status_code == 303 and answer.location == "/history"
    assert browser.is_in()
    assert "Max-Age" in next(each for each in answer.headers.getlist("Set-Cookie") if "place=" in each)


def test_a_code_works_once(alex, app, clock):
    """In a hundred steps: each code signs in once, and never again."""
    mine, again = turned_on(alex, clock), 0
    for _ in range(100):
        code = mine.code()
        first, second = Browser(app), Browser(app)
        for each in (first, second):
            assert each.passphrase("alex").status_code == 303
        assert first.code(code).status_code == 303
        again += second.code(code).status_code == 303 or second.is_in()
        clock.goes_on()
    print(f"codes used a second time: {again} of 100 accepted")
    assert again == 0


def test_a_code_one_step_off_works_and_two_steps_off_does_not(alex, app, clock):
    mine = turned_on(alex, clock)
    accepted = {}
    for steps in (-2, -1, 0, 1, 2):
        clock.goes_on(10)
        browser = Browser(app)
        browser.passphrase("alex")
        accepted[steps] = browser.code(mine.code(steps)).status_code == 303
    assert accepted == {-2: False, -1: True, 0: True, 1: True, 2: False}


def test_after_a_later_code_an_earlier_one_works_no_more(alex, app, clock):
    mine = turned_on(alex, clock)
    first, second = Browser(app), Browser(app)
    for each in (first, second):
        each.passphrase("alex")
    assert first.code(mine.code(1)).status_code == 303
    assert second.code(mine.code(0)).status_code == second.code(mine.code(-1)).status_code == 422


def test_the_way_is_open_at_that_browser_only(alex, app, clock):
    mine = turned_on(alex, clock)
    Browser(app).passphrase("alex")
    other = Browser(app)
    answer = other.code(mine.code())
    assert answer.status_code == 422 and "start again" in answer.get_data(as_text=True)
    assert not other.is_in()


def test_it_is_walked_once(alex, app, clock):
    mine = turned_on(alex, clock)
    browser = Browser(app)
    browser.passphrase("alex")
    half = browser.client.get_cookie("place-half").value
    assert browser.code(mine.code()).status_code == 303
    clock.goes_on()
    browser.post("/sign-out")
    browser.client.set_cookie("place-half", half)
    assert browser.code(mine.code()).status_code == 422 and not browser.is_in()


def test_after_five_wrong_codes_one_starts_again(alex, app, clock):
    mine = turned_on(alex, clock)
    browser = Browser(app)
    browser.passphrase("alex")
    for _ in range(5):
        assert browser.code(mine.code(5)).status_code == 422
    assert "start again" in browser.code(mine.code()).get_data(as_text=True)
    assert not browser.is_in()


def test_guesses_are_slowed_down_also_from_many_browsers(make_app, clock):
    app = make_app(sign_in_account="10000 per minute", code_account="5 per hour")
    alex = Person(app, "Alex")
    mine = turned_on(alex, clock)  # its first code is a try as well
    statuses = []
    for _ in range(6):
        browser = Browser(app)
        browser.passphrase("alex")
        statuses.append(browser.code(mine.code(9)).status_code)
    assert statuses == [422] * 4 + [429] * 2


def test_codes_turned_off_meanwhile_let_nobody_in(alex, app, clock):
    mine = turned_on(alex, clock)
    browser = Browser(app)
    browser.passphrase("alex")
    app.extensions["couples"].writer.run(
        lambda batch: app.extensions["couples"].taken_back[0](batch, alex.login.account_id)
    )
    assert browser.code(mine.code()).status_code == 422 and not browser.is_in()


def test_what_waits_is_gone_after_five_minutes_and_after_it_was_taken():
    now = [0.0]
    pending = Pending(lambda: now[0])
    pending.keep("code", "token", "it")
    assert pending.look("code", "other") is None and pending.look("else", "token") is None
    now[0] = SECONDS - 1
    assert pending.look("code", "token") == pending.take("code", "token") == "it"
    assert pending.take("code", "token") is None
    pending.keep("code", "token", "it")
    now[0] += SECONDS
    assert pending.look("code", "token") is None and pending.take("code", "token") is None


def test_what_waits_never_fills_the_memory():
    pending = Pending()
    for number in range(10_100):
        pending.keep("code", str(number), number)
    assert pending.look("code", "0") is None
    assert pending.look("code", "10099") == 10_099
