"""Texts that turn from problems to measures and back: by words of a sentence, by labels, by questions."""

from __future__ import annotations

from orchestration.extraction.findings.regions import heading_kind
from tests.extraction.reading_rows import findings_of


def kinds_and_texts(text: str) -> list[tuple[str, str]]:
    return [(kind, found) for kind, _, found in findings_of(text)]


def test_an_item_holds_its_problem_and_the_measure_against_it() -> None:
    text = (
        "五、存在问题与建议\n1.路灯维修经费不足，报修处理不及时。建议财政部门列入年初预算。\n"
        "2.档案整理人手不够，归档较慢。今后要增配兼职档案员。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "路灯维修经费不足，报修处理不及时。"),
        ("problem", "档案整理人手不够，归档较慢。"),
        ("action", "建议财政部门列入年初预算。"),
        ("action", "今后要增配兼职档案员。"),
    ]


def test_what_an_office_means_to_do_is_its_measure() -> None:
    text = "四、存在问题及下一步措施\n（一）宣传效果难以衡量。拟引入第三方开展问卷调查。\n（二）资料归档较慢。拟建立月度台账。\n"
    assert kinds_and_texts(text) == [
        ("problem", "宣传效果难以衡量。"),
        ("problem", "资料归档较慢。"),
        ("action", "拟引入第三方开展问卷调查。"),
        ("action", "拟建立月度台账。"),
    ]


def test_a_suggestion_in_each_part_of_a_sentence() -> None:
    text = "五、问题和建议\n冬季大雪封路，人员换班困难，建议提高值机补助；设备超期使用，故障多，建议分年更新。\n"
    assert kinds_and_texts(text) == [
        ("problem", "冬季大雪封路，人员换班困难"),
        ("problem", "设备超期使用，故障多"),
        ("action", "建议提高值机补助"),
        ("action", "建议分年更新。"),
    ]


def test_a_label_counted_in_words() -> None:
    text = "三是产出方面。完成管护任务。\n四是存在不足：管护力量薄弱，防火压力大；更新资金不足，设备老化。\n"
    assert kinds_and_texts(text) == [("problem", "管护力量薄弱，防火压力大"), ("problem", "更新资金不足，设备老化。")]


def test_a_clause_turns_to_the_measure_inside_its_sentence() -> None:
    text = "四、偏差原因及改进措施\n苗木补植受干旱影响未能完成，我县将调整补植季节，次年五月前补齐。\n"
    assert kinds_and_texts(text) == [
        ("problem", "苗木补植受干旱影响未能完成"),
        ("action", "我县将调整补植季节，次年五月前补齐。"),
    ]


def test_a_sentence_that_orders_something_is_the_measure_behind_a_deficiency() -> None:
    text = "四、存在的问题及下一步措施\n乡镇文化站设备管护不到位。落实专人登记，每半年清点一次。\n"
    assert kinds_and_texts(text) == [
        ("problem", "乡镇文化站设备管护不到位。"),
        ("action", "落实专人登记，每半年清点一次。"),
    ]


def test_a_list_of_measures_begins_behind_its_announcement() -> None:
    text = (
        "五、问题与下一步打算\n自评中发现：一是阅览室开放时间不足；二是设备采购进度滞后。"
        "下一步，我们将（1）延长周末开放时间；（2）按月通报采购进度。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "阅览室开放时间不足"),
        ("problem", "设备采购进度滞后。"),
        ("action", "延长周末开放时间"),
        ("action", "按月通报采购进度。"),
    ]
    assert heading_kind("5问题与下一步打算") == "both"


def test_numbered_labels_in_turn() -> None:
    text = "五、存在问题及整改\n问题1：合同签订较晚，付款集中在年底。\n整改1：上半年完成采购合同签订。\n"
    assert kinds_and_texts(text) == [
        ("problem", "合同签订较晚，付款集中在年底。"),
        ("action", "上半年完成采购合同签订。"),
    ]


def test_questions_and_answers() -> None:
    text = (
        "问：资金花在哪里？\n答：主要用于道路养护和设备更新。\n"
        "问：还有什么不足？\n答：1、巡查人员兼职较多，记录不全。\n2、冬季施工期短。\n"
        "问：下一步怎么改？\n答：聘用专职巡查员，统一使用巡查手册。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "巡查人员兼职较多，记录不全。"),
        ("problem", "冬季施工期短。"),
        ("action", "聘用专职巡查员，统一使用巡查手册。"),
    ]


def test_a_chapter_name_run_into_its_text() -> None:
    text = "三偏离绩效目标的原因和下一步改进措施补贴发放偏晚，原因是名单复核滞后。下一步，一抓名单动态核对；二抓按月发放。\n"
    assert kinds_and_texts(text) == [
        ("problem", "补贴发放偏晚，原因是名单复核滞后。"),
        ("action", "名单动态核对"),
        ("action", "按月发放。"),
    ]


def test_a_sentence_on_the_future_in_a_passage_on_problems() -> None:
    text = (
        "目前主要的困难是：票据多为手写，核对周期长；经办人员更换频繁。"
        "为此，我局将推行电子票据，每年轮训经办人员一遍。\n"
    )
    assert kinds_and_texts(text)[-1] == ("action", "为此，我局将推行电子票据，每年轮训经办人员一遍。")


def test_a_numbered_label_that_is_a_sentence_turns_inside_a_passage() -> None:
    text = "第三部分自评\n三、存在的问题。苗圃用地审批慢，补植任务未能完成；台账与实地核对不勤。四、改进措施。提前办理用地手续；按季核对台账。\n"
    assert findings_of(text) == [
        ("problem", "1", "苗圃用地审批慢，补植任务未能完成"),
        ("problem", "2", "台账与实地核对不勤。"),
        ("action", "1", "提前办理用地手续；按季核对台账。"),
    ]


def test_problem_and_measure_in_one_sentence_behind_a_label_on_both() -> None:
    text = "自评得分84分。\n主要问题及整改：飞行作业受天气影响未如期实施；今后作业方案提前一季报批。\n"
    assert [kind for kind, _, _ in findings_of(text)] == ["problem", "action"]


def test_a_passage_that_promises_is_a_measure_wherever_it_stands() -> None:
    text = "二、得分情况\n（一）产出方面。村医年龄偏大。\n下一步，我局将联合人社部门定向招录村医。\n"
    assert findings_of(text) == [("action", "1", "下一步，我局将联合人社部门定向招录村医。")]


def test_a_decimal_label_without_a_colon_turns() -> None:
    text = "# 报告\n## 5 问题与改进\n### 5.1 问题\n（1）设备只有一台，检查跟不上。\n\n（2）外出人员多，组织难。\n\n5.2改进\n\n（1）与县医院结对，每季派驻医师。\n"
    assert [kind for kind, _, _ in findings_of(text)] == ["problem", "problem", "action"]


def test_each_item_holds_a_problem_and_behind_a_label_its_measure() -> None:
    text = (
        "四、存在的主要问题及改进方向\n（1）管护人手少，巡查间隔长。改进方向：每个村聘一名专职人员。\n"
        "（2）回访记录不全。改进方向：按季回访并留存影像。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "管护人手少，巡查间隔长。"),
        ("problem", "回访记录不全。"),
        ("action", "每个村聘一名专职人员。"),
        ("action", "按季回访并留存影像。"),
    ]


def test_items_of_one_paragraph_turn_back_too() -> None:
    text = "四、存在问题及整改措施\n1.台账登记滞后。整改措施：按月登记入册。2.设备闲置两台。整改措施：调剂到邻近站所使用。\n"
    assert kinds_and_texts(text) == [
        ("problem", "台账登记滞后。"),
        ("problem", "设备闲置两台。"),
        ("action", "按月登记入册。"),
        ("action", "调剂到邻近站所使用。"),
    ]


def test_a_list_that_begins_behind_the_label_counts_its_measures() -> None:
    text = "四、存在问题及整改措施\n1.台账登记滞后。整改措施：1.按月登记入册。\n2.专人复核。\n"
    assert kinds_and_texts(text) == [
        ("problem", "台账登记滞后。"),
        ("action", "按月登记入册。"),
        ("action", "专人复核。"),
    ]


def test_a_chapter_on_what_was_not_reached_and_what_is_planned_holds_both() -> None:
    text = "四、未完成原因及下一步打算\n带动户数未达目标，原因是部分农户外出务工。下一步将优先安排监测户务工。\n"
    assert [(kind, finding) for kind, _, finding in findings_of(text)] == [
        ("problem", "带动户数未达目标，原因是部分农户外出务工。"),
        ("action", "下一步将优先安排监测户务工。"),
    ]


def test_a_second_list_under_a_heading_on_both_holds_the_measures() -> None:
    text = "五、主要问题及改进\n（1）资助标准年中提高；（2）政策解答不准确。\n（1）与有关部门提前比对人数；（2）每季度培训一次经办人员。\n"
    assert kinds_and_texts(text) == [
        ("problem", "资助标准年中提高"),
        ("problem", "政策解答不准确。"),
        ("action", "与有关部门提前比对人数"),
        ("action", "每季度培训一次经办人员。"),
    ]


def test_what_follows_on_another_subject_ends_the_measures() -> None:
    text = (
        "三、自评情况\n（一）部门整体支出绩效自评情况。年度任务完成。\n改进措施：\n1.主动对接上级部门，提前做好准备。\n"
        "2.科学设定绩效目标，采用定量表述。\n（二）项目支出绩效自评情况。2023年度自评表如下：\n编制单位：样县司法局\n"
    )
    assert kinds_and_texts(text) == [
        ("action", "主动对接上级部门，提前做好准备。"),
        ("action", "科学设定绩效目标，采用定量表述。"),
    ]


def test_experience_told_before_the_problems_is_none() -> None:
    text = "五、主要经验及做法、存在的问题\n（一）主要经验及做法。以工代赈，吸纳群众参与。\n（二）存在的问题。\n1.后期管护压力大。\n2.档案归档不及时。\n"
    assert kinds_and_texts(text) == [("problem", "后期管护压力大。"), ("problem", "档案归档不及时。")]


def test_measures_behind_labelled_problems_in_one_passage() -> None:
    text = "四、自评结果\n自评得分94分。存在的问题：一是指标偏低，未体现产出；二是年底支出集中。下一步，一是严格审核指标；二是按月通报进度。\n"
    assert kinds_and_texts(text) == [
        ("problem", "指标偏低，未体现产出"),
        ("problem", "年底支出集中。"),
        ("action", "严格审核指标"),
        ("action", "按月通报进度。"),
    ]


def test_a_note_under_a_form_that_says_why_and_what_next() -> None:
    text = "说明：夜校开班未达到目标，原因是师资不足，下一步将聘请退休教师。\n"
    assert kinds_and_texts(text) == [("problem", "夜校开班未达到目标，原因是师资不足"), ("action", "下一步将聘请退休教师。")]
    assert kinds_and_texts("说明：本表由各单位填报，未完成的指标应写明原因。\n") == []


def test_a_measure_in_a_paragraph_of_its_own_under_its_item() -> None:
    text = "五、有关问题及建议\n（一）护林员年龄偏大，巡山频次不足。\n建议按片区增聘两名护林员。\n（二）防火物资储备偏少。\n建议提前一季度采购。\n"
    assert kinds_and_texts(text) == [
        ("problem", "护林员年龄偏大，巡山频次不足。"),
        ("problem", "防火物资储备偏少。"),
        ("action", "建议按片区增聘两名护林员。"),
        ("action", "建议提前一季度采购。"),
    ]


def test_what_is_promised_against_these_problems_is_a_measure_in_a_chapter_on_problems_too() -> None:
    text = "五、存在问题\n窗口排队时间较长。针对上述问题，我局将增开两个窗口。\n"
    assert kinds_and_texts(text) == [("problem", "窗口排队时间较长。"), ("action", "针对上述问题，我局将增开两个窗口。")]


def test_experience_among_suggestions_is_none() -> None:
    text = "五、下一步改进工作的意见及建议\n1.管理经验。领导重视，制度健全。\n2.改进建议。按月通报支出进度。\n"
    assert kinds_and_texts(text) == [("action", "按月通报支出进度。")]


def test_numbered_labels_under_each_item() -> None:
    text = (
        "五、存在的问题和改进措施\n（一）护林站房老化\n1.存在问题：三处站房漏雨。\n2.改进措施：列入明年维修计划。\n"
        "（二）巡护路线过长\n1.存在问题：单程需六小时。\n2.改进措施：增设两处中转点。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "护林站房老化三处站房漏雨。"),
        ("problem", "巡护路线过长单程需六小时。"),
        ("action", "列入明年维修计划。"),
        ("action", "增设两处中转点。"),
    ]


def test_problems_behind_experience_in_one_passage() -> None:
    text = "五、主要经验、存在问题和建议\n主要经验：领导重视。存在问题：巡护路线过长。建议：增设两处中转点。\n"
    assert kinds_and_texts(text) == [("problem", "巡护路线过长。"), ("action", "增设两处中转点。")]


def test_what_was_done_to_manage_is_no_measure_against_problems() -> None:
    assert heading_kind("绩效管理措施") is None
    assert heading_kind("预算绩效管理改进措施") == "action"
    assert heading_kind("问题反馈") is None


def test_opinions_on_what_to_improve_are_measures_and_points_are_none() -> None:
    text = "五、存在问题及改进意见\n存在问题：一是站房漏雨；二是路线过长。\n改进意见：一是列入维修计划；二是增设中转点。\n"
    assert kinds_and_texts(text) == [
        ("problem", "站房漏雨"),
        ("problem", "路线过长。"),
        ("action", "列入维修计划"),
        ("action", "增设中转点。"),
    ]
    told = "四、下一步改进措施\n组织技术人员逐户指导整改，明年四月底前完成验收。自评得分91.5分。\n"
    assert kinds_and_texts(told) == [("action", "组织技术人员逐户指导整改，明年四月底前完成验收。")]


def test_a_list_that_lost_its_line_breaks() -> None:
    text = "五、存在的问题\n1、部分户外水栓冬季冻裂2、村级水管员没有报酬3、水费收缴率低\n"
    assert [words for _, words in kinds_and_texts(text)] == ["部分户外水栓冬季冻裂", "村级水管员没有报酬", "水费收缴率低"]
    counted = "五、存在的问题\n1、改造2、3号楼时未提前公告，居民意见较大\n"
    assert [words for _, words in kinds_and_texts(counted)] == ["改造2、3号楼时未提前公告，居民意见较大"]
    assert heading_kind("下阶段打算") == "action"


def test_a_line_that_announces_measures_turns_a_chapter_on_problems() -> None:
    text = (
        "四、存在的问题和整改情况\n（一）进度偏慢。前期手续办理时间长，影响开工。\n（二）管护经费不足，收缴率仅为64%。\n"
        "针对上述问题，下一步采取以下整改措施：一是提前办理前期手续；二是落实管护经费。\n"
    )
    assert kinds_and_texts(text) == [
        ("problem", "进度偏慢。前期手续办理时间长，影响开工。"),
        ("problem", "管护经费不足，收缴率仅为64%。"),
        ("action", "提前办理前期手续"),
        ("action", "落实管护经费。"),
    ]


def test_a_measure_without_will_or_shall_behind_the_problems() -> None:
    text = "不足之处：一是分类参与率不高，仅为45%。二是保洁人员老龄化。下一步，加大宣传力度，提高保洁人员待遇。"
    assert findings_of(text) == [
        ("problem", "1", "分类参与率不高，仅为45%。"),
        ("problem", "2", "保洁人员老龄化。"),
        ("action", "1", "下一步，加大宣传力度，提高保洁人员待遇。"),
    ]
