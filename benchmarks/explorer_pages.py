"""Server time of the Explorer's pages at national scale, as milliseconds and as ratios to the same pages on the samples.

`python benchmarks/explorer_pages.py WAREHOUSE` multiplies a loaded warehouse (the samples of raw/ will do) in a
temporary folder: every report becomes many, each of an office and a district of its own, with facts and text of the
size of real reports, rows in no order that would help. The figures mean nothing; nothing of it is kept or shipped.

Every address is asked once, so that nothing kept of an earlier answer helps, after the warm-up that `jixiao explore`
begins with. What is told is the median over the addresses of a page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from orchestration.explorer.app import create_app, warm_up
from orchestration.loading.data_folder import DataFolder

REPORTS = 41_352  # one per township-level office of the country
FACTS = 3  # the samples are about a third of real reports
TEXT = 10_000  # characters, about what real reports have
ASKED = 9  # addresses per page
LIMIT_MS = 300
_FACT_TABLES = {
    "fct_spending": "spending_key",
    "fct_indicators": "indicator_fact_key",
    "fct_scores": "score_key",
    "fct_tasks": "task_key",
    "fct_findings": "finding_key",
    "fct_statistics": "statistic_key",
    "fct_report_checks": "report_check_key",
    "fct_contradictions": "contradiction_key",
}
_ONCE = ("fct_scores", "fct_report_checks")  # as many in the samples as in real reports
_MULTIPLIED = (*(table for table in _FACT_TABLES if table not in _ONCE), "fct_evidence", "quality.printed_numbers")
_TOTALS = ("approved_total_amount", "adjusted_total_amount", "executed_total_amount")
_CURRENT = "from dim_reports r where r.is_current"
_PLACED = f"{_CURRENT} and r.district_key is not null"
_NEW_KEY = "case when c.i = 0 and j = 0 then {key} else md5({key} || '/' || c.i || '/' || j) end"
_NEW_DOCUMENT = "case when c.i = 0 then {key} else 'doc_' || left(md5({key} || '/' || c.i), 24) end"
# One row per copy of a report: the first copies are the reports themselves.
_COPIES = """
create temp table copies as
with places as (
    select row_number() over (order by hash(s.subdistrict_key)) - 1 as place, s.subdistrict_key, d.district_key,
        coalesce(d.city_name, d.province_name) || d.district_name || '人民政府' || s.subdistrict_name || '办事处' as name,
        d.city_code, d.province_code
    from dim_subdistricts s join dim_districts d using (district_key)
),
numbered as (
    select *, row_number() over (order by report_key) - 1 as n, count(*) over () as reports from dim_reports
)
select r.report_key, r.office_key, r.document_key, i, p.*, (0.2 + (hash(r.report_key, i) % 1000) / 200)::decimal(6, 3) as factor,
    case when i = 0 then r.report_key else md5(r.report_key || '/' || i) end as new_report,
    case when i = 0 then r.office_key else md5(r.office_key || '/' || i || '/' || n) end as new_office,
    case when i = 0 then r.district_key else p.district_key end as new_district
from numbered r, range({copies}) as t(i) join places p on p.place = (i * r.reports + r.n) % (select count(*) from places)
"""


def multiply(file: Path, reports: int, facts: int, ordered: bool) -> None:
    """Make about so many reports of those in a warehouse, in place."""
    with duckdb.connect(str(file), config={"memory_limit": "8GB", "threads": 2}) as connection:
        sort = "order by c.new_report" if ordered else "order by hash(t.rowid, c.i, j)"
        [(there,)] = connection.execute("select count(*) from dim_reports").fetchall()
        connection.execute(_COPIES.format(copies=round(reports / there)))
        for table, replaced in _plan().items():
            _replace(connection, table, replaced, facts, sort if "report_key" in replaced else "")
        connection.execute("checkpoint")


def _plan() -> dict[str, dict[str, str]]:
    """Table → column → its expression over the old row, the copy `c` and the ordinal `j`."""
    document = {"document_key": _NEW_DOCUMENT.format(key="t.document_key")}
    shared = {"report_key": "c.new_report", "office_key": "c.new_office", "district_key": "c.new_district", **document}
    plan = {table: {key: _NEW_KEY.format(key=f"t.{key}"), **shared} for table, key in _FACT_TABLES.items()}
    plan["fct_evidence"] = {"report_key": "c.new_report", "fact_key": _NEW_KEY.format(key="t.fact_key"), **document}
    plan["fct_report_totals"] = {
        "report_totals_key": _NEW_KEY.format(key="t.report_totals_key"),
        **{name: f"(t.{name} * c.factor)::decimal(20, 2)" for name in _TOTALS},
        **shared,
    }
    plan["bridge_report_documents"] = {"report_key": "c.new_report", **document}
    plan["dim_reports"] = {
        **shared,
        "series_key": _NEW_KEY.format(key="t.series_key"),
        "source_path": "case when c.i = 0 then t.source_path else c.i || '/' || t.source_path end",
    }
    named = "case when c.i = 0 then t.office_name else c.name end"
    placed = {name: f"case when c.i = 0 then t.{name} else c.{name} end" for name in
              ("subdistrict_key", "district_key", "city_code", "province_code")}  # fmt: skip
    plan["dim_offices"] = {"office_key": "c.new_office", "office_name": named, **placed}
    plan["report_overview"] = {**shared, **placed, "office_name": named}
    plan["quality.printed_numbers"] = dict(document)
    plan["quality.document_texts"] = {
        **document,
        # As long as a real report's, no two alike; what was there stands where it stood.
        "text": f"t.text || repeat(substr(t.text, 1 + (hash(c.i) % (length(t.text) // 2))::integer)"
        f" || c.name, 1 + {TEXT} // length(t.text))[1 : greatest({TEXT} - length(t.text), 0)]",
    }
    plan["quality.documents"] = {
        **document,
        "source_path": "case when c.i = 0 then t.source_path else c.i || '/' || t.source_path end",
    }
    return plan


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, replaced: dict[str, str], facts: int, sort: str
) -> None:
    names = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
    key = next(name for name in ("report_key", "office_key", "document_key") if name in names)
    columns = ", ".join(f"{replaced[name]} as {name}" if name in replaced else f"t.{name}" for name in names)
    connection.execute(f"create or replace temp table old as select * from {table}")
    connection.execute(f"delete from {table}")
    connection.execute(
        f"insert into {table} select {'distinct' if table == 'dim_offices' else ''} {columns}"
        f" from old t join copies c using ({key}), range({facts if table in _MULTIPLIED else 1}) as r(j)"
        f" {'where j = 0 or list_contains($multiplied, t.fact_table)' if table == 'fct_evidence' else ''} {sort}",
        {"multiplied": list(_MULTIPLIED)} if table == "fct_evidence" else None,
    )
    connection.execute(f"insert into {table} select * from old where {key} not in (select {key} from copies)")
    connection.execute("checkpoint")


class Pages:
    """The pages of one warehouse: their addresses, and how long the server takes for each."""

    def __init__(self, folder: Path, file: Path) -> None:
        from starlette.testclient import TestClient

        data = DataFolder(folder).create()
        version = data.versions / "r000001-000000000000"
        version.mkdir()
        file.rename(version / "warehouse.duckdb")
        data.published.symlink_to((version / "warehouse.duckdb").relative_to(data.root))
        app = create_app(data)
        began = time.perf_counter()
        warm_up(app).join()
        self.warm_up_seconds = time.perf_counter() - began
        self._client = TestClient(app, base_url="http://localhost", follow_redirects=True)
        self._sample = app.state.explorer.releases.current().rows

    def addresses(self, asked: int) -> dict[str, list[str]]:
        """Of every kind of page so many, by keys that stand anywhere in their tables."""
        return self._lists_of_offices(asked) | self._sources(asked) | self._worklists(asked) | _questions()

    def _of(self, form: str, query: str, asked: int) -> list[str]:
        """Addresses of one form, filled with rows of a query drawn by chance."""
        drawn = f"select * from ({query}) order by hash(columns(*)) limit {asked}"
        return [form.format(**{name: quote(str(value)) for name, value in row.items()}) for row in self._sample(drawn)]

    def _lists_of_offices(self, asked: int) -> dict[str, list[str]]:
        of = partial(self._of, asked=asked)
        return {
            "overview": ["/", "/?lang=en"],
            "overview of a province": of("/?province={p}", f"select distinct left(r.district_key, 2) || '0000' as p {_PLACED}"),
            "overview of a year": of("/?year={y}", f"select distinct r.year_key as y {_CURRENT}"),
            "offices": [f"/offices?page={number}" for number in range(1, asked + 1)],
            "offices by name": of("/offices?q={q}", "select distinct left(subdistrict_name, 2) as q from dim_subdistricts"),
            "offices of a district": of("/offices?district={d}", f"select distinct r.district_key as d {_PLACED}"),
            "type-ahead": of("/suggest?q={q}", "select distinct left(subdistrict_name, 2) as q from dim_subdistricts"),
            "type-ahead, pinyin": [f"/suggest?q={q}" for q in ("bei", "xinhua", "nan shan", "gz", "dong", "chengguan")],
            "office": of("/offices/{o}", f"select r.office_key as o {_CURRENT}"),
        }

    def _sources(self, asked: int) -> dict[str, list[str]]:
        of = partial(self._of, asked=asked)
        return {
            "source of a total": of("/source/fct_report_totals/{k}?column=executed_total_amount",
                                    "select report_totals_key as k from fct_report_totals"),
            "source of an item": of("/source/fct_spending/{k}?column=executed_amount",
                                    "select spending_key as k from fct_spending"),
            "source of an indicator": of("/source/fct_indicators/{k}", "select indicator_fact_key as k from fct_indicators"),
            "source of a contradiction": of("/source/fct_contradictions/{k}",
                                            "select contradiction_key as k from fct_contradictions"),
            "document": of("/documents/{d}", f"select r.document_key as d {_CURRENT}"),
        }  # fmt: skip

    def _worklists(self, asked: int) -> dict[str, list[str]]:
        of = partial(self._of, asked=asked)
        return {
            "contradictions": [f"/contradictions?page={number}" for number in range(1, asked + 1)],
            "contradictions of a rule": of("/contradictions?rule={r}", "select distinct rule as r from fct_contradictions"),
            "contradictions of a district": of("/contradictions?district={d}", f"select distinct r.district_key as d {_PLACED}"),
            "review": [f"/review?kind={kind}&page={number}" for kind in ("unclaimed", "indicators", "files")
                       for number in (1, 2, 3)],
        }  # fmt: skip

    def milliseconds(self, address: str) -> float:
        """By the header that the server tells it with."""
        answer = self._client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return float(answer.headers["Server-Timing"].partition("dur=")[2])


_WORDS = ("热线", "满意度", "基本支出 项目支出", "养老助餐", "绩效", "预算 执行率", "老旧小区")


def _questions() -> dict[str, list[str]]:
    """Searches, and the page for SQL: what is asked does not depend on what the warehouse holds."""
    return {
        "search": [f"/search?q={quote(q)}" for q in _WORDS],
        "search in a province": [f"/search?q={quote(q)}&province=440000" for q in _WORDS],
        "search for what is nowhere": [f"/search?q={quote(q)}" for q in ("火星探测", "zzzz", "量子纠缠")],
        "notes and corrections": ["/entries"],
        "SQL, the page": ["/sql"],
        "SQL, a sum by district": ["/sql?q=" + quote(
            "select district_key, sum(executed_total_amount) from fct_report_totals group by all order by 2 desc")],
    }  # fmt: skip


def measure(folder: Path, file: Path, asked: int) -> tuple[float, dict[str, float]]:
    """Seconds of the warm-up, and the median of each page in milliseconds."""
    pages = Pages(folder, file)
    medians = {
        kind: statistics.median(map(pages.milliseconds, addresses))
        for kind, addresses in pages.addresses(asked).items()
        if addresses
    }
    return pages.warm_up_seconds, medians


@contextmanager
def scratch(kept: Path | None) -> Iterator[Path]:
    """The folder that the warehouse is multiplied in: the named one, which stays, or a temporary one."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="jixiao-explorer-") as folder:
            yield Path(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the pages on the warehouse as it is and multiplied; 1 when a page is slower than the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("warehouse", type=Path, help="a published warehouse, such as that of the samples")
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--ordered", action="store_true", help="rows in the order of their reports")
    parser.add_argument("--asked", type=int, default=ASKED, help="addresses per page")
    parser.add_argument("--folder", type=Path, help="keep the multiplied warehouse here and take it up again")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    given = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    with scratch(given.folder) as folder, tempfile.TemporaryDirectory(dir=folder) as work:
        national = folder / f"national-{given.reports}{'-ordered' if given.ordered else ''}.duckdb"
        if not national.exists():
            made = Path(shutil.copyfile(given.warehouse.resolve(), Path(work) / "made.duckdb"))
            began = time.perf_counter()
            multiply(made, given.reports, FACTS, given.ordered)
            made.rename(national)
            print(f"multiplied in {time.perf_counter() - began:.0f} s: {national.stat().st_size / 2**20:,.0f} MiB")
        for name, source in (("few", given.warehouse.resolve()), ("many", national)):
            (Path(work) / f"{name}.duckdb").hardlink_to(source) if name == "many" else shutil.copyfile(
                source, Path(work) / f"{name}.duckdb"
            )
        few = measure(Path(work) / "few", Path(work) / "few.duckdb", given.asked)
        many = measure(Path(work) / "many", Path(work) / "many.duckdb", given.asked)
    return tell(given, few, many)


def tell(given: argparse.Namespace, few: tuple[float, dict[str, float]], many: tuple[float, dict[str, float]]) -> int:
    """Print both; 1 when a page is slower than the limit."""
    print(f"warm-up: {few[0]:.1f} s on the samples, {many[0]:.1f} s on {given.reports:,} reports")
    print(f"{'page':32} {'samples':>9} {'many':>9} {'ratio':>7}")
    for kind, taken in many[1].items():
        before = few[1].get(kind)
        ratio = f"{taken / before:7.1f}" if before else ""
        slow = "  over the limit" if taken > LIMIT_MS else ""
        print(f"{kind:32} {before or 0:6.0f} ms {taken:6.0f} ms {ratio}{slow}")
    if given.json is not None:
        told: dict[str, Any] = {"reports": given.reports, "warm_up_s": [few[0], many[0]], "ms": [few[1], many[1]]}
        given.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(taken > LIMIT_MS for taken in many[1].values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
