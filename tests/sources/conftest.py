"""A local site, a data folder with its ledger, and visits without pauses."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestration.ledger.fetches import Visit
from orchestration.ledger.store import Ledger, open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.sources.index_pages import visit_index_page
from orchestration.sources.settings import IndexPage, parse_sources

from .site import LocalSite

VisitSite = Callable[..., Visit]


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as local:
        yield local


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def ledger(data: DataFolder) -> Iterator[Ledger]:
    with open_ledger(data.ledger) as opened:
        yield opened


@pytest.fixture
def source(site: LocalSite) -> Callable[..., IndexPage]:
    """An index page of the local site; keywords as in `sources.toml`."""

    def make(**values: Any) -> IndexPage:
        entry = {
            "name": "district",
            "kind": "index_page",
            "urls": [f"{site.url}/list.html"],
            "links": r"\.(txt|pdf)$",
            "private_hosts": ["127.0.0.1"],
            "seconds_to_answer": 5.0,
        }
        (made,) = parse_sources({"source": [entry | values]}, Path("/")).index_pages
        return made

    return make


@pytest.fixture
def pauses() -> list[float]:
    """What was waited for, in seconds, in place of waiting."""
    return []


@pytest.fixture
def visit(source: Callable[..., IndexPage], data: DataFolder, ledger: Ledger, pauses: list[float]) -> VisitSite:
    def go(**values: Any) -> Visit:
        return visit_index_page(source(**values), data, ledger, pauses.append)

    return go


def counts(visit: Visit) -> tuple[int, ...]:
    """new, changed, unchanged, gone, refused."""
    return dataclasses.astuple(visit)[5:]
