"""The demo: both sides in one window, and both answers open within 25 seconds."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_first_session import ASKS
from tests.server import Server


@pytest.fixture
def shown(tmp_path, chromium):
    running = Server(tmp_path / "data", COUPLES_DEMO="true")
    context = chromium.new_context(base_url=running.origin)
    yield context.new_page()
    context.close()
    running.stop()


def test_both_answers_open_on_both_sides_within_25_seconds(shown):
    shown.goto("/demo")
    ana, sam = (shown.frame_locator(f".demo__one--{side} iframe") for side in "ab")
    for ask in ASKS:
        ana.get_by_role("textbox", name=ask).fill("You sang")
    ana.get_by_role("button", name="Save my answer").click()
    for side in (ana, sam):
        expect(side.get_by_role("heading", name="Your answers")).to_be_visible(timeout=25_000)
    expect(sam.get_by_text("You sang").first).to_be_visible()


def test_one_visitor_can_play_both(shown):
    shown.goto("/demo")
    shown.get_by_role("link", name="I will play both").click()
    for side in "ab":
        frame = shown.frame_locator(f".demo__one--{side} iframe")
        for ask in ASKS:
            frame.get_by_role("textbox", name=ask).fill(f"side {side}")
        frame.get_by_role("button", name="Save my answer").click()
    for side in "ab":
        frame = shown.frame_locator(f".demo__one--{side} iframe")
        expect(frame.get_by_role("heading", name="Your answers")).to_be_visible()


def test_its_cookies_are_its_own(shown):
    shown.goto("/demo")
    cookies = {
        (cookie["name"], cookie["path"])
        for cookie in shown.context.cookies([f"{shown.url}/{s}" for s in "ab"])
    }
    assert cookies == {("demo_demo_a", "/demo/a"), ("demo_demo_b", "/demo/b")}
