"""`jixiao releases`, `diff` and `rollback`: what was published, what changed, and the way back."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from orchestration.cli.screen import FAILED, OK, USAGE, err, escape, fail, out
from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger.releases import all_releases, tables_of
from orchestration.ledger.store import LedgerDamaged, LedgerUnavailable, open_ledger, read_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.run import git_sha
from orchestration.releases.diff import Change
from orchestration.releases.recorded import diff_files
from orchestration.releases.rollback import CannotRollBack, roll_back
from orchestration.warehouse.lock import AnotherRun, build_lock
from orchestration.warehouse.publish import published_release


def show_releases() -> int:
    """Print; returns the exit code."""
    data = DataFolder.from_environment()
    try:
        ledger = read_ledger(data.ledger)
    except (LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error))
    if ledger is None:
        out.print(f"Nothing was loaded into {data.root} yet: run `jixiao load PATH`")
        return OK
    published = published_release(data)
    table = Table("release", "published", "tables", "rows", "file", show_edge=False)
    with ledger:
        for row in all_releases(ledger):
            states = tables_of(ledger, row["release_id"])
            kept = "kept" if _file(data, row["release_id"]).exists() else "pruned"
            table.add_row(
                *(row["release_id"], row["published_at"][:19].replace("T", " ")),
                *(str(len(states)), str(sum(state.row_count for state in states.values()))),
                "published" if row["release_id"] == published else kept,
            )
    out.print(table)
    return OK


def show_diff(old: str, new: str) -> int:
    """Print; returns the exit code."""
    data = DataFolder.from_environment()
    for release in (old, new):
        if release not in _kept(data):
            return fail(f"there is no file of release {release}: `jixiao releases` lists those that are kept", USAGE)
    changes = diff_files(_file(data, old), _file(data, new))
    if not changes:
        out.print(f"{old} and {new} hold the same rows")
        return OK
    _print_changes([change for change in changes if change.key is None], "rows")
    examples = [change for change in changes if change.key is not None]
    if examples:
        out.print()
        _print_changes(examples, "key")
    return OK


def _print_changes(changes: list[Change], last: str) -> None:
    table = Table("table", "change", "column", "before", "now", last, show_edge=False)
    for change in changes:
        end = change.row_count if last == "rows" else change.key
        table.add_row(
            *(change.table_name, change.change, change.column_name or ""),
            *(escape(change.old_value or ""), escape(change.new_value or ""), escape("" if end is None else str(end))),
        )
    out.print(table)


def roll_back_to(release: str, wait: float) -> int:
    """Roll back; returns the exit code."""
    data = DataFolder.from_environment()
    if not data.ledger.exists():
        return fail(f"nothing was loaded into {data.root} yet", USAGE)
    try:
        with build_lock(data.lock, wait_seconds=wait, on_wait=err.print), open_ledger(data.ledger) as ledger:
            before = roll_back(data, ledger, release, extractor_version=EXTRACTOR_VERSION, git_sha=git_sha())
    except CannotRollBack as error:
        return fail(str(error), USAGE)
    except (AnotherRun, LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error), FAILED)
    out.print(f"Published release {release} again in place of {before}: {data.published}")
    out.print("It stays until a load finds news. `jixiao docs` builds its documentation site.")
    return OK


def _kept(data: DataFolder) -> list[str]:
    return [path.parent.name for path in data.versions.glob("r*/warehouse.duckdb")]


def _file(data: DataFolder, release: str) -> Path:
    return data.versions / release / "warehouse.duckdb"
