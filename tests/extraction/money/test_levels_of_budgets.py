"""Levels of one budget in prose: what was approved, what was added or taken back, what it came to, what parts it had."""

from tests.extraction.reading_rows import phases, prose_money_of


def rows_of(sentence: str) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


def test_a_budget_that_changes_bring_to_a_level_is_the_one_approved() -> None:
    budget, growth, added = rows_of("市财政核定我局部门预算860万元，较上年增加20万元；预算执行中调增120万元，全年预算为980万元。")
    assert budget[1:] == ("total", {"approved": 8600000, "adjusted": 9800000})
    assert (growth[1], added[1]) == ("prior_year_change", "budget_adjustment")


def test_a_level_that_no_change_explains_is_a_row_of_its_own() -> None:
    amounts = [row[2] for row in rows_of("核定部门预算860万元，预算执行中调增100万元，全年预算为980万元。")]
    assert amounts == [{"adjusted": 8600000}, {"change": 1000000}, {"adjusted": 9800000}]


def test_the_sum_of_indicators_is_the_level() -> None:
    budget, _ = rows_of("县财政年初下达我镇预算指标145万元，执行中追加93万元，指标合计238万元，当年全部列支。")
    assert budget[2] == {"approved": 1450000, "adjusted": 2380000}


def test_growth_against_last_year_is_no_part_of_a_level() -> None:
    budget, growth, taken = rows_of("年初预算900万元，较上年增加20万元，收回12万元，实际可用888万元。")
    assert budget[2] == {"approved": 9000000, "adjusted": 8880000}
    assert (growth[1], taken[1:]) == ("prior_year_change", ("budget_adjustment", {"change": -120000}))


def test_what_is_taken_back_of_a_budget_is_a_change() -> None:
    budget, taken = rows_of("批复资金68万元，7月财政收回12万元，实际可用56万元。")
    assert budget[2] == {"approved": 680000, "adjusted": 560000}
    assert taken[1:] == ("budget_adjustment", {"change": -120000})


def test_savings_taken_back_are_no_change_of_the_budget() -> None:
    assert [row[1] for row in rows_of("年初预算320万元，招标后节约资金由财政收回34万元，调整后预算286万元。")] == ["total", "total"]


def test_parts_that_say_budget_alone_have_the_phase_of_their_whole() -> None:
    _, basic, projects = rows_of("年初预算数186万元，其中基本支出预算80万元、项目支出预算106万元。")
    assert (basic[2], projects[2]) == ({"approved": 800000}, {"approved": 1060000})
    *_, added = rows_of("年初预算120万元，年中追加30万元，其中项目支出预算30万元。")
    assert added[2] == {"adjusted": 300000}


def test_words_of_the_level_in_force() -> None:
    assert rows_of("全年预算数调整到1.24亿元。")[0][1:] == ("total", {"adjusted": 124000000})
    assert rows_of("全年可支配资金324.5万元。")[0][1:] == ("total", {"adjusted": 3245000})


def test_income_of_the_office_by_its_name_is_the_whole() -> None:
    assert [row[1] for row in rows_of("全局总收入864万元，其中：财政拨款收入836万元，上级补助收入28万元。")] == ["total", "fund", "fund"]
    assert rows_of("柳河镇收入合计238万元。") == [("收入", "total", {"executed": 2380000})]
    (income,) = prose_money_of("部门预算收入483万元，当年实际收入决算691万元。")
    assert (income.direction, phases(income)) == ("income", {"adjusted": 4830000, "executed": 6910000})


def test_a_named_project_is_no_kind_of_spending() -> None:
    rows = rows_of("全年支出90万元，其中：柳河村道路硬化项目支出40万元，一般公共预算项目支出30万元，其他项目支出20万元。")
    assert [row[1] for row in rows] == ["total", "project", "nature", "nature"]


def test_last_years_rest_beside_the_budget_is_not_what_was_raised() -> None:
    *_, added = prose_money_of("年初预算收入总额401万元，上年结转27万元，年中调增60万元。")
    assert (added.item_name, added.parent_item_name) == ("年中调增", "年初预算收入")


def test_a_verb_governs_the_changes_beside_it() -> None:
    rows = rows_of("年中追加车辆购置资金38万元、救灾物资资金6万元，压减会议培训费等8万元，调整后预算241万元。")
    assert [row[1:] for row in rows[:3]] == [
        ("budget_adjustment", {"change": 380000}),
        ("budget_adjustment", {"change": 60000}),
        ("budget_adjustment", {"change": -80000}),
    ]
    assert len(rows_of("年中追加项目资金38万元，用于购置车辆30万元。")) == 1


def test_the_rest_of_several_is_named_with_its_count() -> None:
    assert rows_of("其余21个乡镇分配资金722万元，由护林站统一管护支出710万元。") == [
        ("其余21个乡镇分配资金", "project", {"adjusted": 7220000, "executed": 7100000})
    ]


def test_a_budget_and_what_was_added_come_to_the_level() -> None:
    budget, _ = rows_of("县财政安排我乡预算经费876万元，追加资金156万元，共计1,032万元，全年实际使用1,018万元。")
    assert budget[2] == {"approved": 8760000, "adjusted": 10320000, "executed": 10180000}


def test_the_office_whose_budget_was_approved_is_no_part_of_its_name() -> None:
    budget, added = rows_of("区财政批复我街道部门预算231万元，年中因人员调资等追加预算31万元，全年预算数达262万元。")
    assert (budget[:2], added[0]) == (("部门预算", "total"), "追加预算")


def test_what_was_allotted_is_not_spent_where_the_spending_follows() -> None:
    (row,) = prose_money_of("年初预算安排专项经费120万元，当年实际拨付118万元，项目单位实际支出112万元。")
    assert phases(row) == {"approved": 1200000, "received": 1180000, "executed": 1120000}


def test_wholes_and_kinds_by_their_names() -> None:
    assert rows_of("资金总量334万元，专项资金指标为46万元。")[0][1] == "total"
    whole, *kinds = rows_of("全局全年支出总计203万元，按经济分类：人员类110万元，公用类13万元，项目类80万元。")
    assert [whole[1], *(kind[1] for kind in kinds)] == ["total", "nature", "nature", "nature"]


def test_what_was_added_for_a_named_item_is_a_change_that_its_level_proves() -> None:
    budget, added = rows_of("专项资金总预算78万元，后经调整，增加机房防雷改造12万元，调整后预算90万元。")
    assert budget[2] == {"approved": 780000, "adjusted": 900000}
    assert added == ("机房防雷改造", "budget_adjustment", {"change": 120000})
    assert "budget_adjustment" not in {row[1] for row in rows_of("年初预算78万元，增加机房防雷改造12万元，支出70万元。")}


def test_named_sums_that_were_added_and_cut_come_to_the_level() -> None:
    budget, added, cut = rows_of("年初预算900万元，追加防汛物资采购40万元，核减培训经费10万元，全年预算930万元。")
    assert budget[2] == {"approved": 9000000, "adjusted": 9300000}
    assert (added[2], cut[2]) == ({"change": 400000}, {"change": -100000})


def test_what_was_taken_back_behind_what_was_added_is_a_change() -> None:
    added, taken, level = rows_of("预算执行中追加指标192万元，收回指标26万元，全年可用预算指标386万元。")
    assert (added[2], taken[2], level[2]) == ({"change": 1920000}, {"change": -260000}, {"adjusted": 3860000})


def test_a_budget_behind_its_sum_is_the_budget_of_what_was_spent() -> None:
    spent, meals = rows_of("全年“三公”经费支出5万元，控制在6万元预算以内，其中公务接待费2万元。")
    assert (spent[2], meals[2]) == ({"executed": 50000, "adjusted": 60000}, {"executed": 20000})


def test_a_budget_stands_at_the_level_that_clerks_say_it_came_to() -> None:
    for told in ("预算最终定格在412万元", "全年预算最后锁定为412万元", "预算变为412万元", "预算盘子定为412万元", "全年资金大盘子412万元"):
        ((_, breakdown, amounts),) = rows_of(f"{told}。")
        assert (breakdown, amounts) == ("total", {"adjusted": 4120000}), told


def test_a_level_and_what_was_added_in_all() -> None:
    budget, added = rows_of("预算最终定格在412万元，净增32万元，调整率8.42%。")
    assert budget[2] == {"adjusted": 4120000}
    assert added == ("净增", "budget_adjustment", {"change": 320000})


def test_what_the_peoples_congress_approved_is_the_first_budget_with_its_parts() -> None:
    for told in ("区人代会批准我街2021年部门预算", "县十八届人大二次会议批准我局2021年部门预算", "经县人大审议通过，我局2021年部门预算"):
        rows = rows_of(f"{told}1520.8万元，其中基本支出900万元，项目支出620.8万元。")
        assert [row[2] for row in rows] == [{"approved": 15208000}, {"approved": 9000000}, {"approved": 6208000}], told


def test_the_first_budget_listed_low_and_the_level_behind_it() -> None:
    for told in ("年初预算仅列62万元", "年初部门预算只有62万元", "年初预算只编列62万元", "下达我镇的年初预算是62万元"):
        ((_, _, amounts),) = rows_of(f"{told}，两次追加后，调整预算为80万元。")
        assert amounts == {"approved": 620000, "adjusted": 800000}, told


def test_changes_listed_behind_their_number_and_their_sum() -> None:
    rows = rows_of("一年里追加了三笔：渡船维修85万元，护岸抢修126.4万元，水管更换240万元，三笔合计451.4万元。")
    assert [(name, told["change"]) for name, kind, told in rows if kind == "budget_adjustment"] == [
        ("渡船维修", 850000),
        ("护岸抢修", 1264000),
        ("水管更换", 2400000),
        ("三笔合计", 4514000),
    ]


def test_more_and_less_spent_than_last_year_and_than_the_budget() -> None:
    assert rows_of("全年支出412万元，较2020年多支出18.5万元。")[1][1:] == ("prior_year_change", {"change": 185000})
    assert rows_of("全年支出412万元，比去年少花23万元。")[1][1:] == ("prior_year_change", {"change": -230000})
    assert len(rows_of("决算支出259万元，较预算少支7.85万元。")) == 1


def test_a_clause_that_begins_the_year_tells_the_budget_approved_first() -> None:
    rows = rows_of("2023年初，中心部门预算总额为516.4万元，比2022年年初预算减少40.5万元。其中基本支出187.6万元，项目支出328.8万元。")
    assert [row[1:] for row in rows] == [
        ("total", {"approved": 5164000}),
        ("prior_year_change", {"change": -405000}),
        ("nature", {"approved": 1876000}),
        ("nature", {"approved": 3288000}),
    ]
    assert rows_of("年初，我局全年预算516.4万元。")[0][2] == {"adjusted": 5164000}


def test_an_office_may_call_itself_by_its_kind_alone() -> None:
    assert [row[1] for row in rows_of("2022年街道本年收入合计318.6万元，其中：其他收入13.4万元。")] == ["total", "fund"]
    assert rows_of("2022年县委宣传部年初部门预算918万元，支出900万元。")[0][1:] == ("total", {"approved": 9180000, "executed": 9000000})
