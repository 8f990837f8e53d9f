"""Limits of what one file may unfold into. Time and memory are the worker's (`loading.worker`).

Each limit is far beyond any report and far below what would fill a machine; a file beyond it gets a ReadError that
names the limit, or is read up to it with a warning, as the reader says.
"""

LARGEST_FILE = 200 << 20  # bytes as published
LARGEST_EXPANDED = 512 << 20  # bytes of all members of an archive or Office file
LARGEST_MEMBER = 256 << 20
HIGHEST_RATIO = 200  # expanded to compressed, of a member larger than RATIO_FROM
RATIO_FROM = 10 << 20
MOST_MEMBERS = 2_000
LARGEST_DIRECTORY = 8 << 20  # bytes that list an archive's members: read before any of them can be counted
LONGEST_MEMBER_NAME = 400

MOST_PAGES = 600  # of a PDF with a text layer: read up to here
MOST_OCR_PAGES = 40  # of scanned pages in one file: read up to here
MOST_SHEET_ROWS = 20_000  # of one sheet: read up to here
MOST_SHEET_COLUMNS = 256
MOST_SHEETS = 100
DEEPEST_NESTING = 200  # of tables in tables, elements in elements
LONGEST_TEXT = 5_000_000  # code points of one document
MOST_CELLS = 1_000_000
