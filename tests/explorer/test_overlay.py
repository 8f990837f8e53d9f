"""What readers enter: appended whole, one line an entry, whatever it holds and whoever writes at the same time."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.explorer.overlay import Correction, Note, Overlay
from orchestration.loading.data_folder import DataFolder

CORRECTION = Correction(
    "fct_spending", "key1", "executed_amount", "5.00", "6.00", "第3页：6.00", "张三", "2026-11-21T01:02:03Z", "看错"
)
NOTE = Note("fct_contradictions", "key2", "checking", "已问", "李四", "2026-11-21T01:02:03Z")


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    return Overlay(DataFolder(tmp_path))


def test_corrections_have_exactly_the_columns_that_dbt_reads(overlay: Overlay) -> None:
    overlay.correct(CORRECTION)
    with overlay.corrections_file.open(encoding="utf-8", newline="") as file:
        header, row = list(csv.reader(file))
    assert header == [
        "fact_table", "fact_key", "column_name", "old_value", "new_value", "evidence", "who", "when", "why",
    ]  # fmt: skip
    assert row == [
        "fct_spending", "key1", "executed_amount", "5.00", "6.00", "第3页：6.00", "张三", "2026-11-21T01:02:03Z", "看错",
    ]  # fmt: skip


def test_entries_come_back_as_they_were_and_the_latest_state_counts(overlay: Overlay) -> None:
    assert overlay.corrections() == overlay.notes() == []
    hostile = replace(CORRECTION, new_value="-5.00", why="=cmd()\n,\"'", evidence="'=x")
    overlay.correct(CORRECTION)
    overlay.correct(hostile)
    overlay.note(NOTE)
    overlay.note(replace(NOTE, state="dismissed"))
    assert overlay.corrections() == [CORRECTION, hostile]
    assert overlay.states() == {"key2": "dismissed"}
    assert "'=cmd()" in overlay.corrections_file.read_text(encoding="utf-8")


def test_writers_at_the_same_time_lose_nothing(overlay: Overlay) -> None:
    entries = [replace(NOTE, fact_key=f"key{index}", note="字" * 500) for index in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda entry: Overlay(DataFolder(overlay.notes_file.parent)).note(entry), entries))
    assert sorted(note.fact_key for note in overlay.notes()) == sorted(entry.fact_key for entry in entries)
    assert all(note.note == "字" * 500 for note in overlay.notes())


def test_a_line_that_was_cut_off_spoils_no_other(overlay: Overlay) -> None:
    overlay.correct(CORRECTION)
    with overlay.corrections_file.open("ab") as file:
        file.write(b"fct_spending,key9,exec")
    overlay.correct(CORRECTION)
    assert overlay.corrections() == [CORRECTION, CORRECTION]


def test_a_file_saved_by_a_spreadsheet_is_read(overlay: Overlay) -> None:
    overlay.correct(CORRECTION)
    saved = overlay.corrections_file.read_text(encoding="utf-8").replace("\n", "\r\n")
    overlay.corrections_file.write_text(saved.rstrip(), encoding="utf-8-sig", newline="")
    assert overlay.corrections() == [CORRECTION]
    overlay.correct(CORRECTION)
    assert overlay.corrections() == [CORRECTION, CORRECTION]
