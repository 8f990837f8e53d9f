"""What belongs together over page breaks, each text invented."""

from __future__ import annotations

from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text


def test_a_line_of_noise_does_not_part_a_table() -> None:
    outline = build_outline(
        read_text("任务\t目标\t结果\n道路\t三条\t三条\n小写字潦草————\n桥梁\t两座\t两座\n", "a.txt")
    )
    assert [len(table.grid) for table in outline.tables] == [3]


def test_a_line_of_words_parts_two_tables() -> None:
    outline = build_outline(read_text("任务\t目标\t结果\n道路\t三条\t三条\n表2 桥梁情况\n桥梁\t两座\t两座\n", "a.txt"))
    assert [len(table.grid) for table in outline.tables] == [2, 1]


def test_lines_of_a_web_page_do_not_run_into_the_title() -> None:
    text = "发布日期：2021-08-12 来源：青禾县\n青禾县水利局2020年度整体支出绩效自评报告\n"
    assert [passage.text.text for passage in build_outline(read_text(text, "a.txt")).passages] == [
        "发布日期:2021-08-12来源:青禾县",
        "青禾县水利局2020年度整体支出绩效自评报告",
    ]


def test_a_line_that_begins_with_points_goes_on_and_one_with_a_number_does_not() -> None:
    head = "    根据县财政局下发的评分标准，我镇2017年度部门整体支出绩效自评得\n"
    texts = [
        [passage.text.text for passage in build_outline(read_text(head + line, "a.txt")).passages]
        for line in ("91.5 分。其中：投入14分。\n", "2.1 投入方面。目标明确。\n")
    ]
    assert [len(each) for each in texts] == [1, 2]
    assert texts[0][0].endswith("绩效自评得91.5分。其中:投入14分。")


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = "全年共开展安全检查三百余次，督促整改\n\n问题七百余个，成效明显。\n\n存在问题 一是人手不足。\n"
    assert [passage.text.text for passage in build_outline(read_text(text, "a.txt")).passages] == [
        "全年共开展安全检查三百余次,督促整改问题七百余个,成效明显。",
        "存在问题一是人手不足。",
    ]


def test_a_decimal_that_begins_a_line_is_no_number_of_a_list() -> None:
    text = "保洁项目预算六百余万元，支出六百余万元，执行率\n99.27%。按月足额发放报酬。\n"
    assert len(build_outline(read_text(text, "a.txt")).passages) == 1
    listed = "全年开展了下列各项工作并且都已完成\n1.2022年新建道路三条。\n"
    assert len(build_outline(read_text(listed, "a.txt")).passages) == 2


def test_a_line_that_breaks_off_inside_an_amount_is_no_heading() -> None:
    text = "（一）县财政批复我镇年初预算168万元，年中追加197万\n元，全年预算365万元。\n"
    (passage,) = build_outline(read_text(text, "a.txt")).passages
    assert passage.heading is None
    assert passage.text.text.endswith("年中追加197万元,全年预算365万元。")
