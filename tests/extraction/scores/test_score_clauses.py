"""Components that clauses tell, in whatever order their points are printed, and the lists they make."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.scores.clauses import told_components
from orchestration.extraction.scores.lists import component_of_line, listed_components

TITLE = "青禾县司法局2023年度部门整体支出绩效自评报告\n\n"


def _told(text: str) -> list[dict[str, str]]:
    return [{name: text[slice(*run)] for name, run in each.printed.items()} for each in told_components(text)]


@pytest.mark.parametrize(
    ("text", "name", "number", "full"),
    [
        ("投入满分15分,得14分;", "投入", "14", "15"),
        ('一级指标"投入"满分15分,得14分;', "投入", "14", "15"),
        ("投入类指标权重15%,得分14;", "投入类指标", "14", "15"),
        ("投入部分共2项指标,分值15分,实际得分14分。", "投入", "14", "15"),
        ("一是投入方面,应得15分,实得14分。", "投入", "14", "15"),
        ("投入(15分)立项规范,得14分;", "投入", "14", "15"),
        ("投入14分(满分15分),", "投入", "14", "15"),
        ("投入14/15,", "投入", "14", "15"),
        ("投入(满分15分):14", "投入", "14", "15"),
        ("投入15分,扣1分,得14分;", "投入", "14", "15"),
        ("投入......15......14", "投入", "14", "15"),
        ("投入15分14得分率93.33%", "投入", "14", "15"),
        ("投入满分十五分,实得十四分,扣一分", "投入", "十四", "十五"),
        ("投入。满分15分,扣1分,得14分。", "投入", "14", "15"),
        ("分项来看,投入指标满分15分,得14分", "投入指标", "14", "15"),
        ("投入指标总分15分,我局自评得14分。", "投入指标", "14", "15"),
        ("1.投入。共设置2个二级指标、3个三级指标,权重15分,自评得分14分。", "投入", "14", "15"),
        ("在投入方面,满分15分,得14分", "投入", "14", "15"),
        ("投入共15分,自评得14分", "投入", "14", "15"),
        ("投入占15分,得14分", "投入", "14", "15"),
        ("投入按15分计,得14分", "投入", "14", "15"),
        ("投入设15分,评14分", "投入", "14", "15"),
        ("投入15分中得14分", "投入", "14", "15"),
        ("投入总分15分,扣1分,得14分", "投入", "14", "15"),
        ("投入得分14分,占满分15分的93.3%", "投入", "14", "15"),
        ("投入14(满分15),", "投入", "14", "15"),
        ("投入(15分)-14分", "投入", "14", "15"),
        ("关于投入,分值15分,得14分", "投入", "14", "15"),
        ("投入共设置3个指标,满分15分,自评得分14分", "投入", "14", "15"),
        ("投入自评情况:分值15分,自评14分", "投入", "14", "15"),
        ("投入(15分)。得14分。", "投入", "14", "15"),
        ("各项得分如下:投入14(15),", "投入", "14", "15"),
        ("由投入14分", "投入", "14", None),
        ("自评得分率93%,其中投入得分=15×93.33%=14分,", "投入", "14", None),
    ],
)
def test_points_of_a_component_in_any_order(text: str, name: str, number: str, full: str | None) -> None:
    told = _told(text)
    assert [(each["name"], each["number"], each.get("max")) for each in told] == [(name, number, full)]


@pytest.mark.parametrize(
    "text",
    [
        "一级指标二级指标三级指标分值评分标准得分投入15分14分",  # a table whose cells run on
        "等候时间由15分钟缩短到8分钟",
        "三公经费控制率7 8.5分",
        "自评总分94分",
        "索引号:011385000/2024-21077",
        "全年开展检查3次,十分重视",
    ],
)
def test_what_tells_no_component(text: str) -> None:
    assert _told(text) == []


def _points(text: str) -> list[tuple[str, str]]:
    listed = (each.printed for each in listed_components(text))
    return [(text[slice(*printed["name"])], text[slice(*printed["number"])]) for printed in listed]


@pytest.mark.parametrize(
    "text",
    [
        "自评总分52分(投入14、过程38)。",
        "自评总分52分,即投入14分+过程38分=52分。",
        "自评总分52分,各指标得分为:投入14、过程38。",
        "投入14分,过程38分,合计52分,等次为中。",
        "本项目自评52分(投入14分、过程38分)。",
        "我局投入得分14分、过程得分38分,自评总得分52分。",
    ],
)
def test_components_that_add_up_to_a_total(text: str) -> None:
    assert _points(text) == [("投入", "14"), ("过程", "38")]


@pytest.mark.parametrize(
    "text",
    [
        "自评总分90分,投入14分、过程38分。",  # another sum
        "预算执行情况(20分),执行率得分(20分*执行率)=40分。",  # a form's rule
        "各项按百分制评分,投入40分、过程60分,合计100分。",  # full marks
    ],
)
def test_what_adds_up_to_no_total_is_no_list(text: str) -> None:
    assert _points(text) == []


def test_a_line_of_an_indicator_with_its_target_is_no_component() -> None:
    assert component_of_line("工程验收合格率:目标值100%,实际完成值100%,分值10分,得10分。") is None
    line = "◆投入:满分20分,得18分,得分率90%;"
    component = component_of_line(line)
    assert component and {name: line[slice(*run)] for name, run in component.printed.items()} == {
        "name": "投入", "number": "18", "max": "20", "rate": "90",
    }  # fmt: skip


def _scores(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return sorted((row.component, row.max_score, row.score) for row in report.scores)


def test_deductions_part_components() -> None:
    text = "自评得分41分,其中投入扣1分,得14分,过程扣3分,得27分。"
    assert _scores(text) == [("total", None, Decimal(41)), ("投入", None, Decimal(14)), ("过程", None, Decimal(27))]


@pytest.mark.parametrize(
    "text",
    [
        "一级指标投入、过程满分分别为15分、30分,自评得分分别为14分、27分。",
        "投入(15分)、过程(30分)分别得14分、27分。",
        "“投入”“过程”两类指标满分分别为15分、30分,自评分别得14分、27分。",
    ],
)
def test_full_marks_of_names_told_apart_from_their_points(text: str) -> None:
    assert _scores(text) == [("投入", Decimal(15), Decimal(14)), ("过程", Decimal(30), Decimal(27))]


def test_parts_under_their_headings_that_add_up_to_the_total() -> None:
    text = (
        "二、得分情况\n(一)产出指标(60分)\n调解案件468件,产出指标自评得分57分。\n"
        "(二)效益指标(40分)\n社会反响良好,效益指标自评得分38分。\n三、结论\n经加总,自评得分合计95分。"
    )
    assert _scores(text) == [
        ("total", None, Decimal(95)), ("产出指标", Decimal(60), Decimal(57)), ("效益指标", Decimal(40), Decimal(38)),
    ]  # fmt: skip


def test_parts_that_add_up_to_the_total_of_a_table() -> None:
    text = "二、得分情况\n一级指标\t三级指标\t分值\t得分\n总分\t\t60\t52\n三、分析\n分项看,投入14分、过程38分。"
    assert _scores(text) == [("total", Decimal(60), Decimal(52)), ("投入", None, Decimal(14)), ("过程", None, Decimal(38))]


def test_lines_with_bullets_stay_lines() -> None:
    text = "二、绩效自评得分\n● 规划(40分)得分38分\n　　○ 职责衔接(20分)得分20分\n　　○ 目标设置(20分)得分18分\n总得分38分。"
    assert _scores(text) == [
        ("total", None, Decimal(38)), ("目标设置", Decimal(20), Decimal(18)),
        ("职责衔接", Decimal(20), Decimal(20)), ("规划", Decimal(40), Decimal(38)),
    ]  # fmt: skip


def test_projects_with_their_spending_have_scores_of_their_own() -> None:
    text = "二、自评情况\n其中:渠道清淤项目支出60.00万元,自评得分94分;良种补贴项目支出25.60万元,自评得分90分。\n整体自评得分92分。"
    assert [(name, score) for name, _, score in _scores(text)] == [("total", 92), ("渠道清淤项目", 94), ("良种补贴项目", 90)]


def test_long_names_behind_a_total_that_they_do_not_come_to() -> None:
    text = "三、综合评价结论\n综合自评得分94.3分，其中新型经营主体能力提升95分、特色产业发展92.8分、粮油生产保障97分。"
    assert sorted(name for name, _, _ in _scores(text)) == ["total", "新型经营主体能力提升", "特色产业发展", "粮油生产保障"]
