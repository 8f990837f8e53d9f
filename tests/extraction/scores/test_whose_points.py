"""Whose points a text tells: the whole's, a component's, a project's, an indicator's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "青禾县水务局2023年度部门整体支出绩效自评报告\n一、自评情况\n"

Told = list[tuple[str, Decimal | None, Decimal | None]]


def _scores(text: str) -> Told:
    rows = extract_report(f"{TITLE}{text}\n".encode(), "report.txt").scores
    return [(row.component, row.score, row.max_score) for row in rows]


def _told(*rows: tuple[str, str, str | None]) -> Told:
    return [(name, Decimal(score), Decimal(full) if full else None) for name, score, full in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自评得分96.59分。其中预算执行率（10分）得9.59分。", _told(("预算执行率", "9.59", "10"), ("total", "96.59", None))),
        ("产出指标满分50分，得48分。主要是完工滞后。自评得分95.6分。", _told(("产出指标", "48", "50"), ("total", "95.6", None))),
        (  # of a chapter, with another component in the same paragraph
            "过程类指标权重分20分，实际得分19.6分。资金到位率100%，得5分；预算执行率96%，满分10分，得9.6分。",
            _told(("过程类指标", "19.6", "20")),
        ),
        (  # the office's own parts are no total
            "根据评分标准，本部门履职效能自评46.8分，管理效率自评44.9分，合计自评得分91.7分。",
            _told(("履职效能", "46.8", None), ("管理效率", "44.9", None), ("total", "91.7", None)),
        ),
        ("我局履职效能指标自评46.8分、管理效率指标自评44.9分，合计91.7分。", _told(
            ("履职效能指标", "46.8", None), ("管理效率指标", "44.9", None), ("total", "91.7", None))),
        (  # "target" and "actual" are words of the sentence
            "3.绩效目标合理性：目标与实际工作内容相关，绩效目标合理性指标满分5分，得5分。\n4.绩效目标明确性：目标明确，绩效目标明确性指标满分5分，得4分。",
            _told(("绩效目标合理性", "5", "5"), ("绩效目标明确性", "4", "5")),
        ),
    ],
)  # fmt: skip
def test_components_alone_and_of_the_office(text: str, expected: Told) -> None:
    assert _scores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我局对“免费开放”“文艺汇演”两个项目进行了自评，得分分别为98分和91分。", _told(("免费开放", "98", None), ("文艺汇演", "91", None))),
        ("我局对甲渠清淤、乙坝加固2个项目开展自评，得分分别为98分、91分。", _told(("甲渠清淤", "98", None), ("乙坝加固", "91", None))),
        (
            "根据年初设定的绩效目标，甲渠清淤项目绩效自评得分为94.5分。乙坝加固项目绩效自评得分为99分。",
            _told(("甲渠清淤项目", "94.5", None), ("乙坝加固项目", "99", None)),
        ),
        (  # the first summary runs on behind the words of its chapter, the second has a paragraph
            "2.部门决算中项目绩效自评结果。（1）甲渠清淤项目自评综述：根据年初设定的绩效目标，项目绩效自评得分为94.5分。\n"
            "（2）乙坝加固项目自评综述：项目绩效自评得分为99分。",
            _told(("甲渠清淤", "94.5", None), ("乙坝加固", "99", None)),
        ),
        ("本部门自行组织对高标准农田管护开展了绩效评价，评价得分88.5分。", _told(("高标准农田管护", "88.5", None))),
        ("我局对预算执行情况进行了自评，得分88.5分。", _told(("total", "88.5", None))),
        ("我局对2023年度部门整体支出进行了绩效自评，自评得分88.5分。", _told(("total", "88.5", None))),
    ],
)
def test_projects_that_an_office_evaluated(text: str, expected: Told) -> None:
    assert [(name.removesuffix("项目"), *rest) for name, *rest in _scores(text)] == [
        (name.removesuffix("项目"), *rest) for name, *rest in expected
    ]


def test_points_of_one_indicator_are_no_total() -> None:
    assert _scores("（一）产出指标\n数量指标：年初目标值清淤≥3公里，实际完成3.2公里，得20分。时效指标：工程按季度结算，自评得分8分。") == []


SUBTOTALS = (
    "一级指标\t二级指标\t三级指标\t评分要点\t得分\t分值\n决策\t项目立项\t立项依据充分性\t依据充分\t{0}\t4\n"
    "决策\t绩效目标\t绩效目标合理性\t合理\t4\t4\n{1}过程\t资金管理\t资金到位率\t到位及时\t5\t5\n小计\t\t\t\t{2}\t13\n"
)


def _levels(table: str) -> Told:
    return [row for row in _scores(table) if row[0] in ("决策", "过程")]


def test_a_subtotal_is_of_the_last_level_unless_it_sums_up_several() -> None:
    assert _levels(SUBTOTALS.format("3", "", "12")) == []
    assert _levels(SUBTOTALS.format("3", "小计\t\t\t\t7\t8\n", "5")) == _told(("决策", "7", "8"), ("过程", "5", "13"))


def test_points_right_behind_their_full_marks_are_of_the_line_not_those_of_one_of_its_indicators() -> None:
    text = "（1）预算编制与执行（满分30分），自评28.85分。其中“预算调整率”指标分值4分，得2.85分；\n（2）财务管理（满分20分），自评20分；"
    assert [row for row in _scores(text) if row[0] != "预算调整率"] == _told(("预算编制与执行", "28.85", "30"), ("财务管理", "20", "20"))


def test_names_with_their_full_marks_before_how_they_were_evaluated() -> None:
    text = "从部门投入（15分）、过程管理（30分）两个方面进行评价，分别得分14分、27.8分。"
    assert _scores(text) == _told(("部门投入", "14", "15"), ("过程管理", "27.8", "30"))


def test_a_numbered_line_of_parts_that_each_got_their_points() -> None:
    text = "3.资金使用合规性得5分，管理制度健全性得2.5分，制度执行有效性得2.5分。"
    assert _scores(text) == _told(("资金使用合规性", "5", None), ("管理制度健全性", "2.5", None), ("制度执行有效性", "2.5", None))


def test_full_marks_got() -> None:
    text = "1.立项依据充分性：与部门职责相符，故该指标得满分4分。\n2.立项程序规范性：审批文件齐全，故该指标得满分4分。"
    assert [(name, score) for name, score, _ in _scores(text)] == [("立项依据充分性", Decimal(4)), ("立项程序规范性", Decimal(4))]


def test_points_behind_the_word_for_them_are_the_whole_s() -> None:
    assert _scores("项目管理较规范，我局自评为良好，得分89分。") == _told(("total", "89", None))


def test_the_grade_in_the_form_of_a_project_is_the_project_s() -> None:
    form = "项目名称\t{0}\t主管部门\t水务局\n一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t数量指标\t清淤长度\t9公里\t9公里\n自评得分\t{1}\t自评等级\t优\n"
    text = f"二、项目支出绩效自评表\n{form.format('甲渠清淤', '93.6')}\n项目支出绩效自评表\n{form.format('乙坝加固', '99')}"
    rows = extract_report(f"{TITLE}{text}".encode(), "report.txt").scores
    assert [(row.component, row.score, row.grade) for row in rows] == [("甲渠清淤", Decimal("93.6"), "优"), ("乙坝加固", Decimal(99), "优")]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("2023年度县级农村集中供水工程维修养护和水质检测能力提升专项资金项目", "县级农村集中供水工程维修养护和水质检测能力提升专项资金项目"),
        ("中央财政农业转移支付资金（耕地建设与利用）项目绩效", "中央财政农业转移支付资金(耕地建设与利用)项目"),
        ("农村供水维修养护经费", "农村供水维修养护经费"),
        ("2023年农业生产发展资金绩效", "农业生产发展资金"),
    ],
)
def test_a_project_or_fund_keeps_its_points_however_long_its_name(told: str, name: str) -> None:
    for title in ("项目绩效自评报告", "青禾县水务局2023年度部门整体支出绩效自评报告"):
        rows = extract_report(f"{title}\n一、评价结论\n{told}自评得分96分，等级为优。\n".encode(), "a.txt").scores
        assert [(row.component, row.score) for row in rows] == [(name, Decimal(96))]


def test_money_of_no_name_is_no_component() -> None:
    for told in ("2023年财政专项资金", "县级补助资金", "经综合评价，项目资金", "全部项目"):
        rows = extract_report(f"项目绩效自评报告\n一、评价结论\n{told}自评得分96分。\n".encode(), "a.txt").scores
        assert {row.component for row in rows} <= {"total"}
