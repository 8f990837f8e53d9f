"""The first page says what SQL says on the same file, and each count leads to the rows it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from starlette.testclient import TestClient

from orchestration.loading.data_folder import DataFolder

from .conftest import Rows, client_of, publish
from .html import tree, values

SCOPES = [("/", "true"), ("/?year=2022", "r.year_key = 2022"), ("/?province=440000", "d.province_code = '440000'")]
_REPORTS = """
from dim_reports r left join dim_districts d on d.district_key = r.district_key
    left join fct_report_totals t using (report_key)
where r.is_current
"""


@pytest.mark.parametrize(("url", "where"), SCOPES)
def test_money(pages: TestClient, sql: Rows, url: str, where: str) -> None:
    page = tree(pages.get(url))
    tiles = values(page, ".tiles data")
    department = f"{_REPORTS} and r.subject_kind = 'department' and {where}"
    [(adjusted, executed)] = sql(f"select sum(t.adjusted_total_amount), sum(t.executed_total_amount) {department}")
    assert tiles[:2] == [str(adjusted), str(executed)]
    expected = sql(
        f"""select d.district_name, r.year_key, count(*), sum(t.adjusted_total_amount), sum(t.executed_total_amount)
        {department} group by all"""
    )
    shown = [[cell.text(strip=True) for cell in row.css("td")[:3]] + values(row) for row in page.css("#money tbody tr")]
    assert {(row[0].split(" ")[0], row[1], row[2], row[3], row[4]) for row in shown} == {
        (f"{name}{city}" if (city := _city(sql, name)) else name, str(year), str(count),
         "" if budget is None else str(budget), "" if spent is None else str(spent))
        for name, year, count, budget, spent in expected
    }  # fmt: skip
    assert len(shown) == len(expected)


def test_an_office_that_reports_alone_and_with_its_units_counts_once(loaded: DataFolder, data: DataFolder, sql: Rows) -> None:
    publish(
        data, loaded.published, "r000002-000000000002",
        """insert into dim_reports select * replace ('alone' as report_key, 'own' as scope) from dim_reports
        where office_key in (select office_key from dim_offices where office_name like '%石牌街道办事处')""",
        """insert into fct_report_totals select * replace ('alone' as report_totals_key, 'alone' as report_key,
        1000000.00 as adjusted_total_amount, 900000.00 as executed_total_amount) from fct_report_totals
        where office_key in (select office_key from dim_offices where office_name like '%石牌街道办事处')""",
    )  # fmt: skip
    pages = client_of(data)
    page = tree(pages.get("/?year=2022"))
    before = tree(client_of(loaded).get("/?year=2022"))
    assert values(page, ".tiles data")[:2] == values(before, ".tiles data")[:2]
    (row,) = [row for row in page.css("#money tbody tr") if row.text().strip().startswith("天河区")]
    assert values(row) == ["157848400.00", "154341600.00"]
    [(office,)] = sql("select office_key from dim_offices where office_name like '%石牌街道办事处'")
    office_page = tree(pages.get(f"/offices/{office}?lang=zh"))
    assert [head.text() for head in office_page.css("thead th[scope=col] a + br + small")] == ["本级"]


def _city(sql: Rows, district: str) -> str:
    [(city,)] = sql("select city_name from dim_reports join dim_districts using (district_key) "
                    "where district_name = ? limit 1", district)  # fmt: skip
    return str(city)


@pytest.mark.parametrize(("url", "where"), SCOPES)
def test_execution_rates(pages: TestClient, sql: Rows, url: str, where: str) -> None:
    page = tree(pages.get(url))
    rates = sql(
        f"select t.computed_execution_rate_pct {_REPORTS} and r.subject_kind = 'department' and {where}"
        " and t.computed_execution_rate_pct is not null"
    )
    bins: dict[int, int] = {}
    for (rate,) in rates:
        low = 45 if rate < 50 else 100 if rate >= 100 else int(rate) // 5 * 5
        bins[low] = bins.get(low, 0) + 1
    rows = page.css("#rates tbody tr")
    assert [int(value) for row in rows for value in values(row)] == [bins[low] for low in sorted(bins)]
    for row, low in zip(rows, sorted(bins), strict=True):
        listed = tree(pages.get(row.css_first("a").attributes["href"] or ""))
        assert len(listed.css("#offices tbody tr")) == bins[low]


@pytest.mark.parametrize(("url", "where"), SCOPES)
def test_indicators_met(pages: TestClient, sql: Rows, url: str, where: str) -> None:
    page = tree(pages.get(url))
    expected = sql(
        f"""select r.year_key, i.computed_status, count(*)
        from fct_indicators i join dim_reports r using (report_key)
            left join dim_districts d on d.district_key = r.district_key
        where r.is_current and not i.is_duplicate_row and {where} group by all"""
    )
    counts = {(year, status): count for year, status, count in expected}
    for row in page.css("#statuses tbody tr"):
        year = int(row.css_first("td").text())
        shown = [int(value) for value in values(row)]
        assert shown == [counts.get((year, code), 0) for code in ("met", "partly_met", "not_met", "unknown")]
        for link, count in zip(row.css("a"), shown, strict=True):
            assert len(tree(pages.get(link.attributes["href"] or "")).css("#result tbody tr")) == count


@pytest.mark.parametrize(("url", "where"), SCOPES)
def test_contradictions_by_rule(pages: TestClient, sql: Rows, url: str, where: str) -> None:
    page = tree(pages.get(url))
    expected = sql(
        f"""select c.rule, c.severity, count(*) from fct_contradictions c join dim_reports r using (report_key)
            left join dim_districts d on d.district_key = r.district_key where {where} group by all"""
    )
    rows = page.css("#rules tbody tr")
    assert sorted(int(value) for row in rows for value in values(row)) == sorted(count for _, _, count in expected)
    assert values(page, ".tiles data")[2] == str(sum(count for _, _, count in expected))
    for row in rows[:4]:
        listed = tree(pages.get(row.css_first("a").attributes["href"] or ""))
        assert [str(len(listed.css("#contradictions > li")))] == values(row)


def test_declared_and_recomputed_scores(pages: TestClient, sql: Rows) -> None:
    page = tree(pages.get("/"))
    expected = sql(
        """select sum(declared_score), sum(recomputed_score) from fct_indicators
        where declared_score is not null and recomputed_score is not null and weight > 0 and not is_duplicate_row
        group by report_key order by report_key"""
    )
    shown = [tuple(Decimal(value) for value in values(row)) for row in page.css("#scores tbody tr")]
    assert shown == expected
    assert len(page.css("circle.dot")) == len(expected)


def test_the_last_run(pages: TestClient, sql: Rows) -> None:
    text = tree(pages.get("/?lang=en")).css_first("#run").text()
    [(run, finished)] = sql("select run_id, finished_at from quality.runs order by started_at desc limit 1")
    assert run in text and finished.strftime("%Y-%m-%d %H:%M:%S") in text and "published" in text
    for outcome, count in sql("select outcome, count(*) from quality.documents group by 1"):
        assert f"{outcome} {count}" in text
