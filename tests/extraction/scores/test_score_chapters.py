"""Components whose points stand in the chapters that they head, wherever in these."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "云溪县水务局2023年度部门整体支出绩效自评报告"


def _scores(*lines: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report("\n".join([TITLE, "一、自评情况", *lines]).encode(), "report.txt")
    return [(row.component, row.score, row.max_score) for row in report.scores]


@pytest.mark.parametrize(
    "closing",
    ["该项得18.5分。", "自评得分：18.5分", "台账齐全，得18.5分。", "台账齐全。自评18.5分。", "合计得18.5分。"],
)
def test_full_marks_in_the_heading_and_points_in_a_paragraph_below(closing: str) -> None:
    lines = ("（一）履职效能（20分）", "新建水窖64口，供水到户。", closing, "（二）财务管理（15分）", "制度健全，得14分。")
    assert _scores(*lines) == [("履职效能", Decimal("18.5"), Decimal(20)), ("财务管理", Decimal(14), Decimal(15))]


def test_full_marks_in_the_rule_and_points_in_a_line_of_their_own() -> None:
    lines = (
        "（一）投入", "评分标准：满分20分，每少一项扣2分，扣完为止。", "自评得分：18分",
        "（二）过程", "评分标准：满分30分，每超一天扣1分。", "自评得分：29分",
    )  # fmt: skip
    assert _scores(*lines) == [("投入", Decimal(18), Decimal(20)), ("过程", Decimal(29), Decimal(30))]


def test_what_a_rule_would_give_is_no_score() -> None:
    lines = ("（一）投入（20分）", "目标完整，得20分，否则不得分。", "（二）过程（30分）", "按期公开，得30分，否则不得分。")
    assert _scores(*lines) == []


def test_the_parts_of_a_chapter_keep_their_points_apart() -> None:
    lines = ("（一）投入（20分）", "目标完整，得9分。", "配置合理，得8分。", "（二）过程（30分）", "支付及时，得15分。", "公开及时，得14分。")
    assert _scores(*lines) == []


def test_a_chapter_scored_in_its_heading_is_not_the_whole_below_it() -> None:
    lines = ("自评总得分91分。", "（一）投入（20分，自评18分）", "目标完整，自评得18分。", "（二）产出（80分，自评73分）", "任务完成，自评得73分。")
    assert _scores(*lines) == [("total", Decimal(91), None), ("投入", Decimal(18), Decimal(20)), ("产出", Decimal(73), Decimal(80))]


@pytest.mark.parametrize(("full", "points"), [("满分：20分", "自评得分：18分"), ("标准分值：20", "自评分值：18"), ("分值:20", "得分:18")])
def test_name_full_marks_and_points_a_line_each(full: str, points: str) -> None:
    lines = ("自评总得分47分。", "1．投入", full, points, "2．过程", full.replace("20", "30"), points.replace("18", "29"))
    assert _scores(*lines) == [("total", Decimal(47), None), ("投入", Decimal(18), Decimal(20)), ("过程", Decimal(29), Decimal(30))]


def test_full_marks_and_points_sentences_apart_in_one_paragraph() -> None:
    lines = ("（一）投入。满分20分。目标明确，配置合理。自评得分18分。", "（二）关于过程。满分30分。支付及时。过程自评得29分。")
    assert _scores(*lines) == [("投入", Decimal(18), Decimal(20)), ("过程", Decimal(29), Decimal(30))]


def test_the_points_of_an_indicator_are_not_those_of_its_chapter() -> None:
    lines = ("二、绩效目标完成情况", "（1）满意度指标（权重10分）：目标值≥90%，完成值86%，得9分。", "三、绩效管理情况", "制度健全。")
    assert [score for score in _scores(*lines) if score[0] in ("绩效目标", "绩效管理")] == []


def test_points_alone_below_a_name_with_its_full_marks() -> None:
    told = _scores("（一）决策（20分）", "决策过程规范。", "相关性(5 分)", "4.5", "充分性（4分）", "4", "3.5分")
    assert told == [("相关性", Decimal("4.5"), Decimal(5)), ("充分性", Decimal("3.5"), Decimal(4))]


def test_more_figures_below_a_name_or_too_high_are_no_points() -> None:
    assert _scores("相关性(5 分)", "4.5", "合理性（3分）", "8", "完成率（10分）", "1", "2", "3") == []
