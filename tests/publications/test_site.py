"""The documentation site: whole, offline, and text stays text on every page."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.publications.cookbook import answer, read_recipes
from orchestration.publications.release import Release
from orchestration.publications.site.dbt_docs import without_remote_loads, write_dbt_docs
from orchestration.publications.site.pages import render_page
from orchestration.publications.site.release_notes import release_notes

OWN_PAGES = ("index.html", "dictionary.html", "cookbook.html", "release_notes.html")
REMOTE = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])(?:https?:)?//"""
)


class Tags(HTMLParser):
    """Every tag with its attributes, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(data: DataFolder) -> Path:
    """As the run that published has left it."""
    return data.root / "site"


def test_the_run_has_built_the_site_of_its_release(site: Path, release: Release) -> None:
    assert release.release_id in Tags((site / "index.html").read_text(encoding="utf-8")).text
    assert not (site.parent / ".site.part").exists()


def test_every_link_of_the_index_leads_to_a_page(site: Path) -> None:
    links = [attributes["href"] for tag, attributes in Tags((site / "index.html").read_text()).tags if tag == "a"]
    assert {
        "dictionary.html",
        "cookbook.html",
        "release_notes.html",
        "changes.html",
        "dbt/index.html",
        "data_docs/run/index.html",
    } <= set(links)
    assert all((site / unquote(link)).is_file() for link in links)


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(OWN_PAGES) + 2
    for page in pages:
        for tag, attributes in Tags(page.read_text(encoding="utf-8")).tags:
            loads = [attributes.get("src"), attributes.get("href") if tag == "link" else None]
            assert not any(re.match(r"(https?:)?//", load or "") for load in loads), (page, tag, attributes)
    for page in OWN_PAGES:
        assert REMOTE.search((site / page).read_text(encoding="utf-8")) is None
        assert "default-src 'none'" in (site / page).read_text(encoding="utf-8")


def test_every_file_a_page_loads_is_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        if page.parent.name == "dbt":
            continue  # dbt's page holds all it needs, beside templates of its own
        for tag, attributes in Tags(page.read_text(encoding="utf-8")).tags:
            address = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            if address and not address.startswith("data:"):
                assert (page.parent / unquote(address).split("?")[0]).is_file(), (page, address)


def test_dbt_docs_tell_of_the_release(site: Path) -> None:
    page = (site / "dbt" / "index.html").read_text(encoding="utf-8")
    assert "model.jixiao.report_overview" in page
    assert "Content-Security-Policy" in page
    assert re.search(r'"catalog"|"nodes"', page)


def test_dbts_page_is_kept_while_project_and_columns_stay(
    data: DataFolder, release: Release, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    write_dbt_docs(data, release, before, tmp_path / "none")
    (before / "index.html").write_text("the page of the release before")
    write_dbt_docs(data, release, tmp_path / "same", before)
    assert (tmp_path / "same" / "index.html").read_text() == "the page of the release before"

    other = Release("r000002-000000000000", tmp_path / "other" / "warehouse.duckdb")
    other.file.parent.mkdir()
    shutil.copyfile(release.file, other.file)
    with duckdb.connect(str(other.file)) as connection:
        connection.execute("alter table main.dim_years add column newcomer integer")
    write_dbt_docs(data, other, tmp_path / "anew", before)
    assert "newcomer" in (tmp_path / "anew" / "index.html").read_text(encoding="utf-8")


def test_remote_tags_are_taken_out_of_dbts_page() -> None:
    page = (
        '<head></head><script src="https://cdn.example.invalid/x.js"></script>'
        '<link rel="stylesheet" href="http://example.invalid/f.css"><p>kept</p>'
    )
    kept = without_remote_loads(page)
    assert "example.invalid" not in kept
    assert "<p>kept</p>" in kept


def test_release_notes_tell_what_stayed_outside_and_what_is_new(data: DataFolder, release: Release, site: Path) -> None:
    notes = release_notes(data, release)
    assert [row[0] for row in notes.left_out if row[1] == "quarantined"] == [
        "empty.txt",
        "news-2022-park.md",
        "scan-0417.txt",
    ]
    assert len(notes.reports_added) == 7
    assert notes.previous is None
    assert {change.name: change.rows for change in notes.tables}["main.dim_reports"] == 7
    assert all(change.rows_before is None for change in notes.tables)
    shown = Tags((site / "release_notes.html").read_text(encoding="utf-8")).text
    assert "scan-0417.txt" in shown
    assert release.release_id in shown


def test_hostile_reports_are_text_on_every_page(hostile: tuple[DataFolder, Release]) -> None:
    data, release = hostile
    notes = release_notes(data, release)
    with release.open() as connection:
        recipes = [(recipe, answer(connection, recipe)) for recipe in read_recipes()]
    pages = (
        render_page("cookbook", notes=notes, recipes=recipes, limit=1000),
        render_page("release_notes", notes=notes),
        render_page("index", notes=notes, has_data_docs=False, has_changes=False),
    )
    for page in pages:
        parsed = Tags(page)
        assert {tag for tag, _ in parsed.tags}.isdisjoint({"script", "img", "iframe", "object", "svg"})
        assert not any(name.startswith("on") for _, attributes in parsed.tags for name in attributes)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "<script>alert(1)</script>" in Tags(pages[0]).text
