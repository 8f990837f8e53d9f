"""Names of budgets, and parts of money whose names alone, number or whole say what they are."""

from __future__ import annotations

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases, prose_money_of

Row = tuple[str, str, dict[str, int]]


def rows_of(sentence: str) -> list[Row]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


def told_in_report(sentence: str) -> list[Row]:
    """The same in a chapter on money of an office's report."""
    text = f"2023年度部门整体支出绩效自评报告\n\n二、预算执行情况\n{sentence}\n"
    return [(row.item_name, row.breakdown, phases(row)) for row in extract_report(text.encode(), "report.txt").spending]


def test_the_units_in_brackets_are_no_part_of_the_name_of_a_budget() -> None:
    for office in ("我局（含所属单位）", "县林业局（本级及二级单位）", "县林业局（含苗圃、林场等4家下属单位）"):
        [row] = rows_of(f"2023年{office}年初预算总额820万元，全年预算数910万元，全年执行数900万元。")
        assert row[1:] == ("total", {"approved": 8200000, "adjusted": 9100000, "executed": 9000000}), office


def test_what_an_office_was_told_to_have_is_its_whole() -> None:
    total, basic, staff, office, projects = rows_of(
        "县财政局批复我局2023年部门预算指标640万元，其中基本支出240万元（人员支出210万元、公用支出30万元），项目支出400万元。"
    )
    assert total[1:] == ("total", {"approved": 6400000})
    assert {row[1] for row in (basic, staff, office, projects)} == {"nature"}
    amounts = sorted(row[2]["approved"] for row in (basic, staff, office, projects))
    assert amounts == [300000, 2100000, 2400000, 4000000]


def test_natures_behind_the_sentence_of_their_budget_are_parts_of_it() -> None:
    rows = rows_of("县财政下达我局部门预算指标640万元。其中：基本支出240万元、占37.5%，项目支出400万元、占62.5%。")
    assert [row[1:] for row in rows] == [
        ("total", {"adjusted": 6400000}),
        ("nature", {"adjusted": 2400000}),
        ("nature", {"adjusted": 4000000}),
    ]
    spent = rows_of("基本支出预算250万元，项目支出400万元。")
    assert spent[1][2] == {"executed": 4000000}  # no whole divides here


def test_a_budget_that_stands_at_the_start_of_the_year_by_that_word_alone() -> None:
    rows = rows_of("基本支出年初300万元，全年预算320万元，执行310万元；项目支出年初500万元，全年预算480万元，执行460万元。")
    assert [row[1:] for row in rows] == [
        ("nature", {"approved": 3000000, "adjusted": 3200000, "executed": 3100000}),
        ("nature", {"approved": 5000000, "adjusted": 4800000, "executed": 4600000}),
    ]


def test_why_a_budget_was_adjusted_is_no_name() -> None:
    [row] = rows_of("部门预算批复数310万元，年中依据上级文件和项目变化调整为420万元，决算数400万元。")
    assert row[1:] == ("total", {"approved": 3100000, "adjusted": 4200000, "executed": 4000000})


def test_growth_against_an_earlier_year_is_no_adjustment() -> None:
    kinds = [row[1] for row in told_in_report("县财政下达我局部门预算指标640万元，比2021年净增40万元。")]
    assert kinds == ["total", "prior_year_change"]
    adjusted = [row[1] for row in rows_of("年初预算600万元，年中净增40万元，全年预算640万元。")]
    assert adjusted == ["total", "budget_adjustment"]


def test_what_is_spent_within_a_kind_of_spending_is_the_offices_own() -> None:
    rows = rows_of("基本支出方面，工资津补贴列支310万元，水电费列支12万元，遗属生活补助列支8万元。")
    assert [row[2] for row in rows] == [{"executed": n} for n in (3100000, 120000, 80000)]


def test_what_workers_earn_elsewhere_is_no_money_of_the_office() -> None:
    assert rows_of("输转劳动力3.2万人，创劳务收入6.4亿元。") == []


def test_items_behind_their_numbers_have_their_own_budget() -> None:
    rows = rows_of("①堤防加固工程款45万元，支出44万元；②水文普查经费，预算110万元，支出84万元；③泵站检修经费，预算30万元，支出30万元。")
    assert ("水文普查经费", "project", {"adjusted": 1100000, "executed": 840000}) in rows
    assert ("泵站检修经费", "project", {"adjusted": 300000, "executed": 300000}) in rows


def test_the_first_budget_is_one_of_the_sources_that_a_whole_divides_into() -> None:
    rows = told_in_report("部门预算总收入900万元，其中：年初预算500万元、上级专项320万元、上年结转结余80万元。")
    assert [(row[1], row[2]) for row in rows] == [
        ("total", {"adjusted": 9000000}),
        ("source", {"approved": 5000000}),
        ("source", {"adjusted": 3200000}),
        ("source", {"adjusted": 800000}),
    ]


def test_the_first_budget_and_what_was_added_are_levels_of_one() -> None:
    whole, added = rows_of("全年预算收入900万元，其中：年初预算500万元，年中追加400万元。")
    assert whole[1:] == ("total", {"approved": 5000000, "adjusted": 9000000})
    assert added[1] == "budget_adjustment"


def test_money_named_by_its_work_is_a_project_whoever_gave_it() -> None:
    rows = rows_of("(1)农村环境整治省级资金52万元，支出50万元。(2)河道水质监测县级资金10万元，支出4万元。")
    assert [row[1] for row in rows] == ["project", "project"]
    assert [row[1] for row in rows_of("中央财政补助资金52万元，省级资金20万元。")] == ["source", "source"]


def test_a_bare_name_among_parts_that_come_to_their_whole() -> None:
    rows = rows_of("全年共支出98万元。其中低保支出70万元，临时救助支出20万元，价格补贴8万元。")
    assert ("价格补贴", "project", {"executed": 80000}) in rows
    short = rows_of("全年共支出99万元。其中低保支出70万元，临时救助支出20万元，价格补贴8万元。")
    assert "价格补贴" not in [row[0] for row in short]
