"""Cells of prose in forms of one line."""

from __future__ import annotations

from orchestration.extraction.structure.prose_runs import parts_of_row
from tests.extraction.money.test_province_forms import read

GOAL = "本年共申请预算资金60万元,用于泵站维修与渠道清淤。"
RESULT = "全年维修泵站3座,清淤渠道8公里,资金已全部拨付到位。"
CELLS = "指标 产出 数量 维修 3座 3座 10 10 " * 5


def test_cells_of_sentences_are_parted_from_the_labels_around_them() -> None:
    line = f"预期目标 实际完成情况 {GOAL} {RESULT} {CELLS}"
    parts = [line[start:end].strip() for start, end in parts_of_row(line, 0, len(line))]
    assert parts == ["预期目标 实际完成情况", GOAL, RESULT, CELLS.strip()]


def test_prose_with_blanks_and_short_lines_stay_whole() -> None:
    prose = "本年共申请预算资金60万元,用于泵站维修。 全年维修泵站3座,清淤渠道8公里,资金已全部拨付到位。 " * 3
    assert parts_of_row(prose, 0, len(prose)) == [(0, len(prose))]
    assert parts_of_row(CELLS, 0, len(CELLS)) == [(0, len(CELLS))]


def test_labels_before_a_sentence_are_no_part_of_its_names() -> None:
    rows = read(f"项目名称 泵站维修 其他资金 年度总体目标 预期目标 实际完成情况 {GOAL} {RESULT} {CELLS}\n").spending
    assert [row.item_name for row in rows] == ["申请预算资金"]
