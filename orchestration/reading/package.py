"""ZIP containers (Office files, attachments) opened under limits: expanded size, ratio, number and names of members.

Belongs here: what makes opening a container safe. Does not belong here: what its members mean.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from lxml import etree

from orchestration.reading.errors import ReadError
from orchestration.reading.limits import (
    HIGHEST_RATIO,
    LARGEST_EXPANDED,
    LARGEST_MEMBER,
    MOST_MEMBERS,
    RATIO_FROM,
)
from orchestration.reading.sniff import ENCRYPTED

_DECLARES_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LOOKED_AT = 4096
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, ValueError, RuntimeError),
)
# What Office files and attachments are packed with; what other methods pack unfolds further.
_OPENED = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
)


class Package:
    """An Office file's parts, by name, as bytes or as XML. Raises ReadError for what is damaged, locked or a bomb."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._zip = open_zip(data, kind)
        self.names = {info.filename.replace("\\", "/"): info for info in self._zip.infolist()}

    def matching(self, pattern: str) -> list[str]:
        """The names of parts that match a pattern wholly, in natural order."""
        names = (name for name in self.names if re.fullmatch(pattern, name, re.IGNORECASE))
        return sorted(names, key=lambda name: (len(name), name))

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        return read_member(self._zip, self.names[name], f"the {self._kind} is truncated or damaged")

    def xml(self, name: str) -> etree._Element:
        """A part's XML. Entities are not expanded and nothing is fetched; a part that declares any is refused."""
        data = self.read(name)
        refuse_entities(data, self._kind)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error).lower():
                raise ReadError(f"the {self._kind} nests elements without end") from error
            raise ReadError(f"the {self._kind} is damaged: {name} is not well-formed") from error
        if root.getroottree().docinfo.doctype:
            raise ReadError(f"the {self._kind} declares XML entities, which Office files never do")
        return root


def open_zip(data: bytes, kind: str) -> zipfile.ZipFile:
    """A ZIP whose directory is within the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _ZIP_ERRORS as error:
        raise ReadError(f"the {kind} is truncated or damaged") from error
    if len(members) > MOST_MEMBERS:
        raise ReadError(f"the {kind} holds more than {MOST_MEMBERS:,} members")
    if sum(info.file_size for info in members) > LARGEST_EXPANDED:
        raise ReadError(f"the {kind} expands to more than {LARGEST_EXPANDED >> 20} MiB")
    return archive


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, damaged: str) -> bytes:
    """A member's bytes. Raises ReadError where it is locked, damaged or expands beyond the limits."""
    if info.flag_bits & 0x1:
        raise ReadError(ENCRYPTED)
    if info.compress_type not in _OPENED:
        raise ReadError("it is packed by a method that is not opened: repack it as plain ZIP")
    if info.file_size > LARGEST_MEMBER:
        raise ReadError(f"it expands to more than {LARGEST_MEMBER >> 20} MiB")
    if info.file_size > RATIO_FROM and info.file_size > HIGHEST_RATIO * max(1, info.compress_size):
        raise ReadError(f"it expands more than {HIGHEST_RATIO}-fold, as only a bomb does")
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1)
    except _ZIP_ERRORS as error:
        raise ReadError(damaged) from error
    if len(data) != info.file_size:
        raise ReadError(damaged)
    return data


def refuse_entities(data: bytes, kind: str) -> None:
    """Raise ReadError where XML declares entities: no Office program writes any, bombs and thieves of files do."""
    if _DECLARES_ENTITIES.search(data[:_LOOKED_AT]):
        raise ReadError(f"the {kind} declares XML entities, which Office files never do")
