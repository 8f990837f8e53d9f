"""Texts that lost their title: the fund that their first sums name is what they are on."""

from orchestration.extraction.money.untitled import fund_told_first
from tests.extraction.reading_rows import outline_of


def test_the_fund_that_sources_divide() -> None:
    text = "2023年全县学校公用经费补助资金预算安排389万元，其中：中央财政承担311万元、省级财政承担78万元。\n"
    assert fund_told_first(outline_of(text)) == "全县学校公用经费补助资金"
    in_next_sentence = "县级下达柳河镇衔接补助资金共三批合计41万元，分别下达。按来源分，中央资金30万元，省级资金11万元。\n"
    assert fund_told_first(outline_of(in_next_sentence)) is not None


def test_one_fund_of_an_office_is_not_the_whole() -> None:
    office = "下达水利救灾资金30万元，其中中央资金20万元，省级资金10万元。\n\n全年基本支出200万元。\n"
    assert fund_told_first(outline_of(office)) is None


def test_a_fund_that_nothing_divides_says_nothing() -> None:
    assert fund_told_first(outline_of("下达水利救灾资金30万元，支出29万元。\n")) is None
    smaller = "下达水利救灾资金30万元，其中中央资金20万元，省级资金10万元；全县项目投资900万元。\n"
    assert fund_told_first(outline_of(smaller)) is None
