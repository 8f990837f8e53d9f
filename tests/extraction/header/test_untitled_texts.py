"""What a text that lost its title is on: told by its headings."""

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.errors import NotAReport
from orchestration.extraction.header.subjects import kind_by_chapters
from tests.extraction.reading_rows import outline_of


def kind_of(*headings: str) -> str:
    return kind_by_chapters(outline_of("".join(f"{heading}\n说明如下。\n" for heading in headings)))


def test_headings_of_a_project() -> None:
    assert kind_of("（一）项目资金到位情况", "（二）项目资金使用情况", "三、项目组织实施情况") == "project"


def test_headings_of_a_transfer() -> None:
    assert kind_of("一、绩效目标分解下达情况", "二、绩效情况分析") == "transfer"


def test_an_office_that_speaks_of_its_projects_is_one() -> None:
    assert kind_of("一、部门概况", "二、项目资金到位情况", "三、项目资金使用情况", "四、项目组织实施情况") == "department"
    assert kind_of("一、基本情况", "二、项目资金使用情况") == "department"


PROBLEMS = "\n三、发现的问题\n验收力量不足。\n"


@pytest.mark.parametrize("told", ["总计拨出４３１．７万元，占盘子的９２．４％", "共支付43.7万元，占资金总额的96%", "实际支出43.7万元，仅占项目资金的81%"])
def test_a_page_that_tells_how_much_of_its_fund_was_spent_is_one_of_a_report(told: str) -> None:
    assert extract_report(f"补助资金按季度拨给各村。{told}。{PROBLEMS}".encode(), "a.txt").spending


@pytest.mark.parametrize("told", ["一般公共预算支出12.5亿元，占年初预算的98%", "民生支出9.6亿元，占总支出的81%"])
def test_what_a_county_tells_of_its_budget_is_no_page_of_a_report(told: str) -> None:
    with pytest.raises(NotAReport):
        extract_report(f"全县经济平稳运行。{told}。{PROBLEMS}".encode(), "a.txt")
