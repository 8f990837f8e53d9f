"""The ledger's file: durable, versioned, and repairable."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from orchestration.ledger import extractions, rebuilds, runs, store
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import LedgerDamaged


def begin(ledger: store.Ledger) -> str:
    return runs.begin_run(ledger, extractor_version="1", git_sha=None)


def damage(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def test_what_fails_inside_a_transaction_changes_nothing(tmp_path: Path) -> None:
    with store.open_ledger(tmp_path / "ledger.sqlite") as ledger:
        run = begin(ledger)
        with pytest.raises(sqlite3.IntegrityError), ledger.transaction() as connection:
            connection.execute("update runs set step = 'x'")
            connection.execute("insert into runs (run_id) values (?)", (run,))
        assert runs.get_run(ledger, run)["step"] == "start"


def test_it_is_written_through_to_the_disk(tmp_path: Path) -> None:
    with store.open_ledger(tmp_path / "ledger.sqlite") as ledger:
        settings = [ledger.rows(f"pragma {name}")[0][0] for name in ("journal_mode", "synchronous")]
    assert settings == ["wal", 2]


def test_a_damaged_ledger_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    damage(path)
    with pytest.raises(LedgerDamaged, match=r"ledger\.sqlite is damaged"):
        store.open_ledger(path)
    with pytest.raises(LedgerDamaged):
        store.read_ledger(path)


def test_a_damaged_ledger_is_set_aside_and_restored_from_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with store.open_ledger(path) as ledger:
        run = begin(ledger)
        store.back_up(ledger)
    damage(path)
    ledger, told = store.open_or_repair(path)
    with ledger:
        assert runs.get_run(ledger, run)["run_id"] == run
    assert "restored from ledger.backup.sqlite" in told
    assert len(list(tmp_path.glob("ledger.damaged-*.sqlite"))) == 1
    assert store.open_or_repair(path)[1] is None


def test_without_a_backup_the_error_says_what_helps(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    damage(path)
    with pytest.raises(LedgerDamaged, match="Load all folders again"):
        store.open_or_repair(path)
    ledger, told = store.open_or_repair(path)
    with ledger:
        assert (ledger.rows("select * from runs"), told) == ([], None)


def test_a_ledger_of_a_later_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with store.open_ledger(path) as ledger:
        ledger.connection.execute("pragma user_version = 99")
    with pytest.raises(LedgerDamaged, match="schema version 99"):
        store.open_or_repair(path)
    assert path.exists()


def test_there_is_nothing_to_read_before_the_first_run(tmp_path: Path) -> None:
    assert store.read_ledger(tmp_path / "ledger.sqlite") is None
    assert not list(tmp_path.iterdir())


def test_a_ledger_that_cannot_be_opened_now_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.mkdir()
    with pytest.raises(store.LedgerUnavailable, match=r"ledger\.sqlite cannot be opened: unable to open database file"):
        store.open_or_repair(path)
    assert path.is_dir()


def test_a_backup_that_lacks_nothing_but_quiet_nights_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with store.open_ledger(path) as ledger:
        run = begin(ledger)
        assert store.back_up_if_behind(ledger)
        runs.finish_run(ledger, run, RunOutcome.UNCHANGED)
        begin(ledger)
        assert not store.back_up_if_behind(ledger)
        extractions.retract(ledger, "series", ["doc_1"])
        assert store.back_up_if_behind(ledger)
        rebuilds.ask_for_rebuild(ledger, "because")
        assert store.back_up_if_behind(ledger)
        assert not store.back_up_if_behind(ledger)
        damage(store.backup_path(path))
        assert store.back_up_if_behind(ledger)
        store.backup_path(path).unlink()
        assert store.back_up_if_behind(ledger)
    restored = store.open_ledger(store.backup_path(path))
    with restored:
        assert rebuilds.rebuilds(restored) == ["because"]
