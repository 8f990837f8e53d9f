"""Indicators of tables that lost their grid: whose labels, names and headers clerks word in their own way."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.indicators.glued import part_alike
from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from tests.extraction.reading_rows import outline_of

TITLE = "云岭县水务局2023年度部门整体支出绩效自评报告\n三、绩效指标\n"


def _read(*lines: str) -> list[tuple[str | None, str | None, str, str | None, str | None]]:
    report = extract_report((TITLE + "\n".join(lines) + "\n").encode(), "form.txt")
    return [
        (row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in report.indicators
    ]


def test_a_name_that_holds_a_bound_is_no_value() -> None:
    rows = _read(
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因",
        "产出指标 数量指标 巡查河道 ≥120次 126次 10 10",
        "质量指标 浊度<3的水厂占比 ≥90% 80% 10 8 汛期取水",
        "60岁以上用户上门抄表率 ≥95% 96% 10 10",
    )
    assert [row[2:] for row in rows] == [
        ("巡查河道", "≥120次", "126次"),
        ("浊度<3的水厂占比", "≥90%", "80%"),
        ("60岁以上用户上门抄表率", "≥95%", "96%"),
    ]


def test_a_label_of_level_2_in_own_words_stands_between_level_1_and_a_measured_name() -> None:
    rows = _read(
        "一级指标 二级指标 三级指标 年度指标值 全年完成值 分值 得分",
        "产出指标 数量指标 管网改造里程 12公里 12.6公里 20 20",
        " 水质检测次数 48次 45次 20 18.75",
        "满意度指标 群众满意度 热线满意率 ≥96% 95.1% 10 9",
        "预算执行率 10 9.83",
        "总分 100 98.21",
    )
    assert rows[-1] == ("满意度指标", "群众满意度", "热线满意率", "≥96%", "95.1%")
    assert len(rows) == 3  # the rate of execution has points and no target


def test_kinds_without_the_word_indicator_in_the_only_column_of_levels() -> None:
    rows = _read(
        *["指标类型", "指标名称", "预期", "实际", "偏差说明", "数量", "疫苗免疫头数", "85万头只", "87万头只", "数量", "净化场建设", "2个", "1个", "第二家未开工"],
        *["时效", "集中免疫时限", "5月底前", "按期", "社会效益", "重大疫情", "不发生", "未发生", "满意度", "养殖户满意率", "90%以上", "93%", "自评结论"],
    )
    assert [(row[1], row[2], row[4]) for row in rows] == [
        ("数量", "疫苗免疫头数", "87万头只"),
        ("数量", "净化场建设", "1个"),
        ("时效", "集中免疫时限", "按期"),
        ("社会效益", "重大疫情", "未发生"),
        ("满意度", "养殖户满意率", "93%"),
    ]


def test_the_label_of_the_block_and_the_core_mark_are_no_names() -> None:
    rows = _read(
        "绩效指标 指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数(%) 指标权重 指标得分 是否核心指标 说明",
        "合同引资额 亿元 ≥ 120 110 126.5 100 20 20 是",
        "新开工项目 个 ≥ 25 25 22 88 15 13.2 是 土地不足",
        "污水处理达标率 % = 100 100 100 100 15 15 否",
    )
    assert [row[2:] for row in rows] == [
        ("合同引资额", "≥110亿元", "126.5"),
        ("新开工项目", "≥25个", "22"),
        ("污水处理达标率", "=100%", "100"),
    ]


def test_rows_without_levels_go_on_behind_a_note() -> None:
    rows = _read(
        "绩效指标 指标名称 计量单位 指标性质 指标值 全年完成值 指标权重 指标得分",
        "巡查次数 次 ≥ 60 64 10 10",
        "储备达标率 % = 100 90 10 9 仓库未完工",
        "用户满意率 % ≥ 90 95.6 10 10",
    )
    assert [row[2] for row in rows] == ["巡查次数", "储备达标率", "用户满意率"]


def test_a_mark_and_a_note_behind_a_row_are_no_name_where_signs_follow_names() -> None:
    rows = _read(
        "绩效指标 指标性质 计量单位 年初指标值 调整指标值 全年完成值 得分系数(%) 指标权重(分) 指标得分(分) 是否核心指标 说明",
        "河道清淤长度 ≥ 公里 18 18 19.5 100 20 20 是",
        "巡河员人数 ≥ 人 60 60 51 85 10 8.5 否 年底离岗未补",
        "水质达标率 = % 100 100 96 96 10 9.6 是 汛期泥沙",
        "河岸面貌 定性 改善 改善 改善 100 10 10 否",
        "村民满意度 ≥ % 90 90 92 100 10 10 否",
    )
    assert [row[2:] for row in rows] == [
        ("河道清淤长度", "≥18公里", "19.5"),
        ("巡河员人数", "≥60人", "51"),
        ("水质达标率", "=100%", "96"),
        ("河岸面貌", "改善", "改善"),
        ("村民满意度", "≥90%", "92"),
    ]


def test_cells_with_a_blank_before_the_unit_and_notes_in_some_rows() -> None:
    rows = _read(
        "绩效目标              目标值      实际值     完成率    备注",
        "脱贫人口              1100 人     1102 人    100.2%",
        "贫困村出列            2 个        2 个       100%",
        "农村危房改造          100 户      92 户      92%      8 户纳入易地搬迁",
        "信访办结率            95%         96.5%      101.6%",
    )
    assert [row[2:] for row in rows] == [
        ("脱贫人口", "1100人", "1102人"),
        ("贫困村出列", "2个", "2个"),
        ("农村危房改造", "100户", "92户"),
        ("信访办结率", "95%", "96.5%"),
    ]


HEADER = "一级指标二级指标三级指标年度指标值实际完成值"


def test_days_and_known_words_that_run_together() -> None:
    rows = _read(
        f"绩效指标{HEADER}分值得分偏差原因分析及改进措施产出指标时效指标管网完工时间11月底前12月8日108场地搬迁"
        "效益指标社会效益指标减少用户投诉有效减少达成预期指标1514"
    )
    assert rows == [
        ("产出指标", "时效指标", "管网完工时间", "11月底前", "12月8日"),
        ("效益指标", "社会效益指标", "减少用户投诉", "有效减少", "达成预期指标"),
    ]


def test_digits_that_run_together_behind_the_unit_in_a_name() -> None:
    rows = _read(f"绩效指标{HEADER}未完成原因和改进措施产出指标数量指标受益人口（人）≥1186011834人口自然减员26人改造泵站（座）3634两座因汛期停工巡查河道≥6次7次")
    assert [row[2:] for row in rows] == [
        ("受益人口（人）", "≥11860", "11834"),
        ("改造泵站（座）", "36", "34"),
        ("巡查河道", "≥6次", "7次"),
    ]


def test_digits_that_may_be_points_are_left_alone() -> None:
    assert _read(f"绩效指标{HEADER}分值得分产出指标数量指标改造泵站（座）36341010质量指标合格率100%100%1010") == [
        ("产出指标", "质量指标", "合格率", "100%", "100%")
    ]


@pytest.mark.parametrize(("print_", "at"), [("≥2186021834", 6), ("3634", 2), ("1001", None), ("11", 1), ("999", None), ("50", None)])
def test_target_and_result_are_parted_where_they_are_alike(print_: str, at: int | None) -> None:
    assert part_alike(print_) == at


def test_money_that_is_the_value_of_an_indicator_is_no_spending() -> None:
    lines = (
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分", "产出指标 时效指标 当年开工率 100% 98.4% 5 4.9",
        "补助资金支付及时率（验收后30日内） ≥95% 90.3% 5 4.75", "成本指标 户均补助标准 ≤2.8万元 2.72万元 5 5",
        "效益指标 经济效益指标 带动农户自筹投入资金 ≥500万元 612万元 8 8", "预算执行率 10分 96.02% 10 9.6",
    )  # fmt: skip
    report = extract_report((TITLE + "\n".join(lines) + "\n").encode(), "form.txt")
    assert report.spending == () and len(report.indicators) == 4


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (["合计", "", "", "", "100", "96"], ("100", "96")),  # unmerged
        (["合计", "100", "96"], ("100", "96")),
        (["合计", "100", "", ""], ("100", "")),  # nobody gave points
    ],
)
def test_the_total_of_cells_that_end_with_a_pipe(total: list[str], expected: tuple[str, str]) -> None:
    cells = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "产出指标", "数量指标", "培训人次", "≥60人次", "75人次", "20", "20"]
    (view,) = rebuild_flat_tables(outline_of("".join(f"{cell} |\n" if cell else "|\n" for cell in [*cells, *total, "填报人"])), 0)
    last = len(view.grid) - 1
    assert (view.value(last, 2), view.value(last, 5), view.value(last, 6)) == ("合计", *expected)


def test_goals_with_their_targets_in_lines_under_broken_labels_of_levels() -> None:
    cells = (
        "定性目标及实", "施计划完成情况", "预期目标", "实际完成", "机关运转正常", "机关运转正常", "评价内容", "绩效目标", "完成情况",
        "产出目标", "(部门工作实绩，根据实际进行调整)", "质量", "指标", "路灯验收合格率100%", "100%", "数量", "指标",
        "安装路灯≥200盏", "216盏", "清淤沟渠12公里", "11公里", "效益目标", "社会", "效益", "事故下降率≥5%", "6.1%",
        "社会公众或服务对象满意度", "≥90%", "91.5%", "绩效自评综合得分", "92", "评价等次", "优",
    )  # fmt: skip
    report = extract_report("\n\n".join(["石井镇2022年度部门整体支出绩效自评报告", *cells]).encode(), "report.txt")
    assert [(row.level1, row.level2, row.indicator_name, row.target_text, row.actual_text) for row in report.indicators][:4] == [
        ("产出目标", "质量指标", "路灯验收合格率", "100%", "100%"),
        ("产出目标", "数量指标", "安装路灯", "≥200盏", "216盏"),
        ("产出目标", "数量指标", "清淤沟渠", "12公里", "11公里"),
        ("效益目标", "社会效益", "事故下降率", "≥5%", "6.1%"),
    ]
    assert len(report.indicators) == 5
