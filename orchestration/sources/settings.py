"""`sources.toml`: which folders and index pages a night visits."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from orchestration.loading.data_folder import DataFolder

ENVIRONMENT_VARIABLE = "JIXIAO_SOURCES"


class SettingsError(ValueError):
    """`sources.toml` cannot be understood. The message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Files below a folder; a relative path is relative to the folder of `sources.toml`."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Pages of a site whose links are reports. Fields without a default in `defaults.toml` are the operator's.

    `links`, `text`: what must be found in the address and in the text of a link to a report. `follow`: links that lead
    to further pages of links (the next page of a list, the page that carries the attachment).
    """

    name: str
    urls: tuple[str, ...]
    links: re.Pattern[str]
    text: re.Pattern[str] | None
    follow: re.Pattern[str] | None
    hosts: tuple[str, ...]
    private_hosts: tuple[str, ...]
    seconds_between_requests: float
    retries: int
    back_off_seconds: float
    seconds_to_answer: float
    seconds_per_page: float
    minutes: float
    largest_mib: float
    most_pages: int
    contact: str
    types: tuple[str, ...]

    @property
    def largest_bytes(self) -> int:
        return int(self.largest_mib * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of one file; `is_default` when there is none."""

    folders: tuple[Folder, ...] = ()
    index_pages: tuple[IndexPage, ...] = ()
    is_default: bool = False


def settings_path(data: DataFolder) -> Path:
    """`$JIXIAO_SOURCES`, else `sources.toml` in the data folder."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(named).absolute() if named else data.root / "sources.toml"


def load_sources(data: DataFolder, default_folder: Path) -> Sources:
    """What `sources.toml` names; the default folder where there is no such file. Raises SettingsError."""
    path = settings_path(data)
    if not path.exists():
        if os.environ.get(ENVIRONMENT_VARIABLE):
            raise SettingsError(f"{path}, named by ${ENVIRONMENT_VARIABLE}, does not exist")
        return Sources(folders=(Folder("raw", default_folder.absolute()),), is_default=True)
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        return parse_sources(settings, path.parent)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, SettingsError) as error:
        raise SettingsError(f"{path}: {error}") from error


def parse_sources(settings: Mapping[str, Any], base: Path) -> Sources:
    """Raises SettingsError, which names the source and the key."""
    unknown = set(settings) - {"source"}
    if unknown:
        raise SettingsError(f"unknown key {sorted(unknown)[0]!r}; each source is a table [[source]]")
    entries = settings.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError("each source is a table [[source]], in two pairs of brackets")
    folders, pages, names = [], [], set()
    for number, entry in enumerate(entries, 1):
        name = entry.get("name")
        if not isinstance(name, str) or not name or name in names:
            raise SettingsError(f"source {number} needs a name of its own")
        names.add(name)
        kind = entry.get("kind")
        values = {key: value for key, value in entry.items() if key not in ("name", "kind")}
        if kind == "folder":
            folders.append(_folder(name, values, base))
        elif kind == "index_page":
            pages.append(_index_page(name, values))
        else:
            raise SettingsError(f"source {name!r}: kind is 'folder' or 'index_page', not {kind!r}")
    return Sources(tuple(folders), tuple(pages))


def _folder(name: str, values: Mapping[str, Any], base: Path) -> Folder:
    if set(values) != {"path"} or not isinstance(values["path"], str):
        raise SettingsError(f"source {name!r}: a folder has a name, a kind and a path")
    return Folder(name, Path(os.path.abspath(base / Path(values["path"]).expanduser())))


def _index_page(name: str, values: Mapping[str, Any]) -> IndexPage:
    known = {field.name for field in fields(IndexPage)} - {"name"}
    unknown = set(values) - known
    if unknown:
        raise SettingsError(f"source {name!r}: unknown key {sorted(unknown)[0]!r}")
    merged = defaults() | dict(values)
    urls = merged.get("urls")
    if not isinstance(urls, list) or not urls or not all(map(_is_web_address, urls)):
        raise SettingsError(f"source {name!r}: urls is a list of http or https addresses")
    if "links" not in merged:
        raise SettingsError(f"source {name!r}: links says, as a regular expression, which links are reports")
    for key, default in defaults().items():
        merged[key] = _like(name, key, merged[key], default)
    patterns = {key: _pattern(name, key, merged.get(key)) for key in ("links", "text", "follow")}
    return IndexPage(**{**merged, **patterns, "name": name, "urls": tuple(urls)})


def _like(name: str, key: str, value: Any, default: Any) -> Any:
    """A value of the kind its default is of; numbers are not negative."""
    if isinstance(default, list):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise SettingsError(f"source {name!r}: {key} is a list of texts")
    if isinstance(default, str):
        if isinstance(value, str) and value.isprintable():
            return value
        raise SettingsError(f"source {name!r}: {key} is a text of one line")
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise SettingsError(f"source {name!r}: {key} is a number, not below 0")
    return type(default)(value)


def _pattern(name: str, key: str, value: Any) -> re.Pattern[str] | None:
    if value is None:
        return None
    try:
        return re.compile(value)
    except (re.error, TypeError) as error:
        raise SettingsError(f"source {name!r}: {key} is no regular expression: {error}") from error


def _is_web_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:  # brackets that hold no address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None


def defaults() -> dict[str, Any]:
    """What a source takes over where it says nothing itself: `defaults.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("defaults.toml").read_text(encoding="utf-8"))
