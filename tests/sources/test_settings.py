"""`sources.toml`: what it may say, and what it is told when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.sources.links import links_of, readable
from orchestration.sources.settings import ENVIRONMENT_VARIABLE, SettingsError, load_sources

SITE = '[[source]]\nname = "s"\nkind = "index_page"\nurls = ["https://example.org/list"]\nlinks = "pdf$"\n'


def test_without_a_file_the_raw_folder_is_the_source(tmp_path: Path) -> None:
    sources = load_sources(DataFolder(tmp_path), tmp_path / "raw")
    assert sources.is_default
    assert [(folder.name, folder.path) for folder in sources.folders] == [("raw", tmp_path / "raw")]


def test_folders_stand_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "etc" / "sources.toml"
    file.parent.mkdir()
    file.write_text('[[source]]\nname = "a"\nkind = "folder"\npath = "../in"\n' + SITE, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(file))
    sources = load_sources(DataFolder(tmp_path / "data"), tmp_path)
    assert [folder.path for folder in sources.folders] == [tmp_path / "in"]
    assert [(page.urls, page.seconds_between_requests, page.private_hosts) for page in sources.index_pages] == [
        (("https://example.org/list",), 2.0, ())
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sources = 1", "unknown key 'sources'"),
        ('[[source]]\nkind = "folder"\npath = "x"', "source 1 needs a name"),
        (SITE + SITE, "source 2 needs a name of its own"),
        ('[[source]]\nname = "s"\nkind = "ftp"', "kind is 'folder' or 'index_page', not 'ftp'"),
        (SITE + "speed = 1", "unknown key 'speed'"),
        (SITE + 'follow = "("', "follow is no regular expression"),
        (SITE + "retries = -1", "retries is a number"),
        (SITE + 'hosts = "x"', "hosts is a list"),
        (SITE + 'contact = "a\\nb"', "contact is a text of one line"),
        (SITE.replace("https:", "file:"), "urls is a list of http or https addresses"),
        (SITE.replace("//", "//user:secret@"), "urls is a list of http or https addresses"),
        (SITE.replace("https://", "https://["), "urls is a list of http or https addresses"),
        ("[[source]", "Expected ']]'"),
        ('[source]\nname = "s"', "each source is a table [[source]], in two pairs of brackets"),
        ("source = [1]", "each source is a table [[source]], in two pairs of brackets"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"sources\.toml: ") as error:
        load_sources(DataFolder(tmp_path), tmp_path)
    assert told in str(error.value)


def test_links_are_made_absolute_and_told_once() -> None:
    page = b"""<base href="/base/"><a href=" a.pdf#p2 " title="T">x  y</a><a href="a.pdf">again</a>
    <a href="javascript:void(0)">j</a><a href="mailto:a@b">m</a><a href="http://u:p@h/x">p</a><a href="//h.org/b">b</a>
    <a>none</a><a href="http://[bad">bad</a>"""
    assert list(links_of(page, "https://example.org/list.html")) == [
        ("https://example.org/base/a.pdf", "x y T"),
        ("https://h.org/b", "b"),
    ]


def test_addresses_are_readable_and_stay_what_they_are() -> None:
    assert readable("http://h/%E7%BB%A9%E6%95%88%2F1.pdf?x=%20") == "http://h/绩效%2F1.pdf?x=%20"
    assert readable("http://h/%BC%A8%D0%A7.pdf") == "http://h/绩效.pdf"
    assert readable("http://h/%FF%FF.pdf") == "http://h/%FF%FF.pdf"
