"""The revision counts what may make something due or news, whoever writes it; and nothing that every night writes."""

from __future__ import annotations

from orchestration.ledger import extractions, files, runs, settled
from orchestration.ledger.extractions import Verdict
from orchestration.ledger.files import FileRecord
from orchestration.ledger.settled import Settled
from orchestration.ledger.store import Ledger


def filled(ledger: Ledger) -> str:
    run = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    files.record_files(ledger, run, [FileRecord("/a", "a", "c1", "doc_c1", 2, 1, "new")])
    extractions.record_verdicts(ledger, run, "b1", "1", [Verdict("doc_c1", "extracted", None)])
    return run


def test_what_every_night_writes_is_the_same_revision(ledger: Ledger) -> None:
    filled(ledger)
    before = settled.revision(ledger)
    second = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    files.mark_seen(ledger, second, ["/a"], "unchanged")
    files.record_seen(ledger, second, ["/a"])
    files.record_counts(ledger, second)
    runs.finish_run(ledger, second, runs.RunOutcome.UNCHANGED, release_id="r000001-0")
    assert ledger.rows("select run_id, change from files")[0]["run_id"] == second
    assert settled.revision(ledger) == before > 0


def test_every_change_of_what_decides_is_another_revision(ledger: Ledger) -> None:
    filled(ledger)
    seen = [settled.revision(ledger)]
    for statement in (
        "update files set change = 'vanished'",
        "update files set change = 'changed'",
        "update files set refusal = 'empty'",
        "update files set refusal = null",
        "update files set source_path = 'b'",
        "update files set is_latest = 0",
        "update contents set first_seen_seq = 9",
        "update extractions set is_live = 0",
        "insert into retractions values ('doc_c1', 's', 'now')",
        "update retractions set series_key = 't'",
        "delete from retractions",
        "insert or replace into extractions select document_key, extraction_id, '2', run_id, extracted_at, outcome,"
        " reason, is_live from extractions",
        "delete from extractions",
        "delete from contents",
        "delete from files",
    ):
        ledger.connection.execute(statement)
        seen.append(settled.revision(ledger))
    assert len(set(seen)) == len(seen)


def test_only_the_last_state_is_kept(ledger: Ledger) -> None:
    for state in ("one", "two"):
        settled.settle(ledger, Settled(state, f"fingerprint of {state}", "run"))
    assert settled.settled(ledger, "one") is None
    assert settled.settled(ledger, "two") == Settled("two", "fingerprint of two", "run")


def test_counts_are_taken_over_from_a_run_that_saw_the_same_files_and_lost_none(ledger: Ledger) -> None:
    first = filled(ledger)
    files.record_seen(ledger, first, ["/a"])
    files.record_counts(ledger, first)
    second, third, fourth = (runs.begin_run(ledger, extractor_version="1", git_sha=None) for _ in range(3))
    files.record_seen(ledger, second, ["/a"])
    assert files.take_over_counts(ledger, second, first)
    counts = [runs.get_run(ledger, second)[f"files_{name}"] for name in ("seen", "new", "unchanged", "loaded")]
    assert counts == [1, 0, 1, 1]
    files.record_seen(ledger, third, ["/a", "/b"])
    assert not files.take_over_counts(ledger, third, first)
    ledger.connection.execute("update runs set files_vanished = 1 where run_id = ?", (first,))
    files.record_seen(ledger, fourth, ["/a"])
    assert not files.take_over_counts(ledger, fourth, first)
