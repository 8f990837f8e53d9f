"""Money of the item that a heading names, of batches, of payees, and sums that lists behind a colon come to."""

from decimal import Decimal

from orchestration.document import Document, MappedText
from orchestration.extraction.money.sentences.figures import ProseMoneyContext
from orchestration.extraction.money.sentences.passages import read_prose_money
from orchestration.extraction.recorder import Recorder
from tests.extraction.reading_rows import outline_of, phases, prose_money_of

Row = tuple[str, str, dict[str, int]]


def rows_of(sentence: str) -> list[Row]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


def rows_of_project(sentence: str, subject: str = "柳河县中小河流治理项目") -> list[Row]:
    """The rows of a sentence in a report on one project."""
    recorder = Recorder(Document(text=sentence, blocks=(), reader="text", file_format="txt"))
    read_prose_money(MappedText.of(sentence), ProseMoneyContext(None, None, True, subject), recorder)
    return [(row.item_name, row.breakdown, phases(row)) for row in recorder.rows["spending"]]


def test_the_fund_behind_a_heading_is_the_budget_of_what_it_names() -> None:
    assert rows_of("1.农村公厕改造项目。下达专项资金70万元，支出62万元。") == [("农村公厕改造", "project", {"adjusted": 700000, "executed": 620000})]
    assert rows_of("2.担保贷款贴息。县财政当年拿出贴息资金46万元，实际结算贴息45万元。") == [
        ("担保贷款贴息", "project", {"adjusted": 460000, "executed": 450000})
    ]


def test_a_heading_on_a_kind_of_spending_takes_no_fund() -> None:
    assert rows_of("3.项目支出。下达专项资金70万元，支出62万元。")[0][0] == "专项资金"


def test_two_funds_with_their_spending_keep_their_names() -> None:
    names = [row[0] for row in rows_of("4.基础设施建设。下达衔接资金12万元，支出11万元；下达债券资金5万元，支出5万元。")]
    assert names == ["基础设施建设", "债券资金"] or names == ["衔接资金", "债券资金"]


def test_what_was_paid_of_the_budget_of_a_heading_is_its_spending() -> None:
    assert rows_of("（一）食品安全抽检项目。该项目年初安排32万元，全年支付机构检验费31.8万元。") == [
        ("食品安全抽检", "project", {"approved": 320000, "executed": 318000})
    ]
    several = rows_of("1.村级运转。年初安排32万元，支付村干部报酬12万元，支付办公费8万元。")
    assert several[0][2] == {"approved": 320000}


def test_a_heading_with_a_number_of_two_parts() -> None:
    assert rows_of("3.1 社区服务专项。全年预算48万元，执行数47万元。") == [("社区服务专项", "project", {"adjusted": 480000, "executed": 470000})]
    assert rows_of("2.5公里管网改造，下达资金12万元，支出11万元。")[0][0] != "公里管网改造"


def test_a_cut_of_what_a_heading_names() -> None:
    cut, project = rows_of("（二）放心消费创建项目。因疫情取消现场活动，调减预算15万元，调整后70万元，最后用掉66万元。")
    assert cut == ("放心消费创建调减预算", "budget_adjustment", {"change": -150000})
    assert project == ("放心消费创建", "project", {"adjusted": 700000, "executed": 660000})


def test_a_bare_share_is_a_rate_only_where_the_sums_give_it() -> None:
    (row,) = prose_money_of("3、技能培训。预算经追加后达到80万元，全年用款60万元，占75%。")
    assert (phases(row), row.declared_rate_pct) == ({"adjusted": 800000, "executed": 600000}, Decimal(75))
    *_, part = prose_money_of("全年预算90万元，支出80万元，其中人员支出60万元，占75%。")
    assert part.declared_rate_pct is None


def test_batches_of_the_fund_that_a_report_is_on() -> None:
    rows = rows_of_project("上级分两批下达治理资金，第一批78万元，第二批13万元，两批共计91万元。")
    assert [row[2] for row in rows] == [{"adjusted": 780000}, {"adjusted": 130000}, {"adjusted": 910000}]
    assert [row[1] for row in rows] == ["source", "source", "total"]
    given = rows_of_project("分两批下达资金：第一批40万元（中央），第二批25万元（省级）。")
    assert [row[0] for row in given] == ["中央", "省级"]


def test_payment_for_works_is_the_whole_where_its_parts_or_rate_follow() -> None:
    paid, *parts = rows_of_project("已拨付工程款及前期费用52万元，其中工程施工费49万元，设计、监理等费用3万元，支付进度58.75%。")
    assert paid[1:] == ("total", {"executed": 520000})
    assert [part[1] for part in parts] == ["project", "project"]


def test_institutions_that_an_office_pays() -> None:
    assert rows_of("截至11月底已拨付乡镇卫生院311万元、县级公共卫生机构23万元。") == [
        ("乡镇卫生院", "project", {"executed": 3110000}),
        ("县级公共卫生机构", "project", {"executed": 230000}),
    ]


def test_parts_behind_a_colon_go_on_whatever_verb_they_have() -> None:
    rows = rows_of("全年支出179万元：小修保养用去62万元，安防工程支付45万元，公益性岗位工资46万元，桥梁维修26万元。")
    assert [row[1] for row in rows] == ["total", "project", "project", "project", "project"]
    assert len(rows_of("全年支出79万元：小修保养用去62万元，罚款收缴60万元。")) == 2


def test_zeros_told_of_several_kinds() -> None:
    assert rows_of("公务接待费、因公出国（境）费均为0万元。") == [
        ("公务接待费", "three_public", {"executed": 0}),
        ("因公出国（境）费", "three_public", {"executed": 0}),
    ]


def test_other_classes_are_told_last() -> None:
    rows = rows_of("按功能分类：农林水支出32万元，教育支出9万元，其他各项支出7万元。")
    assert [row[1] for row in rows] == ["function", "function", "function"]


def test_budgets_under_a_heading_on_income_are_income() -> None:
    income = "（一）收入情况。年初批复我局预算361万元，年中追加198万元，调整后可用预算559万元。"
    assert {row.direction for row in prose_money_of(income)} == {"income"}
    assert {row.direction for row in prose_money_of("（一）收入情况。年初批复我局预算361万元，全年支出360万元。")} == {"expenditure"}


def test_the_word_attachment_over_the_first_title_opens_no_chapter() -> None:
    outline = outline_of("附件\n\n柳河县绩效目标自评表\n\n补充说明：中央资金28万元。\n")
    assert not outline.sections


def test_a_government_fund_is_given_too() -> None:
    assert rows_of("2.管网改造。下达政府性基金18万元，支出18万元。") == [("管网改造", "project", {"adjusted": 180000, "executed": 180000})]


def test_money_of_a_chapter_on_problems_is_read_but_what_was_left_is_no_item() -> None:
    sentence = "项目推进不均衡，智慧监管平台预算150万元，截至年底仅支出36万元，形成结转资金114万元。"
    recorder = Recorder(Document(text=sentence, blocks=(), reader="text", file_format="txt"))
    read_prose_money(MappedText.of(sentence), ProseMoneyContext(None, None, False, is_of_problems=True), recorder)
    assert [phases(row) for row in recorder.rows["spending"]] == [{"adjusted": 1500000, "executed": 360000}]


def test_only_a_budget_of_its_own_is_the_fund_of_public_funds() -> None:
    (own,) = prose_money_of("一般公共预算“三公”经费预算数5.2万元，决算数4.3万元。")
    (paid,) = prose_money_of("“三公”经费财政拨款支出预算5.2万元，决算数4.3万元。")
    assert (own.fund_key, paid.fund_key) == ("general_public_budget", None)


def test_help_for_firms_is_no_payment_of_the_office() -> None:
    assert rows_of("全年帮助柳河合作社20万元、青禾加工企业30万元贷款落实到位。") == []


def test_a_rate_that_is_called_low() -> None:
    (row,) = prose_money_of("供水管网项目预算200万元，支出90万元，执行率仅45%。")
    assert row.declared_rate_pct == Decimal(45)


def test_batches_are_told_behind_the_sum_they_make() -> None:
    batches = [row for row in rows_of("上级先后两批下达防汛资金90万元：第一批60万元（6月5日），第二批30万元（8月9日，抢修）。") if "批" in row[0][:3]]
    assert batches == [("第一批", "source", {"adjusted": 600000}), ("第二批", "source", {"adjusted": 300000})]


def test_what_was_asked_for_given_and_spent_under_a_heading() -> None:
    assert rows_of("2.村道路灯。申请40万元，县里下达36万元，我镇实付35万元。") == [("村道路灯", "project", {"adjusted": 360000, "executed": 350000})]
    assert rows_of("4.村道路灯。本项预算36万元，实际支出35万元，进度97.22%。") == [("村道路灯", "project", {"adjusted": 360000, "executed": 350000})]
