"""Items of the accounts that print their code: in sentences, and in tables whose names tell another thing too."""

from tests.extraction.reading_rows import money_of, phases, prose_money_of


def test_an_item_named_with_its_code_is_of_the_functional_accounts() -> None:
    rows = prose_money_of("(二)2100201综合医院支出85万元,较上年决算数减少15万元,下降15%。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("综合医院", "function", {"executed": 850000}),
        ("综合医院较上年减少", "prior_year_change", {"change": -150000}),
    ]


def test_the_phases_of_a_coded_item() -> None:
    row = prose_money_of("(一)2130301行政运行年初预算60万元,支出决算62万元,完成年初预算的103.33%。")[0]
    assert (row.item_name, row.breakdown, phases(row)) == ("行政运行", "function", {"approved": 600000, "executed": 620000})


def test_a_number_is_no_code_where_other_words_part_it_from_the_sum() -> None:
    rows = prose_money_of("文号20230,全年支出62万元。")
    assert [row.breakdown for row in rows] == ["total"]


def test_a_code_says_more_than_the_source_in_a_name() -> None:
    rows = money_of(
        "单位：万元\n科目编码\t科目名称\t年初预算数\t支出决算数\n208\t社会保障和就业支出\t25.00\t28.00\n"
        "229\t其他支出（彩票公益金安排的支出）\t16.00\t18.00\n"
    )
    assert [(row.breakdown, row.fund_key) for row in rows] == [("function", None), ("function", None)]
