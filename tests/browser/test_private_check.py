"""The private check in a real browser: from the moment the page is there, nothing leaves it and nothing stays."""

import shutil

import pytest
from playwright.sync_api import expect

from couples.safety.check import QUESTIONS
from tests.browser.conftest import FLAGS

# Counts every way in which a script could keep something or change where one is.
COUNT = """() => {
  window.kept = [];
  const note = (owner, name) => {
    const before = owner[name];
    owner[name] = function (...given) { window.kept.push(name); return before.apply(this, given); };
  };
  for (const name of ["setItem", "removeItem", "clear"]) note(Storage.prototype, name);
  for (const name of ["open", "deleteDatabase"]) note(IDBFactory.prototype, name);
  if (window.CacheStorage) note(CacheStorage.prototype, "open");
  for (const name of ["pushState", "replaceState"]) note(History.prototype, name);
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  const set = () => window.kept.push("cookie");
  Object.defineProperty(document, "cookie", { get: () => cookie.get.call(document), set });
}"""  # fmt: skip


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(chromium, server, request):
    context = chromium.new_context(base_url=server.origin, java_script_enabled=request.param)
    page = context.new_page()
    page.requests, page.complaints = [], []
    page.goto("/privacy")
    page.goto("/info", wait_until="networkidle")
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert page.complaints == []
    context.close()


@pytest.fixture
def window(chromium, server):
    """A page in a browser that keeps whole pages in memory for Back, as people's own do. Given: with script or not."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield lambda script: browser.new_context(base_url=server.origin, java_script_enabled=script).new_page()
    browser.close()


def opens(page):
    page.get_by_label("Show me the questions").check()


def answers(page, yes=()):
    """Each question is alone on the screen. Answers it and goes on to the end."""
    for each in QUESTIONS:
        here = page.locator(".check__one:visible")
        expect(here).to_have_count(1)
        expect(here.locator("legend")).to_contain_text(each.ask)
        here.get_by_label("Yes" if each.name in yes else "No").check()
        page.locator(".check__turn:visible input").last.check()
    expect(page.get_by_role("heading", name="What may help")).to_be_visible()


def parts(page):
    """The names of the parts of the help, from the top of the screen down."""
    found = {
        part.get_attribute("data-part"): part.bounding_box()["y"]
        for part in page.locator("[data-part]").all()
    }
    return sorted(found, key=found.get)


def state(page):
    devtools = page.context.new_cdp_session(page)
    history = devtools.send("Page.getNavigationHistory")
    return {
        "entries": [entry["url"] for entry in history["entries"]],
        "at": history["currentIndex"],
        "url": page.url,
        "cookies": page.context.cookies(),
        "storage": page.context.storage_state(indexed_db=True),
    }


def test_nothing_leaves_the_page_and_nothing_is_kept(page, server):
    scripted = page.locator("form[data-check=on]").count() == 1
    if scripted:
        page.evaluate(COUNT)
    before, log = state(page), server.log.read_bytes()
    opens(page)
    answers(page, yes=("watched", "no"))
    page.get_by_role("button", name="Close and clear").click()
    expect(page.locator(".check__body")).to_be_hidden()
    opens(page)
    for key in ("Enter", "Space", "Enter"):  # as somebody does who presses what is nearest
        page.locator(".check__one:visible input").first.focus()
        page.keyboard.press(key)
        page.locator(".check__turn:visible input").last.focus()
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.requests == []
    assert state(page) == before
    assert server.log.read_bytes() == log
    if scripted:
        assert page.evaluate("window.kept") == []


def test_help_is_the_same_for_everyone_and_only_its_order_differs(page):
    every = [each.name for each in QUESTIONS]
    opens(page)
    answers(page)
    assert parts(page) == every
    page.get_by_role("button", name="Close and clear").click()
    opens(page)
    answers(page, yes=("watched", "no"))
    assert parts(page) == ["watched", "no", *(name for name in every if name not in ("watched", "no"))]
    assert page.locator("[data-part]:visible").count() == len(every)


def test_one_can_go_back_and_can_leave_questions_out(page):
    opens(page)
    page.get_by_role("checkbox", name="Next").check()
    page.get_by_role("checkbox", name="Next").check()
    expect(page.locator(".check__one:visible legend")).to_contain_text(QUESTIONS[2].ask)
    page.get_by_role("checkbox", name="Back").uncheck()
    expect(page.locator(".check__one:visible legend")).to_contain_text(QUESTIONS[1].ask)
    for _ in QUESTIONS[1:]:
        page.locator(".check__turn:visible input").last.check()
    expect(page.get_by_role("heading", name="What may help")).to_be_visible()


@pytest.mark.parametrize("way", ["close", "reload", "away and back"])
def test_closing_clears(page, way):
    opens(page)
    answers(page, yes=("fear", "hurt"))
    if way == "close":
        page.get_by_role("button", name="Close and clear").click()
    elif way == "reload":
        page.reload()
    else:
        page.goto("/privacy")
        page.go_back()
    expect(page.locator(".check__body")).to_be_hidden()
    assert page.locator(".check input:checked").count() == 0


def test_a_page_that_comes_back_from_the_browsers_memory_has_no_answer(window):
    page = window(True)
    page.goto("/info", wait_until="networkidle")
    opens(page)
    answers(page, yes=("fear",))
    page.evaluate("window.same = true")
    page.goto("/privacy")
    page.go_back(wait_until="commit")
    expect(page.locator(".check__body")).to_be_hidden()
    assert page.evaluate("window.same"), "it was loaded anew, so this shows nothing"
    assert page.locator(".check input:checked").count() == 0


def test_without_a_script_one_is_told_to_close_it_before_leaving(window):
    """Nothing but a script can clear what the browser holds in memory."""
    page = window(False)
    page.goto("/info")
    told = page.locator(".check noscript p")  # by its place, since finding by text passes it over
    opens(page)
    expect(told).to_contain_text("going back may show your answers again")
    answers(page, yes=("fear",))
    expect(told).to_be_visible()
    page.get_by_role("button", name="Close and clear").click()
    page.goto("/privacy")
    page.go_back(wait_until="commit")
    expect(page.locator(".check__body")).to_be_hidden()
    assert page.locator(".check input:checked").count() == 0


def test_by_keyboard_alone(page):
    page.get_by_label("Show me the questions").focus()
    page.keyboard.press("Space")
    for _ in QUESTIONS:
        first = page.locator(".check__one:visible input").first
        for _press in range(6):
            page.keyboard.press("Tab")
            if first.evaluate("it => it === document.activeElement"):
                break
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    assert page.locator(".check input[value=yes]:checked").count() == len(QUESTIONS)
    expect(page.get_by_role("heading", name="What may help")).to_be_visible()
