"""With what a match can begin, and that an expression finds the same where it is tried there alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.language.beginnings import beginnings, compiled
from orchestration.language.necessary import alternatives_of
from orchestration.language.units import vocabulary

NOTATIONS = {name: rule["pattern"] for name, rule in vocabulary("notations").items()}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:甲乙)?丙", {"甲", "丙"}),
        ("(?<=年)[甲乙]丙|丁", {"甲", "乙", "丁"}),
        ("(?:甲*|乙)丙", {"甲", "乙", "丙"}),
        (r"(?<!\d)\d+年", {r"\d"}),
        (r"(?:一|(?P<n>[0-9]))?\s年", {"一", "0-9", r"\s"}),
        ("^甲|乙$", {"甲", "乙"}),
        (r"[-+]?\.", {r"\-", r"\+", r"\."}),
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == expected


@pytest.mark.parametrize("pattern", ["甲(?:乙)?", "[甲乙]丙", "甲乙|丙", "(甲乙|丙丁)戊", "^(?:甲|乙?)丙"])
def test_the_engine_needs_no_help(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


@pytest.mark.parametrize("pattern", ["(?:甲)?[^乙]", "(?:甲|.)乙", "(?:甲)?[一-鿿]", "(?:甲)?", "(?<=甲)", r"(甲)?\w", r"(?:(甲)|乙)?\1丙"])
def test_any_beginning(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


def test_ignored_case_begins_as_it_likes() -> None:
    assert compiled("(?:a)?b", re.IGNORECASE).findall("ABxb") == ["AB", "b"]


def test_groups_keep_their_numbers() -> None:
    match = compiled("(?<=第)(?:(甲)|(?P<second>乙))条").search("甲条第乙条")
    assert match is not None
    assert (match.span(), match.groups(), match["second"]) == ((3, 5), (None, "乙"), "乙")


def test_branches_are_needed_one_by_one() -> None:
    pattern = "(?<!年)甲乙|(?:丙)?丁"
    assert alternatives_of(compiled(pattern)) == alternatives_of(re.compile(pattern))


@pytest.mark.parametrize("name", NOTATIONS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_same_is_found(name: str, data: st.DataObject) -> None:
    """In texts that hold what an expression matches, and in some that nearly do."""
    plain = re.compile(NOTATIONS[name])
    matched = data.draw(st.from_regex(plain))
    text = data.draw(st.sampled_from(["", "年", "第1", "。", "(2)"])) + matched + data.draw(st.sampled_from(["", matched[1:], "号,"]))
    assert [found.span() for found in compiled(NOTATIONS[name]).finditer(text)] == [found.span() for found in plain.finditer(text)]
