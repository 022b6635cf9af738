"""What another site could make a browser send changes nothing."""

import pytest

ROUTES = ["/sign-out", "/pair/invite", "/pair/redeem", "/pair/end", "/you/places/end-others", "/streams/x/deeds",
          "/exercises/specific-thanks/start", "/join", "/sign-in"]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_request_from_elsewhere_is_refused(alex, path, headers):
    assert alex.client.post(path, headers=headers).status_code == 403
    assert alex.get("/home").status_code == 200


def test_without_any_word_of_where_it_comes_from_the_frames_token_decides(alex):
    page = alex.get("/home").get_data(as_text=True)
    token = page.split('name="csrf" content="')[1].split('"')[0]
    assert alex.client.post("/pair/invite", data={"relation": "other"}).status_code == 403
    assert alex.client.post("/pair/invite", data={"relation": "other", "csrf": "x"}).status_code == 403
    assert alex.client.post("/pair/invite", data={"relation": "other", "csrf": token}).status_code == 303


def test_a_wrong_token_is_refused_even_from_our_own_page(alex):
    answer = alex.client.post("/sign-out", data={"csrf": "x"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403


def test_one_persons_token_is_no_good_for_another(alex, sam):
    page = sam.get("/home").get_data(as_text=True)
    token = page.split('name="csrf" content="')[1].split('"')[0]
    assert alex.client.post("/sign-out", data={"csrf": token}).status_code == 403


def test_our_own_origin_is_enough_for_browsers_without_fetch_metadata(alex):
    answer = alex.client.post(
        "/pair/invite", data={"relation": "other"}, headers={"Origin": "http://localhost:8000"}
    )
    assert answer.status_code == 303
