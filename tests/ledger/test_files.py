"""Every file seen has exactly one outcome; contents are numbered in the order in which they were first seen."""

from __future__ import annotations

import pytest

from orchestration.ledger import extractions, files, runs
from orchestration.ledger.extractions import Verdict
from orchestration.ledger.files import FileRecord
from orchestration.ledger.store import Ledger


@pytest.fixture
def run(ledger: Ledger) -> str:
    return runs.begin_run(ledger, extractor_version="1", git_sha="abc")


def record(path: str, content: str = "", change: str = "new", refusal: str | None = None) -> FileRecord:
    key = f"doc_{content}" if content else None
    return FileRecord(path, path.lstrip("/"), content, key, len(content), 1, change, refusal)


def extract(ledger: Ledger, run: str, *verdicts: Verdict, batch: str = "b1", version: str = "1") -> None:
    extractions.record_verdicts(ledger, run, batch, version, verdicts)


def outcomes(ledger: Ledger) -> dict[str, tuple[str, str | None]]:
    rows = [row for row in files.outcomes(ledger) if row["is_latest"]]
    assert len({row["path"] for row in rows}) == len(rows)
    return {row["path"]: (row["outcome"], row["reason"]) for row in rows}


def test_each_kind_of_outcome(ledger: Ledger, run: str) -> None:
    files.record_files(
        ledger,
        run,
        [
            record("/a", "c1"),
            record("/b", "c1"),
            record("/c", refusal="the file is empty"),
            record("/d", "c2"),
            record("/e", "c3"),
        ],
    )
    assert outcomes(ledger)["/a"] == ("pending", None)
    extract(ledger, run, Verdict("doc_c1", "extracted", None), Verdict("doc_c2", "not_a_report", "a news article"))
    extract(ledger, run, Verdict("doc_c3", "unreadable", "binary data"), batch="b2")
    assert outcomes(ledger) == {
        "/a": ("loaded", None),
        "/b": ("duplicate", "the same bytes as a"),
        "/c": ("quarantined", "the file is empty"),
        "/d": ("quarantined", "a news article"),
        "/e": ("quarantined", "binary data"),
    }


def test_contents_are_numbered_once_in_order(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/b", "c2"), record("/a", "c1"), record("/c", "c2")])
    files.record_files(ledger, run, [record("/d", "c3"), record("/a", "c1", "unchanged")])
    seen = ledger.rows("select content_sha256, first_seen_seq from contents order by 2")
    assert [tuple(row) for row in seen] == [("c2", 1), ("c1", 2), ("c3", 3)]


def test_a_path_with_new_content_keeps_what_was_there(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1")])
    files.record_files(ledger, run, [record("/a", "c2", "changed")])
    extract(ledger, run, Verdict("doc_c1", "extracted", None), Verdict("doc_c2", "extracted", None))
    rows = [(row["content_sha256"], row["is_latest"], row["outcome"]) for row in files.outcomes(ledger)]
    assert rows == [("c1", 0, "loaded"), ("c2", 1, "loaded")]
    assert [row["document_key"] for row in extractions.live_extractions(ledger)] == ["doc_c1", "doc_c2"]
    files.record_files(ledger, run, [record("/a", "c1", "changed")])
    rows = [(row["content_sha256"], row["is_latest"], row["change"]) for row in files.outcomes(ledger)]
    assert rows == [("c1", 1, "changed"), ("c2", 0, "changed")]


def test_a_vanished_file_keeps_its_facts(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1")])
    extract(ledger, run, Verdict("doc_c1", "extracted", None))
    files.mark_seen(ledger, run, ["/a"], "vanished")
    assert files.known_files(ledger)["/a"].is_vanished
    assert outcomes(ledger) == {"/a": ("loaded", None)}
    assert len(extractions.live_extractions(ledger)) == 1


def test_a_run_counts_what_it_saw(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1"), record("/b", "c1"), record("/c", refusal="the file is empty")])
    extract(ledger, run, Verdict("doc_c1", "extracted", None))
    files.record_counts(ledger, run)
    second = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    files.mark_seen(ledger, second, ["/a", "/c"], "unchanged")
    files.mark_seen(ledger, second, ["/b"], "vanished")
    files.record_counts(ledger, second)
    columns = ("seen", "new", "unchanged", "vanished", "loaded", "duplicate", "quarantined")
    counts = [[runs.get_run(ledger, r)[f"files_{c}"] for c in columns] for r in (run, second)]
    assert counts == [[3, 3, 0, 0, 1, 1, 1], [2, 0, 2, 1, 1, 1, 1]]
    events = ledger.rows("select run_id, source_path, change, outcome from file_events order by rowid")
    assert [tuple(row) for row in events] == [
        (run, "a", "new", "loaded"),
        (run, "b", "new", "duplicate"),
        (run, "c", "new", "quarantined"),
        (second, "b", "vanished", "duplicate"),
    ]


def test_a_new_extractor_is_due_for_everything_and_replaces_what_was(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1"), record("/b", "c2"), record("/c", "c3")])
    assert [row["document_key"] for row in extractions.due_contents(ledger, "1")] == ["doc_c1", "doc_c2", "doc_c3"]
    extract(ledger, run, Verdict("doc_c1", "extracted", None), Verdict("doc_c2", "unreadable", "binary data"))
    assert [row["document_key"] for row in extractions.due_contents(ledger, "1")] == ["doc_c3"]
    due = extractions.due_contents(ledger, "2")
    assert [(row["document_key"], row["is_unreadable"]) for row in due] == [("doc_c1", 0), ("doc_c2", 1), ("doc_c3", 0)]
    extract(ledger, run, Verdict("doc_c1", "extracted", None), batch="b2", version="2")
    live = [tuple(row) for row in extractions.live_extractions(ledger)]
    assert live == [("doc_c1", "b2", "2")]


def test_a_lost_batch_is_due_again(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1")])
    extract(ledger, run, Verdict("doc_c1", "extracted", None))
    extractions.forget_verdicts(ledger, ["b1"])
    assert [row["document_key"] for row in extractions.due_contents(ledger, "1")] == ["doc_c1"]


def test_a_retraction_stays_until_the_file_is_named_again(ledger: Ledger, run: str) -> None:
    files.record_files(ledger, run, [record("/a", "c1"), record("/b", "c1"), record("/c", "c2")])
    extract(ledger, run, Verdict("doc_c1", "extracted", None), Verdict("doc_c2", "extracted", None))
    extractions.retract(ledger, "series_1", ["doc_c1"])
    outcome, reason = outcomes(ledger)["/a"]
    assert outcome == "quarantined"
    assert reason.startswith("retracted by the operator at ")
    assert reason.endswith(" as part of series series_1")
    assert [row["document_key"] for row in extractions.live_extractions(ledger)] == ["doc_c2"]
    assert extractions.are_retracted(ledger, ["/c", "/b"])
    assert not extractions.are_retracted(ledger, ["/c"])
    assert extractions.take_back_retractions(ledger, ["/c"]) == 0
    assert extractions.take_back_retractions(ledger, ["/b"]) == 1
    assert outcomes(ledger)["/a"] == ("loaded", None)
