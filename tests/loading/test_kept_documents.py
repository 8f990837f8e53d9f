"""A kept document is what the reader gave, to the last position."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.document import (
    Block,
    BlockKind,
    BoundingBox,
    Cell,
    Document,
    Page,
    Piece,
    Table,
    WordConfidence,
)
from orchestration.loading.kept_documents import DamagedDocument, keep_document, load_document, path_of

DOCUMENT = Document(
    text="一、标题\n项目\t1.5",
    blocks=(
        Block(BlockKind.HEADING, (Piece(0, 4),), page=1),
        Block(
            BlockKind.TABLE,
            (Piece(5, 7), Piece(8, 11)),
            page=1,
            table=Table(
                cells=(
                    Cell(0, 0, 5, 7, row_span=2, page=1, bbox=BoundingBox(1.5, 2, 3, 4.25), confidence=0.5),
                    Cell(0, 1, 8, 11),
                ),
                rows=1,
                columns=2,
                spans_known=True,
                sheet_name="表1",
            ),
        ),
    ),
    reader="pdf",
    file_format="pdf",
    pages=(Page(1, 0, 11),),
    used_ocr=True,
    confidences=(WordConfidence(0, 4, 0.9, BoundingBox(0, 0, 1, 1)), WordConfidence(5, 7, 0.25)),
    warnings=("one page has no text",),
)


def test_round_trip(tmp_path: Path) -> None:
    keep_document(DOCUMENT, "doc_1", tmp_path)
    assert load_document("doc_1", tmp_path) == DOCUMENT


def test_the_same_document_is_the_same_file(tmp_path: Path) -> None:
    keep_document(DOCUMENT, "doc_1", tmp_path)
    keep_document(DOCUMENT, "doc_2", tmp_path)
    assert path_of("doc_1", tmp_path).read_bytes() == path_of("doc_2", tmp_path).read_bytes()


def _with_a_flipped_byte(data: bytes) -> bytes:
    """Within the compressed stream, where zlib tells of it and gzip does not."""
    return data[:12] + bytes([data[12] ^ 0xFF]) + data[13:]


@pytest.mark.parametrize("damage", [lambda b: b[:-20], lambda b: b"", lambda b: b"junk" * 20, _with_a_flipped_byte])
def test_damage_is_told(tmp_path: Path, damage) -> None:
    keep_document(DOCUMENT, "doc_1", tmp_path)
    path = path_of("doc_1", tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DamagedDocument, match="doc_1 cannot be read back"):
        load_document("doc_1", tmp_path)
