"""Our scripts, joined: each module once, one file for every page and one more for live ones."""

import re

import pytest

from couples.scripts import joined
from couples.settings import ROOT

APP = (
    'import { b } from "./b.js";\nb();\nimport("./live/live.js");\nimport("./c.js").then((c) => c.mount());\n'
)
B = "// A note to ourselves.\nexport const b = () => 1;\n"
C = 'import * as all from "./b.js";\nexport function mount() {\n  all.b();\n}\n'
LIVE = (
    'import { io } from "../../vendor/io.js";\nimport { b as bee } from "../b.js";\nimport { own } from "./own.js";\n'
    "export function mount() {\n  own(io, bee);\n}\n"
)
OWN = "export async function own() {}\n"
SOURCES = {"js/app.js": APP, "js/b.js": B, "js/c.js": C, "js/live/live.js": LIVE, "js/live/own.js": OWN}


def test_every_page_gets_one_file_and_loads_the_other_when_it_needs_it():
    app = joined(SOURCES)["js/app.js"]

    assert "const { b } = $b;" in app and "const all = $b;" in app
    assert 'import("./live/live.js")' in app and "Promise.resolve($c).then" in app
    assert app.endswith("export { $b, $c, $app };\n")
    assert app.index("const $b") < app.index("const $c") < app.index("const $app")
    assert "note to ourselves" not in app


def test_what_both_need_is_made_once():
    live = joined(SOURCES)["js/live/live.js"]

    assert live.startswith('import { io } from "../../vendor/io.js";\nimport { $b } from "../app.js";\n')
    assert "const { b: bee } = $b;" in live and "const $b " not in live
    assert live.endswith("export const { mount } = $live_live;\n")


@pytest.mark.parametrize(
    "odd", ["export let b = 1;", "export default 1;", 'import "./c.js";', 'import b from "./c.js";']
)
def test_a_form_it_does_not_know_is_refused_by_name(odd):
    with pytest.raises(ValueError, match=r"js/b.js: .*" + re.escape(odd)):
        joined(SOURCES | {"js/b.js": odd + "\n"})


def test_modules_that_need_each_other_are_refused():
    with pytest.raises(ValueError, match="imports itself"):
        joined(SOURCES | {"js/b.js": 'import { mount } from "./c.js";\n' + B})


def test_ours_are_joined_with_nothing_left_out():
    sources = {
        path.relative_to(ROOT / "static").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "static" / "js").rglob("*.js")
    }
    made = joined(sources)

    for name in sources:
        assert sum(f"const ${name[3:-3].replace('/', '_')} = (" in text for text in made.values()) == 1, name
