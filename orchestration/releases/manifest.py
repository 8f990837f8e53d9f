"""What lies beside a published file: `manifest.json`, and `changes.html`, a page that needs nothing from outside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.ledger.releases import TableState
from orchestration.loading.durable import write_bytes
from orchestration.releases.diff import Change

MANIFEST, PAGE = "manifest.json", "changes.html"
_PACKAGES = ("jixiao", "dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "polars")


def package_versions() -> dict[str, str | None]:
    """Of Python and of the packages that make a release; None for one that is not installed as a package."""
    versions: dict[str, str | None] = {"python": python_version()}
    for name in _PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = None
    return versions


def manifest_of(
    *,
    release_id: str,
    previous_release_id: str | None,
    run: Mapping[str, Any],
    inputs: Mapping[str, Any],
    tables: Mapping[str, TableState],
    changes: Sequence[Change],
) -> dict[str, Any]:
    """What a release is made of and what it changed, as JSON; rows that are only examples are left to the file."""
    return {
        "release_id": release_id,
        "previous_release_id": previous_release_id,
        "run_id": run["run_id"],
        "started_at": run["started_at"],
        "git_sha": run["git_sha"],
        "packages": package_versions(),
        "inputs": dict(inputs),
        "tables": {
            name: {"rows": state.row_count, "content_hash": state.content_hash}
            for name, state in sorted(tables.items())
        },
        "changes": [
            {name: value for name, value in change._asdict().items() if value is not None}
            for change in changes
            if change.key is None
        ],
    }


def write_beside(folder: Path, manifest: Mapping[str, Any], changes: Sequence[Change]) -> None:
    """Write both into the folder of a release."""
    write_bytes(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    write_bytes(folder / PAGE, page(manifest, changes).encode())


def page(manifest: Mapping[str, Any], changes: Sequence[Change]) -> str:
    """Every value is escaped: what stands in a report is text here."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    counts = [change for change in changes if change.key is None]
    examples = [change for change in changes if change.key is not None]
    return environment.get_template("changes.html").render(release=manifest, counts=counts, examples=examples)


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a release's folder; None for a release that was pruned or has none."""
    path = folder / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
