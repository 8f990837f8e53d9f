"""Payments that a list names and the sum behind them proves."""

import pytest

from tests.extraction.money.test_of_heads_and_payees import rows_of_project

Paid = list[tuple[str, int]]


def paid(sentence: str) -> Paid:
    """The names and sums of what the parts of a project cost, in ten thousands."""
    rows = rows_of_project(sentence)
    return [(name, told["executed"] // 1000) for name, breakdown, told in rows if breakdown == "project" and "executed" in told]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到11月底支付鱼苗款32万元、运费2.6万元、检验费1.4万元，合计付款36万元。", [("鱼苗款", 320), ("运费", 26), ("检验费", 14)]),
        ("已付设计费18万元、监理费9.5万元和工程进度款240万元，实际支付267.5万元。", [("设计费", 180), ("监理费", 95), ("工程进度款", 2400)]),
        ("钱花在两处：路灯采购48.6万元，安装费12.4万元，两项共花去61万元。", [("路灯采购", 486), ("安装费", 124)]),
        ("分三批拨出补助款，其中：温室补助116万元，滴灌补助42.5万元，总计拨出158.5万元。", [("温室补助", 1160), ("滴灌补助", 425)]),
        ("一年来兑现奖补：大棚补助116万元，良种补贴按每亩60元、凭票兑付，共31.5万元，累计兑付147.5万元。", [("大棚补助", 1160), ("良种补贴", 315)]),
    ],
)
def test_named_payments_that_the_sum_behind_them_proves_were_spent(sentence: str, expected: Paid) -> None:
    assert paid(sentence) == expected


def test_the_sum_of_payments_stands_in_the_next_sentence() -> None:
    sentence = "机器租赁费12万元；人工工资按每天150元结算，计36.4万元；燃油费8.1万元。上述三项支出56.5万元，结余3.5万元。"
    rows = rows_of_project(sentence)
    assert paid(sentence) == [("机器租赁费", 120), ("人工工资", 364), ("燃油费", 81)]
    assert rows[-1][1:] == ("total", {"executed": 565000, "carry_over": 35000})


def test_places_in_brackets_are_parts_of_the_payment_before_them() -> None:
    sentence = "用于租用机械28万元；重建补助60万元（东乡镇35万元、西乡镇25万元）；冬春救助12万元。到年底共花出100万元。"
    assert ("重建补助", 600) in paid(sentence) and ("西乡镇", 250) in paid(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "鱼苗款32万元、运费2.6万元，合计付款36万元。",  # they do not come to it
        "甲村销售收入12万元，乙村销售收入8万元，共支出20万元。",
        "年初结转12万元，本年下达88万元，全年支出100万元。",
        "施工单位进场后按合同约定预付三成，计60万元；审计后再付40万元。两次付款总共100万元。",
    ],
)
def test_sums_that_nothing_proves_or_that_name_no_payment_are_none(sentence: str) -> None:
    assert paid(sentence) == []


def test_payments_with_their_verb_behind_the_name() -> None:
    sentence = "节水奖励实际兑付25万元，计量设施按完工结算付款14万元，合计使用39万元，资金使用率95.12%。"
    assert paid(sentence) == [("节水奖励", 250), ("计量设施", 140)]


def test_a_first_verb_of_payment_is_that_of_all_that_a_bare_sum_proves() -> None:
    sentence = "截至评价日，已支付工程进度款856.3万元，监理费25.6万元，设计费18万元，合计899.9万元。"
    assert paid(sentence) == [("工程进度款", 8563), ("监理费", 256), ("设计费", 180)]


def test_payments_of_several_sentences_that_a_later_one_sums_up() -> None:
    told = "春季学期资助寄宿生9842人，发放492.1万元；资助住校生2311人，发放144.4万元。秋季学期资助寄宿生9516人，发放475.8万元。"
    assert paid(f"{told}全年合计发放1112.3万元，占预算的92.44%。") == [
        ("春季学期资助寄宿生", 4921),
        ("资助住校生", 1444),
        ("秋季学期资助寄宿生", 4758),
    ]
