"""The files of vocabulary: patterns composed of named pieces."""

from importlib import resources

import pytest

from orchestration.extraction.data import composed, load, verbs_of_money

FILES = sorted(file.name for file in resources.files("orchestration.extraction.data").iterdir() if file.name.endswith(".toml"))
PIECES = {"points": r"\d{1,3}", "given": "(?P<number>${points})分"}


def test_a_pattern_is_composed_of_pieces_that_hold_others() -> None:
    assert composed("得${given}$", PIECES) == r"得(?P<number>\d{1,3})分$"


def test_tables_and_lists_keep_their_shape_and_what_readers_fill_in_stays() -> None:
    value = {"words": ["${points}分", "优"], "most": 3, "line": "{number}分"}
    assert composed(value, PIECES) == {"words": [r"\d{1,3}分", "优"], "most": 3, "line": "{number}分"}


def test_a_piece_that_nobody_names_is_refused() -> None:
    with pytest.raises(KeyError, match="score"):
        composed("${score}分", PIECES)


@pytest.mark.parametrize("file", FILES)
def test_every_file_loads_and_every_piece_of_it_is_used(file: str) -> None:
    text = resources.files("orchestration.extraction.data").joinpath(file).read_text(encoding="utf-8")
    assert "${" not in repr(load(file.removesuffix(".toml")))
    pieces = text.partition("[pieces]\n")[2].partition("\n[")[0]
    names = [line.partition(" = ")[0] for line in pieces.splitlines() if " = " in line]
    assert [name for name in names if "${" + name + "}" not in text] == []


def test_every_list_of_verbs_of_money_is_literal_and_says_each_verb_once() -> None:
    for verbs in load("money_verbs")["verbs"].values():
        assert len(set(verbs)) == len(verbs)
        assert all(verb.isalpha() for verb in verbs)


def test_lists_of_verbs_are_pieces_of_every_file_alone_and_together() -> None:
    verbs = verbs_of_money()
    assert {"支出", "兑付", "执行"} <= set(verbs["pays"].split("|"))
    assert verbs["pays"].split("|").count("支付") == 1
    assert load("money_prose")["words"]["rated_later"] == f"^,?其中.*(?:{verbs['pays']})率"
