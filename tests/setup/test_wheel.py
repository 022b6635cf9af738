"""What is shipped works without a checkout: the wheel in an environment of its own, started from somewhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from pathlib import Path

import pytest

from couples.settings import ROOT
from tests.ports import free_port


def test_the_wheel_carries_what_lies_beside_the_package(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    for needed in (
        "couples/templates/layout.html",
        "couples/static/css/app.css",
        "couples/static/vendor/socket.io.esm.min.js",
        "couples/static/vendor/atkinson.LICENSE.txt",
        "couples/static/vendor.sha256",
        "couples/migrations/env.py",
    ):
        assert needed in names, needed
    assert [name for name in names if name.startswith(("tests/", "bin/", "instance/", "node_modules/"))] == []
    assert [name for name in names if name.endswith((".db", ".pyc", "keys.json"))] == []


def test_it_serves_a_page_and_its_static_files(serving):
    with urllib.request.urlopen(serving, timeout=10) as answer:
        page = answer.read().decode()
    [style] = re.findall(r'href="(/static/\w+/css/app\.css)"', page)
    with urllib.request.urlopen(serving + style, timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/css")
        assert b"@layer" in answer.read()


def test_the_database_commands_work(serving, command, surroundings):
    """After a first start everything is migrated; `current` says to what."""
    done = subprocess.run(
        [command, "db", "current"], **surroundings, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stderr
    assert "(head)" in done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(build, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("couples-*.whl"))


@pytest.fixture(scope="module")
def command(wheel, tmp_path_factory):
    """`couples` of an environment that has the wheel, and borrows the libraries of this one to stay off the network."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=60)
    site = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--prefix",
        folder,
    ]
    subprocess.run([*install, "--ignore-installed", wheel], check=True, timeout=60)
    # A .pth file comes after the folder it is in, so the wheel is found before the checkout.
    (Path(site) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    script = folder / "bin" / "couples"
    script.write_text(f"#!{folder}/bin/python\nfrom couples.cli import main\nmain()\n")
    script.chmod(0o755)
    return script


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    """A folder that is not the checkout, and data of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {"cwd": folder, "env": {**kept, "COUPLES_DATA": str(folder / "data"), "PORT": str(free_port())}}


@pytest.fixture(scope="module")
def serving(command, surroundings):
    process = subprocess.Popen([command, "serve"], **surroundings, stdout=subprocess.PIPE, text=True)
    try:
        first = process.stdout.readline()
        assert first.startswith("Couples is running at "), first
        yield f"http://127.0.0.1:{surroundings['env']['PORT']}"
    finally:
        process.terminate()
        process.communicate(timeout=10)
