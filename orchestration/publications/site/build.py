"""`<data>/site/`: index, dictionary, cookbook, release notes, dbt docs and Data Docs, made beside and put in place whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from orchestration.loading.data_folder import DataFolder, writing
from orchestration.publications.cookbook import answer, read_recipes
from orchestration.publications.dictionary import relations, stored_macros
from orchestration.publications.release import Release
from orchestration.publications.site.dbt_docs import write_dbt_docs
from orchestration.publications.site.pages import render_page, style_sheet
from orchestration.publications.site.release_notes import ReleaseNotes, release_notes
from orchestration.warehouse.lock import build_lock

_SHOWN_ROWS = 50
_WAIT_SECONDS = 600.0  # for another build of the site


def build_site(data: DataFolder, release: Release, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Make the site of a release; returns its index page.

    Raises DbtFailed, AnotherRun or DataFolderUnavailable; then the site stays as it was.
    """
    with build_lock(data.root / "site.lock", wait_seconds=_WAIT_SECONDS, on_wait=tell), writing(data.root / "site"):
        return _build(data, release, tell)


def _build(data: DataFolder, release: Release, tell: Callable[[str], None]) -> Path:
    part, site = data.root / ".site.part", data.root / "site"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        tell("dictionary, cookbook, release notes")
        notes = release_notes(data, release)
        _write_own_pages(release, notes, part)
        has_data_docs = _copy_data_docs(data, notes, part / "data_docs")
        has_changes = _copy_changes(release, part / "changes.html")
        tell("dbt docs")
        write_dbt_docs(data, release, part / "dbt", before=site / "dbt")
        index = render_page("index", notes=notes, has_data_docs=has_data_docs, has_changes=has_changes)
        _write(part / "index.html", index)
        _put_in_place(part, site)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return site / "index.html"


def _write_own_pages(release: Release, notes: ReleaseNotes, part: Path) -> None:
    shutil.copyfile(style_sheet(), part / "site.css")
    _write(part / "release_notes.html", render_page("release_notes", notes=notes))
    with release.open() as connection:
        described, macros = relations(connection), stored_macros(connection)
        recipes = [(recipe, answer(connection, recipe)) for recipe in read_recipes()]
    _write(part / "dictionary.html", render_page("dictionary", notes=notes, relations=described, macros=macros))
    _write(part / "cookbook.html", render_page("cookbook", notes=notes, recipes=recipes, limit=_SHOWN_ROWS))


def _copy_data_docs(data: DataFolder, notes: ReleaseNotes, folder: Path) -> bool:
    """Great Expectations' pages of the run that made the release, where they are still kept."""
    run_id = notes.run.get("run_id")
    source = data.data_docs / str(run_id)
    if not run_id or not (source / "index.html").is_file():
        return False
    shutil.copytree(source, folder / "run")
    shutil.copytree(data.data_docs / "static", folder / "static")
    return True


def _copy_changes(release: Release, page: Path) -> bool:
    """What differs from the release before, as it was told when this one was made."""
    told = release.file.with_name("changes.html")
    if not told.is_file():
        return False
    shutil.copyfile(told, page)
    return True


def _write(page: Path, html: str) -> None:
    page.write_text(html, encoding="utf-8")


def _put_in_place(part: Path, site: Path) -> None:
    old = site.with_name(".site.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        os.replace(site, old)
    os.replace(part, site)
    shutil.rmtree(old, ignore_errors=True)
