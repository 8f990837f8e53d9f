"""Problems and measures in every form of numbering, each text invented: how a list is told apart into findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.document import MappedText
from orchestration.extraction.findings.numbering import marks_of, number_of
from tests.extraction.reading_rows import findings_of


def test_list_inside_one_paragraph() -> None:
    text = "三、存在的主要问题\n在绩效管理上还有一些问题，具体表现在：一是目标不细。二是监控不严；三是测算不准。\n"
    assert findings_of(text) == [
        ("problem", "1", "目标不细。"),
        ("problem", "2", "监控不严"),
        ("problem", "3", "测算不准。"),
    ]


def test_a_list_mark_right_before_a_month() -> None:
    text = "三、存在的问题\n1.8月连日暴雨，清淤停工；2.护栏老化。\n"
    assert findings_of(text) == [("problem", "1", "8月连日暴雨，清淤停工"), ("problem", "2", "护栏老化。")]


def test_a_part_that_does_not_begin_with_one_stands_beside_the_items() -> None:
    text = "四、改进建议\n1.细化目标。\n2.加大培训力度。\n（四）下一步工作安排。明年再建渠道8公里。\n"
    assert [row[1:] for row in findings_of(text)] == [
        ("1", "细化目标。"),
        ("2", "加大培训力度。"),
        ("3", "下一步工作安排。明年再建渠道8公里。"),
    ]


def test_a_label_with_a_comma_behind_what_went_well() -> None:
    text = "二、绩效情况\n经验做法：推行村级公示。不足之处，个别村台账潦草，账号错误退款12笔。\n"
    assert findings_of(text) == [("problem", "1", "个别村台账潦草，账号错误退款12笔。")]


def test_list_over_paragraphs_and_a_page_break() -> None:
    text = "四、下一步改进措施\n一是细化预算编制，把目标、标准和\n\n测算依据一次写清。\n\n二是加强运行监控。按季度通报进度。\n"
    assert findings_of(text) == [
        ("action", "1", "细化预算编制，把目标、标准和测算依据一次写清。"),
        ("action", "2", "加强运行监控。按季度通报进度。"),
    ]


def test_numbered_heads_with_lists_inside() -> None:
    text = (
        "四、下一步工作措施\n坚持稳中求进，推动各项工作再上台阶。\n"
        "1. 推动产业发展。围绕园区建设做文章。一是改造旧厂房。二是引进龙头企业。\n"
        "2. 提升环境品质。一是整治道路；二是清理河道。\n3. 抓好队伍建设。全员轮训一遍。\n"
    )
    assert findings_of(text) == [
        ("action", "1.1", "改造旧厂房。"),
        ("action", "1.2", "引进龙头企业。"),
        ("action", "2.1", "整治道路"),
        ("action", "2.2", "清理河道。"),
        ("action", "3", "抓好队伍建设。全员轮训一遍。"),
    ]


def test_headings_with_bodies() -> None:
    text = (
        "三、存在的主要问题\n（一）指标设置不够精准。\n个别指标值偏高，\n难以完成。\n"
        "（二）预算绩效管理意识有待加强\n部分科室重分配、轻管理。\n另有培训不足。\n"
        "四、改进措施\n（一）完善指标体系\n参照往年数据设定。\n"
    )
    assert findings_of(text) == [
        ("problem", "1", "指标设置不够精准。个别指标值偏高，难以完成。"),
        ("problem", "2", "预算绩效管理意识有待加强部分科室重分配、轻管理。另有培训不足。"),
        ("action", "1", "完善指标体系参照往年数据设定。"),
    ]


def test_unnumbered_paragraphs_without_their_introduction() -> None:
    text = "三、存在问题\n主要存在以下问题：\n部分项目支付进度偏慢，年底集中支付。\n个别指标难以量化考核。\n四、附件\n自评表\n"
    assert findings_of(text) == [
        ("problem", "1", "部分项目支付进度偏慢，年底集中支付。"),
        ("problem", "2", "个别指标难以量化考核。"),
    ]


@pytest.mark.parametrize("body", ["无。", "暂无", "暂无。", "本年度无存在问题。", "我局不存在明显问题。", "不适用"])
def test_nothing_is_no_finding(body: str) -> None:
    assert findings_of(f"三、存在的问题\n{body}\n四、改进措施\n无\n") == []


def test_lists_of_achievements_are_none() -> None:
    text = "（四）主要工作成效\n一是建成公园两处。二是整治河涌三条。\n三、存在的问题\n一是进度偏慢。\n"
    assert findings_of(text) == [("problem", "1", "进度偏慢。")]


def test_a_repeated_number_still_parts_two_items() -> None:
    text = "三、存在的问题\n一是人手不足。二是设备老旧。二是经费紧张。\n"
    assert [row[1:] for row in findings_of(text)] == [("1", "人手不足。"), ("2", "设备老旧。"), ("3", "经费紧张。")]


@given(st.integers(min_value=1, max_value=20), st.sampled_from(["{}、", "（{}）", "{}是"]))
def test_chinese_numbers_of_marks(number: int, shape: str) -> None:
    digits = "一二三四五六七八九"
    han = (("二" if number == 20 else "") + "十" if number >= 10 else "") + (
        digits[number % 10 - 1] if number % 10 else ""
    )
    assert number_of(han) == number
    marks = marks_of(MappedText.of(shape.format(han) + "推进道路建设"))
    assert [mark.number for mark in marks] == [number]


def test_ordinary_words_are_no_marks() -> None:
    text = MappedText.of("统一是大势，四要素齐备，2.5公里道路，第三是名次之一是常事。")
    assert [mark for mark in marks_of(text) if mark.family != "nth"] == []


def test_numbers_behind_a_blank_and_a_semicolon() -> None:
    assert [text for *_, text in findings_of("四、存在的问题\n1、目标不细，指标偏少； 2、台账不全； 3、报账偏晚。\n")] == [
        "目标不细，指标偏少",
        "台账不全",
        "报账偏晚。",
    ]


def test_bullets_of_a_list_fall_off() -> None:
    text = "## 二、存在问题\n\n- (1) 预算偏粗。年中追加较多。\n\n- (2) 人手不足。\n"
    assert [text for *_, text in findings_of(text)] == ["预算偏粗。年中追加较多。", "人手不足。"]


def test_a_numbered_sentence_heads_what_follows_it() -> None:
    text = "（四）总体评价结论\n1.评价得分情况。得分95分。\n2.存在的问题及原因分析。成本指标缺少测算依据。\n"
    assert findings_of(text) == [("problem", "1", "成本指标缺少测算依据。")]


def test_clauses_without_numbers_are_a_finding_each() -> None:
    text = "七、下一步措施\n控制水电支出，按季通报；完善绩效分配办法，留住骨干；督促施工方补齐结算资料。\n"
    assert [text for *_, text in findings_of(text)] == ["控制水电支出，按季通报", "完善绩效分配办法，留住骨干", "督促施工方补齐结算资料。"]


def test_numbered_sentences_in_a_chapter_of_articles() -> None:
    text = "第五条　存在问题\n一、收入来源单一，依赖转移支付。\n二、报账周期偏长。\n第六条　改进意见\n一、培育加工企业。\n二、集中办公。\n"
    assert [kind for kind, *_ in findings_of(text)] == ["problem", "problem", "action", "action"]


def test_explanations_of_a_form_end_its_last_finding() -> None:
    text = "改进措施\n合理测算单价，列入次年计划。\n填表说明：\n1.得分按完成比例计算；\n2.本表一式两份。\n"
    assert findings_of(text) == [("action", "1", "合理测算单价，列入次年计划。")]


def test_an_emphasised_signature_is_no_finding() -> None:
    text = "三、改进措施\n分批更新设备，按月检修。\n\n*填报单位：青禾县畜牧局*\n"
    assert findings_of(text) == [("action", "1", "分批更新设备，按月检修。")]


def test_a_list_goes_on_inside_a_line_that_broke_in_an_item() -> None:
    text = (
        "三、存在问题和改进措施\n偏离原因：部分对象年中退出，资金结余；个别村更新不及时。\n改进措施：（1）按月比对数据；\n"
        "（2）将动态管理纳入乡镇年度考核，抽查比例不低于在册对\n象的三成；（3）用好线上申报平台。\n"
    )
    assert [(kind, found) for kind, _, found in findings_of(text)] == [
        ("problem", "偏离原因：部分对象年中退出，资金结余；个别村更新不及时。"),
        ("action", "按月比对数据"),
        ("action", "将动态管理纳入乡镇年度考核，抽查比例不低于在册对象的三成"),
        ("action", "用好线上申报平台。"),
    ]
