"""The content store and files that appear whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from orchestration.loading import content
from orchestration.loading.content import Refused, document_key, keep_bytes, read_bytes
from orchestration.loading.durable import remove_parts, replacing, write_bytes


def test_bytes_are_kept_under_their_hash(tmp_path: Path) -> None:
    source, store = tmp_path / "a.txt", tmp_path / "files"
    source.write_bytes("一二".encode())
    sha256 = keep_bytes(read_bytes(source), store)
    assert sha256 == hashlib.sha256("一二".encode()).hexdigest()
    assert (store / sha256).read_bytes() == "一二".encode()
    assert document_key(sha256) == f"doc_{sha256[:24]}"
    assert [path.name for path in store.iterdir()] == [sha256]


def test_a_kept_file_that_was_cut_is_kept_again(tmp_path: Path) -> None:
    sha256 = keep_bytes(b"whole", tmp_path)
    (tmp_path / sha256).write_bytes(b"who")
    assert keep_bytes(b"whole", tmp_path) == sha256
    assert (tmp_path / sha256).read_bytes() == b"whole"


def test_empty_missing_and_huge_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(Refused, match="the file is empty"):
        keep_bytes(read_bytes(empty), tmp_path / "files")
    with pytest.raises(Refused, match="cannot be read: No such file or directory"):
        read_bytes(tmp_path / "gone.txt")
    monkeypatch.setattr(content, "LARGEST_FILE", 1024**2)
    empty.write_bytes(bytes(1024**2 + 1))
    with pytest.raises(Refused, match="larger than 1 MiB"):
        keep_bytes(read_bytes(empty), tmp_path / "files")
    assert not (tmp_path / "files").exists()


def test_a_failed_write_leaves_the_old_content_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "x"
    write_bytes(target, b"old")
    with pytest.raises(RuntimeError), replacing(target) as temporary:
        temporary.write_bytes(b"ne")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert target.read_bytes() == b"old"


def test_parts_of_a_crash_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".x.1234.part").touch()
    (tmp_path / "x").touch()
    remove_parts(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
