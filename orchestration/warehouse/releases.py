"""Names of releases: a number that counts up and the head of the inputs' fingerprint.

The number makes releases comparable ("valid from … to …"), the fingerprint makes the name the same on every machine
that publishes the same input: a release holds no clock, so its tables have the same content hash everywhere.
"""

from __future__ import annotations

import re

from orchestration.ledger.releases import last_release
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder

_NAME = re.compile(r"r(\d{6})-[0-9a-f]{12}")


def next_release(ledger: Ledger, data: DataFolder, fingerprint: str) -> tuple[int, str]:
    """Number and id of the next release: beyond what the ledger and, were it lost, the folder know."""
    last = last_release(ledger)
    numbers = [last["release_seq"] if last else 0]
    if data.published.is_symlink():
        published = _NAME.fullmatch(data.published.resolve().parent.name)
        numbers.append(int(published[1]) if published else 0)
    number = max(numbers) + 1
    return number, f"r{number:06d}-{fingerprint[:12]}"
