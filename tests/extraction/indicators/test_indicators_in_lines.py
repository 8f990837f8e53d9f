"""Indicators in lines that are no table: forms whose cells stand one behind another, with labels or without blanks."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report

TITLE = "青禾县民政局2023年度部门整体支出绩效自评报告\n\n二、绩效目标完成情况\n"


def test_lines_of_a_form_without_colons_carry_their_levels() -> None:
    text = (
        "产出指标\n数量指标 资助学生人数 目标值45600人 完成值45873人\n质量指标 资助对象准确率 目标值100% 完成值99.86%\n"
        "效益指标\n社会效益指标 巩固率 目标值≥95% 完成值96.2%"
    )
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    rows = [(row.level1, row.level2, row.indicator_name, row.target_value, row.actual_value) for row in report.indicators]
    assert rows == [
        ("产出指标", "数量", "资助学生人数", Decimal(45600), Decimal(45873)),
        ("产出指标", "质量", "资助对象准确率", Decimal(100), Decimal("99.86")),
        ("效益指标", "社会效益", "巩固率", Decimal(95), Decimal("96.2")),
    ]


def test_a_header_that_lost_its_blanks_over_rows_that_did_not() -> None:
    text = (
        "指标名称计量单位指标性质指标值全年完成值得分系数指标权重指标得分\n新建灌排渠道 公里 ≥ 30 27 90% 10 9\n"
        "亩均投入 元 ≤ 1700 1604 100% 10 10\n自评总分 19\n"
    )
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.indicator_name, row.target_comparator, row.target_value, row.actual_value, row.weight, row.declared_score) for row in report.indicators] == [
        ("新建灌排渠道", ">=", 30, 27, 10, 9),
        ("亩均投入", "<=", 1700, 1604, 10, 10),
    ]


def test_rows_of_a_line_each_whose_levels_are_of_the_offices_own() -> None:
    text = (
        "一级指标 二级指标 三级指标 年度指标值 全年实际值 分值 得分\n履职目标 重点任务完成 监督检查企业 ≥600家次 638家次 10 10\n"
        "应急演练次数 ≥4次 6次 10 10\n管理效率 预算管理 预算执行率 ≥95% 97.40% 10 10\n"
    )
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name, row.target_text) for row in report.indicators] == [
        ("履职目标", "重点任务完成", "监督检查企业", "≥600家次"),
        ("履职目标", "重点任务完成", "应急演练次数", "≥4次"),
        ("管理效率", "预算管理", "预算执行率", "≥95%"),
    ]


def test_rows_without_blanks_under_a_header_that_has_them() -> None:
    text = (
        "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标数量指标校舍维修面积≥9600平方米10240平方米10分10分\n"
        "满意度指标服务对象满意度指标师生满意度≥95%96.2%10分10分\n总分10098.63\n"
    )
    report = extract_report(f"{TITLE}{text}".encode(), "report.txt")
    assert [(row.indicator_name, row.target_value, row.actual_value) for row in report.indicators] == [
        ("校舍维修面积", 9600, 10240),
        ("师生满意度", 95, Decimal("96.2")),
    ]


def test_lines_that_label_target_and_result_may_end_in_their_status() -> None:
    text = "数量指标 管护泵站 目标值20座 实际23座 完成\n质量指标 验收合格率 目标值100% 实际98.5% 未完成\n时效指标 按时率 目标值95% 实际95% 基本完成"
    rows = extract_report(f"{TITLE}{text}\n".encode(), "report.txt").indicators
    assert [(row.indicator_name, row.target_text, row.actual_text, row.declared_status) for row in rows] == [
        ("管护泵站", "20座", "23座", "完成"), ("验收合格率", "100%", "98.5%", "未完成"), ("按时率", "95%", "95%", "基本完成"),
    ]  # fmt: skip


def test_lines_with_labelled_values_share_the_levels_above_them() -> None:
    text = (
        "1、产出指标 数量指标 资助参保人数 目标值≥560人 完成值582人\n住院救助人次 目标值≥2万人次 完成值2.17万人次\n"
        "时效指标 资金拨付时限 目标值收到资金30日内 完成值及时\n2、效益指标 社会效益 看病负担减轻程度 目标值明显缓解 完成值达成预期指标\n"
    )
    rows = extract_report(f"{TITLE}{text}".encode(), "report.txt").indicators
    assert [(row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in rows] == [
        ("产出指标", "数量指标", "资助参保人数", "≥560人", "582人"),
        ("产出指标", "数量指标", "住院救助人次", "≥2万人次", "2.17万人次"),
        ("产出指标", "时效指标", "资金拨付时限", "收到资金30日内", "及时"),
        ("效益指标", "社会效益", "看病负担减轻程度", "明显缓解", "达成预期指标"),
    ]


def test_points_in_a_line_of_their_own_part_no_label_from_the_one_below() -> None:
    lines = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分\n"
    lines += "产出指标\n(60分) 数量指标 修路 6公里 6公里 60 60\n满意度指标\n(40分) 服务对象满意度 居民满意度 ≥90% 93% 40 40\n总分 100 100\n"
    rows = extract_report(f"{TITLE}{lines}\n".encode(), "report.txt").indicators
    assert [(row.level1, row.level2) for row in rows] == [("产出指标", "数量指标"), ("满意度指标", "服务对象满意度")]


def test_cells_that_run_together_may_print_the_same_words_twice() -> None:
    text = (
        "2022年项目绩效自评表一级指标二级指标三级指标年度指标值实际完成值分值得分产出指标数量指标改造危房户数83户83户2020"
        "效益指标社会效益指标困难家庭住房安全有效保障有效保障3029可持续影响指标管护机制逐步健全基本健全1010满意度指标服务对象满意度指标改造户满意度≥90%97%1010总分10099"
    )
    rows = extract_report(f"{TITLE}{text}\n".encode(), "form.txt").indicators
    assert [(row.indicator_name, row.target_text, row.actual_text, row.weight, row.declared_score) for row in rows] == [
        ("改造危房户数", "83户", "83户", 20, 20), ("困难家庭住房安全", "有效保障", "有效保障", 30, 29), ("改造户满意度", "≥90%", "97%", 10, 10),
    ]  # fmt: skip
