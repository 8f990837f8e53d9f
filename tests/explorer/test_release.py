"""Releases are followed without a restart; what began on one ends on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.explorer.release import NothingPublished, Releases
from orchestration.loading.data_folder import DataFolder

from .conftest import client_of, publish
from .html import tree


def test_before_the_first_release_a_page_says_so_and_after_it_the_same_process_answers(
    loaded: DataFolder, tmp_path: Path
) -> None:
    data = DataFolder(tmp_path / "data").create()
    client = client_of(data)
    empty = client.get("/?lang=en")
    assert empty.status_code == 503
    assert "jixiao load" in empty.text
    publish(data, loaded.published, "r000001-000000000001")
    assert client.get("/").status_code == 200


def test_a_new_release_shows_at_the_next_request(data: DataFolder) -> None:
    client = client_of(data)
    before = tree(client.get("/offices")).css_first("#offices tbody tr .head a").text()
    assert "改名街道" not in before
    publish(
        data,
        data.published,
        "r000002-000000000002",
        "update dim_offices set office_name = '改名街道'",
        "update fct_report_totals set executed_total_amount = 12340000",
    )
    after = tree(client.get("/offices"))
    assert {a.text() for a in after.css("#offices .head a")} == {"改名街道"}
    assert "1,234.00" in after.css_first("#offices").text()
    assert "r000002-000000000002" in after.css_first("footer").text()


def test_a_reader_of_the_old_release_keeps_it(data: DataFolder) -> None:
    releases = Releases(data)
    old = releases.current()
    assert releases.current() is old
    publish(data, data.published, "r000002-000000000002", "delete from quality.runs")
    new = releases.current()
    assert new is not old
    assert old.rows("select count(*) as runs from quality.runs") == [{"runs": 1}]
    assert new.rows("select count(*) as runs from quality.runs") == [{"runs": 0}]


def test_a_release_can_be_read_and_nothing_else(data: DataFolder) -> None:
    release = Releases(data).current()
    for statement in (
        "delete from dim_reports",
        "create table t as select 1",
        "copy dim_years to 'years.csv'",
        "select * from read_text('/etc/hostname')",
        "set enable_external_access = true",
    ):
        with pytest.raises(Exception, match=r"(?i)read-only|disabled|locked"):
            release.rows(statement)


def test_without_a_release_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        Releases(DataFolder(tmp_path)).current()
