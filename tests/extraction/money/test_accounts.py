"""Sets of accounts: captions over lines of number, office and unit, codes under 项目, 三公经费 whose columns are its parts."""

from __future__ import annotations

from tests.extraction.reading_rows import money_of, phases

CODED = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t90\t60\t30\n205\t教育支出\t90\t60\t30\n"
CARS = (
    "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
    "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n"
    "\t\t小计\t购置费\t运行维护费\t\t\t\t小计\t购置费\t运行维护费\t\n"
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n"
    "9.5\t0\t6\t2\t4\t3.5\t7\t0\t5\t2\t3\t2\n"
)


def test_the_caption_stands_above_number_office_and_unit() -> None:
    rows = money_of(f"第二部分\n支出决算表\n公开03表\n部门：丙县教育局\n金额单位：万元\n{CODED}")
    assert phases(rows[0]) == {"executed": 900000}
    assert rows[0].context == "支出决算表"


def test_the_unit_may_stand_behind_the_number_of_the_table() -> None:
    rows = money_of(f"第二部分\n支出决算表\n公开03表 金额单位：万元\n{CODED}")
    assert phases(rows[0]) == {"executed": 900000}


def test_the_caption_stands_in_the_first_row_of_the_table() -> None:
    rows = money_of(f"第二部分\n支出决算表\t\t\t\t\n部门：丙县教育局\t\t\t\t金额单位：万元\n{CODED}")
    assert phases(rows[-1]) == {"executed": 900000}


def test_codes_stand_below_the_item_that_heads_code_and_name() -> None:
    rows = money_of(
        "支出决算表\n单位：万元\n项目\t\t本年支出合计\t基本支出\t项目支出\n科目编码\t科目名称\t\t\t\n"
        "20502\t普通教育\t90\t60\t30\n2050202\t小学教育\t90\t60\t30\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows] == [("普通教育", "function"), ("小学教育", "function")]


def test_the_parts_of_three_public_are_columns_under_two_phases() -> None:
    rows = money_of(f"“三公”经费支出决算表\n单位：万元\n{CARS}")
    assert {row.breakdown for row in rows} == {"three_public"}
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("三公经费", {"adjusted": 95000, "executed": 70000}),
        ("因公出国（境）费", {"adjusted": 0, "executed": 0}),
        ("公务用车购置及运行维护费", {"adjusted": 60000, "executed": 50000}),
        ("购置费", {"adjusted": 20000, "executed": 20000}),
        ("运行维护费", {"adjusted": 40000, "executed": 30000}),
        ("公务接待费", {"adjusted": 35000, "executed": 20000}),
    ]


def test_numbers_of_columns_are_no_amounts() -> None:
    rows = money_of("经费情况表\n单位：万元\n项目\t年初预算数\t全年预算数\t决算数\n1\t2\t3\t4\n基本支出\t50\t55\t54\n")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("基本支出", {"approved": 500000, "adjusted": 550000, "executed": 540000})
    ]


def test_three_public_with_its_phases_as_rows_has_no_total_of_the_office() -> None:
    table = (
        "单位：丙县民政局\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务用车购置及运行维护费\t公务用车购置及运行维护费\t公务接待费\n"
        "单位：丙县民政局\t合计\t因公出国（境）费\t小计\t公务用车购置费\t公务用车运行维护费\t公务接待费\n"
        "预算数\t12.5\t0\t10\t0\t10\t2.5\n决算数\t10\t0\t8.9\t0\t8.9\t1.1\n"
    )
    rows = money_of(f"第二部分\n财政拨款“三公”经费支出决算表\n公开09表\n金额单位：万元\n{table}")
    assert {row.breakdown for row in rows} == {"three_public"}
    named = {row.item_name: phases(row) for row in rows}
    assert named["公务用车购置及运行维护费"] == {"adjusted": 100000, "executed": 89000}
