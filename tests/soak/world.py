"""A warehouse under load: what was published, what must never be lost, and the checks after each fault."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.nightly.nights import RAW, Nights, warm
from tests.sources.site import LocalSite, Page

FACTS = (
    "fct_report_totals", "fct_spending", "fct_indicators", "fct_scores", "fct_tasks", "fct_statistics", "fct_findings",
)  # fmt: skip
REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n"
    "2022年全年预算数{budget}.00万元，支出数{spent}.00万元，执行率95%。\n"
)


class NotSurvived(AssertionError):
    """A fault did what it must not do. The message says what."""


@dataclass
class World:
    """Nights over the samples, a folder of reports that grows, and a site. `facts`: rows that were ever published."""

    nights: Nights
    site: LocalSite
    rng: random.Random
    facts: dict[str, set[tuple]] = field(default_factory=dict)
    added: int = 0
    lost: int = 0
    night_seconds: float = 20.0

    def add_news(self) -> None:
        """A report of an office that was not there before."""
        self.added += 1
        text = REPORT.format(office=f"第{self.added}街道办事处", budget=1000 + self.added, spent=950 + self.added)
        (self.nights.raw / f"2022-street-{self.added}.txt").write_text(text, encoding="utf-8")

    def check_published(self) -> None:
        """The published file opens and holds every fact that was ever published."""
        for table, before in self.facts.items():
            missing = before - self._rows(table)
            if missing:
                self.lost += len(missing)
                raise NotSurvived(
                    f"{len(missing)} rows of {table} are lost, one of them {sorted(map(str, missing))[0][:300]}"
                )

    def heal(self) -> None:
        """The next run publishes what is due, the one after it finds nothing to do, and every file has its outcome."""
        started = time.monotonic()
        if self.nights.run(sources=True) != 0:
            raise NotSurvived(f"the next run did not heal: {self.nights.runs()[0]['reason']}")
        self.night_seconds = time.monotonic() - started
        self.check_published()
        self._check_files()
        self.remember()
        if self.nights.run(sources=True) != 0 or self.nights.runs()[0]["outcome"] != "unchanged":
            raise NotSurvived(f"the run after it is not at rest: {dict(self.nights.runs()[0])}")
        left = [*self.nights.data.versions.glob(".*"), *self.nights.data.root.rglob(".*.part")]
        if left:
            raise NotSurvived(f"half-made files are left: {left[0]}")

    def remember(self) -> None:
        self.facts = {table: self._rows(table) for table in FACTS}

    def _rows(self, table: str) -> set[tuple]:
        return set(self.nights.query(f"select md5(fact::varchar), left(fact::varchar, 200) from {table} as fact"))

    def _check_files(self) -> None:
        on_disk = {f"raw/{path.name}" for path in self.nights.raw.iterdir()}
        told = {row[0]: row[1] for row in self.nights.query("select source_path, outcome from quality.documents")}
        streets = self.nights.query(
            "select count(*) from dim_reports where is_current and source_path like '%street-%'"
        )
        if not on_disk <= told.keys() or "pending" in told.values():
            raise NotSurvived(f"files without an outcome: {sorted(on_disk - told.keys())}")
        if streets != [(self.added,)]:
            raise NotSurvived(f"{self.added} reports were added, {streets[0][0]} are published")


@contextmanager
def loaded_world(root: Path, seed: int) -> Iterator[World]:
    """The samples and a page of a site, published."""
    with (root / "nights.log").open("w") as said, warm(said) as process, LocalSite() as site:
        world = World(Nights(root, process), site, random.Random(seed))
        shutil.copytree(RAW, world.nights.raw)
        site.add_index("/list.html", ["/report.txt"])
        text = REPORT.format(office="网上街道办事处", budget=800, spent=700)
        site.pages["/report.txt"] = Page(text.encode(), "text/plain; charset=utf-8")
        write_sources(world)
        world.nights.data.create()
        world.heal()
        yield world


def write_sources(world: World) -> None:
    world.nights.data.root.mkdir(parents=True, exist_ok=True)
    (world.nights.data.root / "sources.toml").write_text(
        f'[[source]]\nname = "raw"\nkind = "folder"\npath = "{world.nights.raw}"\n'
        f'[[source]]\nname = "site"\nkind = "index_page"\nurls = ["{world.site.url}/list.html"]\nlinks = "txt$"\n'
        'private_hosts = ["127.0.0.1"]\nseconds_between_requests = 0.0\nretries = 1\nback_off_seconds = 0.0\n'
        "seconds_to_answer = 0.5\n",
        encoding="utf-8",
    )


def open_reader(world: World) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(world.nights.data.published.resolve()), read_only=True)
