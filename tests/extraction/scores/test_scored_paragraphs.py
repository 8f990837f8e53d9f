"""Components that a paragraph names first and scores in its course, and lists that tell points alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "云溪县水务局2023年度部门整体支出绩效自评报告"


def _scores(*lines: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report("\n".join([TITLE, "一、自评情况", *lines]).encode(), "report.md")
    return [(row.component, row.score, row.max_score) for row in report.scores]


@pytest.mark.parametrize(
    "closing",
    ["该项满分20分，自评得18分。", "本项分值20分，得18分。", "该部分权重分20分，扣2分，实得18分。", "此项共20分，自评18分。"],
)
def test_points_of_this_part_are_those_of_what_opens_the_paragraph(closing: str) -> None:
    lines = (f"1、投入情况。目标明确，预算编制完整。{closing}", "2、过程情况。制度健全，全年培训3次。本项满分25分，得24分。")
    assert _scores(*lines) == [("投入", Decimal(18), Decimal(20)), ("过程", Decimal(24), Decimal(25))]


def test_full_marks_in_the_opening_and_points_at_the_end() -> None:
    lines = ("1.履职效能（20分）。新建水窖64口，供水到户。本项得18.5分。", "2.财务管理（15分）。制度健全。本项得14分。")
    assert _scores(*lines) == [("履职效能", Decimal("18.5"), Decimal(20)), ("财务管理", Decimal(14), Decimal(15))]


def test_points_behind_the_name_said_again() -> None:
    lines = ("1. 立项依据。项目符合规划，立项依据得5分。", "2. 绩效目标。成本指标未量化，扣2分，绩效目标得3分。")
    assert _scores(*lines) == [("立项依据", Decimal(5), None), ("绩效目标", Decimal(3), None)]


def test_the_points_of_a_chapter_stand_once_under_its_heading() -> None:
    lines = ("二、履职效能分析", "年度任务全部完成，群众认可。该部分满分50分，自评46分。", "三、管理效率情况", "预算执行较好。本部分满分40分，得37分。")
    assert _scores(*lines) == [("履职效能", Decimal(46), Decimal(50)), ("管理效率", Decimal(37), Decimal(40))]


def test_a_chapter_that_scores_several_parts_has_no_points_of_its_own() -> None:
    assert _scores("检查了台账，本项得9分。", "查看了现场，本项得8分。") == []


def test_an_indicator_with_target_and_result_keeps_its_points() -> None:
    line = "1.管网改造。目标值12公里，实际完成12公里，该指标分值10分，得10分。"
    assert _scores(line, "2.漏损率。目标值≤9%，实际完成8%，该指标分值10分，得10分。") == []


@pytest.mark.parametrize(
    "text",
    [
        "投入（10）：计10；过程（30）：计28.5；产出（30）：计29。",
        "投入（10分）——10分，过程（30分）——28.5分，产出（30分）——29分。",
    ],
)
def test_full_marks_in_brackets_and_points_behind_a_sign(text: str) -> None:
    assert _scores(text) == [
        ("投入", Decimal(10), Decimal(10)),
        ("过程", Decimal("28.5"), Decimal(30)),
        ("产出", Decimal(29), Decimal(30)),
    ]


def test_a_sentence_of_parts_that_each_got_points() -> None:
    assert _scores("（二）结果应用情况。信息公开得5分，整改反馈得4分。") == [("信息公开", Decimal(5), None), ("整改反馈", Decimal(4), None)]


def test_parts_of_a_part_add_up_to_it() -> None:
    text = "（二）产出指标得分48.8分（总分50分），其中数量指标15分、质量指标14分、时效指标10分、成本指标9.8分；"
    assert set(_scores(text, "以上合计得分96分。")) == {
        ("total", Decimal(96), None),
        ("产出指标", Decimal("48.8"), Decimal(50)),
        ("数量指标", Decimal(15), None),
        ("质量指标", Decimal(14), None),
        ("时效指标", Decimal(10), None),
        ("成本指标", Decimal("9.8"), None),
    }


def test_points_beyond_full_marks_are_kept_as_printed() -> None:
    lines = ("组织实施（满分15分）得16分；", "资金管理（满分15分）得14分。")
    assert _scores(*lines) == [("组织实施", Decimal(16), Decimal(15)), ("资金管理", Decimal(14), Decimal(15))]


def test_full_marks_told_in_another_place_join_the_row() -> None:
    lines = ("本部门自评得分为89.6分（履职效能46分，管理效率43.6分）。", "二、履职效能分析", "该部分满分50分，自评46分。")
    assert ("履职效能", Decimal(46), Decimal(50)) in _scores(*lines)


def test_items_of_a_marked_list_stay_apart() -> None:
    lines = ("* **投入（20分）——19分**", "", "* 目标设定 10分，得10分", "", "* 预算配置 10分，得9分", "", "合计得分93分。")
    assert _scores(*lines) == [
        ("total", Decimal(93), None),
        ("投入", Decimal(19), Decimal(20)),
        ("目标设定", Decimal(10), Decimal(10)),
        ("预算配置", Decimal(9), Decimal(10)),
    ]


@pytest.mark.parametrize("heading", ["二、自评得分情况（总分97分）", "二、自评得分（97分，优）", "二、评价得分情况（自评97分）"])
def test_a_heading_that_holds_the_total(heading: str) -> None:
    assert _scores("制度健全。", heading, "各项任务完成。") == [("total", Decimal(97), None)]


def test_full_marks_in_a_heading_are_no_total() -> None:
    assert _scores("制度健全。", "二、自评得分情况（总分100分）", "各项任务完成。") == []


def test_a_grade_whose_standard_was_reached() -> None:
    report = extract_report(f"{TITLE}\n一、自评情况\n合计得分93分，达到“优”的标准。\n".encode(), "report.txt")
    assert [(row.score, row.grade) for row in report.scores] == [(Decimal(93), "优")]


def test_the_whole_told_after_a_label_of_points_is_no_part() -> None:
    text = "1.评价得分情况。我单位整体绩效评价得分为95.6分，其中：预算执行情况19.6分（满分20分），目标实现情况57分（满分60分），预算管理情况19分（满分20分）。"
    assert ("total", Decimal("95.6"), None) in _scores(text)


def test_a_list_of_parts_with_its_total_behind() -> None:
    text = "一是投入指标，总分值15分，自评14分。二是过程指标，总分值25分，自评23分。合计37分。"
    assert _scores(text) == [
        ("投入指标", Decimal(14), Decimal(15)),
        ("过程指标", Decimal(23), Decimal(25)),
        ("total", Decimal(37), None),
    ]


def test_full_marks_behind_a_colon_and_points_in_the_next_sentence() -> None:
    assert _scores("预算编制：10分。自评得分9分。", "预算执行：30分。自评得分28分。") == [
        ("预算编制", Decimal(9), Decimal(10)),
        ("预算执行", Decimal(28), Decimal(30)),
    ]


def test_the_total_behind_a_part_is_not_its_full_marks() -> None:
    text = "自评结果：预算执行率得分9.8分、产出指标得分48分、效益指标得分29分、满意度指标得分10分，总分96.8分。"
    assert [full for _, _, full in _scores(text)] == [None] * 5


def test_a_total_of_a_hundred_behind_a_slash() -> None:
    text = "评价得分：决策20/20分，过程18.5/20分，产出38/40分，效益19/20分，总分95.5/100分。"
    assert ("total", Decimal("95.5"), Decimal(100)) in _scores(text)
