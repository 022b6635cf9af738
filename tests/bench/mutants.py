"""Change the rules of who sees what, one thing at a time, and see whether the tests notice.

Each change is made in the text of a module and run in a process of its own, so nothing on the disk changes.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from couples.settings import ROOT

TARGETS = {
    "couples/domain/consent.py": ("tests/domain/test_consent.py",),
    "couples/domain/trail.py": ("tests/domain/test_trail.py",),
    "couples/domain/visiting.py": ("tests/domain/test_visiting.py",),
    "couples/security/policy.py": ("tests/security/test_rows.py",),
}
LEAST = 0.95
COMPARED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
            ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}  # fmt: skip
JOINED = {ast.And: ast.Or, ast.Or: ast.And}
WORKED = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mod: ast.Add}
# The module is taken from another text; all else is as it is.
RUN = """
import importlib.abc, importlib.util, pathlib, sys, pytest
name, text, tests = sys.argv[1], sys.stdin.read(), sys.argv[2:]
class Changed(importlib.abc.Loader):
    def create_module(self, spec): return None
    def exec_module(self, module): exec(compile(text, name, "exec"), module.__dict__)
class Found(importlib.abc.MetaPathFinder):
    def find_spec(self, full, path, target=None):
        return importlib.util.spec_from_loader(full, Changed()) if full == name else None
sys.meta_path.insert(0, Found())
sys.exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench mutants")
    parser.add_argument("targets", nargs="*", default=[*TARGETS], help="modules to change")
    worst = 1.0
    for target in parser.parse_args().targets:
        found = [*mutants((ROOT / target).read_text())]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            alive = [told for told, lives in pool.map(partial(tried, target), found) if lives]
        killed = 1 - len(alive) / len(found)
        worst = min(worst, killed)
        print(f"{target}: {len(found)} changes, {len(found) - len(alive)} noticed, {killed:.1%}")
        for each in alive:
            print(f"  not noticed: {each}")
    print(f"least that is noticed of a module: {worst:.1%}; wanted {LEAST:.0%}")


def tried(target: str, change: tuple[str, str]) -> tuple[str, bool]:
    told, text = change
    name = target.removesuffix(".py").replace("/", ".")
    command = [sys.executable, "-c", RUN, name, *TARGETS[target]]
    done = subprocess.run(
        command, input=text, text=True, capture_output=True, cwd=ROOT, timeout=300, check=False
    )
    return told, done.returncode == 0


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """(what was changed and where, the whole text), one change each."""
    tree = ast.parse(text)
    for number, node in enumerate(ast.walk(tree)):
        for change in range(len(ways(node))):
            other = copy.deepcopy(tree)
            there = next(each for at, each in enumerate(ast.walk(other)) if at == number)
            before = ast.unparse(there)
            ways(there)[change]()
            yield f"line {getattr(node, 'lineno', '?')}: {before} → {ast.unparse(there)}", ast.unparse(other)


def ways(node: ast.AST) -> list:
    """What can be changed at one place, each as something to call."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            return [lambda: node.ops.__setitem__(0, COMPARED[type(op)]())]
        case ast.BoolOp():
            return [lambda: setattr(node, "op", JOINED[type(node.op)]()), *dropped(node.values)]
        case ast.BinOp() if type(node.op) in WORKED and not is_type(node):
            return [lambda: setattr(node, "op", WORKED[type(node.op)]())]
        case ast.UnaryOp(op=ast.Not()):
            return [lambda: setattr(node, "op", ast.UAdd())]
        case ast.Return(value=ast.Constant(value=None)):
            return []
        case ast.Return(value=ast.expr()):
            return [lambda: setattr(node, "value", ast.Constant(None))]
        case ast.If():
            return [
                lambda: setattr(node, "test", ast.Constant(False)),
                lambda: setattr(node, "test", ast.Constant(True)),
            ]
        case ast.match_case(guard=ast.expr()):
            return [lambda: setattr(node, "guard", None)]
        case ast.keyword(arg=str(), value=ast.Constant(value=bool())):
            return (
                [lambda: setattr(node.value, "value", not node.value.value)] if node.arg not in SHAPE else []
            )
        case ast.Dict():
            return [
                lambda at=at: other_role(node.values[at])
                for at, each in enumerate(node.values)
                if is_role(each)
            ]
    return []


SHAPE = ("frozen", "slots", "kw_only")  # of a class: how it is kept, and no rule
ROLES = ("anyone", "account", "person", "counselor", "member", "owner")


def is_type(node: ast.BinOp) -> bool:
    """`A | B` of names that begin with a capital, `A[B] | C` and `A | None` are types."""
    sides = [side.value if isinstance(side, ast.Subscript) else side for side in (node.left, node.right)]
    named = [isinstance(side, ast.Name) and (side.id[0].isupper() or side.id == "list") for side in sides]
    return isinstance(node.op, ast.BitOr) and (
        all(named) or (named[0] and isinstance(sides[1], ast.Constant))
    )


def is_role(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in ROLES


def other_role(node: ast.expr) -> None:
    node.value = ROLES[(ROLES.index(node.value) + 1) % 4]


def dropped(values: list) -> list:
    return [lambda at=at: values.pop(at) for at in range(len(values)) if len(values) > 1]


if __name__ == "__main__":
    main()
