"""ZIP attachments, opened one level deep: member names and contents, each under limits.

Belongs here: which members are documents and what their names are. Does not belong here: reading them.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LONGEST_MEMBER_NAME
from orchestration.reading.names import printable_name
from orchestration.reading.package import open_zip, read_member
from orchestration.reading.sniff import FileFormat, sniff

_KIND = "ZIP archive"
_UTF8_NAME = 0x800  # flag bit 11: the name is UTF-8
_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_DOCUMENTS = ("thumbs.db", "desktop.ini", ".ds_store")


def is_archive(data: bytes) -> bool:
    """Whether a file is a ZIP archive of documents; an Office file is none."""
    if not data.startswith(b"PK"):
        return False
    try:
        return sniff(data) is FileFormat.ZIP
    except ReadError:
        return False


def expand_archive(data: bytes, file_name: str) -> list[tuple[str, bytes | ReadError]]:
    """The members of an archive in its order: printable name within the archive, and bytes or why there are none.

    Folders and the bookkeeping of operating systems are left out. Raises ReadError where the archive as a whole is
    damaged, empty or beyond the limits (number of members, expanded size); `file_name` is told in the reason.
    """
    archive = open_zip(data, _KIND)
    members = [(name, info) for info in archive.infolist() if _is_file(name := _name(info), info)]
    if not members:
        raise ReadError(f"the {_KIND} {file_name} holds no files")
    shown = _distinct(printable_name(name) for name, _ in members)
    return [(label, _content(archive, *member)) for label, member in zip(shown, members, strict=True)]


def _distinct(names: Iterable[str]) -> Iterator[str]:
    """The names, a later one of the same name numbered: an archive may hold two, and neither is lost."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"


def _content(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> bytes | ReadError:
    if not _is_safe(name):
        return ReadError("its name leads out of the archive or is too long")
    try:
        data = read_member(archive, info, "the member is truncated or damaged")
    except ReadError as error:
        return error
    if is_archive(data):
        return ReadError("it is an archive within an archive, which is not opened: only one level is")
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Chinese systems write names in GB 18030 without saying so; the library takes them for CP437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_file(name: str, info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(name)
    is_bookkeeping = (
        path.name.lower() in _NOT_DOCUMENTS or path.name.startswith("._") or path.parts[:1] == ("__MACOSX",)
    )
    return not info.is_dir() and bool(path.name) and not is_bookkeeping


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    is_relative = not path.is_absolute() and ".." not in path.parts and not _DRIVE.match(name)
    return is_relative and len(name) <= LONGEST_MEMBER_NAME
