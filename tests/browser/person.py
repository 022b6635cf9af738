"""A person at a real browser: what they see, tap and type."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.cast import PASSPHRASE


class Person:
    """`remote` is who they are already; without it they sign up."""

    def __init__(self, chromium, server, name, remote=None, **options):
        self.server, self.name = server, remote.name if remote else name
        self.context = chromium.new_context(base_url=server.origin, **options)
        self.context.set_default_timeout(10_000)
        self.complaints = []
        self.comes_back()
        if remote:
            self._brings(remote.cookie)
        else:
            self.signs_up()

    def comes_back(self):
        """In a new window: what only a page knew is gone."""
        self.page = self.context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def signs_up(self):
        self.page.goto("/join")
        self.page.get_by_label("Your name").fill(self.name)
        self.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        self.page.get_by_role("button", name="Start", exact=True).click()
        expect(self.page).to_have_url(re.compile("/home$"))

    def goes_to(self, path):
        self.page.goto(path)
        return self

    def taps(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def opens(self, words):
        self.page.get_by_text(words, exact=True).click()

    def types(self, label, text):
        self.page.get_by_role("textbox", name=label).first.fill(text)

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_heading(self, text):
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def is_live(self):
        expect(self.page.locator("html[data-live=connected]")).to_be_attached()

    def is_up_to_date(self):
        """The page shows what the server would show now: no view is on its way to it."""
        fresh = self.context.request.get(self.page.url).text()
        version = re.search(r'<article[^>]* data-version="(\d+)"', fresh)[1]
        expect(self.page.locator("article[data-version]").first).to_have_attribute("data-version", version)

    def _brings(self, cookie):
        name, token = cookie.split("=", 1)
        self.context.add_cookies([{"name": name, "value": token, "url": self.server.origin}])

    def _note(self, message):
        """Errors in the console, reports of the content policy too."""
        if message.type == "error" and not any(expected in message.text for expected in EXPECTED):
            self.complaints.append(message.text)


# A server that is away, and a form that is refused: both are meant in the tests where they come up.
EXPECTED = ("ERR_CONNECTION_REFUSED", "the server responded with a status of 4")


def link(one, two):
    """Link two people with their own taps, and see that both learn of it live."""
    one.goes_to("/pair").taps("Make a code")
    code = one.page.locator(".code__letters").inner_text()
    two.goes_to("/pair").types("Code", code)
    two.taps("Look who it is")
    two.sees_heading(f"{one.name} invites you to link")
    two.taps("Yes, link us")
    one.sees_heading(f"{two.name} wants to link with you")
    one.taps("Yes, link us")
    for person, other in ((one, two), (two, one)):
        person.sees_heading(f"You are linked with {other.name}")


def start(one, two, slug, mode="Together now"):
    """One starts an exercise, the other joins it from what appears at home."""
    two.goes_to("/home")
    one.goes_to(f"/exercises/{slug}")
    one.page.get_by_label(mode).check()
    one.taps("Start")
    two.page.get_by_role("link", name="Continue").click()
    for each in (one, two):
        expect(each.page).to_have_url(re.compile("/sessions/"))
