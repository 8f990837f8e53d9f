"""Scores in forms and lines: points of levels, totals beside their label, components line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "青禾县司法局2023年度部门整体支出绩效自评报告\n\n"
HEADER = "一级指标\t评价指标\t分值\t评分标准\t目标值\t完成值\t得分\n"


def _scores(text: str) -> list[tuple[str, Decimal | None, Decimal | None, str | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return [(row.component, row.max_score, row.score, row.grade) for row in report.scores]


def test_subtotals_of_levels_and_the_grade_of_the_total_row() -> None:
    text = (
        f"{HEADER}决策\t目标合理性\t6\t可衡量得满分\t合理\t合理\t5.5\n决策\t小计\t6\t\t\t\t5.5\n"
        "产出\t调解案件数\t14\t按比例\t≥420件\t468件\t14\n产出\t小计\t14\t\t\t\t14\n合计\t\t20\t\t\t\t19.5\t等级：优"
    )
    assert _scores(text) == [
        ("决策", Decimal(6), Decimal("5.5"), None),
        ("产出", Decimal(14), Decimal(14), None),
        ("total", Decimal(20), Decimal("19.5"), "优"),
    ]


def test_a_level_in_a_row_of_its_own_heads_the_indicators_below() -> None:
    header = "评价项目\t评价内容\t分值\t评分依据\t年度目标\t年末实际\t得分\n"
    report = extract_report(
        f"{TITLE}{header}一、投入管理\t\t16\t\t\t\t13\n目标管理\t申报率\t8\t未申报不得分\t100%\t100%\t8\n"
        "预算编制\t调整幅度\t8\t每1%扣0.2分\t≤10%\t24%\t5\n二、履职产出\t\t14\t\t\t\t14\n"
        "安全生产\t检查家次\t14\t按比例\t≥260家次\t274家次\t14\n".encode(),
        "report.txt",
    )
    assert [(row.level1, row.level2, row.indicator_name, row.target_text) for row in report.indicators] == [
        ("投入管理", "目标管理", "申报率", "100%"),
        ("投入管理", "预算编制", "调整幅度", "≤10%"),
        ("履职产出", "安全生产", "检查家次", "≥260家次"),
    ]
    assert [(row.component, row.score) for row in report.scores] == [("投入管理", 13), ("履职产出", 14)]


@pytest.mark.parametrize(
    ("text", "score", "grade"),
    [
        ("自评分值及等次\t94.6分，优", "94.6", "优"),
        ("综合得分\t95.2分（优）", "95.2", "优"),
        ("自评得分\n92.8分", "92.8", None),
        ("综合评价得分\t93.4\n评价等级\t良", "93.4", "良"),
        ("四、评价结论\n\n综合评价得分\n\n93.4\n\n评价等级\n\n良\n", "93.4", "良"),
    ],
)
def test_the_total_beside_its_label(text: str, score: str, grade: str | None) -> None:
    assert _scores(text) == [("total", None, Decimal(score), grade)]


def test_full_marks_beside_the_label_are_no_score() -> None:
    assert _scores("自评总分\t100\t89.6") == [("total", Decimal(100), Decimal("89.6"), None)]
    assert _scores("本次自评总分为100分，实得97.6分，确定为“优”。") == [("total", Decimal(100), Decimal("97.6"), "优")]


def test_components_line_by_line_with_prose_between() -> None:
    text = "（一）决策指标（20分）。立项程序合规，得20分。\n（二）产出指标（35分）。苗木未达到计划数，得33分。\n两项合计53分。"
    assert _scores(text)[:2] == [
        ("决策指标", Decimal(20), Decimal(20), None),
        ("产出指标", Decimal(35), Decimal(33), None),
    ]


def test_points_without_a_header_are_known_by_their_sums() -> None:
    text = "二、自评得分\n资金管理   20分   19.8分\n产出情况   60分   58分\n满意度     20分   20分\n总计       100分  97.8分"
    assert _scores(text)[0] == ("资金管理", Decimal(20), Decimal("19.8"), None)
    assert _scores(text)[-1] == ("total", Decimal(100), Decimal("97.8"), None)
    assert not any(name == "资金管理" for name, *_ in _scores(text.replace("97.8分", "96分")))


def test_points_in_columns_and_full_marks_beside_the_points() -> None:
    text = "评价内容\t决策\t过程\t产出\n分值\t20\t30\t50\n得分\t18\t29.5\t48\n"
    assert _scores(text) == [
        ("决策", Decimal(20), Decimal(18), None),
        ("过程", Decimal(30), Decimal("29.5"), None),
        ("产出", Decimal(50), Decimal(48), None),
    ]
    form = "一级指标\t三级指标\t目标值\t完成值\t得分/分值\n产出\t送戏场次\t≥180场\t186场\t15/15\n自评总分\t自评总分\t自评总分\t自评总分\t96.60/100\n"
    assert ("total", Decimal(100), Decimal("96.60"), None) in _scores(form)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("自评得97分（预算执行18分、任务完成58分、管理规范21分）。", ["total", "任务完成", "管理规范", "预算执行"]),
        ("（1）产出指标完成情况。产出指标共5项，满分50分，自评得分48.5分。", ["产出指标"]),
        ("基本公共卫生服务项目自评得分96分，乡村医生补助项目自评得分98.5分。", ["乡村医生补助项目", "基本公共卫生服务项目"]),
        ("该项资金自评得分96分。", ["total"]),
    ],
)
def test_what_the_points_of_a_sentence_are_of(sentence: str, expected: list[str]) -> None:
    assert sorted(name for name, *_ in _scores(sentence)) == sorted(expected)


def test_points_of_a_level_stand_beside_its_label_or_in_its_subtotal() -> None:
    table = (
        "一级指标\t分值\t得分\t二级指标\t分值\t评分标准\t得分\n投入\t10\t9\t完整性\t5\t完整得满分\t5\n投入\t10\t9\t科学性\t5\t科学得满分\t4\n"
        "产出\t20\t19\t完成率\t20\t按比例\t19\n合计\t30\t28\t\t30\t\t28\n"
    )
    assert [(name, score) for name, _, score, _ in _scores(table)] == [("投入", 9), ("完整性", 5), ("科学性", 4), ("产出", 19), ("完成率", 19), ("total", 28)]
    table = "一级指标\t二级指标\t分值\t评分标准\t得分\n投入\t完整性\t5\t完整得满分\t5\n\t小计\t5\t\t5\n产出\t完成率\t20\t按比例\t19\n产出小计\t\t20\t\t19\n"
    assert [(name, score) for name, _, score, _ in _scores(table)] == [("完整性", 5), ("投入", 5), ("完成率", 19), ("产出", 19)]


def test_a_grade_behind_its_label_without_colon_ends_the_form() -> None:
    form = "附件2 项目支出绩效自评表\n项目名称 移民后期扶持资金 主管部门 县搬迁安置局\n其他需要说明事项 无 总分 100 96.5 自评等级 优\n"
    assert [each[-1] for each in _scores(form) if each[0] == "total"] == ["优"]


def test_a_note_below_a_form_whose_cells_run_together() -> None:
    form = "产出指标数量指标无障碍改造户数≥150户146户1010满意度指标服务对象满意度指标家属满意度≥85%95%1010总分10098.5\n\n注：本表金额单位为万元。\n"
    assert [each[:3] for each in _scores(form) if each[0] == "total"] == [("total", Decimal(100), Decimal("98.5"))]


def test_boxes_beside_a_label_of_the_conclusion_are_the_grade() -> None:
    title = "云溪县水务局2023年度部门整体支出绩效自评表\n\n合计\t100\t86.5\n"
    assert [row.grade for row in extract_report((title + "自评结论\t优□ 良☑ 中□ 差□\n").encode(), "r.txt").scores] == ["良"]
    assert not any(row.grade for row in extract_report((title + "自评结论\t良\n").encode(), "r.txt").scores)
