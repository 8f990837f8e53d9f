"""Money in sentences: what belongs to one item, which phase a figure is, what is no money of the office."""

from decimal import Decimal

import pytest

from orchestration.extraction.money.glued import part_figures
from tests.extraction.reading_rows import phases, prose_money_of


def test_the_textbook_sentence_is_one_row() -> None:
    (row,) = prose_money_of("2023年本部门全年预算数1,320.50万元，执行数1,254.48万元，完成预算的95%。")
    assert (row.breakdown, row.direction, row.declared_rate_pct) == ("total", "expenditure", Decimal(95))
    assert phases(row) == {"adjusted": 13205000, "executed": 12544800}
    assert row.quote.endswith("完成预算的95%")


def test_a_share_of_the_budget_is_the_rate() -> None:
    (row,) = prose_money_of("截至2023年12月31日，支出数450万元，占调整后预算数500万元的90%。")
    assert (phases(row), row.declared_rate_pct) == ({"adjusted": 5000000, "executed": 4500000}, Decimal(90))


def test_a_decrease_is_negative_and_so_is_its_rate() -> None:
    spent, change = prose_money_of("决算支出300万元，比上年减少20万元，下降6.25%。")
    assert phases(spent) == {"executed": 3000000}
    assert (change.breakdown, phases(change), change.declared_rate_pct) == (
        "prior_year_change",
        {"change": -200000},
        Decimal("-6.25"),
    )


def test_parts_of_a_budget_are_budget_not_spending() -> None:
    rows = prose_money_of("年初部门预算为900万元，其中基本支出500万元，项目支出400万元。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"approved": 9000000}),
        ("nature", {"approved": 5000000}),
        ("nature", {"approved": 4000000}),
    ]


def test_funds_of_a_project_by_who_gives_them() -> None:
    rows = prose_money_of("项目资金共120万元，其中：中央资金80万元，省级资金40万元，已拨付118万元。")
    assert [(row.fund_key, phases(row)) for row in rows] == [
        (None, {"adjusted": 1200000, "executed": 1180000}),
        ("central_funds", {"adjusted": 800000}),
        ("provincial_funds", {"adjusted": 400000}),
    ]


def test_money_tied_up_is_neither_budget_nor_spending() -> None:
    (row,) = prose_money_of(
        "组织对8个政府性基金预算项目开展自评，共涉及资金66万元，占政府性基金预算项目支出总额的100%。"
    )
    assert (row.item_name, row.fund_key) == ("政府性基金预算项目支出绩效自评涉及资金", "government_fund_budget")
    assert (row.breakdown, phases(row)) == ("nature", {"unphased": 660000})
    assert row.declared_rate_pct is None


@pytest.mark.parametrize(
    "sentence",
    ["为280名老人发放高龄津贴36.5万元。", "引进项目3个，总投资额达1.2亿元。", "集体物业合同总标的额600万元。"],
)
def test_money_of_others_is_no_spending(sentence: str) -> None:
    assert prose_money_of(sentence) == []


def test_a_total_in_a_chapter_on_one_project_is_the_projects() -> None:
    (row,) = prose_money_of("全年预算数60万元，执行数54万元，预算执行率90%。", project="河道保洁项目")
    assert (row.item_name, row.breakdown) == ("河道保洁项目", "project")


def test_a_list_names_its_item_once_in_front() -> None:
    (row,) = prose_money_of("2.河堤巡查维护：预算安排60万元，实际支出54万元，执行率90%。")
    assert (row.item_name, row.breakdown, row.declared_rate_pct) == ("河堤巡查维护", "project", Decimal(90))
    assert phases(row) == {"adjusted": 600000, "executed": 540000}


def test_a_clause_before_a_comma_is_no_name() -> None:
    (row,) = prose_money_of("本镇所有收支都实行统一管理，2023年收支总预算为900万元。")
    assert (row.item_name, row.breakdown, row.direction) == ("收支总预算", "total", "both")


def test_parts_in_an_enumeration_need_no_word_of_spending() -> None:
    rows = prose_money_of("项目支出90万元，主要用于河堤巡查维护50万元、灌区两处泵站改造30万元。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("项目支出", "nature", {"executed": 900000}),
        ("河堤巡查维护", "project", {"executed": 500000}),
        ("灌区两处泵站改造", "project", {"executed": 300000}),
    ]


def test_parts_told_in_the_next_sentence_keep_the_phase() -> None:
    rows = prose_money_of("基本支出80万元。其中：人员经费65万元，用于发放工资；公用经费15万元，用于办公。")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("基本支出", {"executed": 800000}),
        ("人员经费", {"executed": 650000}),
        ("公用经费", {"executed": 150000}),
    ]


def test_a_rate_goes_to_the_item_whose_figures_give_it() -> None:
    rows = prose_money_of("全年预算数100万元，支出80万元，其中基本支出50万元，项目支出30万元，预算执行率为80%。")
    assert [(row.breakdown, row.declared_rate_pct) for row in rows] == [
        ("total", Decimal(80)),
        ("nature", None),
        ("nature", None),
    ]


def test_the_beginning_of_a_year_is_no_year() -> None:
    (row,) = prose_money_of("2023年初预算安排700万元，年中追加后全年预算数为740万元，实际支出720万元。")
    assert phases(row) == {"approved": 7000000, "adjusted": 7400000, "executed": 7200000}


@pytest.mark.parametrize(
    ("glued", "roles", "parted"),
    [
        ("350350100%", ["adjusted", "executed", "rate"], {"adjusted": "350", "executed": "350", "rate": "100"}),
        (
            "80761095.00%9.5",
            ["adjusted", "executed", "weight", "rate", "score"],
            {"adjusted": "80", "executed": "76", "weight": "10", "rate": "95.00", "score": "9.5"},
        ),
        ("1234567", ["adjusted", "executed", "rate"], None),
        (
            "0.000.000.00—0.00%",
            ["approved", "adjusted", "executed", "weight", "rate", "score"],
            {"approved": "0.00", "adjusted": "0.00", "executed": "0.00", "rate": "0.00"},
        ),
    ],
)
def test_glued_cells_are_parted_only_by_arithmetic(glued: str, roles: list[str], parted: dict[str, str] | None) -> None:
    assert part_figures(glued, roles) == parted


def test_a_budget_before_its_adjustment_is_the_approved_one() -> None:
    (row,) = prose_money_of("本年度总预算450万元，经调整后为432.6万元，实际支出430万元。")
    assert phases(row) == {"approved": 4500000, "adjusted": 4326000, "executed": 4300000}


def test_funds_named_as_parts_of_income_are_of_its_phase() -> None:
    rows = prose_money_of("全年收入500万元，其中一般公共预算480万元，政府性基金20万元。")
    assert [phases(row) for row in rows] == [{"executed": 5000000}, {"executed": 4800000}, {"executed": 200000}]


def test_money_of_the_localities_is_a_source() -> None:
    rows = prose_money_of("资金总额230万元，其中：中央补助120万元，地方资金110万元。")
    assert [(row.item_name, row.breakdown) for row in rows][1:] == [("中央补助", "source"), ("地方资金", "source")]


@pytest.mark.parametrize(
    "verb", ["实支", "已支", "当年支用", "当年花掉", "共花费", "到年末列支", "截至12月31日已列支", "国库集中支付出账"]
)
def test_verbs_of_spending_name_no_other_item(verb: str) -> None:
    (row,) = prose_money_of(f"全年预算50万元，{verb}48万元，执行率96%。")
    assert (phases(row), row.declared_rate_pct) == ({"adjusted": 500000, "executed": 480000}, Decimal(96))


@pytest.mark.parametrize("opening", ["分类看，", "按用途看：", "其中：", "钱款去向：（1）"])
def test_a_sentence_that_tells_the_parts_of_the_one_before(opening: str) -> None:
    rows = prose_money_of(f"当年实际支出90万元，执行率90%。{opening}渠道清淤40万元，闸门更换50万元。")
    assert [(row.item_name, phases(row)) for row in rows][1:] == [
        ("渠道清淤", {"executed": 400000}),
        ("闸门更换", {"executed": 500000}),
    ]


def test_marks_of_quotation_that_open_a_name_stay_with_it() -> None:
    (row,) = prose_money_of("“三公”经费预算13万元，实支9.5万元。")
    assert row.item_name.startswith("“三公”经费")
    assert phases(row) == {"adjusted": 130000, "executed": 95000}


def test_levels_of_government_that_give_are_sources() -> None:
    rows = prose_money_of("2023年度预算合计100万元；分级次为：中央补助60万元，省级补助25万元，县级配套15万元。")
    assert [(row.item_name, row.breakdown, phases(row)["adjusted"]) for row in rows][1:] == [
        ("中央补助", "source", 600000),
        ("省级补助", "source", 250000),
        ("县级配套", "source", 150000),
    ]


def test_what_changed_is_named_by_the_item_not_by_its_phase() -> None:
    *_, change = prose_money_of("“三公”经费预算数28万元，决算数21万元，比上年减少3万元。")
    assert (change.item_name, phases(change)) == ("“三公”经费比上年减少", {"change": -30000})


def test_funds_of_what_was_evaluated_have_no_phase() -> None:
    rows = prose_money_of("共涉及一般公共预算资金240万元、政府性基金预算资金18万元，占项目支出总额的100%。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("fund", {"unphased": 2400000}),
        ("fund", {"unphased": 180000}),
    ]


def test_the_value_of_an_indicator_is_no_spending() -> None:
    assert prose_money_of("单台维保成本指标值不高于4500元，实际完成4380元。") == []


def test_projects_of_a_list_that_runs_on_in_one_line() -> None:
    rows = prose_money_of("自评结果。（1）水库养护，自评98分：年初批复310万元，决算列支298万元。（2）站点更新，自评84分：全年预算80万元，支出71万元。")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("水库养护", {"approved": 3100000, "executed": 2980000}),
        ("站点更新", {"adjusted": 800000, "executed": 710000}),
    ]


def test_parts_of_a_change_are_parts_of_what_changed() -> None:
    rows = prose_money_of("2023年“三公”经费年初预算18万元，决算14万元，比上年减少2万元，其中公务接待费4万元，公务用车运行维护费10万元。")
    assert [(row.item_name, phases(row)) for row in rows][2:] == [
        ("公务接待费", {"executed": 40000}),
        ("公务用车运行维护费", {"executed": 100000}),
    ]


def test_parts_of_an_income_are_income_and_parts_follow_the_total_said_last() -> None:
    rows = prose_money_of(
        "总收入100万元，其中：一般公共预算拨款54万元，其他收入46万元；总支出98万元，其中：基本支出50万元，项目支出48万元。"
    )
    assert [(row.item_name, row.parent_item_name, row.direction) for row in rows] == [
        ("总收入", None, "income"),
        ("一般公共预算拨款", "总收入", "income"),
        ("其他收入", "总收入", "income"),
        ("总支出", None, "expenditure"),
        ("基本支出", "总支出", "expenditure"),
        ("项目支出", "总支出", "expenditure"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names", "parent"),
    [
        ("项目支出中，图书馆免费开放补助32万元，古塔保护修缮33.6万元。", ["图书馆免费开放补助", "古塔保护修缮"], "项目支出"),
        ("项目支出主要包括：农村供水保障工程312万元，小型水库除险加固186万元。", ["农村供水保障工程", "小型水库除险加固"], "项目支出"),
        ("从支出项目看，社会保险补贴支出61万元，职业培训补贴支出9万元。", ["社会保险补贴支出", "职业培训补贴支出"], None),
        ("各项救助资金执行情况为：城乡低保支出25万元，临时救助支出3万元。", ["城乡低保支出", "临时救助支出"], None),
    ],
)
def test_parts_of_spending_that_the_sentence_does_not_state(sentence: str, names: list[str], parent: str | None) -> None:
    rows = prose_money_of(sentence)
    assert [row.item_name for row in rows] == names
    assert {(row.breakdown, row.parent_item_name, *phases(row)) for row in rows} == {("project", parent, "executed")}


def test_what_follows_brackets_is_of_the_total_before_them() -> None:
    staff, office, total, change = prose_money_of(
        "年初预算安排资金300万元（人员经费200万元，公用经费100万元），执行中调减20万元，年末预算数280万元，支出270万元。"
    )
    assert [phases(row) for row in (staff, office)] == [{"approved": 2000000}, {"approved": 1000000}]
    assert phases(total) == {"approved": 3000000, "adjusted": 2800000, "executed": 2700000}
    assert (change.breakdown, phases(change), change.parent_item_name) == ("budget_adjustment", {"change": -200000}, total.item_name)


@pytest.mark.parametrize(
    "sentence",
    [
        "全年预算数500万元，较年初预算400万元增加100万元；当年支出490万元。",
        "年度可执行预算指标500万元（含年初预算400万元），决算支出490万元。",
    ],
)
def test_a_budget_is_compared_with_the_one_it_was_at_first(sentence: str) -> None:
    total = prose_money_of(sentence)[0]
    assert (total.breakdown, phases(total)) == ("total", {"approved": 4000000, "adjusted": 5000000, "executed": 4900000})


def test_a_rate_in_a_sentence_of_its_own_is_of_the_total_spent_before_it() -> None:
    total, basic, project = prose_money_of(
        "资金总体支出97万元，其中，基本支出支出数40万元，项目支出支出数57万元。预算执行率为97.00%。"
    )
    assert (total.item_name, total.declared_rate_pct) == ("资金总体支出", Decimal(97))
    assert (basic.declared_rate_pct, project.declared_rate_pct) == (None, None)
    assert total.quote.endswith("预算执行率为97.00%")


@pytest.mark.parametrize(
    "sentence",
    [
        "上年度全年预算为11024.60万元、支出为10310.25万元。",
        "6月末监控结果显示，累计支出5120.36万元。",
        "26个村中年经营收入低于5万元。",
        "未支付的24.80万元为质量保证金。",
    ],
)
def test_what_is_of_another_time_a_threshold_or_unspent_is_no_row(sentence: str) -> None:
    assert prose_money_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "本部门年初批复预算100万元，经追加后全年预算数为120万元，全年执行数110万元。",
            {"approved": 1000000, "adjusted": 1200000, "executed": 1100000},
        ),
        ("2023年年初部门预算为90万元，调整后预算为95万元，年度总支出93万元。", {"approved": 900000, "adjusted": 950000, "executed": 930000}),
        ("经镇人民代表大会审议通过的年初预算数为80万元，全年支出78万元。", {"approved": 800000, "executed": 780000}),
    ],
)  # fmt: skip
def test_phases_of_the_whole_in_one_sentence_are_one_row(sentence: str, expected: dict[str, int]) -> None:
    (row,) = prose_money_of(sentence)
    assert (row.breakdown, phases(row)) == ("total", expected)


def test_projects_that_a_sentence_says_spending_is_made_of() -> None:
    rows = prose_money_of("项目支出由三部分组成：调解补助61.2万元；援助办案48.8万元；矫正监管103.6万元。")
    assert [(row.item_name, row.breakdown, row.executed_amount) for row in rows] == [
        ("调解补助", "project", 612000),
        ("援助办案", "project", 488000),
        ("矫正监管", "project", 1036000),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("青石镇：安排620万元，支出612.4万元；", "青石镇"),
        ("1.耕地地力保护补贴：下达620万元，支出612.4万元，执行率98.77%。", "耕地地力保护补贴"),
        ("（2）中药材仓储物流。当年安排620万元，完成支付612.4万元。", "中药材仓储物流"),
        ("学前教育免保教费安排620万元，实际拨付612.4万元。", "学前教育免保教费"),
    ],
)
def test_what_a_line_of_a_list_was_given_and_spent(line: str, name: str) -> None:
    (row,) = prose_money_of(line)
    assert (row.item_name, row.breakdown, phases(row)) == (name, "project", {"adjusted": 6200000, "executed": 6124000})


def test_a_project_at_the_head_of_a_sentence_or_named_before_it_owns_the_money() -> None:
    (row,) = prose_money_of("老旧小区改造项目2022年预算3200万元，当年支付2688万元，执行率84%，自评得分88分。")
    assert (row.item_name, row.breakdown, row.declared_rate_pct) == ("老旧小区改造", "project", Decimal(84))
    (row,) = prose_money_of("组织对“农村公路养护”项目开展了部门评价。该项目全年预算数为420万元，执行数为405.3万元。")
    assert (row.item_name, row.breakdown) == ("农村公路养护", "project")


def test_parts_are_of_the_phase_that_they_add_up_to() -> None:
    rows = prose_money_of("项目预算数468万元，实际发放449万元。资金来源为中央补助234万元、省级补助140万元、县级配套94万元。")
    assert [phases(row) for row in rows[1:]] == [{"adjusted": 2340000}, {"adjusted": 1400000}, {"adjusted": 940000}]


def test_a_share_up_to_a_whole_names_the_whole_without_its_preposition() -> None:
    rows = prose_money_of("一级项目31个，涉及资金7,314.55万元，占到一般公共预算项目支出总额的100%。")
    assert [(row.item_name, row.unphased_amount) for row in rows] == [("一般公共预算项目支出", Decimal(73_145_500))]


@pytest.mark.parametrize("verb", ["实际开支", "全年花费", "已列支"])
def test_a_mere_verb_of_spending_is_of_the_item_before_it(verb: str) -> None:
    (row,) = prose_money_of(f"会议费年初预算8.5万元，{verb}6.2万元。")
    assert phases(row) == {"approved": 85000, "executed": 62000}


def test_a_standard_for_each_is_no_sum() -> None:
    rows = prose_money_of("助学金发放标准为每生每学期1000元，项目支出12.6万元。")
    assert [phases(row) for row in rows] == [{"executed": 126000}]


def test_what_a_sentence_spends_is_no_phase_of_a_smaller_part_told_last() -> None:
    rows = prose_money_of("收入总计6812万元，其中一般公共预算拨款6512万元，政府性基金拨款300万元；全年支出6812万元。")
    assert [(row.item_name, phases(row)) for row in rows][2:] == [
        ("政府性基金拨款", {"executed": 3_000_000}),
        ("支出", {"executed": 68_120_000}),
    ]


def test_what_was_raised_among_people_is_no_spending() -> None:
    assert prose_money_of("开展应急救护培训5632人次，募集款物86万元。") == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1256.8", [{"approved": 10_236_000, "adjusted": 12_568_000, "executed": 12_493_000}]),
        ("233.2", [{"approved": 10_236_000, "executed": 12_493_000}, {"change": 2_332_000}]),
    ],
)
def test_a_figure_of_adjustment_is_the_level_or_the_change_that_spending_reaches(said: str, expected: list[dict[str, int]]) -> None:
    rows = prose_money_of(f"部门预算支出年初数1023.6万元，调整数{said}万元，决算数1249.3万元。")
    assert [phases(row) for row in rows] == expected


def test_a_limit_of_spending_and_budgets_that_one_verb_governs() -> None:
    (limit,) = prose_money_of("全年“三公”经费预算控制数为32万元，实际支出21.36万元。")
    assert (limit.breakdown, phases(limit)) == ("three_public", {"adjusted": 320_000, "executed": 213_600})
    rows = prose_money_of("年初批复基本支出预算680万元、项目支出预算320万元，全年基本支出725万元、项目支出396.5万元。")
    assert [phases(row) for row in rows] == [{"approved": 6_800_000, "executed": 7_250_000}, {"approved": 3_200_000, "executed": 3_965_000}]


def test_parts_of_a_whole_without_a_name_bear_the_one_it_is_given() -> None:
    whole, *parts = prose_money_of("截至12月底，已拨付到村131.2万元，支付进度99.39%，其中村干部报酬76.8万元，服务群众经费54.4万元。")
    assert whole.item_name == "部门整体支出"
    assert [part.parent_item_name for part in parts] == ["部门整体支出"] * 2
