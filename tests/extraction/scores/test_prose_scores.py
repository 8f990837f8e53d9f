"""Scores and grades in sentences, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction.recorder import Recorder
from orchestration.extraction.scores.prose import read_prose_scores
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text

Score = tuple[str, str | None, str | None, str | None]


def read(text: str, subject: str | None = None) -> Recorder:
    outline = build_outline(read_text(text, "a.txt"))
    recorder = Recorder(outline.document)
    read_prose_scores(outline, recorder, subject)
    for row in (*recorder.rows["scores"], *recorder.rows["evidence"]):
        assert row.quote == outline.document.text[row.char_start : row.char_end]
    return recorder


def scores(sentence: str) -> list[Score]:
    rows = read(f"二、综合评价分析\n（一）自评结论\n{sentence}\n").rows["scores"]
    texts = [
        (str(row.max_score) if row.max_score else None, str(row.score) if row.score is not None else None)
        for row in rows
    ]
    return [(row.component, *text, row.grade) for row, text in zip(rows, texts, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("经研究，2020年整体支出绩效自评结果为97分，达到“优”等级。", [("total", None, "97", "优")]),
        ("自评良好，本部门整体支出绩效自评得分为 96.5 分。", [("total", None, "96.5", None)]),
        (
            '履职效能自评得分 46.00 分, 主要扣分点为指标偏高;管理效率自评得分 45.5 分。自评总得分为 91.5 分,评价等级为"优"。',
            [("履职效能", None, "46.00", None), ("管理效率", None, "45.5", None), ("total", None, "91.5", "优")],
        ),
        ("综合评分为93分。", [("total", None, "93", None)]),
        ("该项目得90.5分，等次为“优”。", [("total", None, "90.5", "优")]),
        (
            "经逐项打分，投入16分、过程22.5分、产出33分、效果21分，得分合计92.5分。",
            [("投入", None, "16", None), ("过程", None, "22.5", None), ("产出", None, "33", None), ("效果", None, "21", None), ("total", None, "92.5", None)],
        ),
        (
            "产出指标分值50分，得分49分，效益指标分值30分，得分29.5分，最终自评得分：97.5分；评价等级：优秀。",
            [("产出指标", "50", "49", None), ("效益指标", "30", "29.5", None), ("total", None, "97.5", "优秀")],
        ),
        ("按照统一指标体系打分，我会得分95分，评为优秀等次。", [("total", None, "95", "优秀")]),
        ("主管部门 某县民政局 联系人 王** 联系电话 0531-8**** 自评总分 91.48 部门资金（万元）", [("total", None, "91.48", None)]),
        ("主管部门 某县民政局 联系人 王** 自评总分 91", [("total", None, "91", None)]),
        ("满意度 ≥85% 91.3% 10 10 自评等次：优 联系人：吴** 填报日期：2024年3月", [("total", None, None, "优")]),
        ("自评等级：优、良、中、差四档。", []),
        ("自评时间: 2021-03-12 自评得分: 91 分 自评等第: 优秀", [("total", None, "91", "优秀")]),
        ("五个项目加权平均得分为94.6分，总体评价为“优”。", [("total", None, "94.6", "优")]),
        ("五个项目平均得分94.6分，其中95分以上2个。", []),
        ("一级指标二级指标三级指标年度指标值实际完成值分值得分产出指标数量指标改造户数30户30户2020总分10097.35", [("total", "100", "97.35", None)]),
        ("自评总分（分）88", [("total", None, "88", None)]),
        ("经自评，总得分92分。", [("total", None, "92", None)]),
        ("我局自评90分，等级为优秀。", [("total", None, "90", "优秀")]),
        (
            "根据评分标准，青禾县水利局2020年度部门整体支出绩效自评得分85.6分，评定为良好。",
            [("total", None, "85.6", "良好")],
        ),
        ("项目自评分：95分", [("total", None, "95", None)]),
        ("总分100分，自评得分94分，评价结果为“优秀”。", [("total", "100", "94", "优秀")]),
        ("自评得分98分（优秀）。", [("total", None, "98", "优秀")]),
        (
            "投入得分10分，过程得分18.5分，因此评价分为95分。",
            [("投入", None, "10", None), ("过程", None, "18.5", None), ("total", None, "95", None)],
        ),
        (
            "投入（满分15分）得分14分，产出满分40分，自评得分38分。",
            [("投入", "15", "14", None), ("产出", "40", "38", None)],
        ),
        ("自评得分91分，优秀□良好□中□差□。", [("total", None, "91", None)]),
        ("自评得分81分，□优 ☑良 □中 □差。", [("total", None, "81", "良")]),
        ("本单位绩效自评等级为“良”。", [("total", None, None, "良")]),
        (
            "部门整体绩效自评得分91.6分，其中：履职效能37.6分、预算管理26分、财务管理8分、资产管理19分。等次：优。",
            [("履职效能", None, "37.6", None), ("预算管理", None, "26", None), ("财务管理", None, "8", None),
             ("资产管理", None, "19", None), ("total", None, "91.6", "优")],
        ),
        ("经打分，水窖维护项目最终评分结果：总分为95.30分，绩效评级为“优”。", [("total", None, "95.30", "优")]),
        ("综合评定得分94.35分，绩效评定结论为“优”。", [("total", None, "94.35", "优")]),
        ("根据考核指标自评92分，县财政局复核得分90分。", [("total", None, "92", None)]),
        (
            "整体支出绩效自评得分94分，其中部门预算管理得分56分，项目支出绩效得分38分。",
            [("部门预算管理", None, "56", None), ("项目支出绩效", None, "38", None), ("total", None, "94", None)],
        ),
        (
            "部门管理（20分），自评18.6分；履职效果（60分），自评52分；能力建设（20分），自评18分。总分88.6分。",
            [("部门管理", "20", "18.6", None), ("履职效果", "60", "52", None), ("能力建设", "20", "18", None), ("total", None, "88.6", None)],
        ),
        (
            "“投入”类指标满分20分，我局自评19分；“产出”“效果”两类指标满分分别为25分、20分，自评分别得24分、19分。",
            [("投入", "20", "19", None), ("产出", "25", "24", None), ("效果", "20", "19", None)],
        ),
        (
            "对21个项目全面开展绩效自评。其中水窖维护项目自评得分95.2分，河道清淤项目自评得分88.0分。",
            [("水窖维护项目", None, "95.2", None), ("河道清淤项目", None, "88.0", None)],
        ),
    ],
)
def test_scores_of_sentences(sentence: str, expected: list[Score]) -> None:
    assert scores(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "90分（含）以上为优，80-90分为良，自评得分90分以上的为优秀。",
        "2020年居家养老服务平台整体评估等级为优秀。",
        "绩效情况较为理想，自评良好，运行优秀。",
        "自评得分率95%，扣2分，满分100分。",
        "平安建设考核得分99分，全县排名第一。",
        "按照《评分标准》开展自评95个项目。",
    ],
)
def test_what_is_no_score(sentence: str) -> None:
    assert scores(sentence) == []


def test_score_in_a_heading() -> None:
    rows = read("一、投入（25分，自评得分23分）\n预算编制规范。\n").rows["scores"]
    assert [(row.component, row.max_score, row.score) for row in rows] == [("投入", Decimal(25), Decimal(23))]


def test_a_total_said_twice_is_one_row_and_two_totals_are_two() -> None:
    assert [row[2] for row in scores("自评得分95分。综上，绩效自评得分95分，等级为优。")] == ["95"]
    assert [row[2] for row in scores("自评得分95分。最终得分94分。")] == ["95", "94"]


def test_a_row_of_a_table_stands_takes_the_grade_and_every_place_that_prints_it() -> None:
    outline = build_outline(read_text("评价总得分 94\n自评总得分为94分，评价等级为“优”。履职效能得分47分。\n", "a.txt"))
    recorder = Recorder(outline.document)
    for component, score in (("total", 94), ("履职效能", 47)):
        recorder.add("scores", (0, 8), "score_row", component=component, max_score=Decimal(100), score=Decimal(score))
    read_prose_scores(outline, recorder)
    assert [(row.component, row.max_score, row.grade, row.extraction_rule) for row in recorder.rows["scores"]] == [
        ("total", Decimal(100), "优", "score_row"),
        ("履职效能", Decimal(100), None, "score_row"),
    ]
    assert [(row.fact_id, row.column_name, row.quote) for row in recorder.rows["evidence"]] == [
        ("scores-0000", "score", "94"),
        ("scores-0000", "score", "94"),
        ("scores-0000", "grade", "优"),
        ("scores-0001", "score", "47"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投入得10分，过程得28.5分，产出得30分，合计68.5分。", [("投入", "10"), ("过程", "28.5"), ("产出", "30"), ("total", "68.5")]),
        ("决策部分满分20分自评18.5分，过程部分满分20分自评17分，合计35.5分。", [("决策", "18.5"), ("过程", "17"), ("total", "35.5")]),
        ("自评总得分96分：预算执行（10分）9.5分；产出指标（50分）49分。", [("预算执行", "9.5"), ("产出指标", "49"), ("total", "96")]),
        ("决策 20分 17.5 得分率87.50%", []),
        ("经综合评议，得分90.7，等次优秀。", [("total", "90.7")]),
        ("百分制下扣5.27分，最终为94.73分，自评等级：优。", [("total", "94.73")]),
        ("绩效指标自评（满分100，自评得94分）", [("total", "94")]),
    ],
)
def test_scores_in_many_wordings(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted((row[0], row[2]) for row in scores(text)) == sorted(expected)


def test_each_project_of_a_list_has_its_own_score() -> None:
    rows = scores("1.康复救助项目：该项目自评100分。\n2.辅具适配项目，自评得分93.6分。\n3.送戏下乡演出：得分为95.5。\n")
    assert [(row[0], row[2]) for row in rows] == [("康复救助项目", "100"), ("辅具适配项目", "93.6"), ("送戏下乡演出", "95.5")]


def test_a_rate_of_points_stands_with_its_component() -> None:
    rows = read("得分如下：\n决策 20分 17.5 得分率87.50%\n过程 20分 15 得分率75%\n").rows["scores"]
    assert all(row.score_rate_pct is None or row.score_rate_pct == row.score / row.max_score * 100 for row in rows)


def test_a_part_that_its_heading_names_with_full_marks() -> None:
    rows = read("三、指标完成情况\n1、产出指标（50分）：接种率达到目标。本部分自评48分。\n4、预算执行（10分）：自评9.84分。\n").rows["scores"]
    assert [(row.component, row.max_score, row.score) for row in rows] == [
        ("产出指标", Decimal(50), Decimal(48)),
        ("预算执行", Decimal(10), Decimal("9.84")),
    ]


def test_projects_of_a_list_that_runs_on_in_one_line() -> None:
    rows = scores("自评结果。（1）水库养护，自评98.6分，等级“优”：巡查2次。（2）站点更新，自评84.15分，等级“良”：更新33个。")
    assert [(row[0], row[2], row[3]) for row in rows] == [("水库养护", "98.6", "优"), ("站点更新", "84.15", "良")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“投入”18分、“过程”26.5分、“产出”30分，合计74.5分。", [("投入", "18"), ("过程", "26.5"), ("产出", "30"), ("total", "74.5")]),
        ("自评总分91.8分，其中资金管理19分、项目管理24.3分、成效48.5分。", [("资金管理", "19"), ("项目管理", "24.3"), ("成效", "48.5"), ("total", "91.8")]),
        ("项目自评综合得96.4分。", [("total", "96.4")]),
    ],
)
def test_components_in_more_wordings(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted((row[0], row[2]) for row in scores(text)) == sorted(expected)


def test_full_marks_of_the_whole_in_the_clause_before() -> None:
    assert scores("满分100分，我镇自评93分。") == [("total", "100", "93", None)]


PARTS = [("预算执行", "9.8"), ("产出指标", "49.5"), ("效益指标", "28.5"), ("满意度指标", "8.6")]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目综合得分96.4分，自评结论为“优”。分项得分为：预算执行9.8分，产出指标49.5分，效益指标28.5分，满意度指标8.6分。",
        "整体绩效自评96.4分，等次为“优”。各部分得分为：预算执行9.8分、产出指标49.5分、效益指标28.5分、满意度指标8.6分。",
        "自评总得分96.4分（满分100分），等级为优。其中，预算执行9.8分、产出指标49.5分、效益指标28.5分、满意度指标8.6分。",
    ],
)
def test_parts_behind_their_total_in_a_sentence_of_their_own(sentence: str) -> None:
    found = scores(sentence)
    assert [(name, score) for name, _, score, _ in found if name != "total"] == PARTS
    assert [(score, grade) for name, _, score, grade in found if name == "total"] == [("96.4", "优")]


def test_parts_with_full_marks_in_brackets_or_after_a_deduction() -> None:
    assert scores("得分情况：预算执行17.4分（20分），目标实现53.8分（60分）。") == [
        ("预算执行", "20", "17.4", None),
        ("目标实现", "60", "53.8", None),
    ]
    assert scores("投入部分分值10分，得10分；过程部分分值30分，因项目资金结转扣1.5分，得28.5分。") == [
        ("投入", "10", "10", None),
        ("过程", "30", "28.5", None),
    ]
    assert scores("1.预算编制，分值8分，自评7分；2.预算执行，分值12分，自评9.3分。") == [
        ("预算编制", "8", "7", None),
        ("预算执行", "12", "9.3", None),
    ]


def test_a_component_a_line() -> None:
    assert scores("各部分得分如下：\n决策（15分）：得15分；\n过程（20分）：得17分；") == [
        ("决策", "15", "15", None),
        ("过程", "20", "17", None),
    ]


def test_the_bracket_of_the_component_before_is_not_of_the_total() -> None:
    assert scores("投入得分14.5分（满分15分），自评综合得分91.5分。")[-1] == ("total", None, "91.5", None)


def test_a_score_of_what_the_report_is_about_is_the_total() -> None:
    sentence = "经综合评价，2022年度高山蔬菜转移支付资金绩效自评得分96.75分，等级为优。"
    rows = read(f"三、自评结果\n{sentence}\n", subject="高山蔬菜转移支付资金").rows["scores"]
    assert [(row.component, row.score, row.grade) for row in rows] == [("total", Decimal("96.75"), "优")]
    assert [row.component for row in read(f"三、自评结果\n{sentence}\n").rows["scores"]] == ["高山蔬菜转移支付资金"]


def test_the_last_row_of_a_form_without_borders() -> None:
    assert scores("总分10097.50") == [("total", "100", "97.50", None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # 总分 is the total where it is no round number or a grade follows; else it may be the full marks
        ("总分99.85分，自评等级：优。", [("total", None, "99.85", "优")]),
        ("总分93分，评价等级为优。", [("total", None, "93", "优")]),
        ("自评总分：98.5分（含预算执行9.5分）。自评等级：优。", [("total", None, "98.5", "优")]),
        ("自评总分100分，本项目得分93分，评价等级“优”。", [("total", "100", "93", "优")]),
        ("本政策绩效评价得分88.3分，绩效等级为“良”。", [("total", None, "88.3", "良")]),
    ],
)
def test_what_the_whole_of_the_points_is(sentence: str, expected: list[Score]) -> None:
    assert scores(sentence) == expected


def test_components_that_fill_a_sentence_need_not_come_to_its_total() -> None:
    assert sorted(scores("经自评，预算管理24分，履职产出38分，履职效益28.5分，满意度4分，综合得分96.5分。")) == [
        ("total", None, "96.5", None),
        ("履职产出", None, "38", None),
        ("履职效益", None, "28.5", None),
        ("满意度", None, "4", None),
        ("预算管理", None, "24", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("经打分，我乡总分为94分，其中投入14分、过程24分、产出33分、效果23分。", ("total", None, "94", None)),
        ("总分96.4", ("total", None, "96.4", None)),
    ],
)
def test_a_total_of_ours_and_one_with_a_fraction(sentence: str, expected: Score) -> None:
    assert expected in scores(sentence)


@pytest.mark.parametrize("sentence", ["总分100", "我局总分60分的指标共5项。", "我局总分为100分。"])
def test_full_marks_are_no_total(sentence: str) -> None:
    assert scores(sentence) == []


def test_money_before_the_total_names_no_project() -> None:
    told = "县级配套资金到位700余万元，未足额支付的原因是结算审计未完成。自评得分93.2分。"
    assert scores(told) == [("total", None, "93.2", None)]


def test_parts_of_this_project_before_a_total_that_is_theirs() -> None:
    told = "逐项打分，本项目决策 18 分、过程 22.5 分、产出 27.6 分、效益 28 分，综合得分 96.1 分。"
    assert sorted(scores(told)) == [
        ("total", None, "96.1", None),
        ("产出", None, "27.6", None),
        ("决策", None, "18", None),
        ("效益", None, "28", None),
        ("过程", None, "22.5", None),
    ]
