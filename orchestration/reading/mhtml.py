"""Web archives (MHT), which Word writes as "single file web page" and offices publish as .doc."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from orchestration.document import Document
from orchestration.reading.encoding import decode
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.html import read_html


def read_mhtml(data: bytes) -> Document:
    """The document of the archive's page. Raises ReadError where it holds none."""
    with told_as("the web archive (MHT) is damaged"):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return replace(read_html(*decode(payload)), reader="mhtml", file_format="mhtml")
    raise ReadError("the web archive (MHT) holds no page")
