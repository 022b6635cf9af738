"""The house keeps its shape: who may know whom, how big things get, and a kind of step complete in all its parts."""

import ast
import re

import pytest

from couples.domain.steps import KINDS
from couples.settings import ROOT

PACKAGE = ROOT / "couples"
# Lower may not import higher. Features on one level do not import each other.
LEVELS = {
    "domain": 1,
    "settings": 2, "language": 2, "attachments": 2, "content": 2, "extensions": 2,
    "security": 3, "log": 3, "house": 3, "scripts": 2, "templating": 3, "static_files": 3, "fragments": 3,
    "accounts": 4, "addresses": 4,
    "pairing": 5, "safety": 5, "contributions": 5,
    "exercises": 6, "reminders": 6, "letters": 6,
    "catalogue": 7,
    "ledger": 7, "vault": 7, "balance": 7, "consent": 7,
    "live": 8, "reflections": 8, "own_data": 8, "passkeys": 8, "remarks": 8, "homework": 8,
    "counselor": 9,
    "pages": 10, "parts": 10, "demo": 10, "factory": 10, "commands": 10, "cli": 10, "__main__": 10, "server": 10,
    "doctor": 10, "upkeep": 10,
    "__init__": 10,
}  # fmt: skip
# Each exception with its reason.
ALLOWED = {
    ("language", "settings"): "where translations are",
    ("content", "language"): "N_ marks the titles of its themes for translation",
    ("domain", "domain"): "itself",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def place(path):
    """The part of the house a module belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path):
    """(module, names) of every import that runs, those for type checkers aside."""
    tree = ast.parse(path.read_text())
    hidden = {node for branch in ast.walk(tree) if _for_types_only(branch) for node in ast.walk(branch)}
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, tuple(alias.name for alias in node.names)


def _for_types_only(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def ours(path):
    for module, names in imports(path):
        if module == "couples":
            yield from names
        elif module.startswith("couples."):
            yield module.split(".")[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    here = place(path)
    wrong = [
        part for part in ours(path)
        if part != here and LEVELS.get(part, 0) >= LEVELS[here] and (here, part) not in ALLOWED
        and not (LEVELS[here] in (3, 10) and LEVELS.get(part) == LEVELS[here])
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=lambda path: path.name)
def test_the_domain_is_pure(path):
    """No library, no clock, no chance and no files: those come in as arguments."""
    roots = {module.split(".")[0] for module, _ in imports(path)}
    assert roots <= {
        "__future__",
        "collections",
        "couples",
        "dataclasses",
        "datetime",
        "difflib",
        "functools",
        "hashlib",  # the same in, the same out: an order that looks random and needs no chance
        "math",
        "re",
        "statistics",  # the normal distribution, for intervals
        "typing",
    }
    assert set(ours(path)) <= {"domain"}
    assert not re.search(r"\bnow\(\)|\btoday\(\)|\bopen\(", path.read_text())


def test_only_actions_the_log_and_what_keeps_rows_write():
    """`writer.run` and inserts stand where a reader looks for writes."""
    writers = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if re.search(r"writer\.run\(|_writer\.run\(", path.read_text())
    }
    assert all(
        re.search(r"actions|logins|phones|sandbox|story|rebuild|live/__init__|log/", name) for name in writers
    ), writers


def test_nobody_imports_what_is_written_in_private():
    """What is there leaves it only by its author's own hand. The factory hangs up its pages."""
    for path in MODULES:
        if place(path) not in ("reflections", "factory"):
            assert "reflections" not in ours(path), path


def test_views_never_touch_the_database():
    for path in PACKAGE.rglob("views.py"):
        assert not [
            part for part in imports(path) if part[0].startswith(("sqlalchemy", "couples.extensions"))
        ], path


def test_bare_session_is_always_the_couples():
    for path in MODULES:
        assert "from flask import session" not in path.read_text()


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_step_is_complete(name):
    for needed in (
        f"couples/domain/steps/{name}.py",
        f"templates/exercises/steps/{name}.html",
        f"tests/domain/steps/test_{name}.py",
    ):
        assert (ROOT / needed).is_file(), needed


def test_there_is_no_kind_without_a_registry_line():
    files = {path.stem for path in (PACKAGE / "domain/steps").glob("*.py")} - {"__init__", "base", "stated"}
    partials = {path.stem for path in (ROOT / "templates/exercises/steps").glob("[!_]*.html")}
    assert files == partials == set(KINDS)


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("couples/**/*.py", 300),
        ("static/js/**/*.js", 200),
        ("templates/**/*.html", 150),
        ("static/css/**/*.css", 250),
        ("tests/**/*.py", 400),
    ],
)
def test_nothing_outgrows_its_room(pattern, most):
    large = {
        str(path): lines
        for path in ROOT.glob(pattern)
        if (lines := len(path.read_text().splitlines())) > most
    }
    assert large == {}


def test_functions_stay_short():
    long = [
        f"{path.name}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_every_module_says_what_it_is_for():
    assert [str(path) for path in MODULES if ast.get_docstring(ast.parse(path.read_text())) is None] == []


def test_no_template_holds_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\son[a-z]+=|\sstyle=|<style|<script(?![^>]*\ssrc=)|javascript:", text), path


def test_no_lock_file_names_an_address():
    for path in ROOT.glob("requirements*.lock"):
        assert "://" not in path.read_text(), path
    for path in (ROOT / "package-lock.json", *ROOT.glob("tests/bench/**/package-lock.json")):
        assert '"resolved"' not in path.read_text(), path


def test_a_feature_knows_of_another_only_its_queries():
    """Rows of another feature are read through its queries, so that each table has one home."""
    features = {"accounts", "pairing", "exercises"}
    for path in MODULES:
        here = place(path)
        for module, _ in imports(path):
            parts = module.split(".")
            if here in features and len(parts) > 2 and parts[1] in features - {here}:
                assert parts[2] not in ("models", "forms", "views") or (here, parts[1]) in KNOWN, (
                    path,
                    module,
                )


# Names and hashes of accounts stand in queries of couples: a couple is of people.
KNOWN = {("pairing", "accounts")}
