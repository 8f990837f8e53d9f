"""The event log: what Dagster's own storage would have stored, and nothing half."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import sqlalchemy
from dagster import AssetKey, AssetMaterialization, DagsterEventType, DagsterInstance, EventRecordsFilter
from dagster._core.events import AssetMaterializationPlannedData, DagsterEvent, StepMaterializationData
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

from orchestration.definitions.event_log import EventLog
from orchestration.definitions.instance import environment
from orchestration.loading.data_folder import DataFolder

RUN, OTHER = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def _entry(asset: str, run_id: str = RUN, *, planned: bool = False) -> EventLogEntry:
    key = AssetKey(asset)
    event = DagsterEvent(
        (DagsterEventType.ASSET_MATERIALIZATION_PLANNED if planned else DagsterEventType.ASSET_MATERIALIZATION).value,
        "nightly",
        step_key="step",
        event_specific_data=AssetMaterializationPlannedData(key)
        if planned
        else StepMaterializationData(AssetMaterialization(key, metadata={"rows": 3})),
    )
    return EventLogEntry(
        error_info=None, level=10, user_message="", run_id=run_id, timestamp=time.time(), dagster_event=event
    )  # fmt: skip


def _materialised(log: SqliteEventLogStorage, asset: str) -> int:
    wanted = EventRecordsFilter(DagsterEventType.ASSET_MATERIALIZATION, asset_key=AssetKey(asset))
    return len(log.get_event_records(wanted))


def test_its_files_are_those_of_dagsters_own_storage(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path))
    log.store_event_batch([_entry("a", planned=True), _entry("a"), _entry("b")])
    log.store_event(_entry("b", OTHER))
    log.dispose()
    own = SqliteEventLogStorage(str(tmp_path))
    assert [len(own.get_logs_for_run(run)) for run in (RUN, OTHER)] == [3, 1]
    assert (_materialised(own, "a"), _materialised(own, "b")) == (1, 2)
    assert set(own.all_asset_keys()) == {AssetKey("a"), AssetKey("b")}


def test_a_batch_is_stored_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path))
    log.store_event(_entry("a"))
    with log.index_connection() as connection:
        connection.execute(
            sqlalchemy.text(
                "create trigger no_b before insert on event_logs when new.asset_key like '%\"b\"%'"
                " begin select raise(fail, 'disk full'); end"
            )
        )
    with pytest.raises(sqlalchemy.exc.IntegrityError, match="disk full"):
        log.store_event_batch([_entry("a"), _entry("b")])
    assert (len(log.get_logs_for_run(RUN)), _materialised(log, "a")) == (1, 1)
    log.store_event(_entry("a"))
    assert (len(log.get_logs_for_run(RUN)), _materialised(log, "a")) == (2, 2)
    log.dispose()


def test_files_of_earlier_runs_are_let_go_and_opened_again(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path))
    runs = [f"{number:08d}-1111-1111-1111-111111111111" for number in range(6)]
    for run in runs:
        log.store_event(_entry("a", run))
    assert [len(log.get_logs_for_run(run)) for run in runs] == [1] * 6
    log.wipe()
    assert [len(log.get_logs_for_run(run)) for run in runs] == [0] * 6
    log.dispose()


def test_the_instance_of_a_data_folder_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = DataFolder(tmp_path)
    data.dagster.mkdir()
    (data.dagster / "dagster.yaml").write_bytes(b"telemetry:\n  enabled: false\n")  # as it was written before
    for name, value in environment(data).items():
        monkeypatch.setenv(name, value)
    with DagsterInstance.get() as instance:
        assert isinstance(instance.event_log_storage, EventLog)
    (data.dagster / "dagster.yaml").write_text("# an operator's own\n", encoding="utf-8")
    environment(data)
    assert (data.dagster / "dagster.yaml").read_text(encoding="utf-8") == "# an operator's own\n"


def test_a_table_is_asked_for_until_it_is_there(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path))
    assert not log.has_table("later")
    with log.index_connection() as connection:
        connection.execute(sqlalchemy.text("create table later (id integer)"))
    assert log.has_table("later")
    assert log.has_table("asset_keys")
