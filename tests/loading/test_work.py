"""What becomes of one content: every fault of a file is an outcome with a reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from orchestration.loading import work
from orchestration.loading.content import document_key
from orchestration.loading.kept_documents import path_of
from orchestration.loading.work import Task, WorkOutcome, work_on
from orchestration.loading.workers import work_on_all

REPORT = """2022年度甲市乙区丙街道办事处部门整体支出绩效自评报告
一、部门概况
我街道2022年全年预算数1,000.00万元，支出数950.00万元，执行率95%。
"""


@pytest.fixture
def task(tmp_path: Path):
    def make(data: bytes, name: str = "a.txt", **options) -> Task:
        sha256 = hashlib.sha256(data).hexdigest()
        (tmp_path / "files").mkdir(exist_ok=True)
        (tmp_path / "files" / sha256).write_bytes(data)
        return Task(sha256, document_key(sha256), name, tmp_path / "files", tmp_path / "documents", **options)

    return make


def test_a_report_gives_rows_and_a_kept_document(task) -> None:
    made = task(REPORT.encode())
    worked = work_on(made)
    assert worked.outcome is WorkOutcome.EXTRACTED
    assert worked.reason is None
    assert worked.extracted.document_key == made.document_key
    assert worked.extracted.text == REPORT
    assert worked.extracted.record.headers[0].budget_year == 2022
    assert (worked.reading.reader, worked.reading.file_format) == ("text", "txt")
    assert path_of(made.document_key, made.documents).exists()


def test_what_could_not_be_read_of_a_report_is_its_reason(task) -> None:
    data = REPORT.encode()
    worked = work_on(task(data + b"\xe4\xb8" + data))
    assert worked.outcome is WorkOutcome.EXTRACTED
    assert worked.reason == "some bytes could not be decoded and stand as \ufffd"


def test_a_kept_document_spares_the_reading(task) -> None:
    made = task(REPORT.encode())
    first = work_on(made)
    (made.files / made.content_sha256).unlink()
    again = work_on(made)
    assert again.reading is None
    assert again.extracted == first.extracted


def test_a_damaged_kept_document_is_read_again(task) -> None:
    made = task(REPORT.encode())
    work_on(made)
    path_of(made.document_key, made.documents).write_bytes(b"junk")
    assert work_on(made).reading is not None


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (bytes(range(256)) * 40, WorkOutcome.UNREADABLE),
        (b"\n \n\t", WorkOutcome.UNREADABLE),
        ("本报讯 记者昨日从区政府获悉，新公园将于下月开放。".encode(), WorkOutcome.NOT_A_REPORT),
    ],
)
def test_what_is_no_report_says_why(task, data: bytes, outcome: WorkOutcome) -> None:
    worked = work_on(task(data))
    assert worked.outcome is outcome
    assert len(worked.reason) > 10
    assert worked.extracted is None


@pytest.mark.parametrize("step", ["read_document", "extract_document"])
def test_want_of_memory_is_left_to_the_limits_which_try_again(task, monkeypatch, step: str) -> None:
    def swell(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(work, step, swell)
    with pytest.raises(MemoryError):
        work_on(task(REPORT.encode()))


def test_bad_files_cost_only_themselves(task) -> None:
    tasks = [task(REPORT.encode()), task(b"\x00\x01" * 500, "junk.txt"), task(REPORT.replace("丙", "丁").encode())]
    assert [worked.outcome for worked in work_on_all(tasks)] == ["extracted", "unreadable", "extracted"]
