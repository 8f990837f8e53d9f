"""Rows whose cells nothing but blanks part."""

from __future__ import annotations

from orchestration.reading import read_document


def _tables(text: str) -> list[list[list[str]]]:
    document = read_document(text.encode(), "report.txt")
    found = []
    for block in document.blocks:
        if block.table is not None:
            rows: list[list[str]] = [[] for _ in range(block.table.rows)]
            for cell in block.table.cells:
                rows[cell.row].append(document.text[cell.start : cell.end])
            found.append(rows)
    return found


def test_a_note_may_be_missing_and_a_total_row_has_its_figures_in_place() -> None:
    text = (
        "评价要点              标准分   自评分   扣分说明\n预算编制完整性           8      8\n预算完成率             10     8.5    资金未付完\n"
        "资产管理规范性           5      4      卡片不全\n合    计                23     20.5\n"
    )
    (table,) = _tables(text)
    assert table[1] == ["预算编制完整性", "8", "8", ""]
    assert table[-1] == ["合    计", "23", "20.5", ""]


def test_two_columns_are_a_table_where_figures_stand_below_a_header() -> None:
    (table,) = _tables("开支内容  金额\n试剂及耗材  512,406.50\n宣传干预经费  207,946.14\n合计  720,352.64\n")
    assert [row[1] for row in table] == ["金额", "512,406.50", "207,946.14", "720,352.64"]
    assert _tables("第一章  总则\n第二章  职责\n第三章  附则\n") == []


def test_single_blanks_part_names_from_figures_under_a_header() -> None:
    (table,) = _tables("功能分类 决算数 占比\n农林水支出 918.0 45.12%\n其他支出 168.0 8.26%\n")
    assert table == [["功能分类", "决算数", "占比"], ["农林水支出", "918.0", "45.12%"], ["其他支出", "168.0", "8.26%"]]
    assert _tables("各位 评审 老师\n学校 坚持 先有预算\n现就 经费 作如下自评\n") == []


def test_accounts_side_by_side_keep_their_sides() -> None:
    text = "收入项目 金额 支出项目 金额\n一、财政拨款收入 601.20 一、公共安全支出 510.40\n二、其他收入 20.00 二、卫生健康支出 86.00\n三、住房保障支出 24.80\n"
    (table,) = _tables(text)
    assert table[-1] == ["", "", "三、住房保障支出", "24.80"]


def test_cells_of_a_line_each_with_a_pipe_behind_them_are_lines() -> None:
    cells = ["项目名称", "水库维修养护", "预算单位", "青禾县水利局", "总额", "316.00", "342.80", "338.52", "98.75%", "10", "9.88", "合计", "100"]
    document = read_document("".join(f"{cell}|\n" for cell in cells).encode(), "report.txt")
    assert [document.text[p.start : p.end] for block in document.blocks for p in block.pieces] == cells


def test_full_width_blanks_part_words_too_under_a_header() -> None:
    text = "绩效指标　年度指标值　全年完成值\n推广面积　≥５５００　５６００\n良种覆盖率　９０％　９４．６％\n兑付时限　１２月２０日前　１２月２８日\n"
    (table,) = _tables(text)
    assert table[-2:] == [["良种覆盖率", "９０％", "９４．６％"], ["兑付时限", "１２月２０日前", "１２月２８日"]]


def test_names_and_sums_below_a_line_with_a_colon() -> None:
    text = "支出决算构成：\n基本支出 120.40\n  公用经费 18.10\n项目支出 1,189.60\n以上均为万元\n"
    assert _tables(text) == [[["基本支出", "120.40"], ["公用经费", "18.10"], ["项目支出", "1,189.60"]]]
    assert _tables(text.replace("：", "")) == []
    assert _tables("人员情况：\n编制人数 21\n实有人数 20\n退休人数 9\n") == []


def test_a_label_between_rows_of_sums_is_a_row_of_its_own() -> None:
    text = (
        "经费情况       2020年决算   2021年预算   2021年决算\n项目支出          41.20       52.00       50.60\n 1、业务专项（一行一项）\n"
        "   水质化验       11.20       12.00       11.60\n 2、运维专项\n   泵站维护       30.00       40.00       39.00\n"
    )
    (table,) = _tables(text)
    assert [row[0] for row in table] == ["经费情况", "项目支出", "1、业务专项（一行一项）", "水质化验", "2、运维专项", "泵站维护"]
    assert table[2][1:] == ["", "", ""]


def test_a_sentence_between_rows_of_sums_parts_them() -> None:
    text = (
        "化验费     11.20    12.00    11.60\n维护费     30.00    40.00    39.00\n差旅费      5.00     6.00     5.50\n"
        "以上经费由县级承担，未发生结转。\n保洁费     30.00    40.00    39.00\n"
    )
    assert [len(table) for table in _tables(text)] == [3]


def test_rows_go_on_behind_a_page_number() -> None:
    text = "项 目    年初预算    决算\n一、拨款    331.80    412.16\n二、补助    98.50    126.72\n\n— 3 —\n\n合 计    430.30    538.88\n\n说明见附件。\n"
    first, rest = _tables(text)
    assert [len(first), rest] == [3, [["合 计", "430.30", "538.88"]]]
    assert len(_tables(text.replace("— 3 —\n\n", ""))) == 1  # an empty line alone ends a table


def test_a_blank_within_the_word_for_a_total_parts_no_cells() -> None:
    (table,) = _tables("支出项目 年初预算数 决算数\n基本支出 62.40 61.80\n项目支出 30.00 28.50\n合 计 92.40 90.30\n")
    assert table[-1] == ["合 计", "92.40", "90.30"]


def test_rows_that_print_their_label_again_before_every_figure() -> None:
    text = (
        "预算情况 到位情况 支出情况 支出进度\n预算数 90.00 到位数 90.00 支出数 72.00 80%\n其中：省级资金 60.00 其中：省级资金 60.00 其中：省级资金 52.00 86.67%\n"
        "县级资金 30.00 县级资金 30.00 县级资金 20.00 66.67%\n其他 0 其他 0 其他 0 —\n资金按进度拨付。\n"
    )
    (table,) = _tables(text)
    assert table[0] == ["预算情况", "", "到位情况", "", "支出情况", "", "支出进度"]
    assert table[1] == ["预算数", "90.00", "到位数", "90.00", "支出数", "72.00", "80%"]
    assert [len(row) for row in table] == [7] * 5
    assert _tables("编制人数 21 实有人数 20\n公务用车 3 会议次数 9\n房屋面积 80 设备台数 7\n") == []


def test_rows_under_a_header_may_be_numbered_and_their_sum_is_not() -> None:
    text = "序号 村名 户数 发放金额（万元）\n1 柳溪村 9 4.50\n2 石桥村 18 9.60\n合计 27 14.10\n"
    (table,) = _tables(text)
    assert table[1:] == [["1", "柳溪村", "9", "4.50"], ["2", "石桥村", "18", "9.60"], ["", "合计", "27", "14.10"]]
    assert _tables("截至 年末 累计 完成\n1 柳溪村 9 4.50\n2 石桥村 18 9.60\n") == []


def test_a_column_of_notes_may_be_empty_under_single_blanks() -> None:
    text = "乡镇 户数 补贴金额 备注\n河口镇 380 310500 补发3户\n柳林乡 210 261400\n合计 590 571900\n"
    (table,) = _tables(text)
    assert table[1:] == [["河口镇", "380", "310500", "补发3户"], ["柳林乡", "210", "261400", ""], ["合计", "590", "571900", ""]]
