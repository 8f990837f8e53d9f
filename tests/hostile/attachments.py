"""Archives made to break who opens them, member by member."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from .files import LINE, LOCKED, Hostile, locked_members, pdf, word, workbook

LEADS_OUT = "its name leads out of the archive or is too long"
NESTED = "it is an archive within an archive"
BOMB = "as only a bomb does"
METHOD = "packed by a method that is not opened"
OUTSIDE = ("../../etc/cron.txt", "/etc/passwd", "C:\\windows.txt", "..\\up.txt", "x" * 401)


def packed(members: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive; two members may have one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def text(number: int) -> bytes:
    return f"{LINE}第{number}份。".encode()


@cache
def mixed() -> bytes:
    """Every trouble of members in one archive, beside good ones."""
    inner = packed([("b.zip", packed([("c.txt", text(1))]))])
    return packed(
        [
            ("good.txt", text(2)),
            *((name, text(3)) for name in OUTSIDE),
            ("inner.zip", inner),
            ("bomb.txt", b" " * (60 << 20)),
            ("twice.txt", text(4)),
            ("twice.txt", text(5)),
            ("line\nend.txt", text(6)),
            ("\u202egpj.txt", text(7)),
            ('"><script>.txt', text(8)),
            ("'; drop table files; --.txt", text(9)),
            ("empty.txt", b""),
            ("folder/", b""),
            ("附件1:表.docx", word()),
            ("wrong.pdf", workbook()),
        ]
    )


def linked() -> bytes:
    """A member that says it is a symbolic link to a file of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def lying(content: bytes, size: int) -> bytes:
    """An archive whose list says that its member has another size."""
    data = bytearray(packed([("a.txt", content)]))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


def damaged_lzma() -> bytes:
    data = bytearray(packed([("a.txt", LINE.encode() * 50)], zipfile.ZIP_LZMA))
    data[40:60] = bytes(20)
    return bytes(data)


def attachments() -> Iterator[Hostile]:
    """The set; an archive with several members stands in it once for each."""
    for member, reason in (
        *((name, LEADS_OUT) for name in OUTSIDE),
        ("inner.zip", NESTED),
        ("bomb.txt", BOMB),
        ("empty.txt", "the file is empty"),
    ):
        yield Hostile("mixed.zip", mixed, member=member, reason=reason)
    for member in ("good.txt", "twice.txt", "twice.txt#2", "line\\u000aend.txt", "\\u202egpj.txt", '"><script>.txt'):
        yield Hostile("mixed.zip", mixed, member=member, text=LINE)
    for member in ("'; drop table files; --.txt", "附件1:表.docx", "wrong.pdf"):
        yield Hostile("mixed.zip", mixed, member=member, text=LINE)
    yield _one("linked.zip", linked, "link.txt", "no self-evaluation of budget performance")
    yield _one("locked.zip", lambda: locked_members(packed([("a.txt", text(1))])), "a.txt", LOCKED)
    yield _one("lzma.zip", damaged_lzma, "a.txt", METHOD)
    yield _one(
        "lies-small.zip", lambda: lying(LINE.encode() * 9999, 500), "a.txt", "the member is truncated or damaged"
    )
    yield _one("lies-big.zip", lambda: lying(LINE.encode(), 4_000_000_000), "", "expands to more than 512 MiB")
    yield _one("nothing.zip", lambda: packed([]), "", "holds no files")
    yield _one("crowd.zip", lambda: packed([(str(i), b"") for i in range(2_001)]), "", "more than 2,000 members")
    yield _one("split.zip", lambda: b"PK\x07\x08" + packed([("a.txt", text(1))]), "", "a part of a split ZIP archive")
    yield _one("self-extracting.zip", lambda: b"MZ" + bytes(80) + pdf()[200:], "", "the file is a program")


def _one(name: str, data: Callable[[], bytes], member: str, reason: str) -> Hostile:
    return Hostile(name, data, member=member, reason=reason)
