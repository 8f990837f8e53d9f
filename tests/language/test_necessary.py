"""What an expression needs, and that nothing it matches is missed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.language.necessary import ANY_DIGIT, characters, may_match, needs_of
from orchestration.language.units import vocabulary

NOTATIONS = {name: re.compile(rule["pattern"]) for name, rule in vocabulary("notations").items()}


def sets(*texts: str) -> set[frozenset[str]]:
    return {frozenset({text} if text == ANY_DIGIT else text) for text in texts}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("第.?条", {"第", "条"}),
        ("(?:甲|乙丙)丁", {"甲丙", "丁"}),
        ("甲?|乙", set()),
        ("[甲乙]{2,}丙*", {"甲乙"}),
        (r"\d+年", {ANY_DIGIT, "年"}),
        ("(?<=甲)乙(?=丙)", {"甲", "乙", "丙"}),
        ("(?<!甲)乙(?!丙)", {"乙"}),
        ("[^甲]乙", {"乙"}),
        ("[一-鿿]", set()),
        (r"\d世纪|[a-z]年代", {"世代"}),
    ],
)
def test_needs(pattern: str, expected: set[str]) -> None:
    assert set(needs_of(re.compile(pattern))) == sets(*expected)


def test_ignored_case_needs_nothing() -> None:
    assert needs_of(re.compile("a", re.IGNORECASE)) == ()


def test_digits_of_other_scripts_are_digits() -> None:
    assert may_match(needs_of(re.compile(r"\d年")), characters("٣年"))


@pytest.mark.parametrize("name", NOTATIONS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_match_is_missed(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(NOTATIONS[name]))
    assert may_match(needs_of(NOTATIONS[name]), characters(text))
