"""Finding an office and its page."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from orchestration.loading.data_folder import DataFolder

from .conftest import Rows, client_of, publish
from .html import links, tree, values


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("同德", "同德街道"),
        ("白云 云城", "云城街道"),
        ("yuncheng", "云城街道"),
        ("Yun Cheng", "云城街道"),
        ("panyu xiaoguwei", "小谷围街道"),
        ("xiamen", "杏林街道"),
        ("jmq xljd", "杏林街道"),
        ("yichang yiling", "小溪塔街道"),
    ],
)
def test_an_office_is_found_by_name_place_pinyin_and_initials(pages: TestClient, query: str, name: str) -> None:
    found = pages.get("/suggest", params={"q": query}).json()
    assert [name in office["name"] for office in found] == [True]
    assert pages.get(found[0]["href"]).status_code == 200


def test_nothing_is_suggested_for_nothing(pages: TestClient) -> None:
    for query in ("", "   ", "不存在的街道", "zzzz"):
        assert pages.get("/suggest", params={"q": query}).json() == []


def test_names_that_hold_the_word_come_before_those_that_sound_alike(data: DataFolder) -> None:
    publish(data, data.published, "r000002-000000000002",
            "update dim_offices set office_name = '芸成街道办事处' where office_name like '%石牌%'")  # fmt: skip
    names = [office["name"] for office in client_of(data).get("/suggest?q=yuncheng").json()]
    assert [("云城" in name, "芸成" in name) for name in names] == [(False, True), (True, False)]
    assert ["云城" in office["name"] for office in client_of(data).get("/suggest?q=云城").json()] == [True]


def test_the_list_holds_every_current_report_and_its_figures(pages: TestClient, sql: Rows) -> None:
    page = tree(pages.get("/offices"))
    expected = sql(
        """select o.office_name, t.adjusted_total_amount, t.executed_total_amount, t.computed_execution_rate_pct,
            t.self_score
        from dim_reports r join dim_offices o using (office_key) left join fct_report_totals t using (report_key)
        where r.is_current order by t.executed_total_amount desc nulls last"""
    )
    rows = page.css("#offices tbody tr")
    assert [(row.css_first(".head a").text(), *values(row)) for row in rows] == [
        (name, *(str(value) for value in figures if value is not None)) for name, *figures in expected
    ]


@pytest.mark.parametrize(
    ("parameters", "where"),
    [
        ({"year": "2021"}, "r.year_key = 2021"),
        ({"district": "440111"}, "r.district_key = '440111'"),
        ({"province": "350000"}, "r.district_key like '35%'"),
        ({"q": "白云"}, "o.office_name like '%白云%'"),
        ({"kind": "project"}, "r.subject_kind = 'project'"),
        ({"q": "' or 1=1 --"}, "false"),
        ({"year": "2022' or '1'='1"}, "true"),
    ],
)
def test_the_list_is_narrowed(pages: TestClient, sql: Rows, parameters: dict[str, str], where: str) -> None:
    page = tree(pages.get("/offices", params=parameters))
    [(count,)] = sql(
        f"select count(*) from dim_reports r join dim_offices o using (office_key) where r.is_current and {where}"
    )
    assert len(page.css("#offices tbody tr")) == count


def _offices(sql: Rows) -> list[tuple[str, str]]:
    return [
        (office, report) for office, report in sql("select office_key, report_key from dim_reports where is_current")
    ]


def test_years_side_by_side_are_the_totals(pages: TestClient, sql: Rows) -> None:
    for office, report in _offices(sql):
        page = tree(pages.get(f"/offices/{office}", params={"report": report}))
        [totals] = sql(
            """select approved_total_amount, adjusted_total_amount, executed_total_amount, declared_execution_rate_pct,
                computed_execution_rate_pct, self_score, declared_grade, computed_grade, headcount_total,
                headcount_established, headcount_contract from fct_report_totals where report_key = ?""",
            report,
        )
        [(met, contradictions)] = sql(
            """select (select count(*) from fct_indicators where report_key = $1 and computed_status = 'met'
                    and not is_duplicate_row),
                (select count(*) from fct_contradictions where report_key = $1)""",
            report,
        )
        [(indicators,)] = sql(
            "select count(*) from fct_indicators where report_key = ? and not is_duplicate_row", report
        )
        counts = [str(met)] * bool(indicators) + [str(contradictions)]
        assert values(page.css_first("#years")) == [str(value) for value in totals if value is not None] + counts


def test_two_years_stand_side_by_side(data: DataFolder, sql: Rows) -> None:
    [(one, other)] = sql(
        """select min(office_key), max(office_key) from dim_offices where office_name like '%同德%' or office_name like '%小谷围%'"""
    )
    tables = ["dim_reports", "fct_report_totals", "fct_indicators", "fct_contradictions"]
    publish(data, data.published, "r000002-000000000002",
            *(f"update {table} set office_key = '{one}' where office_key = '{other}'" for table in tables))  # fmt: skip
    page = tree(client_of(data).get(f"/offices/{one}"))
    assert [th.text(strip=True) for th in page.css("#years thead th")] == ["2022", "2021"]
    executed = next(row for row in page.css("#years tbody tr") if "executed_total_amount" in (row.html or ""))
    assert values(executed) == ["127663200.00", "249579900.00"]


def test_spending_shows_every_row_and_every_amount_once(pages: TestClient, sql: Rows) -> None:
    for office, report in _offices(sql):
        page = tree(pages.get(f"/offices/{office}", params={"report": report}))
        rows = sql(
            """select coalesce(approved_amount, -1), coalesce(adjusted_amount, -1), coalesce(executed_amount, -1),
                coalesce(unphased_amount, -1), coalesce(received_amount, -1), coalesce(carry_over_amount, -1)
            from fct_spending where report_key = ?""",
            report,
        )
        expected = sorted(str(value) for row in rows for value in row if value != -1)
        shown = [
            a.css_first("data").attributes["value"] or ""
            for a in page.css("#spending a.fig")
            if "change_amount" not in (a.attributes["href"] or "") and "_amount" in (a.attributes["href"] or "")
        ]
        assert sorted(shown) == expected
        assert len(page.css("#spending a.told")) == len(rows)


@pytest.mark.parametrize(
    ("section", "table", "column"),
    [
        ("findings", "fct_findings", "finding_text"),
        ("tasks", "fct_tasks", "task_name"),
        ("statistics", "fct_statistics", "value"),
        ("contradictions", "fct_contradictions", "detail"),
        ("indicators", "fct_indicators", "indicator_name"),
        ("scores", "fct_scores", "score"),
    ],
)
def test_every_fact_of_a_report_is_on_its_page(
    pages: TestClient, sql: Rows, section: str, table: str, column: str
) -> None:
    for office, report in _offices(sql):
        page = tree(pages.get(f"/offices/{office}", params={"report": report}))
        [(count,)] = sql(f"select count(*) from {table} where report_key = ? and {column} is not null", report)
        hrefs = {href for href in links(page) if href.startswith(f"/source/{table}/") and f"={column}#" in href}
        assert len(hrefs) == count
        assert (page.css_first(f"#{section}") is not None) == (count > 0 or section == "contradictions")


def test_indicators_have_target_actual_and_status(pages: TestClient, sql: Rows) -> None:
    [(office, key, target, actual)] = sql(
        """select office_key, indicator_fact_key, target_text, actual_text from fct_indicators
        where computed_status = 'not_met' order by 2 limit 1"""
    )
    page = tree(pages.get(f"/offices/{office}?lang=en"))
    row = next(row for row in page.css("#indicators tr") if key in (row.html or ""))
    text = row.text()
    assert target in text and actual in text and "✗ not met" in text


def test_peers_are_of_the_district_or_alike_in_type_and_size(pages: TestClient, sql: Rows) -> None:
    [(office, report)] = sql("select office_key, report_key from dim_reports where source_path like '%tongde%'")
    expected = sql(
        """with me as (select * from fct_report_totals where report_key = ?)
        select o.office_name from me, dim_reports r join fct_report_totals t using (report_key)
            join dim_offices o on o.office_key = r.office_key
        where r.is_current and r.subject_kind = 'department' and r.year_key = me.year_key and r.office_key <> me.office_key
            and (r.district_key = me.district_key
                or t.executed_total_amount between me.executed_total_amount / 2 and me.executed_total_amount * 2)""",
        report,
    )
    page = tree(pages.get(f"/offices/{office}"))
    assert {a.text() for a in page.css("#peers .head a")} == {name for (name,) in expected}
    assert len(expected) >= 2


def test_what_is_not_there_is_not_found(pages: TestClient) -> None:
    for path in ("/offices/nothing", "/reports/nothing", "/nothing", "/offices/' or 1=1"):
        assert pages.get(path).status_code == 404
