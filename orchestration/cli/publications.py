"""`jixiao export` and `jixiao docs`: files and pages made of a published release."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from orchestration.cli.screen import FAILED, OK, USAGE, err, escape, fail, out
from orchestration.loading.data_folder import DataFolder
from orchestration.publications.exports import By
from orchestration.publications.release import NoRelease, find_release


def export_files(name: str | None, formats: Collection[str], by: By, validate: bool) -> int:
    """Export and say where; returns the exit code."""
    from orchestration.publications.exports.data_package import InvalidPackage
    from orchestration.publications.exports.release_export import FORMATS, export_release

    data = DataFolder.from_environment()
    try:
        release = find_release(data, name)
        folder = export_release(data, release, formats or FORMATS, by, validate, _tell)
    except NoRelease as error:
        return fail(str(error), USAGE)
    except InvalidPackage as error:
        return fail(f"the data package does not hold what it says, nothing was written: {error}", FAILED)
    out.print(f"Exported {release.release_id} to\n  {escape(str(folder))}")
    return OK


def build_docs(cookbook: Path | None) -> int:
    """Build the site, or write the cookbook alone; returns the exit code."""
    data = DataFolder.from_environment()
    try:
        release = find_release(data)
    except NoRelease as error:
        return fail(str(error), USAGE)
    if cookbook is not None:
        from orchestration.publications.cookbook import read_recipes, render

        with release.open() as connection:
            page = render(connection, read_recipes())
        try:
            cookbook.write_text(page, encoding="utf-8")
        except OSError as error:
            return fail(f"{cookbook} cannot be written: {error.strerror}", USAGE)
        out.print(f"Wrote {escape(str(cookbook))} from {release.release_id}")
        return OK
    from orchestration.publications.site.build import build_site
    from orchestration.warehouse.dbt_build import DbtFailed
    from orchestration.warehouse.lock import AnotherRun

    try:
        index = build_site(data, release, _tell)
    except (DbtFailed, AnotherRun) as error:
        return fail(f"{error}; the site is as it was", FAILED)
    out.print(f"Documentation of {release.release_id}:\n  {escape(str(index))}")
    return OK


def _tell(step: str) -> None:
    err.print(escape(step))
