"""What became of every printed number."""

from __future__ import annotations

from orchestration.extraction.printed_numbers import Claim, account_for_numbers
from orchestration.reading.text import read_text

TEXT = """2023年度某局部门整体支出绩效自评报告

一、基本情况

内设机构6个。依据财绩〔2022〕15号文件。

二、绩效目标完成情况

1.处置“0215”疫情,推行“1+4”模式,接听12345热线工单310件,全区排名第2,办公地址建设路18号。

序号\t指标名称\t年度指标值\t分值\t评分标准
1\t培训场次(20分)\t≥12场\t20\t每少1场扣2分
"""


def accounted(*claims: Claim) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """Number and the two characters behind it → its fact, its reason."""
    rows = account_for_numbers(read_text(TEXT, "a.txt"), claims)
    assert all(TEXT[row.char_start : row.char_end] == row.printed for row in rows)
    return {(row.printed, TEXT[row.char_end : row.char_end + 2]): (row.fact_id, row.reason) for row in rows}


def claim(printed: str, before: str = "", after: str = "") -> Claim:
    at = TEXT.index(before + printed + after) + len(before)
    return Claim(at, at + len(printed), "statistics", printed)


def test_reasons_by_print_column_and_clause() -> None:
    reasons = {key: reason for key, (_, reason) in accounted().items()}
    assert reasons == {
        ("2023", "年度"): "date",
        ("6", "个。"): "organisation",
        ("2022", "〕1"): "document_number",
        ("15", "号文"): "document_number",
        ("1", ".处"): "list_number",
        ("0215", "”疫"): "code",
        ("1", "+4"): "slogan",
        ("4", "”模"): "slogan",
        ("12345", "热线"): "code",
        ("310", "件,"): None,
        ("2", ",办"): "other",
        ("18", "号。"): "address",
        ("1", "\t培"): "list_number",
        ("20", "分)"): "other",
        ("12", "场\t"): None,
        ("20", "\t每"): "other",
        ("1", "场扣"): "other",
        ("2", "分\n"): "other",
    }


def test_a_claim_comes_before_a_reason() -> None:
    figures = accounted(claim("310"), claim("≥12场"), claim("2023"))
    assert figures["310", "件,"] == ("310", None)
    assert figures["12", "场\t"] == ("≥12场", None)
    assert figures["2023", "年度"] == ("2023", None)


def test_whole_quotes_and_names_claim_nothing() -> None:
    sentence = TEXT[TEXT.index("1.处置") : TEXT.index("建设路")]
    figures = accounted(claim(sentence), claim("接听12345热线工单"))
    assert figures["310", "件,"] == (None, None)
    assert figures["12345", "热线"] == (None, "code")


def test_chinese_numerals_are_listed_where_a_fact_reads_them() -> None:
    text = "二、主要工作成效\n\n完成四轮检测,提供一流服务。\n"
    at = text.index("四")
    rows = account_for_numbers(read_text(text, "a.txt"), [Claim(at, at + 1, "statistics", "s")])
    assert [(row.printed, row.fact_id) for row in rows] == [("四", "s")]


def test_reasons_by_the_label_of_the_row() -> None:
    text = "联系人\t李某\t联系电话\t2098140\n栏次\t\t1\t2\n"
    rows = account_for_numbers(read_text(text, "a.txt"), [])
    assert [(row.printed, row.reason) for row in rows] == [("2098140", "code"), ("1", "list_number"), ("2", "list_number")]
