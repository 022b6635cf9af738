"""Looks at a screen as it is on a small phone and on a wide window, by day and by night, and notes what is wrong."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nothing is fetched a second time for the one rule, not among these, that reads style sheets.
QUICK = {"resultTypes": ["violations"], "preload": False}
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, **QUICK}
# A scheme changes colours and nothing else, so the second look at a width asks only about those.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **QUICK}
LOOKS = (
    (320, "light", EVERYTHING),
    (320, "dark", COLOURS),
    (1280, "dark", EVERYTHING),
    (1280, "light", COLOURS),
)


class Looks:
    """`screens` counts looks: one screen in one width and one scheme. `wrong` is what a person should read."""

    def __init__(self):
        self.screens, self.wrong = 0, []
        self._script = Axe().axe_script

    def at(self, page, name):
        for frame in page.frames:
            if not frame.evaluate("'axe' in window"):
                frame.evaluate(self._script)
            frame.evaluate(OPEN_ALL)
        narrow = page.viewport_size["width"] == 320
        for width, scheme, rules in LOOKS if narrow else reversed(LOOKS):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if page.viewport_size["width"] != width:
                page.set_viewport_size({"width": width, "height": 800})
            self._look(page, rules, f"{name}, {width} px, {scheme}")

    def _look(self, page, rules, name):
        page.evaluate(
            "scrollTo(0, 0)"
        )  # the head stays in sight, and covers by nature what is scrolled under it
        self.screens += 1
        for found in page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules):
            targets = [node["target"] for node in found["nodes"]]
            self.wrong.append(f"{name}: {found['id']} at {targets[:3]}")
        if rules is EVERYTHING:
            seen = page.evaluate(SEEN)
            if seen["across"] > page.viewport_size["width"]:
                self.wrong.append(f"{name}: {seen['across']} px wide")
            if seen["titles"] != 1:
                self.wrong.append(f"{name}: {seen['titles']} h1")
            self.wrong += [f"{name}: too small to tap: {small}" for small in seen["small"]]


# What is folded away is read as well.
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => each.open = true)"
# A link within a sentence may be as high as its line; so may what stands in a label, which can be tapped as a whole.
SEEN = """() => {
  const seen = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(it => it.checkVisibility({ visibilityProperty: true }) && getComputedStyle(it).display !== "inline")
    .filter(it => !it.matches(".skip:not(:focus)"))
    .map(it => it.closest("label") ?? it);
  const small = seen.filter(it => {
    const { width, height } = it.getBoundingClientRect();
    return width < 24 || height < 24;
  });
  return {
    across: document.documentElement.scrollWidth,
    titles: document.querySelectorAll("h1").length,
    small: small.map(it => it.outerHTML.slice(0, 80)),
  };
}"""
