"""What a text that lost its title is on: told by its headings."""

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
