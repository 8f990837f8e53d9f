"""`jixiao retract`: a series leaves the warehouse and stays out until one of its files is named to `load`."""

from __future__ import annotations

import time

from orchestration.cli.load import run_job
from orchestration.cli.screen import USAGE, err, fail, out
from orchestration.cli.warehouse_file import NoWarehouse, open_published
from orchestration.ledger import extractions
from orchestration.ledger.store import LedgerDamaged, LedgerUnavailable, open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.intake import Intake
from orchestration.warehouse.lock import AnotherRun, build_lock

_SERIES = """
select distinct series_key from main.dim_reports where ? in (series_key, report_key)
union
select distinct series_key from history.dim_reports where ? in (series_key, report_key)
"""
_DOCUMENTS = """
with reports as (
    select report_key, document_key from main.dim_reports where series_key = $series
    union
    select report_key, document_key from history.dim_reports where series_key = $series
)

select document_key from reports where document_key is not null
union
select document_key from main.bridge_report_documents where report_key in (select report_key from reports)
order by all
"""


def retract_series(series: str, wait: float) -> int:
    """Retract by series_key or report_key; returns the exit code. `wait`: for another build, before both steps together."""
    data, deadline = DataFolder.from_environment(), time.monotonic() + wait
    try:
        with open_published(data) as warehouse:
            found = warehouse.execute(_SERIES, [series, series]).fetchall()
            if not found:
                return fail(f"no published report has the series_key or report_key {series}", USAGE)
            series_key = found[0][0]
            documents = [row[0] for row in warehouse.execute(_DOCUMENTS, {"series": series_key}).fetchall()]
        with build_lock(data.lock, wait_seconds=wait, on_wait=err.print), open_ledger(data.ledger) as ledger:
            extractions.retract(ledger, series_key, documents)
        out.print(f"Retracted series {series_key}: {len(documents)} documents. Publishing without it:")
        return run_job(data, Intake(), max(0.0, deadline - time.monotonic()))
    except NoWarehouse as error:
        return fail(str(error), USAGE)
    except (AnotherRun, LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error))
