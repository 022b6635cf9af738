"""What a browser is given to keep: named by its content, compressed, its links pointing right."""

from __future__ import annotations

import gzip
import os
import time

import brotli
import pytest
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Response

from couples.settings import ROOT
from couples.static_files import StaticFiles


def test_a_file_is_found_under_the_address_that_url_gives(built, client):
    answer = client.get(built.url("js/live.js"))

    assert answer.status_code == 200
    assert answer.text == "export const a = 1;\n"
    assert answer.mimetype == "text/javascript"


def test_a_browser_may_keep_it_for_ever_and_other_sites_may_not_read_it(built, client):
    headers = client.get(built.url("js/live.js")).headers

    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(("offer", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_style_sheet_comes_compressed(built, client, offer, unpack):
    plain = client.get(built.url("css/app.css"), headers={"Accept-Encoding": "identity"})
    packed = client.get(built.url("css/app.css"), headers={"Accept-Encoding": offer})

    assert packed.headers["Content-Encoding"] == offer
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert unpack(packed.data) == plain.data


def test_the_style_sheet_is_one_file_with_every_import_in_its_layer(built, client):
    style = client.get(built.url("css/app.css")).text

    assert "@import" not in style
    assert style.startswith("@layer base, components;")
    assert "@layer base {\n@font-face" in style
    assert "@layer components {\n.card" in style
    assert "a note to ourselves" not in style
    assert "/*! kept */" in style


def test_links_in_a_style_sheet_still_point_at_the_same_file(built, client):
    style = client.get(built.url("css/app.css")).text

    assert 'url("../vendor/font.woff2")' in style
    assert 'url("../img/dot.svg")' in style
    assert "url(data:image/png;base64,AAAA)" in style
    assert client.get(built.url("css/../vendor/font.woff2")).status_code == 404
    assert client.get(built.url("vendor/font.woff2")).data == b"wOF2"


def test_what_lies_beside_the_folders_is_not_served(built, client):
    assert client.get(built.url("vendor.sha256")).status_code == 404
    assert client.get(built.url("css/base.css")).status_code == 404
    assert client.get(built.url("../couples.db")).status_code == 404


def test_another_content_is_another_address(source, data, built):
    (source / "js" / "live.js").write_text("export const a = 2;\n")

    assert StaticFiles(source, data).build != built.build


def test_only_the_present_build_is_kept(source, data, built):
    (source / "js" / "live.js").write_text("export const a = 2;\n")
    newer = StaticFiles(source, data)

    assert sorted(path.name for path in data.iterdir()) == [f"static-{newer.build}"]


def test_a_second_start_finds_everything_done(source, data, built):
    before = (built.folder / "css" / "app.css").stat().st_mtime_ns
    began = time.perf_counter()
    again = StaticFiles(source, data)

    assert time.perf_counter() - began < 0.1
    assert again.build == built.build
    assert (again.folder / "css" / "app.css").stat().st_mtime_ns == before


def test_who_comes_second_in_a_race_uses_the_first_ones_build(source, data, monkeypatch):
    """Two processes start at once; the other one's build appears while ours is being made."""
    first = StaticFiles(source, data)
    monkeypatch.setattr("pathlib.Path.is_dir", _not_there_the_first_time(first.folder))

    second = StaticFiles(source, data)

    assert second.folder == first.folder
    assert [path.name for path in data.iterdir()] == [first.folder.name]


def test_it_works_under_a_sub_path(built):
    under = Visitor(DispatcherMiddleware(_nothing, {"/couples": built.wrap(_nothing)}), Response)
    address = built.url("js/live.js", "/couples")

    assert address.startswith("/couples/static/")
    assert under.get(address).status_code == 200
    assert under.get(built.url("js/live.js")).status_code == 404


def test_everything_else_reaches_the_app(client):
    assert client.get("/home").text == "not here"


def test_the_real_style_sheet_joins_without_leaving_anything_out(tmp_path):
    real = StaticFiles(ROOT / "static", tmp_path)
    style = (real.folder / "css" / "app.css").read_text("utf-8")

    assert "@import" not in style
    assert len(brotli.compress(style.encode())) <= 12_000
    assert list((real.folder / "css").rglob("*.css")) == [real.folder / "css" / "app.css"]


class Visitor(Client):
    """Reads each answer to its end, so that its file is closed again."""

    def open(self, *arguments, **options):
        return super().open(*arguments, buffered=True, **options)


def _nothing(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"not here"]


def _not_there_the_first_time(folder):
    asked = []

    def is_dir(path):
        if path == folder and not asked:
            asked.append(path)
            return False
        return os.path.isdir(path)  # noqa: PTH112 (the method itself is replaced here)

    return is_dir


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def source(tmp_path):
    files = {
        "vendor.sha256": "sums",
        "js/live.js": "export const a = 1;\n",
        "vendor/font.woff2": "wOF2",
        "img/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "css/app.css": "/* a note to ourselves */\n@layer base, components;\n"
        '@import url("base.css") layer(base);\n@import url("components/card.css") layer(components);\n',
        "css/base.css": '@font-face { src: url("../vendor/font.woff2"); }\n/*! kept */\n',
        "css/components/card.css": ".card { background: url('../../img/dot.svg'); }\n"
        ".dot { background: url(data:image/png;base64,AAAA); }\n" * 20,
    }
    for name, content in files.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "source"


@pytest.fixture
def built(source, data):
    return StaticFiles(source, data)


@pytest.fixture
def client(built):
    return Visitor(built.wrap(_nothing), Response)
