"""基本支出 and 项目支出 below a fund: of it where they add up to it, of the whole where they come to that."""

from __future__ import annotations

from orchestration.extraction import extract_report

TABLE = (
    "丙县水利局2023年度部门整体绩效自评表\n单位：万元\n"
    "资金情况\t年初预算数\t全年预算数\t全年执行数\n年度总金额\t58\t70\t66\n其中：财政拨款\t{funded}\n基本支出\t18\t20\t20\n项目支出\t32\t42\t38\n非财政拨款\t8\t8\t8\n"
)


def _rows(funded: str) -> dict[str, tuple[str | None, str | None]]:
    rows = extract_report(TABLE.format(funded=funded).encode(), "form.txt").spending
    return {row.item_name: (row.parent_item_name, row.fund_key) for row in rows}


def test_natures_that_add_up_to_the_fund_above_them_are_of_it() -> None:
    rows = _rows("50\t62\t58")
    assert rows["基本支出"] == rows["项目支出"] == ("财政拨款", "fiscal_appropriation")
    assert rows["非财政拨款"][1] == "other_funds"


def test_natures_that_do_not_are_of_the_whole() -> None:
    rows = _rows("49\t61\t57")
    assert rows["基本支出"][1] is None
    assert rows["项目支出"][1] is None


DIVIDED = (
    "丙县住建局2023年度部门整体绩效自评表\n单位：万元\n"
    "预算科目\t年初预算数\t全年预算数\t执行数\n合计\t160\t214\t198\n基本支出\t20\t20\t20\n项目支出\t140\t194\t178\n"
    "其中：一般公共预算\t{general}\n政府性基金预算\t80\t120\t108\n"
)


def test_funds_that_add_up_to_the_nature_above_them_are_parts_of_it() -> None:
    rows = extract_report(DIVIDED.format(general="60\t74\t70").encode(), "form.txt").spending
    assert {row.parent_item_name for row in rows if row.breakdown == "fund"} == {"项目支出"}


def test_funds_that_add_up_to_the_whole_are_parts_of_it() -> None:
    rows = extract_report(DIVIDED.format(general="80\t94\t90").encode(), "form.txt").spending
    assert {row.parent_item_name for row in rows if row.breakdown == "fund"} == {"合计"}
