"""Document → report record, with the evidence of every figure.

One public function: `extract_report(data, file_name)`, bytes and a file name in, an immutable record out. Emits only what
is printed; whatever is computed, matched or compared is SQL in dbt.
"""

from orchestration.extraction.errors import NotAReport
from orchestration.extraction.extract import EXTRACTOR_VERSION, extract_document, extract_report

__all__ = ["EXTRACTOR_VERSION", "NotAReport", "extract_document", "extract_report"]
