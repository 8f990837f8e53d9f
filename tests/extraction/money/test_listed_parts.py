"""Parts that sentences list: names that notes and counts part from their sums, and the whole they add up to."""

from orchestration.extraction import extract_report
from orchestration.extraction.money.sentences.parts import part_words
from tests.extraction.reading_rows import phases, prose_money_of


def named(text: str) -> list[tuple[str, dict[str, int]]]:
    return [(row.item_name, phases(row)) for row in prose_money_of(text)]


def test_notes_and_counts_do_not_part_a_name_from_its_sum() -> None:
    assert part_words(",住院救助(680人次)") == ",住院救助"
    assert part_words("用于12.5公里渠道的材料费") == "用于渠道的材料费"
    assert part_words("。其中:一级站点4个,补助") == "。其中:一级站点"
    assert part_words("、泵站改造(东片)") == "、泵站改造(东片)"
    assert part_words("(中央80万元)") == "(中央80万元)"


def test_parts_behind_notes_are_spent_like_their_whole() -> None:
    assert named("全年支出90万元,资金使用率90%,其中门诊救助(特困、低保等5,117人)50万元,住院救助(804人次)40万元。") == [
        ("支出", {"executed": 900000}),
        ("门诊救助", {"executed": 500000}),
        ("住院救助", {"executed": 400000}),
    ]


def test_parts_have_the_phase_of_the_total_they_add_up_to() -> None:
    rows = prose_money_of("共下达林业补助资金300万元,其中:中央资金200万元,省级资金100万元。按用途分:造林补助180万元,管护补助120万元。")
    assert [phases(row) for row in rows] == [
        {"adjusted": 3000000},
        {"adjusted": 2000000},
        {"adjusted": 1000000},
        {"adjusted": 1800000},
        {"adjusted": 1200000},
    ]
    rows = prose_money_of("预算资金150万元,全年支出147万元;结余3万元已收回。支出构成为:新馆补助108万元(9家×12万元),展陈布置39万元。")
    assert [(row.item_name, phases(row)) for row in rows[-2:]] == [
        ("新馆补助", {"executed": 1080000}),
        ("展陈布置", {"executed": 390000}),
    ]


def test_a_number_of_places_may_be_the_last_part() -> None:
    rows = prose_money_of("累计支付80万元。具体拨付情况:城关镇卫生院50万元,其余6个乡镇卫生院30万元。")
    assert [(row.item_name, phases(row)) for row in rows[1:]] == [
        ("城关镇卫生院", {"executed": 500000}),
        ("其余6个乡镇卫生院", {"executed": 300000}),
    ]


def test_a_budget_compared_with_is_of_the_same_item() -> None:
    row = prose_money_of("公务接待费支出8万元,较预算10万元少2万元。")[0]
    assert phases(row) == {"adjusted": 100000, "executed": 80000}


def test_a_saving_against_the_budget_beside_it_is_no_change() -> None:
    rows = prose_money_of("“三公”经费支出26万元,较预算30万元节约4万元,其中公务接待费8万元,公务用车运行维护费18万元。")
    assert [phases(row) for row in rows] == [
        {"adjusted": 300000, "executed": 260000},
        {"executed": 80000},
        {"executed": 180000},
    ]


def test_the_sum_of_last_year_parts_no_change() -> None:
    spent, change = prose_money_of("本年支出合计86万元,与2021年的80万元相比,增加6万元,增幅7.5%。")
    assert phases(spent) == {"executed": 860000}
    assert (change.breakdown, phases(change), str(change.declared_rate_pct)) == ("prior_year_change", {"change": 60000}, "7.5")
    (change,) = prose_money_of("培训资金支出较上年(41万元)压减14万元。")
    assert (change.breakdown, phases(change)) == ("prior_year_change", {"change": -140000})


def test_behind_all_parts_the_whole_goes_on() -> None:
    rows = prose_money_of("年度预算总额215万元,其中基本支出100万元、项目支出115万元;实际支出198万元,执行率92%。")
    assert [phases(row) for row in rows] == [
        {"adjusted": 2150000, "executed": 1980000},
        {"adjusted": 1000000},
        {"adjusted": 1150000},
    ]


def test_a_budget_with_what_was_added_is_the_adjusted_one() -> None:
    budget, change = prose_money_of("年初预算320万元,本年追加35万元,合计355万元;实际支出337万元。")
    assert phases(budget) == {"approved": 3200000, "adjusted": 3550000, "executed": 3370000}
    assert phases(change) == {"change": 350000}


def test_numbered_projects_in_one_passage_have_their_own_rows() -> None:
    rows = prose_money_of("(五)重点项目。1.检测项目,年初预算60万元,支出52万元。2.站所建设项目,预算安排120万元,支付113万元。")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("检测项目", {"approved": 600000, "executed": 520000}),
        ("站所建设项目", {"adjusted": 1200000, "executed": 1130000}),
    ]


def test_what_is_evaluated_is_named_as_printed() -> None:
    (row,) = prose_money_of("2023年纳入绩效自评范围的项目8个,涉及财政资金376万元。")
    assert (row.item_name, row.breakdown, phases(row)) == ("纳入绩效自评范围的项目", "monitoring", {"unphased": 3760000})


def test_the_head_project_spending_names_what_follows() -> None:
    rows = prose_money_of("(二)项目支出情况。项目支出预算1142万元。当年实际支出1085万元,预算完成率为95%。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("nature", {"adjusted": 11420000}),
        ("nature", {"executed": 10850000}),
    ]


def test_parts_of_any_name_go_on_behind_one_of_a_known_kind() -> None:
    rows = prose_money_of("实际支出1300.00万元,其中:基本支出310.00万元;市政设施维护费740.00万元;执法装备购置250.00万元。")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("支出", {"executed": 13_000_000}),
        ("基本支出", {"executed": 3_100_000}),
        ("市政设施维护费", {"executed": 7_400_000}),
        ("执法装备购置", {"executed": 2_500_000}),
    ]


def test_lines_under_the_last_sentence_of_a_passage_that_heads_them() -> None:
    text = (
        "云溪县人社局2023年度部门整体支出绩效自评报告\n一、资金使用情况\n全年实际支出405.00万元。具体支出:\n"
        "1.岗位补贴支出245.00万元,享受人员268人;\n2.社会保险补贴支出160.00万元。\n"
    )
    rows = extract_report(text.encode(), "report.txt").spending
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("支出", "total", {"executed": 4_050_000}),
        ("岗位补贴支出", "project", {"executed": 2_450_000}),
        ("社会保险补贴支出", "project", {"executed": 1_600_000}),
    ]


def test_what_spending_mainly_is_are_its_parts() -> None:
    rows = prose_money_of("2022年项目支出43万元，主要是道路改造28万元，客运补贴15万元。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows[1:]] == [
        ("道路改造", "project", {"executed": 280000}),
        ("客运补贴", "project", {"executed": 150000}),
    ]
    assert len(prose_money_of("2022年支出决算43万元，主要是由于新增道路改造28万元。")) == 1


def test_a_fund_that_is_all_of_an_income_is_named_and_no_budget() -> None:
    rows = prose_money_of("2022年财政拨款收入决算数58万元，其中一般公共预算58万元。")
    assert [(row.direction, phases(row)) for row in rows] == [("income", {"executed": 580000})] * 2


def test_a_zero_without_a_unit_is_of_a_known_kind_of_spending() -> None:
    rows = prose_money_of("全年预算数50万元，其中基本支出预算数50万元，其他支出预算数为0。")
    assert phases(rows[-1]) == {"adjusted": 0}
    assert len(prose_money_of("全年支出10万元，违规支出为0。")) == 1


def test_projects_behind_the_kind_that_they_are_of() -> None:
    rows = prose_money_of("项目支出412.40万元。项目中：文明创建经费支出156.8万元，电影放映补助38.4万元，其余为监测等支出。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("项目支出", "nature", {"executed": 4124000}),
        ("文明创建经费支出", "project", {"executed": 1568000}),
        ("电影放映补助", "project", {"executed": 384000}),
    ]


def test_numbered_projects_that_a_count_announces_are_parts_of_the_sum_before() -> None:
    rows = prose_money_of("评价资金总额3200万元，涉及2个子项目：1.农田灌溉项目1200万元；2.饮水安全项目2000万元。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows][1:] == [
        ("农田灌溉项目", "project", {"adjusted": 12_000_000}),
        ("饮水安全项目", "project", {"adjusted": 20_000_000}),
    ]


def test_parts_of_a_budget_whose_names_end_as_spending_does() -> None:
    rows = prose_money_of("下达林业改革资金6865万元，其中：森林资源管护支出1236万元、国土绿化支出4629万元、湿地保护支出1000万元。")
    assert [phases(row) for row in rows] == [{"adjusted": 68_650_000}, {"adjusted": 12_360_000}, {"adjusted": 46_290_000}, {"adjusted": 10_000_000}]
    spent = prose_money_of("预算收入100万元，支出决算90万元；其中养护支出60万元，修缮支出30万元。")
    assert [phases(row) for row in spent][-2:] == [{"executed": 600_000}, {"executed": 300_000}]


def test_what_each_was_paid_of_all_that_was_given() -> None:
    told = "资金总量961万元。资金已全部拨付到21个乡镇卫生院和186个村卫生室，其中乡镇卫生院586.5万元，村卫生室374.5万元，资金支付率100%。"
    assert named(told)[1:] == [("乡镇卫生院", {"executed": 5_865_000}), ("村卫生室", {"executed": 3_745_000})]


def test_spending_behind_counts_is_of_what_they_count() -> None:
    told = "共支出98.4万元，结余7.8万元。具体为：儿童康复训练32人，支出76.8万元（人均2.4万元）；白内障手术56例，支出5.6万元；住院补助42人，支出16万元。"
    assert named(told)[1:] == [
        ("儿童康复训练", {"executed": 768_000}),
        ("白内障手术", {"executed": 56_000}),
        ("住院补助", {"executed": 160_000}),
    ]


def test_projects_listed_with_what_each_spent_have_no_whole_among_them() -> None:
    heading = "青禾县2023年度残疾人康复项目绩效自评报告\n一、项目资金情况\n"
    for told in (
        "完成儿童康复训练32人，支出76.8万元；白内障手术56例，支出5.6万元；辅具适配412件，支出19万元。",
        "（1）儿童康复训练32人，支出76.8万元。（2）白内障手术56例，支出5.6万元。（3）辅具适配412件，支出19万元。",
    ):
        rows = extract_report(f"{heading}{told}\n".encode(), "a.txt").spending
        assert [(row.item_name, row.breakdown) for row in rows] == [(name, "project") for name in ("儿童康复训练", "白内障手术", "辅具适配")]


def test_payees_behind_a_colon_that_come_to_the_sum_before() -> None:
    told = "下达我县补助资金2986万元，按照服务人口拨付各乡镇卫生院：城关1060万元，石桥520万元，白塔1406万元。"
    assert [name for name, _ in named(told)][1:] == ["城关", "石桥", "白塔"]
