"""Rows of indicators that lost their empty cells: dealt out by what they say, so that no value is read as a name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.extraction.reading_rows import indicators_of

HEAD = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"


def read(rows: str, head: str = HEAD) -> list[tuple[Any, ...]]:
    return [
        (row.level1, row.level2, row.indicator_name, row.target_value, row.actual_value, row.weight, row.declared_score)
        for row in indicators_of(head + rows)
    ]


def test_labels_tell_the_columns_of_rows_without_blanks() -> None:
    rows = read(
        "产出指标\t数量指标\t新建泵站\t≥3座\t4座\t20\t20\n维修水闸\t5处\t4处\t20\t16\t汛期延后\n"
        "质量指标\t验收合格率\t100%\t100%\t10\t10\n效益指标\t社会效益指标\t灌溉面积\t2万亩\t2.1万亩\t30\t30\n"
    )
    assert rows == [
        ("产出指标", "数量指标", "新建泵站", 3, 4, 20, 20),
        ("产出指标", "数量指标", "维修水闸", 5, 4, 20, 16),
        ("产出指标", "质量指标", "验收合格率", 100, 100, 10, 10),
        ("效益指标", "社会效益指标", "灌溉面积", Decimal(20000), Decimal(21000), 30, 30),
    ]


def test_a_row_that_prints_the_blank_at_its_left_lost_cells_at_its_right() -> None:
    rows = read(
        "产出指标\t数量指标\t演出场次\t≥\t20\t场\t22\t15\t15\n\t质量指标\t设施完好率\t≥\t95\t%\t96\t15\t15\n",
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t计量单位\t实际完成值\t分值\t得分\t未完成原因\t备注\n",
    )
    assert rows == [
        ("产出指标", "数量指标", "演出场次", 20, 22, 15, 15),
        ("产出指标", "质量指标", "设施完好率", 95, 96, 15, 15),
    ]


def test_money_under_the_header_of_indicators_is_none() -> None:
    assert "财政拨款" not in str(read("产出指标\t数量指标\t新建泵站\t≥3座\t4座\t20\t20\n其中：财政拨款\t126\t113\t90%\n"))


def test_words_stand_where_a_row_that_begins_left_of_its_columns_holds_them() -> None:
    rows = read("产出指标\t数量指标\t新建泵站\t≥3座\t4座\t20\t20\n时效指标\t泵站完工时间\t9月前\t8月\t10\t10\n质量指标\t水质类别\tⅢ类及以上\tⅢ类\t10\t10\n")
    assert [row[:3] for row in rows[1:]] == [("产出指标", "时效指标", "泵站完工时间"), ("产出指标", "质量指标", "水质类别")]
