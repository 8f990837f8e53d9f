"""The document model: what every reader produces and every extraction rule reads.

Belongs here: immutable positions, text with a map back to the print, tables with spans.
Does not belong here: file formats (`reading`), meaning (`extraction`).
"""

from orchestration.document.mapped_text import MappedText, fold_width
from orchestration.document.model import (
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

__all__ = [
    "Block",
    "BlockKind",
    "BoundingBox",
    "Cell",
    "Document",
    "MappedText",
    "Page",
    "Piece",
    "Table",
    "WordConfidence",
    "fold_width",
]
