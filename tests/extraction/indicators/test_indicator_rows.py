"""Rows of indicators whose names and levels no header of their own tells, and tables that go on on the next page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.document import Block, BlockKind, Cell, Document, Piece, Table
from orchestration.extraction import extract_report
from orchestration.extraction.structure.continued_zones import zones_of
from orchestration.extraction.structure.outline import build_outline
from orchestration.records import IndicatorRow

TITLE = "青禾县审计局2023年度部门整体支出绩效自评报告\n\n"


def _indicators(text: str) -> list[IndicatorRow]:
    return list(extract_report(f"{TITLE}{text}\n".encode(), "report.txt").indicators)


@pytest.mark.parametrize("header", ["核对事项\t计划\t实际\t结论", "序号\t核查事项\t计划\t实际\t是否完成"])
def test_the_first_column_names_where_no_header_does(header: str) -> None:
    number = "1\t" if header.startswith("序号") else ""
    (row, other) = _indicators(f"{header}\n{number}审计项目\t28个\t30个\t☑达标\n{number}整改率\t≥95%\t97.8%\t☑达标")
    assert (row.indicator_name, row.target_value, row.actual_value, row.declared_status) == (
        "审计项目", Decimal(28), Decimal(30), "达标",
    )  # fmt: skip
    assert other.indicator_name == "整改率"


def test_a_row_that_is_a_label_heads_the_rows_below() -> None:
    rows = _indicators(
        "指标\t计划值\t实际值\t完成情况\n产出指标\t\t\t\n改造小区\t14个\t14个\t完成\n改造户数\t260户\t261户\t完成\n效益指标\t\t\t\n室温提升\t≥3℃\t3.5℃\t完成"
    )
    assert [(row.level1, row.indicator_name) for row in rows] == [
        ("产出指标", "改造小区"), ("产出指标", "改造户数"), ("效益指标", "室温提升"),
    ]  # fmt: skip


def test_labels_above_a_list_hold_for_its_lines() -> None:
    rows = _indicators(
        "三、绩效指标完成情况\n1.产出指标\n①数量指标。\n新建产业路，目标值≥9公里，完成值9.38公里。\n养殖圈舍，目标值≥1500平方米，完成值1560平方米。\n"
        "②质量指标。\n验收合格率，目标值100%，完成值100%。"
    )
    assert [(row.level1, row.level2, row.indicator_name) for row in rows] == [
        ("产出指标", "数量指标", "新建产业路"),
        ("产出指标", "数量指标", "养殖圈舍"),
        ("产出指标", "质量指标", "验收合格率"),
    ]


def test_a_month_in_the_column_of_units_counts() -> None:
    header = "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\n"
    (row,) = _indicators(f"{header}效益指标\t可持续影响指标\t基金可支付月数\t≥\t6\t月\t9")
    assert (row.target_comparator, row.target_value, row.actual_value) == (">=", Decimal(6), Decimal(9))


def _document(*tables: list[list[str]]) -> Document:
    """A document of tables, each on a page of its own under a line; in a header a cell like its left neighbour is merged with it."""
    text, blocks = TITLE, [Block(BlockKind.PARAGRAPH, (Piece(0, len(TITLE) - 2),), page=1)]
    for page, rows in enumerate(tables, 1):
        blocks.append(Block(BlockKind.PARAGRAPH, (Piece(len(text), len(text) + 5),), page=page))
        text += f"第{page}页续\n"
        cells, first = [], len(text)
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                if at == 0 and words in row[:column]:
                    continue
                span = row.count(words) if at == 0 else 1
                cells.append(Cell(at, column, len(text), len(text) + len(words), column_span=span, page=page))
                text += f"{words}\t"
            text += "\n"
        table = Table(tuple(cells), len(rows), len(rows[0]), spans_known=True)
        blocks.append(Block(BlockKind.TABLE, (Piece(first, len(text)),), page, table))
    return Document(text=text, blocks=tuple(blocks), reader="test", file_format="pdf")


def test_a_table_goes_on_in_columns_that_its_header_merged() -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "指标值", "完成值", "分值", "得分"]
    first = [header, ["产出指标", "数量指标", "讲座场次", "≥80场", "≥80场", "94场", "15", "15"]]
    rest = [["效益指标", "履职效益", "调解成功率", "≥96%", "98.5%", "20", "20"]]
    *_, zone = zones_of(build_outline(_document(first, rest)).tables)
    assert [zone.columns[column].role for column in sorted(zone.columns)] == [
        "level1", "level2", "level3", "target", "actual", "weight", "score",
    ]  # fmt: skip
    assert zone.text(0, "level3") == "调解成功率"


@pytest.mark.parametrize(
    ("header", "row", "level2"),
    [
        ("三级指标\t年初设定\t年终完成\t备注", "讲座场次\t≥80场\t94场\t", None),
        ("考核内容\t完成数\t计划数\t是否完成", "讲座场次\t94场\t≥80场\t是", None),
        ("指标\t完成情况\t绩效目标\t分值\t得分", "讲座场次\t94场\t≥80场\t10\t10", None),
        ("编号\t考核指标\t所属类别\t全年实际\t计划数\t计量单位\t满分\t得分", "1\t讲座场次\t数量指标\t94\t≥80\t场\t10\t10", "数量指标"),
        ("指标名称\t类别\t绩效目标\t完成值\t得分\t满分", "讲座场次\t数量指标\t≥80场\t94场\t10\t10", "数量指标"),
        ("编号\t绩效指标\t单位\t年初目标\t年末实绩\t自评分\t满分", "1\t讲座场次\t场\t≥80\t94\t10\t10", None),
        ("考核指标\t考核目标\t完成情况\t得分", "讲座场次\t≥80场\t94场\t10", None),
        ("指标\t指标值（预期）\t指标值（实际）", "讲座场次\t≥80场\t94场", None),
        ("指标1\t指标2\t指标3\t预期\t实际", "产出指标\t数量指标\t讲座场次\t≥80场\t94场", "数量指标"),
        ("绩效目标分解指标\t2023年目标值\t2023年完成值", "讲座场次\t≥80场\t94场", None),
        ("项目\t内容\t目标值\t实际值", "产出指标\t讲座场次\t≥80场\t94场", None),
        ("目标类别\t具体目标\t目标值\t达成值", "产出指标\t讲座场次\t≥80场\t94场", None),
    ],
)
def test_targets_and_results_under_other_names_and_in_another_order(header: str, row: str, level2: str | None) -> None:
    (found,) = _indicators(f"{header}\n{row}\n")
    assert (found.indicator_name, found.target_value, found.actual_value) == ("讲座场次", Decimal(80), Decimal(94))
    assert (found.target_comparator, found.target_unit, found.level2) == (">=", "场", level2)


def test_a_class_behind_names_and_points_is_no_component() -> None:
    (zone,) = zones_of(build_outline(_document([["考核指标", "满分", "得分", "所属类别"], ["目标设定", "10", "9.4", "决策"]])).tables)
    assert zone.is_scores
    assert "component" not in zone.roles


def _table_under(header: list[str], *rows: list[str], between: str = "") -> Document:
    """A header that is a table of its own, and right below it the table of its rows, or a line between both."""
    text, blocks = TITLE, [Block(BlockKind.PARAGRAPH, (Piece(0, len(TITLE) - 2),))]
    for part in ([header], list(rows)):
        if part != [header] and between:
            blocks.append(Block(BlockKind.PARAGRAPH, (Piece(len(text), len(text) + len(between)),)))
            text += between + "\n"
        cells, first = [], len(text)
        for at, row in enumerate(part):
            for column, words in enumerate(row):
                cells.append(Cell(at, column, len(text), len(text) + len(words)))
                text += f"{words}\t"
            text += "\n"
        table = Table(tuple(cells), len(part), len(part[0]), spans_known=True)
        blocks.append(Block(BlockKind.TABLE, (Piece(first, len(text)),), None, table))
    return Document(text=text, blocks=tuple(blocks), reader="test", file_format="html")


def test_a_header_that_is_a_table_of_its_own_names_the_columns_of_the_next() -> None:
    header = ["指标类别", "指标内容", "指标值", "全年实际完成值", "未完成原因和改进措施"]
    rows = ["数量指标", "讲座场次", "≥80场", "94场"], ["质量指标", "到课率", "≥90%", "96%"]
    (zone,) = zones_of(build_outline(_table_under(header, *rows)).tables)
    assert (zone.text(0, "level3"), zone.text(0, "target"), zone.text(0, "actual")) == ("讲座场次", "≥80场", "94场")
    (apart,) = zones_of(build_outline(_table_under(header, *rows, between="各县区情况见下表")).tables)
    assert apart.columns == {}


def test_kinds_under_a_header_of_contents_are_the_second_level() -> None:
    header = "绩效内容\t绩效指标\t绩效目标值\t实际完成值\t目标完成率"
    rows = _indicators(f"{header}\n数量\t审计项目\t20个\t21个\t105%\n质量\t整改率\t≥95%\t96%\t101.05%")
    assert [(row.level2, row.indicator_name, row.actual_text, row.declared_completion_pct) for row in rows] == [
        ("数量", "审计项目", "21个", Decimal(105)),
        ("质量", "整改率", "96%", Decimal("101.05")),
    ]


def test_a_rate_beside_budget_and_spending_is_of_the_money() -> None:
    header = "任务名称\t预算数（万元）\t执行数（万元）\t执行率\t绩效指标\t指标值\t完成值"
    (row,) = _indicators(f"{header}\n公共文化服务\t865.00\t842.51\t97.4%\t送戏下乡场次\t≥200场\t213场")
    assert (row.indicator_name, row.actual_text, row.declared_completion_pct) == ("送戏下乡场次", "213场", None)


@pytest.mark.parametrize("label", ["绩效指标", "年度绩效指标完成情况"])
def test_a_side_label_that_stands_again_under_itself_is_no_header(label: str) -> None:
    header = f"{label}\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
    rows = [f"{label}\t产出指标\t数量指标\t审计项目\t20个\t21个\t50\t50", f"{label}\t产出指标\t质量指标\t整改率\t≥95%\t96%\t50\t50"]
    found = _indicators("\n".join([header, *rows]))
    assert [(row.indicator_name, row.target_text, row.actual_text) for row in found] == [
        ("审计项目", "20个", "21个"),
        ("整改率", "≥95%", "96%"),
    ]


def test_full_marks_behind_a_name_are_its_weight() -> None:
    rows = _indicators("三级指标\t年初目标值\t实际完成值\t得分\n讲座场次（12分）\t≥80场\t94场\t12\n调解成功率（≥90%）\t≥90%\t95%\t8\n")
    assert [(row.indicator_name, row.weight, row.declared_score) for row in rows] == [
        ("讲座场次", Decimal(12), Decimal(12)), ("调解成功率（≥90%）", None, Decimal(8)),
    ]  # fmt: skip
