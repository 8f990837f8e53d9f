"""Indicators in tables: levels of merged cells, packed cells, comparators and units in columns of their own."""

from decimal import Decimal

from orchestration.extraction import extract_report
from orchestration.extraction.indicators.levels import spread_labels
from tests.extraction.reading_rows import indicators_of, outline_of

HEADER = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"


def test_one_row_one_indicator_with_scores_and_reason() -> None:
    first, second = indicators_of(
        HEADER + "产出指标(50分)\t数量指标\t指标1：巡河次数\t≥48次\t51次\t25\t25\t\n\t\t2.清淤河段\t＝3.5公里\t3.2公里\t25\t22.86\t汛期停工\n"
    )
    assert (first.level1, first.level2, first.indicator_name) == ("产出指标", "数量指标", "巡河次数")
    assert (first.target_comparator, first.target_value, first.target_unit) == (">=", Decimal(48), "次")
    assert (second.level1, second.level2, second.indicator_name) == ("产出指标", "数量指标", "清淤河段")
    assert (second.actual_value, second.actual_unit, second.declared_score) == (Decimal("3.2"), "公里", Decimal("22.86"))
    assert second.deviation_reason_text == "汛期停工"


def test_the_total_row_is_no_indicator() -> None:
    assert len(indicators_of(HEADER + "产出指标\t数量指标\t巡河次数\t1次\t1次\t100\t100\t\n总分\t\t\t\t\t100\t100\t\n")) == 1


def test_comparator_value_and_unit_in_three_columns() -> None:
    rows = indicators_of(
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\n"
        "产出指标\t数量指标\t抽检批次\t≥\t200\t批次\t231\t30\t30\n效益指标\t社会效益指标\t群众安全意识\t定性\t增强\t\t增强\t30\t30\n"
    )
    assert (rows[0].target_text, rows[0].target_comparator, rows[0].target_value) == ("≥200批次", ">=", Decimal(200))
    assert (rows[0].actual_value, rows[0].actual_unit) == (Decimal(231), "批次")
    assert (rows[1].target_text, rows[1].target_value) == ("增强", None)


def test_names_and_values_packed_into_one_row_are_dealt_out() -> None:
    rows = indicators_of("任务名称\t关键指标\t指标完成情况\n安全生产\t检查企业数 隐患整改率 演练场次\t≥120家 98.5% 6场\n")
    assert [(r.indicator_name, r.actual_value, r.actual_unit) for r in rows] == [
        ("检查企业数", Decimal(120), "家"),
        ("隐患整改率", Decimal("98.5"), "%"),
        ("演练场次", Decimal(6), "场"),
    ]
    assert {row.context for row in rows} == {"安全生产"}


def test_a_wrapped_name_is_not_taken_for_several() -> None:
    (row,) = indicators_of("指标名称\t年度指标值\t实际完成值\n服务场地覆盖面 积\t800 平方米\t800 平方米\n")
    assert (row.indicator_name, row.actual_value, row.actual_unit) == ("服务场地覆盖面积", Decimal(800), "平方米")


def test_a_cell_of_several_values_is_several_rows() -> None:
    rows = indicators_of("指标名称\t年度指标值\t实际完成值\n新增设施\t\t充电桩24个，雨棚9个\n")
    assert [(r.part_seq, r.actual_text, r.actual_value) for r in rows] == [(1, "充电桩24个", Decimal(24)), (2, "雨棚9个", Decimal(9))]


def test_a_row_that_lost_its_first_cell_is_read_from_the_right() -> None:
    rows = indicators_of(
        "一级指标\t二级指标\t三级指标\t年度指标值\t年度完成值\t完成情况\n产出指标\t数量指标\t宣传场次\t12场\t12场\t已完成\n\n"
        "满意度\t投诉次数\t0次\t2次\t未完成\n"
    )
    assert (rows[1].level1, rows[1].indicator_name, rows[1].actual_value) == ("满意度", "投诉次数", Decimal(2))
    assert rows[1].declared_status == "未完成"


def test_labels_fill_downwards_where_the_first_row_has_one() -> None:
    assert spread_labels(["产出", "", "", "效益", ""]) == ["产出", "产出", "产出", "效益", "效益"]


def test_labels_reach_up_and_down_where_they_were_centred() -> None:
    assert spread_labels(["", "产出", "", "", "", "效益", "", ""]) == ["产出"] * 3 + ["效益"] * 5
    assert spread_labels(["", "", "产出", "", "", "效益"]) == ["产出"] * 5 + ["效益"]


def test_a_label_broken_over_two_rows_is_one() -> None:
    assert spread_labels(["", "社会", "效益", ""]) == ["社会效益"] * 4


def test_labels_do_not_cross_the_level_above() -> None:
    assert spread_labels(["数量", "", "", "社会"], [0, 0, 1, 1]) == ["数量", "数量", "社会", "社会"]


def test_tables_parted_by_a_page_are_one_and_the_repeated_header_is_left_out() -> None:
    (view,) = outline_of("名称\t数量\n甲\t1\n\n名称\t数量\n乙\t2\n").tables
    assert [[view.value(r, c) for c in range(2)] for r in range(3)] == [["名称", "数量"], ["甲", "1"], ["乙", "2"]]


def test_subtotals_part_no_levels() -> None:
    rows = indicators_of(
        HEADER + "产出指标\t数量指标\t巡河次数\t≥48次\t51次\t25\t25\t\n小计\t\t\t\t\t25\t25\t\n"
        "效益指标\t社会效益指标\t溺水事故数\t0起\t0起\t15\t15\t\n\t\t信访件次\t≤5件\t4件\t15\t15\t\n小计\t\t\t\t\t30\t30\t\n"
        "满意度指标\t服务对象满意度指标\t村民满意度\t≥90%\t92%\t10\t10\t\n"
    )
    assert [(row.level1, row.indicator_name) for row in rows] == [
        ("产出指标", "巡河次数"),
        ("效益指标", "溺水事故数"),
        ("效益指标", "信访件次"),
        ("满意度指标", "村民满意度"),
    ]


def test_a_column_of_kinds_alone_is_the_second_level() -> None:
    (row,) = indicators_of("指标类型\t指标名称\t性质\t指标值\t计量单位\t权重\n数量指标\t在园幼儿\t≥\t320\t人\t20\n")
    assert (row.level1, row.level2, row.target_comparator, row.target_value) == (None, "数量指标", ">=", Decimal(320))


def test_goals_beside_results_are_targets_under_three_levels() -> None:
    (row,) = indicators_of("一级\t二级\t三级指标\t目标\t实际\t分值\t扣分\t扣分原因\n产出指标\t数量指标\t供餐天数\t＝180天\t176天\t10\t0.2\t停课\n")
    assert (row.target_value, row.actual_value, row.weight) == (Decimal(180), Decimal(176), Decimal(10))


def test_one_merged_cell_under_target_and_result_is_no_indicator() -> None:
    assert indicators_of(HEADER + "项目支出绩效目标申报表(二级项目)\t\t\t单位:万元\t\t\t\t\n") == []


def test_a_row_one_empty_cell_short_at_its_left() -> None:
    rows = indicators_of(
        "|绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|计量单位|\n||产出指标|数量指标|受益幼儿|≥|320|人|\n||||玩教具|≥|40|套|\n"
        "|||质量指标|验收合格率|＝|100|%|\n"
    )
    assert [(row.level2, row.indicator_name, row.target_value) for row in rows] == [
        ("数量指标", "受益幼儿", Decimal(320)),
        ("数量指标", "玩教具", Decimal(40)),
        ("质量指标", "验收合格率", Decimal(100)),
    ]


def test_a_vertical_label_that_reads_like_a_column() -> None:
    page = (
        "<h1>样县审计局2023年度部门整体支出绩效自评表</h1><table><tr><td rowspan=4>年度绩效指标</td><td>一级指标</td><td>三级指标</td><td>指标值</td>"
        "<td>完成值</td></tr><tr><td>产出指标</td><td>审计项目</td><td>20个</td><td>21个</td></tr><tr><td>产出指标</td><td>整改率</td><td>≥95%</td>"
        "<td>96%</td></tr><tr><td>满意度指标</td><td>群众满意度</td><td>≥90%</td><td>93%</td></tr></table>"
    )
    rows = extract_report(f"<html><body>{page}</body></html>".encode(), "form.html").indicators
    assert [(row.level1, row.indicator_name, row.actual_text) for row in rows] == [
        ("产出指标", "审计项目", "21个"),
        ("产出指标", "整改率", "96%"),
        ("满意度指标", "群众满意度", "93%"),
    ]


def test_a_form_whose_blocks_are_numbered_down_its_left_edge() -> None:
    rows = indicators_of(
        "一、目标完成情况 | 年度预期目标 | 具体完成情况 | 完成率\n | 修渠8公里，清淤塘坝 | 修渠9公里，清淤塘坝4口 | 100%\n"
        "二、绩效指标完成情况 | 三级指标 | 预期指标值 | 实际完成指标值 | 自评得分\n产出指标（50分） | 修渠长度 | ≥8公里 | 9公里 | 30\n"
        " | 验收合格率 | 100% | 100% | 20\n满意度指标（10分） | 群众满意度 | ≥90% | 93% | 10\n三、存在问题及改进措施 | 清淤较慢，今后提早安排。\n"
    )
    assert [(row.level1, row.indicator_name, row.target_text, row.actual_text) for row in rows] == [
        ("产出指标", "修渠长度", "≥8公里", "9公里"),
        ("产出指标", "验收合格率", "100%", "100%"),
        ("满意度指标", "群众满意度", "≥90%", "93%"),
    ]


def test_a_unit_of_frequency_in_a_column_of_its_own() -> None:
    (row,) = indicators_of("指标名称\t计量单位\t指标性质\t年度指标值\t全年完成值\n孕产妇死亡率\t1/10万\t≤\t15\t0\n")
    assert (row.target_comparator, row.target_value) == ("<=", Decimal(15))


def test_units_in_thousands_in_a_table_that_lost_its_grid() -> None:
    text = (
        "绩效指标 指标名称 计量单位 指标性质 年度指标值 全年完成值 指标得分\n搬迁农户 户 ≥ 60 62 30\n补助标准 万元/户 ≤ 6 5.5 20\n按期完工率 % ＝ 100 100 30\n"
    )
    rows = extract_report(f"样县住建局2023年度项目支出绩效自评表\n{text}".encode(), "a.txt").indicators
    assert [(row.indicator_name, row.target_value, row.target_unit) for row in rows] == [
        ("搬迁农户", Decimal(60), "户"),
        ("补助标准", Decimal(60000), "元/户"),
        ("按期完工率", Decimal(100), "%"),
    ]


def test_of_two_columns_of_names_before_targets_the_first_is_the_level() -> None:
    rows = indicators_of("绩效指标\t指标内容\t指标值\t实际完成值\t完成率\t得分\n数量指标\t加宽里程\t60公里\t62公里\t103%\t15\n质量指标\t养护率\t98%\t99%\t101%\t15\n")
    assert [(row.level1, row.level2, row.indicator_name, row.actual_text) for row in rows] == [
        (None, "数量指标", "加宽里程", "62公里"),
        (None, "质量指标", "养护率", "99%"),
    ]


def test_a_side_label_that_stands_in_the_header_alone() -> None:
    header = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    rows = indicators_of(f"{header}产出指标（50分）\t数量指标\t测绘图幅数\t≥40幅\t43幅\t25\t25\n\t质量指标\t图幅合格率\t100%\t98%\t25\t24\n")
    assert [(row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in rows] == [
        ("产出指标", "数量指标", "测绘图幅数", "≥40幅", "43幅"),
        ("产出指标", "质量指标", "图幅合格率", "100%", "98%"),
    ]


def test_a_side_label_beside_its_rows_moves_no_column() -> None:
    header = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n"
    (row,) = indicators_of(f"{header}绩效指标\t产出指标\t数量指标\t测绘图幅数\t≥40幅\t43幅\n")
    assert (row.level1, row.level2, row.indicator_name, row.actual_text) == ("产出指标", "数量指标", "测绘图幅数", "43幅")


def test_adjusted_targets_whose_header_has_the_word_in_brackets() -> None:
    (row,) = indicators_of("指标名称\t年初指标值\t全年（调整）指标值\t全年完成值\n资助学生人数\t1800人\t2100人\t2050人\n")
    assert (row.target_text, row.actual_text) == ("2100人", "2050人")


def test_a_row_that_labels_the_head_of_a_form_is_no_indicator() -> None:
    rows = indicators_of(
        "一级指标\t二级指标\t年度指标值\t实际完成值\n产出指标\t抽检批次\t200批次\t216批次\n项目名称\t抽检经费\t金额单位\t万元\n"
    )
    assert [row.indicator_name for row in rows] == ["抽检批次"]


def test_a_column_that_explains_holds_reasons_where_it_states_no_status() -> None:
    done, short = indicators_of(
        "二级指标\t三级指标\t计量单位\t指标值\t完成值\t完成情况说明\n数量指标\t围栏长度\t公里\t≥20\t21\t完成\n数量指标\t护林员\t人\t30\t28\t两人因病离岗\n"
    )
    assert (done.declared_status, done.deviation_reason_text) == ("完成", None)
    assert (short.declared_status, short.deviation_reason_text) == (None, "两人因病离岗")


def test_targets_and_results_under_goals_and_indicators() -> None:
    first, second = indicators_of("绩效目标\t指标\t预期\t实际\n产出\t检测样品数\t300个\t316个\n效果\t用户满意度\t≥85%\t88%\n")
    assert (first.level1, first.indicator_name, first.target_value, first.actual_value) == ("产出", "检测样品数", Decimal(300), Decimal(316))
    assert second.level1 == "效果"


def test_what_was_set_and_what_was_reached_at_the_end_of_the_year() -> None:
    (row,) = indicators_of("序号\t指标\t年初设定\t年末达成\n1\t巡护林地\t≥80亩\t86亩\n")
    assert (row.target_value, row.actual_value) == (Decimal(80), Decimal(86))
