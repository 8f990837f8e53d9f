"""`jixiao fetch`: visit the sources and keep what is new; nothing is loaded or built."""

from __future__ import annotations

from orchestration.cli.screen import FAILED, OK, USAGE, err, escape, fail, out
from orchestration.ledger import store
from orchestration.ledger.fetches import Visit
from orchestration.ledger.store import LedgerDamaged, LedgerUnavailable
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.intake import default_folder
from orchestration.nightly.sources_step import visit_all
from orchestration.sources.settings import SettingsError, Sources, load_sources, settings_path
from orchestration.warehouse.lock import AnotherRun, build_lock


def fetch_sources(wait: float) -> int:
    """Fetch; returns the exit code, which is not 0 when a source failed."""
    data = DataFolder.from_environment()
    try:
        sources = load_sources(data, default_folder())
        if sources.is_default:
            out.print(f"There is no {settings_path(data)}: `jixiao load` takes in {sources.folders[0].path}")
            return OK
        visits = fetch(data, sources, wait)
    except SettingsError as error:
        return fail(str(error), USAGE)
    except (AnotherRun, LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error))
    tell_visits(visits)
    return FAILED if any(visit.outcome == "failed" for visit in visits) else OK


def fetch(data: DataFolder, sources: Sources, wait: float) -> list[Visit]:
    """Visit every source, as the only build. Raises AnotherRun, LedgerDamaged, LedgerUnavailable."""
    with build_lock(data.lock, wait_seconds=wait, on_wait=err.print):
        ledger, _ = store.open_or_repair(data.create().ledger)
        with ledger:
            return visit_all(sources, data, ledger)


def tell_visits(visits: list[Visit]) -> None:
    """Print one line a source."""
    for visit in visits:
        counts = ", ".join(
            f"{count} {name}"
            for name in ("new", "changed", "unchanged", "gone", "refused")
            if (count := getattr(visit, name))
        )
        colour = {"complete": "green", "partial": "yellow", "failed": "red"}[visit.outcome]
        reason = f": {visit.reason}" if visit.reason else ""
        out.print(
            f"[{colour}]{visit.outcome}[/] {escape(visit.source_name)}{f' ({counts})' if counts else ''}{escape(reason)}"
        )
