"""Tables whose columns are kinds of money, last year beside this year, totals of one kind of spending."""

from tests.extraction.reading_rows import money_of, phases


def test_funds_as_columns_and_phases_as_rows() -> None:
    rows = money_of(
        "预算执行情况表\n\n单位：万元\n\n项目\t合计\t一般公共预算\t政府性基金预算\n年初预算数\t90\t80\t10\n"
        "全年预算数\t95\t84\t11\n全年执行数\t93\t83\t10\n执行率\t97.89%\t98.81%\t90.91%\n"
    )
    assert [(row.item_name, row.breakdown, row.fund_key) for row in rows] == [
        ("合计", "total", None),
        ("一般公共预算", "fund", "general_public_budget"),
        ("政府性基金预算", "fund", "government_fund_budget"),
    ]
    assert phases(rows[1]) == {"approved": 800000, "adjusted": 840000, "executed": 830000}
    assert str(rows[2].declared_rate_pct) == "90.91"


def test_accounts_by_code_are_spent_and_the_total_row_tells_its_parts() -> None:
    rows = money_of(
        "支出决算表\n\n单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n栏次\t\t1\t2\t3\n"
        "合计\t\t70\t45\t25\n208\t社会保障和就业支出\t70\t45\t25\n"
    )
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("合计", "total", {"executed": 700000}),
        ("基本支出", "nature", {"executed": 450000}),
        ("项目支出", "nature", {"executed": 250000}),
        ("社会保障和就业支出", "function", {"executed": 700000}),
    ]


def test_last_year_is_no_phase_and_the_difference_is_the_change() -> None:
    (row,) = money_of(
        "支出决算表\n\n单位：万元\n\n支出项目\t本年数\t上年数\t增减额\t增减率（%）\n基本支出\t45\t50\t-5\t-10%\n"
    )
    assert phases(row) == {"executed": 450000, "change": -50000}
    assert row.declared_rate_pct is None


def test_the_total_of_a_table_of_one_kind_is_of_that_kind() -> None:
    rows = money_of(
        "“三公”经费支出情况表\n\n单位：万元\n\n项目\t上年决算数\t本年预算数\t本年决算数\n合计\t9\t8\t7\n1.公务接待费\t9\t8\t7\n"
    )
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("three_public", {"adjusted": 80000, "executed": 70000})
    ] * 2
    assert rows[1].item_name == "公务接待费"


def test_a_list_of_projects_is_named_by_its_names_not_by_their_kinds() -> None:
    (row,) = money_of(
        "单位：万元\n\n序号\t项目名称\t项目类别\t年初预算\t调整后预算\t实际支出\t支出进度\n1\t河堤巡查维护\t特定目标类\t9\t8\t6\t75%\n"
    )
    assert (row.item_name, row.breakdown) == ("河堤巡查维护", "project")


def test_a_column_that_says_its_phase_again_in_every_row() -> None:
    rows = money_of(
        "| 整体支出（万元） | 资金总额 |  | 财政拨款 |  |\n|---|---|---|---|---|\n"
        "|  | 年初预算 | 286 | 年初预算 | 280 |\n|  | 全年预算数 | 927 | 全年预算数 | 920 |\n|  | 执行数 | 893 | 执行数 | 888 |\n"
    )
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("资金总额", {"approved": 2860000, "adjusted": 9270000, "executed": 8930000}),
        ("财政拨款", {"approved": 2800000, "adjusted": 9200000, "executed": 8880000}),
    ]


def test_one_row_of_figures_under_the_label_of_its_block() -> None:
    rows = money_of("部门收入预算（万元）\t收入合计\t一般公共预算\t其他资金\n\t860\t800\t60\n")
    assert [(row.item_name, row.parent_item_name, row.breakdown, row.direction) for row in rows] == [
        ("收入合计", None, "total", "income"),
        ("一般公共预算", "收入合计", "fund", "income"),
        ("其他资金", "收入合计", "source", "income"),
    ]
    assert [phases(row) for row in rows] == [{"adjusted": 8600000}, {"adjusted": 8000000}, {"adjusted": 600000}]


def test_a_row_that_has_its_own_name_is_the_item() -> None:
    rows = money_of("部门支出预算（万元）\t资金总额\t财政拨款\t其他资金\n水库巡查\t86\t80\t6\n")
    assert [row.item_name for row in rows] == ["水库巡查"]


def test_three_public_is_a_column_beside_the_natures() -> None:
    rows = money_of("单位：万元\n\n部门整体支出\t合计\t基本支出\t项目支出\t“三公”经费\n年初预算\t300\t100\t200\t6\n决算\t310\t108\t202\t4\n")
    assert [(row.item_name, row.breakdown) for row in rows] == [
        ("合计", "total"),
        ("基本支出", "nature"),
        ("项目支出", "nature"),
        ('"三公"经费', "three_public"),
    ]
    assert phases(rows[-1]) == {"approved": 60000, "executed": 40000}
