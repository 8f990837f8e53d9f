"""The pages of a run need no network and name every check."""

from __future__ import annotations

import re
from pathlib import Path

from orchestration.expectations import data_docs
from orchestration.expectations.data_docs import finish_site, localised

from .conftest import RUN_ID

# What a browser fetches by itself; a link to click on is no request.
_FETCHED = re.compile(r'<(?:script|img|iframe)[^>]*\bsrc="([^"]+)"|<link[^>]*\bhref="([^"]+)"|url\([\'"]?([^\'")]+)')


def _fetched(page: Path) -> list[str]:
    return [next(filter(None, groups)) for groups in _FETCHED.findall(page.read_text(encoding="utf-8"))]


def test_pages_fetch_only_files_that_stand_beside_them(gate, good, tmp_path):
    assert gate(good, good)["data_docs.written"].outcome == "pass"
    pages = sorted((tmp_path / "data_docs").rglob("*.html"))
    assert len(pages) == 1 + 9 + 9  # index, suites, validations
    for page in pages:
        fetched = _fetched(page)
        assert len(fetched) > 5
        for address in fetched:
            assert (page.parent / address).resolve().is_file(), f"{page.name} fetches {address}"


def test_a_failed_expectation_is_told_on_its_page(gate, good, spoiled, tmp_path):
    gate(spoiled(good, "update fct_spending set quote = ''"))
    page = next((tmp_path / "data_docs" / RUN_ID / "validations" / "quotations").rglob("*.html"))
    text = page.read_text(encoding="utf-8")
    assert "quotes_are_not_blank" in text
    assert "每条事实应有原文引文" in text
    assert "Failed" in text


def test_a_resource_that_is_not_kept_is_left_out():
    html = '<script src="https://cdn.example/npm/vega@5"></script><p>kept</p>'
    assert localised(html, "static/") == "<p>kept</p>"


def test_a_resource_that_is_kept_is_linked_without_its_integrity_mark():
    html = '<script src="https://cdn.example/4.3.1/js/bootstrap.min.js" integrity="sha384-x" crossorigin="a"></script>'
    assert localised(html, "../static/") == '<script src="../static/bootstrap.min.js"></script>'


def _site(docs_dir: Path, run_id: str) -> None:
    images = docs_dir / run_id / "static" / "images"
    images.mkdir(parents=True)
    for image in ("favicon.ico", "logo-long.png"):
        (images / image).write_bytes(b"")
    (docs_dir / run_id / "index.html").write_text("<p></p>", encoding="utf-8")


def test_only_the_newest_runs_keep_their_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(data_docs, "KEPT_RUNS", 2)
    for day in (1, 2, 3):
        _site(tmp_path, f"2024110{day}T020000Z-aaaaaa")
        finish_site(tmp_path, f"2024110{day}T020000Z-aaaaaa")
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["20241102T020000Z-aaaaaa", "20241103T020000Z-aaaaaa", "static"]
