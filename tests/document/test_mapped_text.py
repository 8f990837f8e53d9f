"""Folded text keeps a map to the print: whatever is matched can be quoted verbatim."""

from hypothesis import given
from hypothesis import strategies as st

from orchestration.document import MappedText, fold_width

PRINT = st.text(alphabet="预算执行数万元全年（）()，。：％%0123456789.,  \n\t　ＡＢab≧⻔<p>*", max_size=60)


def test_folds_width_and_removes_layout_blanks() -> None:
    text = MappedText.of("（一）年度指 标值\n９５％以上，")
    assert text.text == "(一)年度指标值95%以上,"
    assert text.printed() == "（一）年度指标值９５％以上，"


def test_keeps_one_blank_between_latin_words_and_figures() -> None:
    assert MappedText.of("16. 2019 年 A B").text == "16. 2019年A B"


def test_radicals_of_pdf_fonts_become_ideographs() -> None:
    assert MappedText.of("部⻔⻓⽅").text == "部门长方"


def test_markup_falls_out_only_on_request() -> None:
    print_ = "**1、**<p>购买</p><p>书籍</p>"
    assert MappedText.of(print_, markup=True).text == "1、购买书籍"
    assert "<p>" in MappedText.of(print_).text


def test_span_of_a_match_is_verbatim_over_a_removed_blank() -> None:
    source = "执行 数 为 5 万元"
    text = MappedText.of(source)
    start = text.text.index("执行数")
    assert source[slice(*text.span(start, start + 3))] == "执行 数"


def test_pieces_of_two_pages_read_as_one_text() -> None:
    source = "督促整改\n\n问题 700 余个"
    text = MappedText.of(source, [(0, 4), (6, len(source))])
    assert text.text == "督促整改问题700余个"
    assert source[text.offset(4)] == "问"


@given(PRINT)
def test_every_character_maps_to_the_print_it_was_folded_from(source: str) -> None:
    text = MappedText.of(source)
    for index, char in enumerate(text.text):
        printed = source[text.offset(index)]
        folded = fold_width(printed)
        assert char == folded or (char == " " and folded.isspace()) or (char, folded) == ("。", ".")


@given(PRINT, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_maps_like_the_whole(source: str, a: int, b: int) -> None:
    text = MappedText.of(source)
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    part = text.slice(start, end)
    assert part.text == text.text[start:end]
    assert [part.offset(i) for i in range(len(part))] == [text.offset(i) for i in range(start, end)]


@given(PRINT)
def test_folding_keeps_the_length(source: str) -> None:
    assert len(fold_width(source)) == len(source)


def test_latin_points_that_end_sentences_are_stops() -> None:
    text = "年初预算15.6万元.年末支出12.3万元.结转3.3万元.\n一.基本情况"
    assert MappedText.of(text).text == "年初预算15.6万元。年末支出12.3万元。结转3.3万元。一.基本情况"
    assert MappedText.of("附表.见后。完。").text == "附表.见后。完。"


def test_latin_points_behind_sums_are_stops_among_chinese_ones() -> None:
    text = "年初预算15.6万元.2023年支出12.3万元,完成78.8%.余下结转。见表。完。再无。"
    assert MappedText.of(text).text == text.replace("元.2", "元。2").replace("%.", "%。")


def test_latin_points_of_one_line_are_its_stops() -> None:
    line = "道路改造按期完工.群众出行方便.养护责任到人."
    assert MappedText.of(f"{line}\n甲。乙。丙。丁。戊。").text.startswith(line.replace(".", "。"))
