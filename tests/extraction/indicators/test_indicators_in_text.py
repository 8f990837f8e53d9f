"""Indicators told in sentences and lists: which words are name, target and result."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "青禾县民政局2023年度部门整体支出绩效自评报告\n\n二、绩效目标完成情况\n"


def _told(text: str) -> list[tuple[str, str | None, str | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return [(row.indicator_name, row.target_text, row.actual_text) for row in report.indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建档率91.35%（目标90%）；平均住院日8.4天（目标≤8.5天）。", [("建档率", "90%", "91.35%"), ("平均住院日", "≤8.5天", "8.4天")]),
        ("产出：大棚36座，目标36座；蓄水池2座，年初目标3座。", [("大棚", "36座", "36座"), ("蓄水池", "3座", "2座")]),
        ("抽取居民300人问卷，满意度89.7%，高于年初设定的85%。", [("满意度", "85%", "89.7%")]),
        ("水质达标断面比例年初设定100%，年末监测结果100%。", [("水质达标断面比例", "100%", "100%")]),
        ("群众就医方便程度：目标明显提高，实际明显提高。", [("群众就医方便程度", "明显提高", "明显提高")]),
        ("草场植被盖度提高6个百分点以上，实测提高7.4个百分点。", [("草场植被盖度提高", "6个百分点以上", "7.4个百分点")]),
        ("（三）满意度指标\n牧民满意度≥90%，经发放问卷80份、回收76份统计，满意度为94.7%。", [("牧民满意度", "≥90%", "94.7%")]),
        ("储备完成时间10月底前，实际10月18日完成。", [("储备完成时间", "10月底前", "10月18日完成")]),
    ],
)  # fmt: skip
def test_a_target_beside_or_behind_the_result(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _told(text) == expected


def test_results_that_run_on_in_a_sentence_are_told_in_prose_too() -> None:
    told = "效益指标：护林员制止盗伐31起，上报火情12起，清理垃圾约45吨。"
    report = extract_report(f"{TITLE}{told}\n".encode(), "report.txt")
    assert [row.value for row in report.statistics] == [Decimal(31), Decimal(12), Decimal(45)]
    listed = extract_report(f"{TITLE}产出指标。修建作业道15.2公里；资助学生133名。\n".encode(), "report.txt")
    assert (len(listed.indicators), listed.statistics) == (2, ())


def test_a_kind_behind_a_dash_under_a_label_of_level_1() -> None:
    text = "产出指标：\n——数量指标：文体活动年初目标值40场，实际完成52场；巡查年初目标值5000次，实际完成6100次。"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level1, row.level2, row.actual_value) for row in report.indicators] == [
        ("产出指标", "数量指标", Decimal(52)),
        ("产出指标", "数量指标", Decimal(6100)),
    ]


def test_a_difference_to_the_target_is_no_target() -> None:
    assert _told("服务满意率达到95.3%，高出年初预期5.3个百分点。") == []


def test_a_named_paragraph_with_target_result_and_points() -> None:
    report = extract_report(
        f"{TITLE}（一）档案抢救修复。年度指标值6000页，全年完成5400页，分值15分，得13.5分。\n".encode(), "report.txt"
    )
    (row,) = report.indicators
    assert (row.indicator_name, row.target_value, row.actual_value) == ("档案抢救修复", Decimal(6000), Decimal(5400))
    assert (row.weight, row.declared_score) == (Decimal(15), Decimal("13.5"))


def test_marks_dashes_and_the_kind_in_brackets_are_no_part_of_a_name() -> None:
    text = (
        "产出指标方面：\n★受益站点数（数量指标）——目标97个，实际完成97个；\n★拨付及时率（质量指标）——目标100%，实际完成99%。\n"
        "满意度方面：\n★家属满意度——目标大于等于95%，实际完成98%。"
    )
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name, row.actual_text) for row in report.indicators] == [
        ("产出指标", "数量指标", "受益站点数", "97个"),
        ("产出指标", "质量指标", "拨付及时率", "99%"),
        ("满意度", None, "家属满意度", "98%"),
    ]


def test_satisfaction_is_a_level_of_its_own() -> None:
    text = "（一）效益指标。\n社会效益指标：带动就业≥110人，实际带动116人。\n（二）满意度指标：茶农满意度≥85%，抽样调查实际为93.7%。"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name, row.target_text) for row in report.indicators] == [
        ("效益指标", "社会效益指标", "带动就业", "≥110人"),
        ("满意度指标", None, "茶农满意度", "≥85%"),
    ]


def test_the_label_right_before_a_name_is_its_kind_and_a_unit_may_be_of_two_things() -> None:
    text = "（二）效益情况。社会效益指标：毕业生就业率目标≥85%，实际完成91.2%。\n成本指标：补助标准1500元/生·学期，实际1500元/生·学期。"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level2, row.indicator_name, row.target_text) for row in report.indicators] == [
        ("社会效益指标", "毕业生就业率", "≥85%"),
        ("成本指标", "补助标准", "1500元/生·学期"),
    ]


def test_a_season_is_part_of_the_result() -> None:
    (row,) = _told("补助发放时间目标为每学期结束前，实际春季6月、秋季12月发放完毕。")
    assert row == ("补助发放时间", "每学期结束前", "春季6月、秋季12月发放完毕")


def test_a_kind_before_a_name_in_quotation_marks() -> None:
    rows = extract_report(f"{TITLE}①数量指标“修复里程”，预期指标值为≥62公里，实际完成62公里，与预期一致。\n".encode(), "report.txt").indicators
    assert [(row.level2, row.indicator_name, row.target_text, row.actual_text) for row in rows] == [("数量指标", "修复里程", "≥62公里", "62公里")]


def test_points_and_counts_of_indicators_are_none() -> None:
    assert _told("1.服务对象满意度：满分10分，得分9分，得分率90%；\n2.产出指标：分值 25，扣 0.5，得 24.5") == []
    assert _told("数量指标共32个，完成29个。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①建档率 目标95% 完成97.2% 得分10\n②巡诊人次 目标1.2万人次 完成1.3万人次 得分8.5", [("建档率", "95%", "97.2%"), ("巡诊人次", "1.2万人次", "1.3万人次")]),
        ("泵站完工时间，预期指标值2023年8月底前，实际于2023年10月8日完工。", [("泵站完工时间", "2023年8月底前", "2023年10月8日")]),
        ("时效指标：培训结束时间，目标值为11月底前，实际完成时间为10月20日。", [("培训结束时间", "11月底前", "10月20日")]),
        ("数量指标：慰问老人≥40名，实际慰问46名；（2）助餐点建设项目预算安排36万元，实际支出35万元。", [("慰问老人", "≥40名", "46名")]),
    ],
)
def test_results_told_with_points_days_and_money(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    "told",
    [
        "造林面积（目标≥200亩；完成230亩）",
        "造林面积≥200亩（实际230亩）",
        "造林面积（目标值≥200亩）：实际完成230亩。",
        "造林面积（≥200亩）实际完成230亩。",
        "造林面积：设定目标≥200亩，实际达到230亩。",
        "1.造林面积，目标值：≥200亩，完成值：230亩，分值：10，得分：10。",
        "数量指标方面，造林面积目标为≥200亩，实际完成230亩。",
    ],
)
def test_targets_and_results_in_brackets_and_behind_labels(told: str) -> None:
    assert _told(f"三、绩效目标完成情况\n{told}\n") == [("造林面积", "≥200亩", "230亩")]


def test_what_only_says_that_a_target_follows_is_no_name() -> None:
    assert _told("三、绩效目标完成情况\n1.数量指标分析。年初绩效目标为造林≥200亩，截至年末，实际完成230亩，达到预期目标。\n") == []


def test_a_kind_without_its_word_before_a_quoted_name() -> None:
    text = "三、绩效目标完成情况\n效益指标：社会效益“受益人口”目标值≥300人，实际320人。\n"
    assert _told(text) == [("受益人口", "≥300人", "320人")]


def test_the_status_behind_a_result_is_declared() -> None:
    head = "样县文化馆2023年度免费开放项目绩效自评报告\n一、绩效目标完成情况\n"
    text = f"{head}1.产出指标:公益讲座场次,目标值60场,实际值46场,已完成。文艺培训班期数,目标值24期,实际值20期,未完成。\n"
    rows = extract_report(text.encode(), "report.txt").indicators
    assert [(row.indicator_name, row.declared_status) for row in rows] == [("公益讲座场次", "已完成"), ("文艺培训班期数", "未完成")]


def test_a_status_in_the_column_of_reasons_is_one() -> None:
    table = (
        "一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值\t未完成原因和改进措施\n"
        "产出指标\t数量指标\t无障碍改造\t45户\t45户\t\n产出指标\t质量指标\t辅具适配率\t≥85%\t82%\t已完成\n产出指标\t时效指标\t按期完工率\t100%\t96%\t雨天停工\n"
    )
    rows = extract_report(f"样县残联2023年度残疾人康复项目支出绩效自评表\n{table}".encode(), "form.txt").indicators
    assert [(row.declared_status, row.deviation_reason_text) for row in rows] == [(None, None), ("已完成", None), (None, "雨天停工")]


def test_a_name_that_counts_is_no_value_of_the_label_before_it() -> None:
    cells = (
        "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 产出指标 数量指标 改造厕所 ≥ 30 座 31 "
        "效益指标 社会效益 65岁以上老人体检率 ≥ 70 % 72.5 可持续影响 收入5万元以上村占比 = 100 % 100"
    )
    rows = extract_report(("青禾县民政局2023年度部门整体支出绩效自评表\n" + cells.replace(" ", "\n") + "\n").encode(), "form.txt").indicators
    assert [(row.level2, row.indicator_name, row.actual_text) for row in rows] == [
        ("数量指标", "改造厕所", "31"), ("社会效益", "65岁以上老人体检率", "72.5"), ("可持续影响", "收入5万元以上村占比", "100"),
    ]  # fmt: skip


def test_a_kind_before_its_values_is_the_name_and_a_day_is_a_result() -> None:
    text = (
        "1.产出指标完成情况。时效指标：秋季普查目标10月31日前，完成时间11月9日。\n2.效益指标完成情况。生态效益：成灾率控制在3.5‰以下，实际0.9‰。\n"
        "（三）满意度指标。服务对象满意度：年度指标值≥95%，实际完成98.2%。"
    )
    rows = extract_report(f"{TITLE}{text}\n".encode(), "report.txt").indicators
    assert [(row.level1, row.indicator_name, row.actual_text) for row in rows] == [
        ("产出指标", "秋季普查", "11月9日"), ("效益指标", "成灾率", "0.9‰"), ("满意度指标", "服务对象满意度", "98.2%"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "年初我局设定部门整体绩效指标12个，完成11个。", "年初共设置绩效指标13项，完成10项。", "年初核定12万元，实际花费9.86万元。",
        "三是绩效目标申报时指标值偏低，目标仅100人，实际201人。",
    ],
)  # fmt: skip
def test_counts_of_indicators_and_sums_are_none(text: str) -> None:
    assert _told(text) == []


def test_a_parted_total_is_no_indicator() -> None:
    lines = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分 偏差原因\n"
    lines += "产出指标 数量指标 修路 6公里 6公里 50 50\n效益指标 社会效益 受益户 ≥90户 93户 30 26\n总 分 100 96\n"
    assert [name for name, _, _ in _told(lines)] == ["修路", "受益户"]


def test_a_heading_with_the_points_of_its_level_is_its_label() -> None:
    text = (
        "（一）产出指标（45分），自评得分43分\n1.数量指标\n补种苗木：年初目标值3000株，实际完成值3120株，自评得分10分。\n"
        "2.效益指标（30分）。得28分。灌溉保证率94.6%，目标值为95%。"
    )
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name) for row in report.indicators] == [
        ("产出指标", "数量指标", "补种苗木"),
        ("效益指标", None, "灌溉保证率"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.冷库项目。计划投资260万元，实际支付251万元，建成冷库1座。",
        "2.渠道项目。合同金额96万元，实际拨付90万元。",
        "医院编制床位300张，实际开放床位360张。",
        "单位核定车辆编制5辆，实际在用5辆。",
    ],
)
def test_what_was_paid_of_a_sum_or_held_of_what_was_allowed_is_no_indicator(text: str) -> None:
    assert _told(text) == []


def test_a_result_in_money_is_one() -> None:
    assert _told("一是固定资产投资目标值8亿元，实际完成7.6亿元。") == [("固定资产投资", "8亿元", "7.6亿元")]


def test_a_rate_without_target_among_indicators_is_one_beside_a_table() -> None:
    grid = "\n".join(f"产出指标\t数量指标\t{name}\t10次\t10次" for name in ("巡查", "演练", "会商", "抽检"))
    told = "产出指标完成情况：管网改造完成率100%；职工培训≥4期，实际开展5期；水样抽检≥60批，实际66批；印发手册300份。"
    text = f"{told}\n\n一级指标\t二级指标\t三级指标\t指标值\t完成值\n{grid}"
    assert [each for each in _told(text) if each[0] in ("管网改造完成率", "印发手册")] == [("管网改造完成率", None, "100%")]


def test_a_status_of_two_words() -> None:
    report = extract_report(f"{TITLE}产出指标：\n①改造完工时限，目标值8月底前，完成值9月20日，未按期完成。\n".encode(), "report.txt")
    assert [row.declared_status for row in report.indicators] == ["未按期完成"]


def test_a_result_told_as_what_was_reached_of_a_goal_in_words() -> None:
    assert _told("社会效益指标：健康知识知晓率目标为不断提高，完成情况为71%，比上年提高3个百分点。") == [("健康知识知晓率", "不断提高", "71%")]


def _rows(text: str) -> list[tuple[str | None, str | None, str, str | None, str | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return [(row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in report.indicators]


def test_lines_that_print_both_levels_before_the_name() -> None:
    text = (
        "成本指标-经济成本指标：每班次补贴标准；年度指标值：≤320元；实际完成值：310元；分值10；得分10\n"
        "产出指标-数量指标：夜校开班数；年度指标值：≥24班；实际完成值：21班；分值20；得分17.5；偏差原因：场地装修。改进措施：另借教室\n"
        "满意度指标-服务对象满意度指标：学员满意度；年度指标值：≥90%；实际完成值：94%；分值10；得分10\n"
        "总分：97.5　　自评等级：优\n填报人：周××　联系电话：0512-66××××"
    )
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert _rows(text) == [
        ("成本指标", "经济成本指标", "每班次补贴标准", "≤320元", "310元"),
        ("产出指标", "数量指标", "夜校开班数", "≥24班", "21班"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "94%"),
    ]
    assert [(row.weight, row.declared_score) for row in report.indicators][1] == (Decimal(20), Decimal("17.5"))
    assert [(row.component, row.score, row.grade) for row in report.scores] == [("total", Decimal("97.5"), "优")]
    assert report.findings == ()


def test_names_in_quotation_marks_under_a_quoted_level() -> None:
    text = (
        "（1）对于“产出指标”：\n“疏浚河道长度（公里）”指标，预期指标值为大于等于12公里，实际完成指标值为12.6公里，指标完成率为105%；\n"
        "（2）对于“满意度指标”：\n“沿河居民满意度（%）”指标，预期指标值为大于等于90%，实际完成指标值为93%，指标完成率为103.33%。"
    )
    assert _rows(text) == [
        ("产出指标", None, "疏浚河道长度（公里）", "大于等于12公里", "12.6公里"),
        ("满意度指标", None, "沿河居民满意度（%）", "大于等于90%", "93%"),
    ]


def test_a_quoted_target_that_was_missed() -> None:
    text = "未完成指标：一是“新增托育机构≥4家”，实际新增3家；二是“图书流通册次≥8000册”未完成，实际7420册。"
    assert _told(text) == [("新增托育机构", "≥4家", "3家"), ("图书流通册次", "≥8000册", "7420册")]
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [row.declared_status for row in report.indicators] == [None, "未完成"]


def test_a_reason_before_the_result_is_no_part_of_the_target() -> None:
    assert _told("护林员轮训计划1,300人次，受疫情影响实际培训826人次。") == [("护林员轮训", "1,300人次", "826人次")]


def test_results_behind_the_first_sentence_of_a_kind() -> None:
    text = (
        "1.数量指标。计划修建梯田4000亩，实际修建4120亩，涉及6个村。整修水渠12公里，新建机井6眼。\n"
        "2.经济效益。项目区玉米亩产平均提高60公斤，户均增收540元。\n3.满意度。走访农户200人，满意度96%，高于90%的目标。"
    )
    rows = [row[1:] for row in _rows(text)]
    assert ("数量指标", "整修水渠", None, "12公里") in rows
    assert ("数量指标", "新建机井", None, "6眼") in rows
    assert ("经济效益", "户均增收", None, "540元") in rows
    assert [row[1:] for row in rows if row[1] == "满意度"] == [("满意度", "90%", "96%")]


def test_other_work_told_behind_satisfaction_is_none_of_its_indicators() -> None:
    text = "1.数量指标：抽检批次目标值300批次，实际完成值312批次。\n2.满意度指标：群众满意度95%。全年组织演练3次，检验电梯540台。"
    assert [row[2] for row in _rows(text)] == ["抽检批次", "群众满意度"]


def test_effects_without_a_list_of_kinds_before_them_are_told_as_statistics() -> None:
    assert _rows("1.经济效益。项目区玉米亩产平均提高60公斤，户均增收540元。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("社会效益：居民健康素养水平由14%提升到17.5%。", [("居民健康素养水平", "17.5%")]),
        ("生态效益指标：水质持续改善，灌溉水利用系数由0.52提高到0.57。", [("灌溉水利用系数", "0.57")]),
        ("数量指标：城市低保412户695人，特困供养对象83人。", [("城市低保", "412户"), ("城市低保", "695人"), ("特困供养对象", "83人")]),
        ("质量指标：农村低保标准由4200元/年提高到4600元/年，增长9.5%。", [("农村低保标准", "4600元/年")]),
    ],
)  # fmt: skip
def test_what_rose_to_its_figure_and_two_counts_of_one_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, actual) for _, _, name, _, actual in _rows(f"1.产出指标完成情况。\n（1）{text}")] == expected


@pytest.mark.parametrize("text", ["就业意向达成412人，低于500人的年度目标。", "年度目标为完成巡查。"])
def test_a_target_not_reached_in_passing_is_no_indicator(text: str) -> None:
    assert _told(text) == []


def test_a_bound_in_words_behind_the_result() -> None:
    assert _told("2.质量指标：造林成活率91.2%，目标值为不低于85%。") == [("造林成活率", "不低于85%", "91.2%")]


def test_a_kind_in_quotes_is_the_level_of_what_it_heads() -> None:
    text = "（1）对于“产出数量”：保障园所数量，指标值7所，实际完成值7所；（2）对于“产出质量”：资金合规率，指标值100%，实际完成值98%。"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.level2, row.indicator_name) for row in report.indicators] == [("产出数量", "保障园所数量"), ("产出质量", "资金合规率")]


def test_lines_without_a_stop_are_one_indicator_each() -> None:
    text = "1、产出指标\n（1）数量指标\n整修渠道长度：年度指标值3.2公里，全年完成值3.1公里\n新打机井数：年度指标值≥8眼，全年完成值9眼\n"
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in report.indicators] == [
        ("产出指标", "数量指标", "整修渠道长度", "3.2公里", "3.1公里"),
        ("产出指标", "数量指标", "新打机井数", "≥8眼", "9眼"),
    ]


def test_the_name_is_the_clause_right_before_its_target() -> None:
    told = "（三）时效指标。补助每季度首月发放，发放及时率目标为100%，实际97.5%。"
    assert _told(told) == [("发放及时率", "100%", "97.5%")]
    assert _told("群众满意度88%，大于等于年初设定的85%。") == [("群众满意度", "85%", "88%")]
    assert _told("产出指标完成情况。该项指标完成96%。水库受灾面积3.2公顷，低于控制指标7公顷。") == [("水库受灾面积", None, "3.2公顷")]


@pytest.mark.parametrize("title", ["项目完成质量", "项目实施进度", "项目成本节约情况", "项目实施的社会效益"])
def test_a_title_of_a_part_stands_for_the_label_of_level_2(title: str) -> None:
    text = f"1.产出指标完成情况分析。\n（1）{title}\n按期交付率目标值100%，完成值90%；其中校舍交付率目标值100%，完成值85%。\n"
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.level2, row.indicator_name) for row in report.indicators] == [(title, "按期交付率"), (title, "校舍交付率")]


def test_a_label_of_level_2_in_brackets_behind_one_of_level_1() -> None:
    text = "（2）效益指标\n①社会效益：知晓率指标值≥95%，实际完成值98%。\n（3）满意度指标（服务对象满意度指标）：师生满意度指标值≥90%，实际完成值87%。\n"
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name) for row in report.indicators][-1] == ("满意度指标", "服务对象满意度指标", "师生满意度")


def test_a_name_that_begins_with_an_age_behind_its_kind() -> None:
    assert _told("质量指标：65岁以上老年人健康管理服务率≥61%，实际完成67.3%。") == [("65岁以上老年人健康管理服务率", "≥61%", "67.3%")]
