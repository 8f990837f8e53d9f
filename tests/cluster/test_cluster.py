"""The engine itself on a real cluster: order, limits, large files, killed workers, a cluster without any."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from orchestration.loading.content import document_key
from orchestration.loading.kept_documents import path_of
from orchestration.loading.work import Task, Worked, work_on
from orchestration.loading.worker import Limits, WorkerPool
from orchestration.loading.workers import work_on_all
from tests.hostile.files import pdf

from .reports import invented

pytestmark = pytest.mark.cluster
MakeTask = Callable[..., Task]


@pytest.fixture
def task(tmp_path: Path) -> MakeTask:
    def make(name: str, data: bytes, home: str = "home", **options: bool) -> Task:
        sha256 = hashlib.sha256(data).hexdigest()
        files, documents = tmp_path / home / "files", tmp_path / home / "documents"
        for folder in (files, documents):
            folder.mkdir(parents=True, exist_ok=True)
        (files / sha256).write_bytes(data)
        return Task(sha256, document_key(sha256), name, files, documents, **options)

    return make


def told(worked: Worked) -> tuple:
    """What must be the same wherever a content is worked on: all but the clock and the folder."""
    reading = worked.reading
    facts = reading and (reading.reader, reading.file_format, reading.pages, reading.used_ocr)
    return worked.task.document_key, worked.outcome, worked.reason, facts, worked.extracted


def on_cluster(remote: str, tasks: list[Task], **options) -> list[Worked]:
    from orchestration.loading.spark.cluster import Cluster

    with Cluster(remote, **options) as cluster:
        return list(cluster.work_on_all(tasks))


def test_outcomes_kept_documents_and_their_order_are_those_of_this_machine(task: MakeTask, spark_cluster) -> None:
    contents = [invented("guangdong_narrative", "txt", number) for number in range(9)]
    contents += [("noise.txt", bytes(range(256)) * 9), ("news.txt", "本报讯 新公园将于下月开放。".encode())]
    here, there = ([task(name, data, home) for name, data in contents] for home in ("here", "there"))
    found = on_cluster(spark_cluster.remote, there)
    assert [worked.task for worked in found] == there
    assert [told(worked) for worked in found] == [told(worked) for worked in work_on_all(here)]
    kept = [{path.name: path.read_bytes() for path in one[0].documents.iterdir()} for one in (here, there)]
    assert kept[0] == kept[1]
    assert len(kept[1]) == 10


def test_a_kept_document_spares_the_reading_there_too(task: MakeTask, spark_cluster) -> None:
    made = task(*invented("guangdong_narrative", "docx", 1))
    first = work_on(made)
    (made.files / made.content_sha256).unlink()
    gone = task("gone.txt", b"gone")
    (gone.files / gone.content_sha256).unlink()
    again, lost = on_cluster(spark_cluster.remote, [made, gone])
    assert again.reading is None
    assert again.extracted == first.extracted
    assert (lost.outcome, lost.reason) == ("unreadable", "its kept bytes are gone, and so is the text read from them")


def test_a_reader_that_takes_too_long_is_the_same_outcome(task: MakeTask, spark_cluster) -> None:
    """With a good report behind it, which must not suffer."""
    limits = Limits(seconds=8)
    contents = [("endless.pdf", pdf(pages=400, lines=35)), invented("guangdong_narrative", "txt", 1)]
    here, there = ([task(name, data, home) for name, data in contents] for home in ("here", "there"))
    found = on_cluster(spark_cluster.remote, there, limits=limits)
    assert [(worked.outcome, worked.reason) for worked in found] == [
        ("unreadable", "reading was stopped: took longer than 8 s"),
        ("extracted", None),
    ]
    assert [told(worked) for worked in found] == [
        told(worked) for worked in work_on_all(here, WorkerPool(work_on, limits=limits))
    ]


@pytest.mark.parametrize(("mebibytes", "travels"), [(30, True), (63, True), (65, False)])
def test_large_files(task: MakeTask, spark_cluster, mebibytes: int, travels: bool) -> None:
    """Up to what is sent at most: beyond a chunk of Spark Connect's and a message of its usual size. The rest stays here."""
    name, data = invented("guangdong_narrative", "docx", 1)
    made = task(name, with_picture(data, mebibytes << 20))
    from orchestration.loading.spark.cluster import Cluster

    with Cluster(spark_cluster.remote) as cluster:
        (found,) = cluster.work_on_all([made])
        assert cluster.is_connected is travels
    assert (found.outcome, found.reason) == ("extracted", None)
    assert found.extracted == work_on(task(name, data)).extracted._replace(document_key=made.document_key)
    assert path_of(made.document_key, made.documents).exists()


def with_picture(word: bytes, size: int) -> bytes:
    """A Word document that carries a picture of so many bytes, as it stands in no text."""
    stream = io.BytesIO(word)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/media/photo.png", os.urandom(size))
    return stream.getvalue()


def test_what_is_no_fault_of_a_content_is_told_in_words(task: MakeTask, spark_cluster) -> None:
    """An executor with other libraries answers for no content; a full disk there ends the work, as it does here."""
    from orchestration.loading.spark import ClusterFailed, wire
    from orchestration.loading.spark.environment import Environment
    from orchestration.loading.spark.executor import work_on_batches
    from orchestration.loading.spark.session import Session

    def on_a_full_disk(batches):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    others = replace(Environment.here(), packages=(("pdfplumber", "0.1"),))
    work_as_others = partial(work_on_batches, expected=others, limits=Limits())
    table = wire.task_table([wire.parcel_of(task("a.txt", b"a"))])
    session = Session(spark_cluster.remote, patience=300)
    try:
        (row,) = session.map(table, work_as_others, wire.OUTCOMES)
        assert (row["outcome"], row["position"]) == ("unfit", None)
        assert "pdfplumber is" in row["reason"]
        with pytest.raises(ClusterFailed, match=r"the work ended on an executor: OSError: .* No space left on device"):
            list(session.map(table, on_a_full_disk, wire.OUTCOMES))
    finally:
        session.close()


def test_a_folder_that_the_cluster_does_not_reach_is_told_before_any_content_is_worked_on(
    task: MakeTask, spark_cluster, tmp_path: Path
) -> None:
    """Here it reaches every folder; one that it has under another path is asked for by that."""
    from orchestration.loading.spark import ClusterFailed
    from orchestration.loading.spark.session import Session
    from orchestration.loading.spark.shared_folder import check_reach

    computed = tmp_path / "computed"
    made = task(*invented("guangdong_narrative", "txt", 1))
    (worked,) = on_cluster(spark_cluster.remote, [made], reaching=computed)
    assert worked.outcome == "extracted"
    session = Session(spark_cluster.remote, patience=300)
    try:
        with pytest.raises(ClusterFailed, match=r"do not all reach .*/computed as this machine .*\[PATH_NOT_FOUND\]"):
            check_reach(lambda asked: session.ask(asked.replace("/computed/", "/elsewhere/")), computed)
    finally:
        session.close()
    assert list(computed.iterdir()) == []


def test_a_server_that_is_gone_is_told_by_the_details_of_the_call() -> None:
    from orchestration.loading.spark.session import _message

    lost = '<_MultiThreadedRendezvous of RPC that terminated with:\n\tstatus = UNAVAILABLE\n\tdetails = "no route"\n>'
    assert _message(lost) == 'the Spark Connect server is not there any more, details = "no route"'
    assert _message("[SQL_ERROR] not so\n\nJVM stacktrace:\na.b.SomeException\n\tat a.b.C\n") == "[SQL_ERROR] not so"


def test_killed_workers(task: MakeTask, spark_cluster) -> None:
    """One of two: the other does its work. Both: the run is told so, and nothing is lost. They come back: all is well."""
    from orchestration.loading.spark import ClusterFailed

    contents = [invented("guangdong_narrative", "pdf", number) for number in range(16)]
    here, there = ([task(name, data, home) for name, data in contents] for home in ("here", "there"))
    first, second = spark_cluster.workers[-2:]
    killer = Thread(target=lambda: _kill_at_work(first))
    killer.start()
    found = on_cluster(spark_cluster.remote, there)
    killer.join()
    assert first.process.returncode is not None
    assert [told(worked) for worked in found] == [told(worked) for worked in work_on_all(here)]

    second.kill()
    again = task(*invented("guangdong_narrative", "txt", 50))
    with pytest.raises(ClusterFailed, match="the cluster gave no answer for 15 s"):
        on_cluster(spark_cluster.remote, [again], patience=15)
    assert not path_of(again.document_key, again.documents).exists()

    for _ in range(2):
        spark_cluster.start_worker()
    (healed,) = on_cluster(spark_cluster.remote, [again])
    assert healed.outcome == "extracted"


def _kill_at_work(worker) -> None:
    from .spark_processes import wait_until

    wait_until("the worker reads", worker.is_reading)
    worker.kill()
