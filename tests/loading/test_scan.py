"""What a scan sees, and what it leaves out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration.loading.scan import PathNotFound, is_below, scan


def _write(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_files_at_any_depth_are_seen_in_the_order_of_their_names(tmp_path: Path) -> None:
    paths = [_write(tmp_path / name) for name in ("b.txt", "a/z.md", "a/c/d.txt")]
    assert [seen.path for seen in scan([tmp_path]).files] == sorted(map(str, paths))


def test_notes_hidden_files_and_office_locks_are_no_reports(tmp_path: Path) -> None:
    for name in ("README.md", ".gitkeep", ".git/config", "~$open.docx", "sub/readme.txt", "Thumbs.db"):
        _write(tmp_path / name)
    kept = _write(tmp_path / "report.txt", "four")
    (seen,) = scan([tmp_path]).files
    assert (seen.path, seen.size, seen.mtime_ns) == (str(kept), 4, kept.stat().st_mtime_ns)


def test_a_file_that_is_named_is_seen_whatever_its_name(tmp_path: Path) -> None:
    named = _write(tmp_path / "README.md")
    seen = scan([named])
    assert [file.path for file in seen.files] == [str(named)]
    assert seen.named == {str(named)}
    assert seen.folders == ()


def test_a_file_below_two_roots_is_seen_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "a" / "x.txt")
    assert [seen.path for seen in scan([tmp_path, tmp_path / "a", path]).files] == [str(path)]


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    troubles = {Path(seen.path).name: seen.trouble for seen in scan([tmp_path]).files}
    assert troubles == {
        "pipe.txt": "no regular file (a pipe, socket or device)",
        "broken.txt": "the file cannot be opened: No such file or directory",
    }


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (seen,) = scan([tmp_path]).files
    assert seen.trouble == "a folder that may not be listed, or a link to a folder"


def test_a_folder_that_cannot_be_listed_is_told_as_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut, kept = _write(tmp_path / "raw" / "shut" / "a.txt").parent, _write(tmp_path / "raw" / "b.txt")
    listing = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder) == shut:
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    told = "a folder that may not be listed, or a link to a folder"
    for root in (tmp_path / "raw", shut):
        assert {seen.path: seen.trouble for seen in scan([root]).files}[str(shut)] == told
    assert [seen.path for seen in scan([tmp_path / "raw"]).files] == [str(kept), str(shut)]


def test_a_root_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match=r"there is no file or folder .*missing"):
        scan([tmp_path, tmp_path / "missing"])


def test_a_name_that_is_no_utf8_is_told_in_gb18030_and_can_be_opened(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "绩效报告.txt".encode("gb18030")
    Path(os.fsdecode(name)).write_text("x", encoding="utf-8")
    (seen,) = scan([tmp_path]).files
    assert seen.path == str(tmp_path / "绩效报告.txt")
    assert seen.location.read_text(encoding="utf-8") == "x"


def test_a_name_that_would_turn_or_break_a_line_is_told_by_its_codes(tmp_path: Path) -> None:
    _write(tmp_path / "a\n\x1b[31m\u202eb.txt")
    (seen,) = scan([tmp_path]).files
    assert seen.path == str(tmp_path / "a\\u000a\\u001b[31m\\u202eb.txt")
    assert seen.location.read_text(encoding="utf-8") == "x"


def test_our_own_data_is_never_loaded(tmp_path: Path) -> None:
    _write(tmp_path / "data" / "files" / "abc")
    kept = _write(tmp_path / "raw" / "a.txt")
    assert [seen.path for seen in scan([tmp_path], tmp_path / "data").files] == [str(kept)]


def test_below_means_inside_a_folder_not_beside_it() -> None:
    assert is_below("/a/b/c.txt", ["/a/b"])
    assert not is_below("/a/bc.txt", ["/a/b"])
    assert is_below("/c.txt", ["/"])
