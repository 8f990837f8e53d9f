"""Staff in prose and questionnaires, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction.headcounts import read_headcounts
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text

NAMES = ("total", "established", "administrative", "institution", "contract")


def headcounts(text: str) -> dict[str, int]:
    outline = build_outline(read_text(text, "a.txt"))
    recorder = Recorder(outline.document)
    read_headcounts(outline, recorder)
    for row in (*recorder.rows["figures"], *recorder.rows["evidence"]):
        assert row.quote == outline.document.text[row.char_start : row.char_end]
    assert all(row.value_text in row.quote for row in recorder.rows["figures"])
    found = {row.figure.removeprefix("headcount_"): row.value for row in recorder.rows["figures"]}
    assert all(isinstance(value, Decimal) for value in found.values())
    return {name: int(found[name]) for name in NAMES if name in found}


def figures(*values: int | None) -> dict[str, int]:
    return {name: value for name, value in zip(NAMES, values, strict=False) if value is not None}


HEAD = "一、基本情况\n（一）部门概况\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2017年末财政供养人员66人，其中行政30人，事业36人，离退休25人。", figures(66, None, 30, 36)),
        ("编制人数小计130人，其中：行政编制8人，事业编制122人；实有人数小计125人。", figures(125, 130, 8, 122)),
        # those in post go before posts, kind by kind
        ("行政编制21名，事业编制14名；年末实有33人，其中行政19人、事业14人。", figures(33, None, 19, 14)),
        ("人员编制72人，其中行政编制20人、事业编制52人；实有人员68人，其中行政18人、事业50人。", figures(68, 72, 18, 50)),
        ("截至2022年末，在职人员44人，其中行政编制在岗13人，事业编制在岗31人。", figures(44, None, 13, 31)),
        (
            "本部门总人数共 320 人，其中在编人员 80 人，包括行政单位 50 人、事业单位 30 人；编外人员 240 人。",
            figures(320, 80, 50, 30, 240),
        ),
        (
            "我局核定编制45名，其中行政编制15名、事业编制30名。年末实有在职人员42人，离退休人员18人。",
            figures(42, 45, 15, 30),
        ),
        ("全镇现有干部职工96人，其中：公务员28人，事业人员40人，聘用人员28人。", figures(96, None, 28, 40, 28)),
        ("截至年底，在职职工六十三人，退休职工二十人。", figures(63)),
        ("我中心编制数12人，实有人数11人，劳务派遣人员5人。", figures(11, 12, None, None, 5)),
        ("单位人员编制21名，在编人员20名，另有退休人员9名。", figures(20, 21)),
        ("核定各类编制205个，实有在编人员196人，另聘用协管人员14人。", figures(196, 205, None, None, 14)),
        ("核定行政及事业编制61名，现有在职人员58名。", figures(58, 61)),
        ("系统在职287人，其中护林员等编外人员163人。", figures(287, None, None, None, 163)),
        ("本部门有行政人员11人、事业人员30人，合计41人。", figures(41, None, 11, 30)),
        ("中心核定事业编制42名，在职38人。", figures(38, 42, None, 42)),
        ("内设科室4个，在编人员16人。", figures(None, 16)),
        ("现有在编人员63人，其中行政编制28人、事业编制35人。", figures(None, 63, 28, 35)),
        ("实有在职人员76人，另有临聘驾驶及巡查人员9人。", figures(76, None, None, None, 9)),
        ("年末编制内人员24人，其中行政编制9人、事业编制15人。", figures(None, 24, 9, 15)),
        ("内设办公室和业务部，编制14人，现有在岗13人。", figures(13, 14)),
        ("共有编制45个，现有在职在编40人。", figures(40, 45)),
        ("核定编制92名。年末实有86人，其中在编人员70人。", figures(86, 70)),
    ],
)
def test_sentences(sentence: str, expected: dict[str, int]) -> None:
    assert headcounts(HEAD + sentence + "\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "内设机构8个，下属事业单位4个，行政单位1个，设置8个党政机构，配备相应行政编制及事业编制。\n",
        "（四）主要工作成效\n招录4名事业单位人员、14名政府雇员，培训在编人员200人次，慰问退休人员30人。\n",
        HEAD + "服务退役军人300人，辖区退休人员4996人。\n",
        "三、存在问题\n编制不足，人员老化。\n",
    ],
)
def test_offices_and_other_people_are_no_staff(text: str) -> None:
    assert headcounts(text) == {}


def test_questionnaire_cells_beside_and_below() -> None:
    assert headcounts("人员编制\t21\t实有人数\t19\n内设机构\t5\t退休人员\t7\n") == figures(19, 21)
    assert headcounts("编制数\t实际在职人数\t控制率\n33\t30\t90.9%\n") == figures(30, 33)


def test_questionnaire_lines() -> None:
    assert headcounts("单位基本情况\n人员编制\n21\n实有人数\n20人\n") == figures(20, 21)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二、自评组织情况\n全局在职人员312人，分布于机关和七个管理所。\n", figures(312)),
        ("二、部门职能\n主要职责是推动镇域发展，2023年末在职人员102人。\n", figures(102)),
        ("二、部门职能\n所属各级各类学校48所。年末实有教职工1386人。\n", figures(1386)),
        ("二、部门职能\n设2个事业单位。年末在职61人，其中在编58人。\n", figures(61, 58)),
        ("二、部门职能\n截至年底共有工作人员87人。\n", figures(87)),
        ("部门职责\t镇政府内设党政办公室、财政所等机构，核定编制98人，年末在职95人，负责本镇各项事务。\n", figures(95, 98)),
    ],
)
def test_staff_is_counted_in_any_chapter_and_in_cells_that_tell(text: str, expected: dict[str, int]) -> None:
    assert headcounts(text) == expected


def test_a_heading_and_a_cell_of_points_hold_counts() -> None:
    assert headcounts("一、主要职能\n开展调查。\n二、人员情况：编制27名，年末在职24人。\n三、收支\n略。\n") == figures(24, 27)
    assert headcounts("指标\t分值\t说明\n在职人员控制率\t4\t编制72人，在职69人\n") == figures(69, 72)


def test_a_cell_holds_its_label_beside_others() -> None:
    assert headcounts("编制人数\t42\t实有人数39人\t编外7人\n说明\t无\t\t\n") == figures(39, 42, None, None, 7)


def test_a_label_names_its_year() -> None:
    text = "财政供养人员情况\t编制数\t2022年实际在职人数\t控制率\n\t12\t11\t96.7%\n"
    assert headcounts(text) == figures(11, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、部门概况\n设5个司法所，政法专项编制24名。\n", figures(None, None, 24)),
        ("一、单位情况\n本馆为公益类单位，在编9人。\n", figures(None, 9)),
        ("一、部门概况\n编制30名（行政编制12名、事业编制18名），在职在岗28人。\n", figures(28, 30, 12, 18)),
        ("一、部门概况\n年末实有人员40人，其中行政10人、事业25人、合同制聘用5人。\n", figures(40, None, 10, 25, 5)),
        ("现有教学班18个，学生760人，教职工64人。\n", figures(64)),
        ("一、部门概况\n行政编制12人，实有11人；事业编制30人，实有28人。\n", figures(None, None, 12, 30)),
    ],
)
def test_posts_and_staff_in_short_words(text: str, expected: dict[str, int]) -> None:
    assert headcounts(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("机关行政编制12名，实有11人；事业编制30名，实有28人。", figures(None, None, 12, 30)),
        ("行政编制12人，实有11人；事业编制30人，实有28人；退休15人。", figures(None, None, 12, 30)),
        ("核定行政编制12人，实有10人，工勤编制2人，实有2人。", figures(None, None, 12)),
        ("行政编制12名，在编11人；事业编制30名，在编28人。", figures(None, None, 12, 30)),
        ("行政编制12名，实有11人；事业编制30名，实有28人；实有人数共39人。", figures(39, None, 12, 30)),
        ("行政编制15名、事业编制30名。年末实有在职人员42人。", figures(42, None, 15, 30)),
        ("机关行政编制12名，事业编制30名，实有在职人员40人。", figures(40, None, 12, 30)),
        ("下属事业单位3个，实有在职人员100人，局机关实有30人。", {}),
        ("年末实有在职人员86人，其中实有在编人员70人。", figures(86, 70)),
    ],
)
def test_a_count_behind_posts_of_one_kind_is_not_of_all(sentence: str, expected: dict[str, int]) -> None:
    assert headcounts(HEAD + sentence + "\n") == expected


def test_posts_of_the_office_outside_a_chapter_on_it() -> None:
    assert headcounts("本部门对2022年度整体支出开展自评工作。本部门编制27名。\n") == {"established": 27}


def test_workers_hired_outside_the_establishment() -> None:
    assert headcounts(f"{HEAD}核定编制19人，年末实有54人，其中临聘保洁工人35人。\n") == figures(54, 19, None, None, 35)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("大队干警编制41名，在职民警39人，辅警27名。", figures(39, 41, None, None, 27)),
        ("局机关编制19人；下属灌区服务中心编制44人。", {}),
        ("年末实有人员88人，其中：在职人员61人，退休27人。", figures(61)),
        ("实有在职人员28名，其中行政在职12名，事业在职16名。", figures(28, None, 12, 16)),
        ("实有人数39人，其中行政12人，事业27人，退休8人。", figures(39, None, 12, 27)),
    ],
)
def test_police_posts_of_a_part_and_the_retired(sentence: str, expected: dict[str, int]) -> None:
    assert headcounts(HEAD + sentence) == expected


def test_who_is_hired_by_a_project_is_no_staff_of_the_office() -> None:
    table = "|编制人数|42|实有人数|39|\n|一级指标|二级指标|三级指标|指标值|完成值|\n|产出指标|数量指标|聘用专职护林员|120人|118人|\n"
    assert headcounts(table) == figures(39, 42)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年末在职在编人员57人，其中公务员21人、事业人员36人；政府雇员和公益性岗位19人。", figures(None, 57, 21, 36, 19)),
        ("全镇在编在职人员61人：其中机关公务员25人，事业人员36人。", figures(None, 61, 25, 36)),
        ("核定编制46名；年末在编在职人员44人。", figures(44, 46)),
        ("年末在职职工402人，其中：在编人员187人（均为事业编制），编外合同制人员215人。", figures(402, 187, None, 187, 215)),
        ("现有在职人员24人，均为事业编制。", figures(24)),
        ("教职工编制44人，年末实有38人，聘用保安、宿管、食堂工人9人。", figures(38, 44, None, None, 9)),
    ],
)
def test_those_in_post_on_the_establishment(sentence: str, expected: dict[str, int]) -> None:
    assert headcounts(HEAD + sentence) == expected


def test_figures_below_labels_side_by_side() -> None:
    text = "财政供养人员情况  编制数  2021年实际在职人数  控制率\n                  80      77                96.25%\n"
    assert headcounts(text) == figures(77, 80)
    assert headcounts(text.replace("96.25%", "96.25%  5  7")) == {}


def test_figures_below_labels_one_cell_per_line() -> None:
    text = "财政供养人员情况(人\n\n编制数\n\n2022 年实际在职人数\n\n控制率\n\n52\n\n49\n\n94.23%\n\n经费控制情况\n"
    assert headcounts(text) == figures(49, 52)
    assert headcounts(text.replace("\n52\n", "\n52\n\n3\n\n4\n\n")) == {}


def test_posts_of_the_political_and_legal_kind_are_administrative() -> None:
    assert headcounts("年末实有人员64人，其中：行政（政法专项）编制41人，事业编制17人，临聘人员6人。") == figures(64, None, 41, 17, 6)
