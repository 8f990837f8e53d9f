"""Points of levels and of their criteria, in whatever way a table or a sentence tells them apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

TITLE = "青禾县司法局2023年度部门整体支出绩效自评报告\n\n"
CRITERIA = [("完整性", 5, 5), ("科学性", 5, 4), ("完成率", 20, 19)]
LEVELS = [("产出", 20, 19), ("投入", 10, 9)]
TOTAL = [("total", 30, 28)]
HEADER = "一级指标\t二级指标\t分值\t评分标准\t得分"


def _scores(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report(f"{TITLE}{text}\n".encode(), "report.txt")
    return sorted((row.component, row.max_score, row.score) for row in report.scores)


@pytest.mark.parametrize(
    "table",
    [
        f"{HEADER}\t一级指标得分\n投入\t完整性\t5\t完整得满分\t5\t9\n投入\t科学性\t5\t科学得满分\t4\t9\n"
        "产出\t完成率\t20\t按比例\t19\t19\n合计\t\t30\t\t28\t28",
        f"{HEADER}\n投入\t完整性\t5\t完整得满分\t5\n投入\t科学性\t5\t科学得满分\t4\n投入得分\t\t10\t\t9\n"
        "产出\t完成率\t20\t按比例\t19\n产出得分\t\t20\t\t19\n合计\t\t30\t\t28",
        f"{HEADER}\n投入（10分，得9分）\t完整性\t5\t完整得满分\t5\n投入（10分，得9分）\t科学性\t5\t科学得满分\t4\n"
        "产出（20分，得19分）\t完成率\t20\t按比例\t19\n合计\t\t30\t\t28",
        "一级指标\n二级指标\n分值\n评分标准\n得分\n投入\n完整性\n5\n完整得满分\n5\n科学性\n5\n科学得满分\n4\n小计\n10\n9\n"
        "产出\n完成率\n20\n按比例\n19\n小计\n20\n19\n合计\n30\n28",
        "一级指标 二级指标 分值 评分标准 得分\n投入 完整性 5 完整得满分 5\n科学性 5 科学得满分 4\n小计 10 9\n"
        "产出 完成率 20 按比例 19\n小计 20 19\n合计 30 28",
    ],
    ids=["column of the level", "row of the level", "in the label", "a cell per line", "parted by blanks"],
)
def test_levels_and_criteria_of_a_table(table: str) -> None:
    levels = [(name, None if "一级指标得分" in table else full, score) for name, full, score in LEVELS]
    assert _scores(table) == sorted([*CRITERIA, *levels, *TOTAL])


INDICATORS = "一级指标\t二级指标\t三级指标\t分值\t目标值\t完成值\t得分"


@pytest.mark.parametrize(
    ("table", "full"),
    [
        (
            f"{INDICATORS}\n投入（10分）\t\t\t\t\t\t9\n投入（10分）\t预算\t编制率\t10\t100%\t90%\t9\n"
            "产出（20分）\t\t\t\t\t\t19\n产出（20分）\t数量\t完成率\t20\t100%\t95%\t19",
            True,
        ),
        (
            f"{INDICATORS}\n投入\t预算\t编制率\t10\t100%\t90%\t9\n投入\t小计\t\t\t\t\t9\n"
            "产出\t数量\t完成率\t20\t100%\t95%\t19\n产出\t小计\t\t\t\t\t19",
            False,
        ),
        (
            f"{INDICATORS}\t一级指标得分\n投入\t预算\t编制率\t10\t100%\t90%\t9\t9\n产出\t数量\t完成率\t20\t100%\t95%\t19\t19",
            False,
        ),
    ],
    ids=["a row with the points alone", "a subtotal of points alone", "a column of levels"],
)
def test_levels_of_indicators(table: str, full: bool) -> None:
    levels = [(name, most if full else None, score) for name, most, score in LEVELS]
    assert _scores(f"{table}\n合计\t\t\t30\t\t\t28") == sorted([*levels, *TOTAL], key=lambda row: row[0])


@pytest.mark.parametrize(
    ("label", "full"), [("{}（{}分，得{}分）", True), ("{0} {2}/{1}", True), ("{0}（得{2}分）", False)]
)
def test_points_in_the_label_of_a_level(label: str, full: bool) -> None:
    first, second = (label.format(*level) for level in reversed(LEVELS))
    rows = f"{first}\t完整性\t5\t完整得满分\t5\n{first}\t科学性\t5\t科学得满分\t4\n{second}\t完成率\t20\t按比例\t19\n合计\t\t30\t\t28"
    levels = [(name, most if full else None, score) for name, most, score in LEVELS]
    assert _scores(f"{HEADER}\n{rows}") == sorted([*CRITERIA, *levels, *TOTAL], key=lambda row: row[0])


def test_cells_of_which_one_is_missing_are_not_dealt() -> None:
    header, rows = "指标\n分值\n评分标准\n得分\n", "投入\n10\n酌情\n9\n过程\n20\n酌情\n19\n"
    assert _scores(f"{header}{rows}合计\n30\n28") == [("total", 30, 28), ("投入", 10, 9), ("过程", 20, 19)]
    assert _scores(f"{header}{rows}合计\n60\n56") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "自评得分为28分，投入、产出分别得分9分、19分。",
        "自评总得分28分，其中投入和产出两项得分分别为9分、19分。",
        "自评得分28分，投入、产出依次得9、19分。",
    ],
)
def test_names_told_apart_from_their_points(sentence: str) -> None:
    assert _scores(sentence) == [("total", None, 28), ("产出", None, 19), ("投入", None, 9)]


@pytest.mark.parametrize(
    "sentence",
    [
        "自评总得分28分。投入、产出满分分别为10分、20分，得分分别为9分、19分。",
        "自评总得分28分。各部分得分为：投入9/10，产出19/20。",
        "自评总得分28分，其中：投入9分/10分；产出19分/20分。",
        "自评总得分28分。\n投入：10分，得9分\n产出：20分，得19分",
    ],
)
def test_points_of_full_marks_in_prose(sentence: str) -> None:
    assert _scores(sentence) == [("total", None, 28), *LEVELS]


def test_as_many_names_as_points() -> None:
    assert _scores("自评得分28分，投入、过程、产出分别得9分、19分。") == [("total", None, 28)]
