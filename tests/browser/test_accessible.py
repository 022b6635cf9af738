"""axe finds nothing on any screen or step state, light and dark, narrow and wide; nothing scrolls sideways."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from couples import content
from tests.browser.person import link
from tests.server import start_remote

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


class Looker:
    """Looks at a page in every width and scheme, and collects what is wrong with it."""

    def __init__(self):
        self.axe, self.screens, self.wrong = Axe(), 0, []

    def at(self, page, name):
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = self.axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
            self.screens += 1
            here = f"{name} {width} {scheme}"
            for each in found.response["violations"]:
                self.wrong.append(f"{here}: {each['id']} {[node['target'] for node in each['nodes']][:3]}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self.wrong.append(f"{here}: scrolls sideways")
        if page.locator("h1").count() != 1:
            self.wrong.append(f"{name}: {page.locator('h1').count()} h1")
        small = page.evaluate(SMALL)
        if small:
            self.wrong.append(f"{name}: too small to tap: {small}")


SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, summary, nav a")]
  .filter(it => it.offsetParent && !it.closest(".visually-hidden") && !it.closest("label"))
  .map(it => [it.outerHTML.slice(0, 60), it.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([html]) => html)"""


@pytest.fixture
def looker():
    looking = Looker()
    yield looking
    print(f"looked at {looking.screens} screens")
    assert looking.screens > 0
    assert looking.wrong == []


def test_pages_for_everybody(chromium, server, looker):
    context = chromium.new_context(base_url=server.origin)
    page = context.new_page()
    for path in (
        "/",
        "/join",
        "/sign-in",
        "/exercises",
        "/safety",
        "/privacy",
        "/nothing",
        "/exercises/slow-turns",
    ):
        page.goto(path)
        looker.at(page, path)
    page.goto("/join")
    page.get_by_role("button", name="Start", exact=True).click()
    looker.at(page, "/join with a problem")
    context.close()


def test_linking_in_every_state(person, looker):
    alex, sam = person("Alex"), person("Sam")
    for path in ("/home", "/pair", "/you/places", "/history"):
        looker.at(alex.goes_to(path).page, path)
    alex.goes_to("/pair").taps("Make a code")
    looker.at(alex.page, "code")
    sam.goes_to("/pair").types("Code", alex.page.locator(".code__letters").inner_text())
    sam.taps("Look who it is")
    sam.sees_heading("invites you to link")
    looker.at(sam.page, "asked")
    looker.at(alex.goes_to("/pair").page, "looking")
    sam.taps("Yes, link us")
    sam.sees_heading("Almost there")
    looker.at(sam.page, "waiting")
    looker.at(alex.goes_to("/pair").page, "confirm")
    alex.taps("No, that is not them")
    alex.sees_heading("The invitation was not used")
    looker.at(alex.page, "closed")
    link(alex, sam)
    for path in ("/home", "/unlink", "/exercises/specific-thanks"):
        looker.at(alex.goes_to(path).page, f"{path} linked")


@pytest.mark.parametrize("slug", sorted(content.exercises()))
def test_every_step_in_every_state(two, looker, slug):
    """Both walk through it by socket while their pages are looked at after each new state."""
    session = start_remote(Session(two[0]), slug)
    seen = set()
    players = [Walker(each, session, slug) for each in two]
    for _ in range(120):
        for player in players:
            player.page.goto(f"/sessions/{session}")
            state = player.state()
            if state not in seen:
                seen.add(state)
                looker.at(player.page, f"{slug} {state}")
        if all(player.state()[0] == "done" for player in players):
            break
        if not any([player.step() for player in players]):  # noqa: C419 (each takes a step, not only the first)
            break
    two[0].goes_to(f"/sessions/{session}/review")
    looker.at(two[0].page, f"{slug} review")
    assert ("done", "", "", "") in seen, seen


class Session:
    """Lets a browser's person use the tools of those without one."""

    def __init__(self, someone):
        self.someone = someone

    def post(self, path, **fields):
        answer = self.someone.context.request.post(
            path, form=fields, max_redirects=0, headers={"Sec-Fetch-Site": "same-origin"}
        )
        return Answer(answer)


class Answer:
    def __init__(self, answer):
        self.status, self.text = answer.status, ""
        self._headers = answer.headers

    def header(self, name):
        return self._headers.get(name.lower())


class Walker:
    """Does the first thing that the page offers, so that every state comes up."""

    ORDER = ("ready", "release", "answer", "listen", "start", "speak", "reflect", "confirm", "reply", "go_on")

    def __init__(self, someone, session, slug):
        self.page, self.session = someone.page, session
        self.someone, self.exercise = someone, content.exercises()[slug]

    def state(self):
        article = self.page.locator("article.session")
        kind = self.page.locator("section.step, section.sheet").first.get_attribute("class")
        about = "speaks" if self.page.locator(".turn--speaker").count() else ""
        offered = ",".join(sorted(set(self._offered()) - {"pause", "stop"}))
        phase = article.get_attribute("data-phase")
        return (phase, "", "", "") if phase == "done" else (phase, kind, about, offered)

    def step(self):
        from couples.domain.steps import KINDS

        offered = self._offered()
        wanted = article_step(self.page)
        step = next((each for each in self.exercise.steps if each.id == wanted), None)
        for deed in self.ORDER:
            if deed in offered and not (deed == "answer" and ("go_on" in offered or "keep" in offered)):
                part = re.search(r'name="part" value="(\w+)"', self.page.content())
                part = part[1] if part else "answer"
                given = KINDS[step.kind].example(step, part, "A") if step else {}
                fields = {**given, "part": part, "ready": "yes"}
                return self._post(deed, wanted, fields)
        return False

    def _offered(self):
        return [form.get_attribute("data-deed") for form in self.page.locator("form[data-deed]").all()]

    def _post(self, deed, step, fields):
        from uuid import uuid4

        told = {"deed": deed, "step": step, "op": str(uuid4()), **fields}
        answer = Session(self.someone).post(f"/streams/{self.session}/deeds", **told)
        return answer.status == 303


def article_step(page):
    return page.locator("article.session").get_attribute("data-step") or ""
