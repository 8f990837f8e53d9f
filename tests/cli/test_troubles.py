"""What is wrong with the data folder, or with what is asked for, is one line and an exit code, never a traceback."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.lock import build_lock
from orchestration.warehouse.publish import published_release
from tests.samples_once import samples_once

from .conftest import RAW, call

SERIES = "select series_key from dim_reports order by 1 limit 1"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Shared by the tests that change nothing."""
    return samples_once(tmp_path_factory)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """For a test that breaks something."""
    return samples_once(tmp_path_factory)


def refused(data: Path, *arguments: str, code: int = 1) -> str:
    """What a command says that must fail."""
    done = call(data, *arguments)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("error: ")
    return done.stderr


def release_of(data: DataFolder) -> str:
    release = published_release(data)
    assert release is not None
    return release


@pytest.mark.parametrize("named", ["file", "file/below", "/proc/1/xx"])
@pytest.mark.parametrize("arguments", [("load", str(RAW)), ("ui",)], ids=lambda arguments: arguments[0])
def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path, named: str, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    told = refused(tmp_path / named, *arguments)
    assert "cannot be written: " in told
    assert str(tmp_path / named) in told or str(tmp_path / "file") in told


def test_what_cannot_be_written_is_named(own: DataFolder) -> None:
    """A folder stands where a file is to be written, as a missing right would: it stops root as well."""
    for path in (own.lock, own.root / "site.lock"):
        path.unlink(missing_ok=True)
        path.mkdir()
    (own.root / "exports").write_text("no folder", encoding="utf-8")
    release, told = release_of(own), "build.lock cannot be written: Is a directory"
    for arguments in (("load", "--redo", "2022", str(RAW)), ("rollback", release), ("retract", series(own))):
        assert told in refused(own.root, *arguments)
    assert "site.lock cannot be written: Is a directory" in refused(own.root, "docs")
    assert "exports" in (told := refused(own.root, "export")) and "cannot be written: Not a directory" in told
    assert "cookbook.md cannot be written: No such file or directory" in refused(
        own.root, "docs", "--cookbook", str(own.root / "nowhere" / "cookbook.md"), code=2
    )


def test_a_damaged_release_is_told_with_what_helps(own: DataFolder) -> None:
    file, key = own.published.resolve(), series(own)
    content = file.read_bytes()
    file.unlink()  # other folders of the tests hold the same bytes
    file.write_bytes(content[: len(content) // 2])
    (own.root / "exports").mkdir(exist_ok=True)
    for arguments in (
        ("report", "同德", "2022"),
        ("why", "spending", "x"),
        ("sql", "from dim_reports"),
        ("retract", key),
        ("load", "--redo", "2022", str(RAW)),
        ("diff", release_of(own), release_of(own)),
        ("docs", "--cookbook", str(own.root / "cookbook.md")),
        ("export",),
    ):
        told = refused(own.root, *arguments)
        assert f"{file} cannot be read: " in told
        assert "`jixiao load --verify`" in told and "`jixiao rollback RELEASE`" in told
    assert list((own.root / "exports").iterdir()) == []


def test_a_published_file_that_is_no_link_to_a_release_is_told(own: DataFolder) -> None:
    release, content = release_of(own), own.published.read_bytes()
    own.published.unlink()
    own.published.write_bytes(content)
    assert published_release(own) is None
    told = refused(own.root, "export", code=2)
    assert "warehouse.duckdb is no link to a release; `jixiao rollback RELEASE` publishes one of those" in told
    assert release in told
    assert call(own.root, "sql", "select 42 as answer", "--format", "csv").stdout == "answer\n42\n"
    done = call(own.root, "rollback", release)
    assert done.returncode == 0, done.stderr
    assert published_release(own) == release


def test_sql_writes_and_reads_no_file_but_the_release(samples: DataFolder, tmp_path: Path) -> None:
    leak = tmp_path / "leak.csv"
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    for query in (
        f"copy (select 1) to '{leak}'",
        f"attach '{tmp_path / 'other.duckdb'}' as other",
        f"from read_csv('{tmp_path / 'secret.csv'}')",
        "set enable_external_access = true; select 1",
    ):
        assert "error: " in refused(samples.root, "sql", query)
    assert "Permission Error" in refused(samples.root, "sql", f"copy (select 1) to '{leak}'")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv"]


@pytest.mark.parametrize("query", ["", "  ", ";", "/* nothing */"])
def test_an_empty_query_is_wrong_use(samples: DataFolder, query: str) -> None:
    assert refused(samples.root, "sql", query, code=2) == "error: the query is empty\n"


def test_counts_of_rows_are_not_negative(samples: DataFolder) -> None:
    for arguments in (("sql", "select 1", "--limit", "-1"), ("status", "--runs", "-1")):
        done = call(samples.root, *arguments)
        assert done.returncode == 2
        assert "-1 is not in the range x>=0" in done.stderr


@pytest.mark.parametrize("table", ["evidence", "fct_evidence", "dim_reports", "nothing"])
def test_why_names_the_tables_it_can_answer_for(samples: DataFolder, table: str) -> None:
    told = refused(samples.root, "why", table, "x", code=2)
    assert told.partition("there are: ")[2].strip().split(", ") == [
        f"fct_{name}"
        for name in (
            *("contradictions", "findings", "indicators", "report_checks", "report_totals"),
            *("scores", "spending", "statistics", "tasks"),
        )
    ]


def test_an_explorer_on_a_port_in_use_has_failed(samples: DataFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = call(samples.root, "explore", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"error: 127.0.0.1, port {port}, cannot be listened on: Address already in use")


def test_a_retraction_waits_with_a_word_and_then_refuses(own: DataFolder) -> None:
    key, began = series(own), time.monotonic()
    with build_lock(own.lock):
        done = call(own.root, "retract", key, "--wait", "1")
    assert time.monotonic() - began < 30
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("waiting for another build (process ")
    assert second.startswith("error: another build is running (process ")
    assert call(own.root, "sql", "--format", "csv", SERIES).stdout == f"series_key\n{key}\n"


def series(data: DataFolder) -> str:
    return call(data.root, "sql", "--format", "csv", SERIES).stdout.splitlines()[1]
