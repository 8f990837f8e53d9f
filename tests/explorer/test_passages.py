"""A document's text with its marks: nothing lost, nothing moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orchestration.explorer.passages import FIGURE, QUOTE, WINDOW, Mark, Window, window

TEXT = "第一行\n第二行有数12.5万元。\n\n项目\t预算\n保洁\t30\n\n尾"


def marked(shown: Window, kind: str) -> list[str]:
    lines = [line for block in shown.blocks for line in [*block.lines, *(cell for row in block.rows for cell in row)]]
    return [segment.text for line in lines for segment in line if segment.kind == kind]


def test_lines_are_paragraphs_and_rows_are_tables() -> None:
    blocks = window(TEXT, []).blocks
    assert [len(block.lines) for block in blocks] == [2, 0, 1]
    assert [[("".join(s.text for s in cell)) for cell in row] for row in blocks[1].rows] == [
        ["项目", "预算"],
        ["保洁", "30"],
    ]


def test_a_figure_stands_out_of_its_quote() -> None:
    start = TEXT.index("12.5")
    quote = Mark(TEXT.index("第二行"), TEXT.index("。") + 1, QUOTE)
    shown = window(TEXT, [Mark(start, start + 6, FIGURE), quote])
    assert marked(shown, FIGURE) == ["12.5万元"]
    assert marked(shown, QUOTE) == ["第二行有数", "。"]
    hits = [s.text for block in shown.blocks for line in block.lines for s in line if s.is_hit]
    assert hits == ["12.5万元"]


def test_a_row_is_marked_in_each_of_its_cells() -> None:
    start = TEXT.index("保洁")
    shown = window(TEXT, [Mark(start, start + 5, QUOTE), Mark(start + 3, start + 5, FIGURE)])
    assert (marked(shown, QUOTE), marked(shown, FIGURE)) == (["保洁"], ["30"])


def test_a_long_text_is_shown_around_its_mark() -> None:
    text = "一行二十个字的话一行二十个字的话一行二十\n" * 10_000
    shown = window(text, [Mark(100_002, 100_006, FIGURE)])
    assert shown.start < 100_002 < shown.end <= shown.start + WINDOW
    assert marked(shown, FIGURE) == [text[100_002:100_006]]
    assert text[shown.start - 1] == "\n"
    assert window(text, [], start=shown.end).start == shown.end


def test_a_long_line_without_an_end_is_still_cut() -> None:
    shown = window("字" * 100_000, [])
    assert (shown.start, shown.end) == (0, WINDOW)


texts = st.text(alphabet="字1.\t\n\r\u2028 <‮", max_size=80)
spans = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20), st.sampled_from([QUOTE, FIGURE])), max_size=4)


@given(texts, spans)
def test_every_printed_character_is_shown_once_and_marked_where_it_stands(
    text: str, given_spans: list[tuple[int, int, str]]
) -> None:
    marks = [Mark(start, start + length, kind) for start, length, kind in given_spans if length]
    shown = window(text, marks)
    lines = [line for block in shown.blocks for line in [*block.lines, *(cell for row in block.rows for cell in row)]]
    printed = "".join(segment.text for line in lines for segment in line)
    assert "".join(printed.split()) == "".join(text.split())
    figures = {at for mark in marks if mark.kind == FIGURE for at in range(mark.start, min(mark.end, len(text)))}
    assert sum(len("".join(t.split())) for t in marked(shown, FIGURE)) == len(
        "".join("".join(text[at] for at in sorted(figures)).split())
    )
    assert sum(segment.is_hit for line in lines for segment in line) <= 1
