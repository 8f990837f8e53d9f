"""Parts that sentences list: names that notes and counts part from their sums, and the whole they add up to."""

from orchestration.extraction.prose_parts import part_words
from tests.extraction.reading_rows import phases, prose_money_of


def named(text: str) -> list[tuple[str, dict[str, int]]]:
    return [(row.item_name, phases(row)) for row in prose_money_of(text)]


def test_notes_and_counts_do_not_part_a_name_from_its_sum() -> None:
    assert part_words(",住院救助(680人次)") == ",住院救助"
    assert part_words("用于12.5公里渠道的材料费") == "用于渠道的材料费"
    assert part_words("。其中:一级站点4个,补助") == "。其中:一级站点"
    assert part_words("、泵站改造(东片)") == "、泵站改造(东片)"
    assert part_words("(中央80万元)") == "(中央80万元)"


def test_parts_behind_notes_are_spent_like_their_whole() -> None:
    assert named("全年支出90万元,资金使用率90%,其中门诊救助(特困、低保等5,117人)50万元,住院救助(804人次)40万元。") == [
        ("支出", {"executed": 900000}),
        ("门诊救助", {"executed": 500000}),
        ("住院救助", {"executed": 400000}),
    ]


def test_parts_have_the_phase_of_the_total_they_add_up_to() -> None:
    rows = prose_money_of("共下达林业补助资金300万元,其中:中央资金200万元,省级资金100万元。按用途分:造林补助180万元,管护补助120万元。")
    assert [phases(row) for row in rows] == [
        {"adjusted": 3000000},
        {"adjusted": 2000000},
        {"adjusted": 1000000},
        {"adjusted": 1800000},
        {"adjusted": 1200000},
    ]
    rows = prose_money_of("预算资金150万元,全年支出147万元;结余3万元已收回。支出构成为:新馆补助108万元(9家×12万元),展陈布置39万元。")
    assert [(row.item_name, phases(row)) for row in rows[-2:]] == [
        ("新馆补助", {"executed": 1080000}),
        ("展陈布置", {"executed": 390000}),
    ]


def test_a_number_of_places_may_be_the_last_part() -> None:
    rows = prose_money_of("累计支付80万元。具体拨付情况:城关镇卫生院50万元,其余6个乡镇卫生院30万元。")
    assert [(row.item_name, phases(row)) for row in rows[1:]] == [
        ("城关镇卫生院", {"executed": 500000}),
        ("其余6个乡镇卫生院", {"executed": 300000}),
    ]


def test_a_budget_compared_with_is_of_the_same_item() -> None:
    row = prose_money_of("公务接待费支出8万元,较预算10万元少2万元。")[0]
    assert phases(row) == {"adjusted": 100000, "executed": 80000}
