"""Tables with columns or rows of several years, and tables of names and one amount whose names are phases."""

from decimal import Decimal

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import money_of, phases


def rows_of(*rows: str) -> list[tuple[str, str, dict[str, int]]]:
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * (rows[0].count("|") + 1))
    page = "样县林业局2023年度部门整体支出绩效自评报告\n\n一、预算执行情况\n\n单位：万元\n\n" + "\n".join(lines)
    return [(row.item_name, row.breakdown, phases(row)) for row in extract_report(page.encode(), "a.md").spending]


def test_rows_of_last_year_are_no_phases_of_the_columns() -> None:
    rows = rows_of(
        "年度 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车运行费", "2022年决算 | 9 | 0 | 4 | 5", "2023年预算 | 8 | 0 | 3 | 5", "2023年决算 | 7 | 0 | 2.5 | 4.5"
    )
    assert rows == [
        ("三公经费", "three_public", {"adjusted": 80000, "executed": 70000}),
        ("因公出国（境）费", "three_public", {"adjusted": 0, "executed": 0}),
        ("公务接待费", "three_public", {"adjusted": 30000, "executed": 25000}),
        ("公务用车运行费", "three_public", {"adjusted": 50000, "executed": 45000}),
    ]


def test_of_columns_that_are_years_the_one_of_the_report_counts() -> None:
    rows = rows_of("项目 | 2021年 | 2022年 | 2023年", "年初预算 | 300 | 310 | 320", "实际支出 | 290 | 305 | 312")
    assert [amounts for _, _, amounts in rows] == [{"approved": 3200000}, {"executed": 3120000}]


def test_a_bare_year_beside_last_year_is_what_was_spent_in_it() -> None:
    rows = rows_of("项目 | 2023年 | 2022年 | 增减额", "总支出 | 312 | 305 | 7", "基本支出 | 210 | 205 | 5")
    assert [amounts for _, _, amounts in rows] == [{"executed": 3120000, "change": 70000}, {"executed": 2100000, "change": 50000}]
    rows = rows_of("项目 | 2023年 | 2022年 | 增减额", "林场职工 | 312 | 305 | 7")
    assert [amounts for _, _, amounts in rows] == [{"change": 70000}]


def test_names_that_are_phases_are_those_of_the_whole() -> None:
    rows = rows_of("项目 | 金额", "年初预算数 | 320", "年中追加 | 10", "全年预算数 | 330", "全年执行数 | 312", "执行率 | 94.55%")
    assert [(breakdown, amounts) for _, breakdown, amounts in rows] == [
        ("total", {"approved": 3200000}),
        ("budget_adjustment", {"change": 100000}),
        ("total", {"adjusted": 3300000}),
        ("total", {"executed": 3120000}),
    ]


def test_each_row_of_a_grid_is_a_row_and_the_unit_stands_in_its_header() -> None:
    rows = money_of("| 项目 | 内容 |\n|---|---|\n| 年初预算 | 412 |\n| 调整后预算 | 398.5 |\n| 实际支出 | 376.2 |\n")
    assert [phases(row) for row in rows] == [{"approved": 4120000}, {"adjusted": 3985000}, {"executed": 3762000}]


def test_the_budget_is_what_all_givers_come_to_and_a_list_of_projects_is_no_form_of_one() -> None:
    rows = rows_of("专项名称 | 中央资金 | 县级配套 | 合计 | 支出数", "林区道路 | 80 | 20 | 100 | 98", "苗圃改造 | 30 | 10 | 40 | 40", "合计 | 110 | 30 | 140 | 138")
    assert rows == [
        ("林区道路", "project", {"adjusted": 1000000, "executed": 980000}),
        ("苗圃改造", "project", {"adjusted": 400000, "executed": 400000}),
        ("项目支出", "nature", {"adjusted": 1400000, "executed": 1380000}),
    ]
    rows = rows_of("序号 | 项目名称 | 主管科室 | 预算金额 | 执行金额", "1 | 林区道路 | 造林股 | 100 | 98", "2 | 苗圃改造 | 种苗站 | 40 | 40", "合计 | | | 140 | 138")
    assert rows[-1] == ("项目支出", "nature", {"adjusted": 1400000, "executed": 1380000})


def test_the_rate_below_goes_to_what_was_spent() -> None:
    (*_, spent) = money_of("| 年初预算 | 412 |\n|---|---|\n| 实际支出 | 376.2 |\n| 执行率 | 91.31% |\n")
    assert (phases(spent), spent.declared_rate_pct) == ({"executed": 3762000}, Decimal("91.31"))


def test_quarters_and_months_are_none_of_the_year() -> None:
    rows = rows_of("项目 | 一季度 | 二季度 | 下半年 | 全年合计", "支出数 | 70 | 80 | 162 | 312", "预算数 | 75 | 75 | 170 | 320")
    assert [amounts for _, _, amounts in rows] == [{"executed": 3120000}, {"adjusted": 3200000}]
    assert rows_of("月份 | 累计支出 | 支出进度", "6月 | 150 | 46.9%", "12月 | 312 | 97.5%") == []


def test_of_rows_that_are_years_the_one_of_the_report_is_the_whole() -> None:
    rows = rows_of("年度 | 年初预算 | 支出决算 | 执行率", "2022 | 310 | 305 | 98.4%", "2023 | 320 | 312 | 97.5%")
    assert [(breakdown, amounts) for _, breakdown, amounts in rows] == [("total", {"approved": 3200000, "executed": 3120000})]
    assert [amounts for _, _, amounts in rows_of("年份 | 预算数 | 决算数", "2022年 | 310 | 305", "2023年 | 320 | 312")] == [
        {"adjusted": 3200000, "executed": 3120000}
    ]


def test_levels_of_government_are_columns_of_money() -> None:
    rows = rows_of("项目名称 | 合计 | 中央 | 县级", "林区道路 | 100 | 80 | 20", "苗圃改造 | 40 | 30 | 10", "合计 | 140 | 110 | 30")
    assert rows == [
        ("林区道路", "project", {"executed": 1000000}),
        ("苗圃改造", "project", {"executed": 400000}),
        ("项目支出", "nature", {"executed": 1400000}),
        ("中央", "source", {"executed": 1100000}),
        ("县级", "source", {"executed": 300000}),
    ]


def test_parts_beside_each_phase_of_the_whole() -> None:
    rows = money_of("| 年度预算 | 年初预算 | 320 | 其中：财政拨款 | 300 |\n|---|---|---|---|---|\n| | 实际支出 | 312 | 其中：财政拨款 | 295 |\n")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows][1::2] == [
        ("财政拨款", "source", {"approved": 3000000}),
        ("财政拨款", "source", {"executed": 2950000}),
    ]


def test_parts_stand_under_what_was_spent_though_its_rate_stands_between() -> None:
    rows = money_of("| 实际支出 | 312 |\n|---|---|\n| 执行率 | 97.5% |\n| 其中：财政拨款支出 | 300 |\n| 其他资金支出 | 12 |\n")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"executed": 3120000}),
        ("source", {"executed": 3000000}),
        ("source", {"executed": 120000}),
    ]
    rows = money_of("| “三公”经费决算数 | 8 |\n|---|---|\n| 其中：公务接待费 | 3 |\n| 其中：公务用车运行维护费 | 5 |\n")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("three_public", {"executed": 80000}),
        ("three_public", {"executed": 30000}),
        ("three_public", {"executed": 50000}),
    ]


def test_a_criterion_is_no_budget() -> None:
    assert money_of("| 收支全部纳入预算 | 6 |\n|---|---|\n| 不超预算 | 6 |\n") == []
