"""A month of nights from a site: reports appear, are corrected, come broken, vanish. A ledger of its own says what must be.

Each night's release is held against that ledger: reports and their totals, versions, files by outcome, the manifest's row
counts, the changes it tells, and what was current as of each release.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.releases.diff import Change
from orchestration.releases.recorded import diff_files
from orchestration.warehouse.publish import published_release
from tests.nightly.nights import Nights, warm
from tests.sources.site import LocalSite, Page

REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n"
    "2022年全年预算数{budget}.00万元，支出数{spent}.00万元。\n"
)
# What was current as of a release, asked of a later one: versions replaced since, and those loaded by then that still count.
AS_OF = """
select office_name, executed_total_amount
from history.dim_reports as reports
join history.fct_report_totals as totals using (report_key)
join dim_offices on dim_offices.office_key = reports.office_key
where reports.valid_from_release <= '{release}' and reports.valid_to_release > '{release}'
union all
select office_name, executed_total_amount
from main.dim_reports as reports
join main.fct_report_totals as totals using (report_key)
join dim_offices on dim_offices.office_key = reports.office_key
where reports.loaded_at <= (select max(finished_at) from quality.runs where release_id = '{release}')
"""
BROKEN = (b"%PDF-1.7 cut short", b"\x00\x01\x02" * 300, "今日新闻：公园开放。".encode())
FIRST_NIGHT = 6  # reports: what the guards compare with must not be nothing


class NotAsExpected(AssertionError):
    """A release is not what the month's ledger says. The message says where."""


@dataclass
class Expected:
    """The month's own ledger: what every address has shown, and what was current after each release."""

    spent: dict[str, int] = field(default_factory=dict)  # office → spending in 万元 that counts now
    versions: dict[str, int] = field(default_factory=dict)  # office → versions seen
    broken: set[str] = field(default_factory=set)  # paths
    gone: set[str] = field(default_factory=set)
    as_of: dict[str, dict[str, int]] = field(default_factory=dict)  # release → office → spending
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("new", "corrected", "broken", "vanished"), 0))


@dataclass
class Month:
    nights: Nights
    site: LocalSite
    rng: random.Random
    expected: Expected = field(default_factory=Expected)
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))
    changed_today: set[str] = field(default_factory=set)  # paths: what a night has not seen never was

    def publish_report(self) -> None:
        number = next(self.numbers)
        office = f"第{number}街道办事处"
        self._serve(f"/r{number}.txt", office, 900 + number)
        self.changed_today.add(f"/r{number}.txt")
        self.expected.versions[office] = 1
        self.expected.counts["new"] += 1

    def correct_report(self) -> None:
        """The site puts a corrected report at the same address."""
        there = [path for path in self._report_paths() if path not in self.expected.gone | self.changed_today]
        path = self.rng.choice(there)
        office = f"第{path[2:-4]}街道办事处"
        self._serve(path, office, self.expected.spent[office] + 1)
        self.changed_today.add(path)
        self.expected.versions[office] += 1
        self.expected.counts["corrected"] += 1

    def publish_broken(self) -> None:
        path = f"/b{next(self.numbers)}.txt"
        body = self.rng.choice(BROKEN) + str(len(self.expected.broken)).encode()
        self.site.pages[path] = Page(body, "text/plain")
        self.expected.broken.add(path)
        self.expected.counts["broken"] += 1

    def withdraw(self) -> None:
        """The page is gone, or only the link to it."""
        there = [path for path in self._report_paths() if path not in self.expected.gone | self.changed_today]
        path = self.rng.choice(there)
        self.expected.gone.add(path)
        if self.rng.random() < 0.5:
            del self.site.pages[path]
        self.expected.counts["vanished"] += 1

    def _serve(self, path: str, office: str, spent: int) -> None:
        text = REPORT.format(office=office, budget=1000, spent=spent)
        self.site.pages[path] = Page(text.encode(), "text/plain; charset=utf-8")
        self.expected.spent[office] = spent

    def _report_paths(self) -> list[str]:
        return sorted(path for path in self.site.pages if path.startswith("/r") and path != "/robots.txt")

    def night(self) -> None:
        """Let things happen on the site, run the night, and hold everything against the ledger."""
        before = published_release(self.nights.data)
        for _ in range(FIRST_NIGHT if before is None else self.rng.choice((0, 1, 1, 2))):
            self.publish_report()
        if before is not None:
            for happens, chance in ((self.correct_report, 0.4), (self.publish_broken, 0.3), (self.withdraw, 0.3)):
                if self.rng.random() < chance:
                    happens()
        links = [path for path in sorted(self.site.pages) if path[1] in "rb" and path not in self.expected.gone]
        self.site.add_index("/list.html", [path for path in links if path != "/robots.txt"])
        if self.nights.run(sources=True) != 0:
            raise NotAsExpected(f"the night failed: {self.nights.runs()[0]['reason']}")
        self.changed_today.clear()
        after = published_release(self.nights.data)
        assert after is not None
        self.expected.as_of[after] = dict(self.expected.spent)
        self._check(before, after)

    def _check(self, before: str | None, after: str) -> None:
        equal("current spending", self._current(), self.expected.spent)
        versions = self.nights.query(
            "select office_name, count(*) from (select series_key, report_key, office_key from dim_reports union select"
            " series_key, report_key, office_key from history.dim_reports) join dim_offices using (office_key) group by 1"
        )
        equal("versions", {_short(name): count for name, count in versions}, self.expected.versions)
        self._check_files()
        for release, spent in self.expected.as_of.items():
            equal(f"as of {release}", self._as_of(release), spent)
        manifest = json.loads((self.nights.data.versions / after / "manifest.json").read_text(encoding="utf-8"))
        for table, told in manifest["tables"].items():
            equal(f"rows of {table}", self.nights.query(f"select count(*) from {table}")[0][0], told["rows"])
        if before is not None and before != after:
            self._check_changes(before, after)

    def _check_files(self) -> None:
        rows = self.nights.query("select source_path, change, outcome from quality.documents")
        told = {path.removeprefix(self.site.url): (change, outcome) for path, change, outcome in rows}
        known = {path for path in {*self.site.pages, *self.expected.gone} if path[1] in "rb" and path != "/robots.txt"}
        equal("files", set(told), known)
        equal("vanished", {path for path, (change, _) in told.items() if change == "vanished"}, self.expected.gone)
        quarantined = {path for path, (_, outcome) in told.items() if outcome == "quarantined"}
        equal("quarantined", quarantined, self.expected.broken)

    def _check_changes(self, before: str, after: str) -> None:
        """The changes that the release tells are those between the two files, and those that the ledger expects."""
        old, new = self.expected.as_of[before], self.expected.as_of[after]
        folder = self.nights.data.versions
        changes = diff_files(folder / before / "warehouse.duckdb", folder / after / "warehouse.duckdb")
        counted = {change.change: change.row_count for change in changes if _is_count(change, "fct_report_totals")}
        corrected = sum(old[office] != new[office] for office in old)
        counts = {"added": len(new) - len(old), "changed": corrected}  # a total's key is that of its series
        equal("changed totals", counted, {change: count for change, count in counts.items() if count})
        told = self.nights.query(
            "select change, row_count from quality.release_changes where table_name = 'fct_report_totals' and key is null"
            f" and column_name is null and release_id = '{after}'"
        )
        equal("told changes", dict(told), counted)

    def _current(self) -> dict[str, int]:
        rows = self.nights.query(
            "select office_name, executed_total_amount from dim_reports join fct_report_totals using (report_key)"
            " join dim_offices on dim_offices.office_key = dim_reports.office_key"
        )
        return {_short(name): int(amount) // 10_000 for name, amount in rows}

    def _as_of(self, release: str) -> dict[str, int]:
        rows = self.nights.query(AS_OF.format(release=release))
        return {_short(name): int(amount) // 10_000 for name, amount in rows}


def _is_count(change: Change, table: str) -> bool:
    return change.table_name == table and change.key is None and change.column_name is None


def _short(office: str) -> str:
    return office[office.index("第") :]


def equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise NotAsExpected(f"{what}: found {found}, expected {expected}")


@contextmanager
def month(root: Path, seed: int) -> Iterator[Month]:
    with (root / "nights.log").open("w") as said, warm(said) as process, LocalSite() as site:
        nights = Nights(root, process)
        nights.data.create()
        (nights.data.root / "sources.toml").write_text(
            f'[[source]]\nname = "site"\nkind = "index_page"\nurls = ["{site.url}/list.html"]\nlinks = "txt$"\n'
            'private_hosts = ["127.0.0.1"]\nseconds_between_requests = 0.0\n',
            encoding="utf-8",
        )
        yield Month(nights, site, random.Random(seed))


def month_of(root: Path, nights: int, seed: int) -> str:
    """Run so many nights; returns what happened in one line. Raises NotAsExpected."""
    with month(root, seed) as simulated:
        for _ in range(nights):
            simulated.night()
        expected = simulated.expected
    happened = ", ".join(f"{count} {what}" for what, count in expected.counts.items())
    return f"{nights} nights, {len(expected.as_of)} releases: {happened}; all as expected"
