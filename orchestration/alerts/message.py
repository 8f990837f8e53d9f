"""What an operator is told."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("failed", "blocked", "quarantine", "source", "stale", "damage")


@dataclass(frozen=True, slots=True)
class Alert:
    """`key` names what it is about: the same key is told once. `title` is one line, `text` a few."""

    key: str
    kind: str
    title: str
    text: str
    run_id: str | None = None
