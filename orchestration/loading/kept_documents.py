"""Read documents, kept as compressed JSON, so that a better extractor needs no reading and no OCR."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

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
from orchestration.loading.durable import write_bytes

_FORMAT = 1


class DamagedDocument(Exception):
    """A kept document that cannot be read back; the file it came from has to be read again."""


def path_of(document_key: str, folder: Path) -> Path:
    """Where a folder keeps a document."""
    return folder / f"{document_key}.json.gz"


def keep_document(document: Document, document_key: str, folder: Path) -> None:
    """Keep a document in a folder; the same document gives the same bytes."""
    told = {"format": _FORMAT, **_fields(document)}
    data = json.dumps(told, default=_fields, ensure_ascii=False, separators=(",", ":"))
    write_bytes(path_of(document_key, folder), gzip.compress(data.encode(), compresslevel=5, mtime=0))


def _fields(part: Document | Block | Table | Cell | Page) -> dict[str, Any]:
    """The fields of one dataclass, those inside it as they are: `asdict` copies every leaf."""
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def load_document(document_key: str, folder: Path) -> Document:
    """Raises FileNotFoundError when it is not kept, DamagedDocument when it cannot be read back."""
    raw = path_of(document_key, folder).read_bytes()
    try:
        data = json.loads(gzip.decompress(raw))
        if data.pop("format") != _FORMAT:
            raise DamagedDocument(f"{document_key} was kept in another format")
        return _document(data)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise DamagedDocument(f"{document_key} cannot be read back: {error}") from error


def _document(data: dict[str, Any]) -> Document:
    return Document(
        **data
        | {
            "blocks": tuple(_block(block) for block in data["blocks"]),
            "pages": tuple(Page(**page) for page in data["pages"]),
            "confidences": tuple(_confidence(word) for word in data["confidences"]),
            "warnings": tuple(data["warnings"]),
        }
    )


def _block(data: dict[str, Any]) -> Block:
    table = data["table"]
    return Block(
        kind=BlockKind(data["kind"]),
        pieces=tuple(Piece(*piece) for piece in data["pieces"]),
        page=data["page"],
        table=None if table is None else Table(**table | {"cells": tuple(_cell(cell) for cell in table["cells"])}),
    )


def _cell(data: dict[str, Any]) -> Cell:
    return Cell(**data | {"bbox": _box(data["bbox"])})


def _confidence(word: list[Any]) -> WordConfidence:
    start, end, confidence, bbox = word
    return WordConfidence(start, end, confidence, _box(bbox))


def _box(values: list[float] | None) -> BoundingBox | None:
    return None if values is None else BoundingBox(*values)
