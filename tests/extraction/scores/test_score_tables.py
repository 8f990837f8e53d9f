"""Scores in tables: which columns name, which hold full marks and points, and what is printed twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "青禾县司法局2023年度部门整体支出绩效自评报告\n\n二、自评打分情况\n"


def _scores(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return [(row.component, row.max_score, row.score) for row in report.scores]


def _expected(*rows: tuple[str, str, str]) -> list[tuple[str, Decimal, Decimal]]:
    return [(name, Decimal(full), Decimal(score)) for name, full, score in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # names stand in the row above the points
            "类别\t评价内容\t分值情况\t\t\t说明\n\t\t目标分\t得分\t失分\t\n投入\t目标设定\t8\t7.5\t0.5\t雷同\n\t预算编报\t7\t7\t0\t",
            [("目标设定", "8", "7.5"), ("预算编报", "7", "7")],
        ),
        (  # points of the year before, and the change
            "维度\t满分\t2022年得分\t2023年得分\t增减\n决策\t20\t18.6\t18.9\t+0.3\n过程\t25\t23.0\t23.5\t+0.5\n合计\t45\t41.6\t42.4\t+0.8",
            [("决策", "20", "18.9"), ("过程", "25", "23.5"), ("total", "45", "42.4")],
        ),
        (  # points others gave, and why they differ
            "评价维度\t标准分值\t自评分\t复核分\t差异说明\n投入\t10\t10\t9.5\t缺少量化值\n过程\t30\t29\t28\t手续后补",
            [("投入", "10", "10"), ("过程", "30", "29")],
        ),
        (  # points with their full marks
            "评价项目\t得分/满分\t评价依据\n整体得分\t24.6/30\t见下\n预算编制\t14.5/15\t扣0.5分\n预算执行\t10.1/15\t季度不均衡",
            [("total", "30", "24.6"), ("预算编制", "15", "14.5"), ("预算执行", "15", "10.1")],
        ),
        (  # from right to left
            "自评得分\t权重\t计分说明\t三级指标\t二级指标\t一级指标\n3.00\t3\t有规划\t中长期规划\t工作计划\t决策\n4.50\t5\t未量化\t绩效目标\t目标管理\t决策",
            [("中长期规划", "3", "3.00"), ("绩效目标", "5", "4.50")],
        ),
        (  # full marks as weights in the names, which another column describes
            "一级指标(权重)\t主要评价内容\t评价方法\t自评得分\n投入(15%)\t职责匹配\t查阅文件\t14\n过程(30%)\t采购、公开\t核对记录\t28.5\n产出(35%)\t果园改造\t现场抽查\t33",
            [("投入", "15", "14"), ("过程", "30", "28.5"), ("产出", "35", "33")],
        ),
        (  # full marks as weights, which points explain
            "评价内容\t权重\t评价要点\t自评分\n投入\t15%\t目标明确\t14\n过程\t25%\t制度健全\t23\n合计\t40%\t\t37",
            [("投入", "15", "14"), ("过程", "25", "23"), ("total", "40", "37")],
        ),
        (  # full marks in the rule
            "评价指标\t评分标准\t得分\n投入\t满分15分,每少一项扣1分\t14\n过程\t制度健全的,得满分(25分)\t23",
            [("投入", "15", "14"), ("过程", "25", "23")],
        ),
        (  # full marks behind the names
            "评价指标\t计分办法\t计分\n投入15分\t按项计分\t14分\n过程25分\t按比例\t23分\n产出30分\t按比例\t28分",
            [("投入", "15", "14"), ("过程", "25", "23"), ("产出", "30", "28")],
        ),
        (  # a class of indicators is scored, what was done is told beside it
            "指标类别\t分值\t实际完成情况\t得分\n产出\t50\t已完成\t49\n效益\t30\t基本完成\t27",
            [("产出", "50", "49"), ("效益", "30", "27")],
        ),
        (  # numerals beside names
            "类别\t内容\t基本分\t自评得分\n一\t投入\t15\t14\n二\t过程\t25\t23",
            [("投入", "15", "14"), ("过程", "25", "23")],
        ),
        (  # a name that could head a column of money
            "评价项目\t得分/满分\t说明\n预算执行\t14/15\t进度稍慢\n过程\t23/25\t合同未归档\n产出\t28/30\t延期",
            [("预算执行", "15", "14"), ("过程", "25", "23"), ("产出", "30", "28")],
        ),
        (  # items under their levels
            "指标\t子项\t评分要点\t满分\t扣分\t得分\n决策\t立项依据\t符合规划\t4\t0\t4\n\t立项程序\t经公示\t3\t1\t2",
            [("立项依据", "4", "4"), ("立项程序", "3", "2")],
        ),
    ],
)
def test_columns_of_points(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _scores(text) == _expected(*expected)


def test_a_total_that_two_tables_print_is_one_row_with_all_its_places() -> None:
    header = "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    text = (
        f"表一 共性指标\n{header}产出指标\t清淤长度\t≥8公里\t8公里\t90\t88.5\n总分\t\t\t\t\t98.5\n\n"
        f"表二 全部指标,另行填报如下。\n{header}效益指标\t受益户数\t≥80户\t82户\t10\t10\n总分\t\t\t\t100\t98.5"
    )
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.component, row.max_score, row.score) for row in report.scores] == _expected(("total", "100", "98.5"))
    places = [(row.column_name, row.quote) for row in report.evidence if row.fact_table == "scores"]
    assert sorted(places) == [("max_score", "100"), ("score", "98.5"), ("score", "98.5")]


@pytest.mark.parametrize(
    "text",
    [
        "\t投入\t过程\t合计\n标准分\t15\t25\t40\n自评分\t14\t23\t37",
        "项目\t投入(15分)\t过程(25分)\t总分(40分)\n自评得分\t14\t23\t37",
        "投入(15分)\t过程(25分)\t总分(40分)\n14\t23\t37",
    ],
)
def test_components_as_columns(text: str) -> None:
    assert _scores(text) == _expected(("投入", "15", "14"), ("过程", "25", "23"), ("total", "40", "37"))


def test_the_share_of_full_marks_below_components_as_columns() -> None:
    text = "项目\t投入\t过程\t合计\n满分\t15\t25\t40\n得分\t14\t23\t37\n得分率\t93.33%\t92%\t92.5%"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    rates = [("投入", Decimal("93.33")), ("过程", Decimal(92)), ("total", Decimal("92.5"))]
    assert [(row.component, row.score_rate_pct) for row in report.scores] == rates
    assert [row.quote for row in report.evidence if row.column_name == "score_rate_pct"] == ["93.33%", "92%", "92.5%"]


def test_columns_that_are_called_points() -> None:
    text = "投入得分\t过程得分\t总得分\n14\t23\t37"
    assert _scores(text) == [("投入", None, 14), ("过程", None, 23), ("total", None, 37)]


@pytest.mark.parametrize("subtotal", ["小计", "得分小计", "分项得分", "合计", "投入小计", "一级指标得分", "一级指标合计", "部门小计"])
def test_subtotals_of_levels(subtotal: str) -> None:
    header = "一级指标\t三级指标\t指标分值\t评分标准\t自评得分\n"
    text = f"{header}投入\t目标设定\t7\t合理\t7\n\t预算配置\t8\t合理\t6\n{subtotal}\t\t15\t\t13\n过程\t预算执行\t25\t按比例\t23\n总分\t\t40\t\t36"
    assert _scores(text) == _expected(
        ("目标设定", "7", "7"), ("预算配置", "8", "6"), ("投入", "15", "13"), ("预算执行", "25", "23"), ("total", "40", "36")
    )


@pytest.mark.parametrize(
    ("label", "full"),
    [
        ("投入(15分)得13分", "15"), ("投入(15分):13分", "15"), ("投入(本项15分,得13分)", "15"), ("投入(15分,扣2分,得13分)", "15"),
        ("投入:13分", None), ("投入(13分)", None), ("投入得分13", None),
    ],
)  # fmt: skip
def test_points_in_the_label_of_a_level(label: str, full: str | None) -> None:
    header = "一级指标\t三级指标\t指标分值\t评分标准\t自评得分\n"
    other = label.replace("投入", "过程").replace("15", "25").replace("13", "23")
    text = f"{header}{label}\t目标设定\t15\t合理\t13\n{other}\t预算执行\t25\t按比例\t23\n总分\t\t40\t\t36"
    levels = [("投入", full and Decimal(full), Decimal(13)), ("过程", full and Decimal(25), Decimal(23))]
    assert [score for score in _scores(text) if score[0] in ("投入", "过程")] == levels


def test_full_marks_in_the_labels_of_levels_are_no_points() -> None:
    text = "一级指标\t三级指标\t指标分值\t自评得分\n投入(15分)\t目标设定\t15\t13\n过程(25分)\t预算执行\t25\t23\n总分\t\t40\t36"
    assert _scores(text) == _expected(("目标设定", "15", "13"), ("预算执行", "25", "23"), ("total", "40", "36"))


@pytest.mark.parametrize("subtotal", ["小计:13分", "投入合计:13分", "投入部分得分小计13分"])
def test_subtotals_in_one_cell(subtotal: str) -> None:
    header = "一级指标\t三级指标\t指标分值\t自评得分\n"
    text = f"{header}投入\t目标设定\t15\t13\n{subtotal}\t\t\t\n过程\t预算执行\t25\t23\n总分\t\t40\t36"
    assert ("投入", None, Decimal(13)) in _scores(text)


def test_names_with_full_marks_above_a_total_that_spans_them() -> None:
    rows = "投入(10分)\t目标设定(4分)\t目标合理性(2分)\t符合规划2分\t2\n\t\t目标明确性(2分)\t细化2分\t1\n过程(8分)\t预算执行(8分)\t完成率(8分)\t满额8分\t7\n"
    assert _scores(f"一级指标\t二级指标\t三级指标\t评价标准\t得分\n{rows}总分\t总分\t总分\t总分\t10") == [
        *_expected(("目标合理性", "2", "2"), ("目标明确性", "2", "1"), ("完成率", "8", "7")),
        ("total", None, Decimal(10)),
    ]


def test_full_marks_of_every_level_in_the_total_row() -> None:
    rows = "投入\t8\t目标设定\t8\t合理性\t4\t4\n\t\t\t\t明确性\t4\t3\n合计\t8\t\t8\t\t8\t7"
    assert _scores(f"一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t得分\n{rows}") == _expected(
        ("合理性", "4", "4"), ("明确性", "4", "3"), ("total", "8", "7")
    )


def test_rules_for_points_are_no_points() -> None:
    rule = "与职责相关得2分,依据充分得1分。"
    assert _scores(f"三级指标\t分值\t评分标准\t自评得分\n目标设定\t3\t{rule}\t2\n预算执行\t5\t{rule}\t5") == _expected(
        ("目标设定", "3", "2"), ("预算执行", "5", "5")
    )


def test_a_summary_says_the_subtotals_of_the_criteria_again() -> None:
    criteria = "一级指标\t三级指标\t分值\t自评得分\n投入\t目标设定\t15\t13\n小计\t\t15\t13\n过程\t预算执行\t25\t23\n小计\t\t25\t23\n总分\t\t40\t36\n"
    summary = "三、得分汇总\n部分\t满分\t得分\n投入\t15\t13\n过程\t25\t22\n合计\t40\t36"
    assert [score for score in _scores(f"{criteria}\n{summary}") if score[0] in ("投入", "过程", "total")] == _expected(
        ("投入", "15", "13"), ("过程", "25", "23"), ("total", "40", "36"), ("过程", "25", "22")
    )


def test_levels_under_words_that_span_their_columns() -> None:
    text = "评价指标\n一级指标\n二级指标\n指标分值\n自评分数\n投入\n目标设定\n7\n6\n预算配置\n8\n7\n小计\n15\n13\n过程\n预算执行\n25\n23\n合计\n40\n36"
    assert ("投入", Decimal(15), Decimal(13)) in _scores(text)


def test_projects_with_money_points_and_grade_a_line_each() -> None:
    text = "项目得分情况:\n水窖维护专项 186万元 95.5分 优\n河道清淤经费 42.5万元 87分 良"
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    assert [(row.component, row.score, row.grade) for row in report.scores] == [
        ("水窖维护专项", Decimal("95.5"), "优"), ("河道清淤经费", Decimal(87), "良"),
    ]  # fmt: skip
