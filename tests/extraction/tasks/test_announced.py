"""Tasks that one sentence announces outside chapters on tasks, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction.tasks.announced import announced_chapters, announced_tasks
from orchestration.extraction.tasks.prose import tasks_of_chapter
from tests.extraction.reading_rows import outline_of

HEAD = "青禾县住建局2023年度部门整体支出绩效自评报告\n\n一、部门概况\n"


def _names(sentence: str) -> list[str]:
    return [task.name.text for task in announced_tasks(outline_of(f"{HEAD}{sentence}\n"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年度主要工作任务：落实防汛措施，推进管网改造，开展小区治理。",
        "我局年初确定三项重点任务：落实防汛措施，推进管网改造，开展小区治理。",
        "（二）年度总体工作和重点工作任务。1.落实防汛措施；2.推进管网改造；3.开展小区治理。",
        "我局2023年重点抓好以下工作：（1）落实防汛措施；（2）推进管网改造；（3）开展小区治理。",
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


ANNOUNCED = "1.植树造林：全县造林2,300亩，补植行道树410株。\n2.护林防火：巡护林区1,204人次，火情为零。\n林区道路另文说明。\n"


@pytest.mark.parametrize("line", ["2023年年初重点工作两项：", "本年度主要任务完成情况如下：", "围绕县委部署，2023年重点工作任务包括："])
def test_the_numbered_passages_under_a_line_that_announces_them(line: str) -> None:
    (chapter,) = announced_chapters(outline_of(f"{HEAD}{line}\n{ANNOUNCED}"))
    assert [(task.name.text, task.result) for task in tasks_of_chapter(chapter)] == [
        ("植树造林", "全县造林2,300亩,补植行道树410株。"),
        ("护林防火", "巡护林区1,204人次,火情为零。"),
    ]


@pytest.mark.parametrize("line", ["2023年重点支出如下：", "2023年重点工作存在的问题：", "二、下一步工作计划\n2023年重点工作："])
def test_other_lists_are_not_announced_as_tasks(line: str) -> None:
    assert list(announced_chapters(outline_of(f"{HEAD}{line}\n{ANNOUNCED}"))) == []
