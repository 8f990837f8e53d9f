"""How corrections.csv is read: every line is a row, and one that cannot be a correction says why."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from orchestration.releases.corrections import corrections_sha256, parse_corrections, write_snapshot

HEADER = "fact_table,fact_key,column_name,old_value,new_value,evidence,who,when,why\n"
LINE = "fct_spending,k1,executed_amount,{},{},page 2,Li Hua,2024-01-06,misread\n"


def test_a_correction_of_a_corrected_value_rests_on_what_was_extracted() -> None:
    read = parse_corrections(HEADER + LINE.format("10", "12") + LINE.format("12", "13") + LINE.format("13", ""))
    assert [(c.old_value, c.base_value, c.new_value) for c in read] == [
        ("10", "10", "12"), ("12", "10", "13"), ("13", "10", None),
    ]  # fmt: skip


def test_lines_that_cannot_be_corrections_stay_with_their_problem() -> None:
    text = HEADER + "fct_spending,k1\n" + LINE.format("10", "10") + LINE.format("1", "2").replace("Li Hua", " ")
    assert [c.problem for c in parse_corrections(text)] == [
        "the line has 2 cells, the header 9", "old and new value are the same", "nothing is entered for who",
    ]  # fmt: skip
    (one,) = parse_corrections("fact_table,fact_key\nfct_spending,k1\n")
    assert one.problem == "the file has no column column_name, old_value, new_value, evidence, who, when, why"


def test_a_quote_that_is_never_closed_is_a_problem_of_its_line_however_much_it_takes_in() -> None:
    line = LINE.format("10", "12")
    first, broken = parse_corrections(HEADER + line + line.replace("page 2", '"page 2') + line * 3_000)
    assert first.problem is None
    assert broken.problem == "the line has 6 cells, the header 9"


def test_text_that_was_kept_from_spreadsheets_is_given_back() -> None:
    text = HEADER + LINE.format("'=1+1", "''+86") + LINE.format("-5.00", "'good'")
    assert [(c.old_value, c.new_value) for c in parse_corrections(text)] == [("=1+1", "'+86"), ("-5.00", "'good'")]


def test_the_hash_is_of_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    assert corrections_sha256(path) == ""
    path.write_text(HEADER, encoding="utf-8-sig")
    assert corrections_sha256(path) == ""
    path.write_text(HEADER + LINE.format("10", "12"), encoding="utf-8")
    first = corrections_sha256(path)
    assert len(first) == 64
    path.write_text(HEADER + LINE.format("10", "13"), encoding="utf-8")
    assert corrections_sha256(path) not in ("", first)


def test_the_snapshot_is_there_without_a_file(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "corrections.csv", tmp_path)
    frame = pl.read_parquet(tmp_path / "corrections.parquet")
    assert (frame.height, frame.columns[:3]) == (0, ["correction_seq", "fact_table", "fact_key"])
