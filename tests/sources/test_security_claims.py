"""docs/security.md: every test it names exists; claims about files and addresses that have no other place."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import printable
from orchestration.nightly import steps
from orchestration.nightly.intake import Intake
from orchestration.sources import addresses
from orchestration.sources.requests import Site

from .site import LocalSite, Page

ROOT = Path(__file__).resolve().parents[2]
REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"
)
NAMES = (
    "'; drop table files; --.txt",
    "$(touch owned).txt",
    "`touch owned`.txt",
    "x\\..\\..\\owned.txt",
    "%2e%2e%2fowned.txt",
    "=cmd|' calc'!A0.txt",
    "a\nb\x1b[31m.txt",
    "<img src=x onerror=alert(1)>.txt",
    "{{ config(x) }}.txt",
)


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(named) >= 20
    missing = [name for path, name in named if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")]
    assert missing == []


def test_names_and_texts_of_files_are_only_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, here = tmp_path / "raw", tmp_path / "here"
    raw.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    for number, name in enumerate(NAMES):
        office = f"{name.replace(chr(10), '')}第{number}街道办事处"
        (raw / name).write_text(REPORT.format(office=office), encoding="utf-8")
    data = DataFolder(tmp_path / "data")
    run = steps.begin(data)
    with run.ledger:
        steps.take_in(run, Intake((raw,)))
        steps.extract(run, Intake())
        told = run.ledger.rows("select path, outcome from file_outcomes")
    assert sorted(row["path"] for row in told) == sorted(printable(raw / name) for name in NAMES)
    assert {row["outcome"] for row in told} <= {"loaded", "quarantined"}
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {"raw", "data"}
    assert sorted(os.listdir(raw)) == sorted(NAMES)
    assert all(re.fullmatch(r"[0-9a-f]{64}", path.name) for path in data.files.iterdir())


def test_the_checked_address_is_the_one_that_is_asked(
    site: LocalSite, source, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves to another address the second time (DNS rebinding) is resolved once: nothing asks again."""
    asked = []

    def once(host: str, port: int, *_: object, **__: object) -> list[tuple]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    port = site.url.rpartition(":")[2]
    site.pages["/a.txt"] = Page(b"1", "text/plain")
    monkeypatch.setattr(addresses.socket, "getaddrinfo", once)
    chosen = source(urls=[f"http://reports.example:{port}/"], private_hosts=["reports.example"])
    with Site(chosen, pauses.append) as requests:
        assert requests.get(f"http://reports.example:{port}/a.txt").body == b"1"
    # Once for robots.txt, once for the page; the connection itself is made to the number that was checked.
    assert [host for host in asked if host != "127.0.0.1"] == ["reports.example", "reports.example"]
