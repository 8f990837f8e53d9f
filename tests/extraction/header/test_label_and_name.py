"""The line of a form that is a label, a blank and an office."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report


@pytest.mark.parametrize("line", ["部门名称 丙县水利局", "填报单位  丙县水利局", "部门（单位）名称　丙县水利局"])
def test_the_label_is_no_part_of_the_office(line: str) -> None:
    report = extract_report(f"2023年度部门整体支出绩效自评表\n{line}\n自评得分 95.5分\n".encode(), "report.txt")
    assert report.headers[0].office_name == "丙县水利局"


def test_a_name_may_say_that_it_is_the_office_alone() -> None:
    report = extract_report("2023年度部门整体支出绩效自评表\n市级预算部门名称 丙县水利局（本级）\n自评得分 95.5分\n".encode(), "report.txt")
    assert report.headers[0].office_name == "丙县水利局"
