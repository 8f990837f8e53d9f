"""Tasks that one sentence announces outside chapters on tasks, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction.tasks.announced import announced_tasks
from tests.extraction.reading_rows import outline_of

HEAD = "青禾县住建局2023年度部门整体支出绩效自评报告\n\n一、部门概况\n"


def _names(sentence: str) -> list[str]:
    return [task.name.text for task in announced_tasks(outline_of(f"{HEAD}{sentence}\n"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年度主要工作任务：落实防汛措施，推进管网改造，开展小区治理。",
        "我局年初确定三项重点任务：落实防汛措施，推进管网改造，开展小区治理。",
    ],
)
def test_a_list_of_short_orders(sentence: str) -> None:
    assert _names(sentence) == ["落实防汛措施", "推进管网改造", "开展小区治理"]


def test_a_list_with_marks_promises_what_follows_the_name() -> None:
    sentence = "2023年度重点任务为：（1）小区改造6个、面积9万平方米；（2）供热管网更新11公里。"
    first, second = announced_tasks(outline_of(f"{HEAD}{sentence}\n"))
    assert (first.name.text, first.goal) == ("小区改造", "小区改造6个、面积9万平方米")
    assert (second.name.text, second.goal) == ("供热管网更新", "供热管网更新11公里")


@pytest.mark.parametrize(
    "sentence",
    ["2023年度主要任务：按照县委全会确定的目标思路统筹谋划全年的各项重点工作并抓好落实。", "主要职责：落实防汛措施，推进管网改造。", "2023年主要任务：完成综合考评。"],
)
def test_plain_sentences_and_duties_announce_none(sentence: str) -> None:
    assert _names(sentence) == []
