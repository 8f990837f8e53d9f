"""ZIP attachments: members, their names, and what is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from orchestration.reading import ReadError, expand_archive, is_archive


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def gbk_named(name: str, content: bytes) -> bytes:
    """An archive as Chinese Windows writes it: the name in GBK, without saying so."""
    data = zipped({"x" * len(name.encode("gbk")): content})
    return data.replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))


def shown(data: bytes) -> list[tuple[str, bytes | str]]:
    members = expand_archive(data, "a.zip")
    return [(name, str(content) if isinstance(content, ReadError) else content) for name, content in members]


def test_members_come_with_their_names_and_bookkeeping_is_left_out() -> None:
    data = zipped({"附件/": b"", "附件/自评表.txt": b"1", "__MACOSX/._a": b"2", "Thumbs.db": b"3", "b.pdf": b"4"})
    assert shown(data) == [("附件/自评表.txt", b"1"), ("b.pdf", b"4")]
    assert shown(gbk_named("绩效自评.txt", b"5")) == [("绩效自评.txt", b"5")]


def test_an_archive_within_an_archive_is_not_opened_but_an_office_file_is_a_document() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    data = zipped({"in.zip": zipped({"a": b"1"}), "a.docx": buffer.getvalue()})
    reason = "it is an archive within an archive, which is not opened: only one level is"
    assert shown(data) == [("in.zip", reason), ("a.docx", buffer.getvalue())]
    assert is_archive(data)
    assert not is_archive(buffer.getvalue())
    assert not is_archive(b"%PDF-1.4")


def test_names_that_lead_out_of_the_archive_are_refused() -> None:
    data = zipped({"../a": b"1", "/etc/b": b"2", "c:\\d": b"3", "e" * 500: b"4", "good": b"5", "附件1:自评表": b"6"})
    reason = "its name leads out of the archive or is too long"
    assert [content for _, content in shown(data)] == [reason] * 4 + [b"5", b"6"]


def test_names_are_told_so_that_they_can_be_printed_and_told_apart() -> None:
    data = zipped({"a\nb": b"1", "\u202eb": b"2", "全　角": b"3"})
    assert shown(data) == [("a\\u000ab", b"1"), ("\\u202eb", b"2"), ("全　角", b"3")]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    assert shown(buffer.getvalue()) == [("a", b"1"), ("a#2", b"2")]


def test_a_member_packed_by_a_rare_method_is_told_and_a_damaged_one_costs_only_itself() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, method in (("lzma", zipfile.ZIP_LZMA), ("bzip2", zipfile.ZIP_BZIP2), ("plain", zipfile.ZIP_DEFLATED)):
            archive.writestr(name, b"x" * 500, method)
    data = bytearray(buffer.getvalue())
    data[40:60] = bytes(20)  # the options of LZMA: the library raises an error of its own kind
    reason = "it is packed by a method that is not opened: repack it as plain ZIP"
    assert shown(bytes(data)) == [("lzma", reason), ("bzip2", reason), ("plain", b"x" * 500)]


def test_a_bomb_is_refused_before_it_expands() -> None:
    assert shown(zipped({"bomb": b"0" * (30 << 20), "good": b"1"})) == [
        ("bomb", "it expands more than 200-fold, as only a bomb does"),
        ("good", b"1"),
    ]


def test_a_damaged_member_costs_only_itself() -> None:
    data = bytearray(zipped({"a": b"x" * 100, "b": b"y"}))
    packed = 30 + len(b"a")  # behind a local header of 30 bytes, among them the time of writing, and the name
    data[packed + 4] ^= 0xFF
    assert shown(bytes(data)) == [("a", "the member is truncated or damaged"), ("b", b"y")]


def test_whole_archives_that_cannot_be_read() -> None:
    with pytest.raises(ReadError, match=r"the ZIP archive a\.zip holds no files"):
        expand_archive(zipped({}), "a.zip")
    with pytest.raises(ReadError, match="the ZIP archive is truncated or damaged"):
        expand_archive(zipped({"a": b"1" * 1000})[:60], "a.zip")
    with pytest.raises(ReadError, match="the ZIP archive holds more than 2,000 members"):
        expand_archive(zipped({str(i): b"" for i in range(2001)}), "a.zip")
