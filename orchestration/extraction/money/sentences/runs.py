"""What one figure of a run of sums is: sums told respectively, by who gave them, pair by pair.

Belongs here: the phase and the name that the run gives a figure. Does not belong here: which sums are a run
(`money.sentences.respective`, `sources`, `paired`), figures that stand alone (`money.sentences.reading`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.enumerated import is_as_large, owner_of_part
from orchestration.extraction.money.sentences.figures import PHASES, Figure, Sighting
from orchestration.extraction.money.sentences.ownership import is_own
from orchestration.extraction.money.sentences.paired import Paired
from orchestration.extraction.money.sentences.parts import is_sum_of_all, phase_of_source, shared_by_parts
from orchestration.extraction.money.sentences.reading import read_figure
from orchestration.extraction.money.sentences.respective import Told
from orchestration.extraction.money.sentences.sources import Told as Source
from orchestration.extraction.money.sentences.sources import gives_as_government, phase_by_name, phase_of_run
from orchestration.extraction.money.sentences.words import base_name, fragment_pattern, name_in, phase_of
from orchestration.extraction.money.verbs import PAYS_OUT

_GATHERS = re.compile("[^,;:]*(?:投入|筹集|筹措|安排|落实|整合|下达|争取)(?:各类|各级)?(?:财政)?(?:资金)?(?:共计?)?")
_GIVES = re.compile("下达|安排|分配|投入")  # 拨付 to several names is what they were paid
_OF_PROJECT = re.compile("项目|专项")
_PAYS = re.compile(PAYS_OUT)


def read_respective(seen: Sighting, told: Told | None) -> Figure | None:
    """One of several sums that as many names stand before (A镇、B镇分别支付81万元、69万元); None where it is not the office's.

    A name that is a phase (年初预算、调整预算分别为) says its own, any other that of the words for all.
    """
    if told is None:
        return None
    is_phase = fragment_pattern().match(base_name(told.name)) is not None
    role, words = phase_of(told.name if is_phase else told.words)
    given = _GIVES.search(told.words) or (gives_as_government(told.name) and seen.context.is_about_money)
    role = role or ("adjusted" if given else "executed" if _PAYS.search(told.words) else None)
    alone = seen._replace(before=told.words)
    if role not in PHASES or not is_own(alone, role, words):
        return None
    lead = seen.sentence[told.start : seen.quantity.start]
    return Figure(seen.quantity, role, words if is_phase else "", name_in(told.name), lead=lead)


def read_source(seen: Sighting, told: Source) -> Figure | None:
    """One of several sums that name who gave them, or the one that they come to."""
    if not (seen.context.is_about_money or seen.context.subject or seen.context.project):
        return read_figure(seen)
    if told.is_whole:
        return read_figure(seen) or _whole_of_sources(seen, told)
    owner = owner_of_part(seen)
    if owner and owner.breakdown == "source":  # told beside it: both are parts of one whole
        owner = next((item for item in seen.items if item.figures and item.item == owner.parent), owner)
    role = phase_of_source(owner, seen.sentence[: seen.quantity.end]) if owner else None
    if role not in PHASES:
        if role is not None:
            return read_figure(seen)  # of what came in
        role = phase_of_run(told)
    return Figure(seen.quantity, phase_by_name(told) or role, "", told.name, lead=told.name, part_of="source")


def read_paired(seen: Sighting, told: Paired) -> Figure | None:
    """A part's budget or what was spent of it, told pair by pair; or a sum before what it is for, in the phase of its whole."""
    if told.is_behind:
        owner = owner_of_part(seen)
        beside = owner is not None and owner.breakdown == "source" and gives_as_government(told.name)
        whole = shared_by_parts(owner) if owner and (beside or is_as_large(owner, seen.quantity)) else None
        return Figure(seen.quantity, whole.role, "", told.name, lead=seen.clause) if whole and whole.role in PHASES else None
    if not (seen.context.is_about_money or seen.context.subject or seen.context.project):
        return read_figure(seen)
    if told.is_spent:
        return Figure(seen.quantity, "executed", "", told.name, lead=seen.clause.strip(" ,;:、("))
    return Figure(seen.quantity, "adjusted", "", told.name, lead=told.name)


def read_payment(seen: Sighting, name: str) -> Figure | None:
    """A payment that the sum behind it proves, or that sum, which has no name."""
    if not (seen.context.is_about_money or seen.context.subject or seen.context.project):
        return read_figure(seen)
    if name:
        at = max(0, seen.sentence.rfind(name, 0, seen.quantity.start))  # a count may stand between: 资助学生956人,发放47万元
        return Figure(seen.quantity, "executed", "", name, lead=seen.sentence[at : seen.quantity.start])
    of_one = (seen.context.subject or seen.context.project) and is_sum_of_all(seen.clause)
    return read_figure(seen, in_list=False) or (Figure(seen.quantity, "executed", seen.clause, "", lead=seen.clause) if of_one else None)


def _whole_of_sources(seen: Sighting, told: Source) -> Figure | None:
    """What the sources come to, where no word says its phase; 项目资金 of an office is not the whole."""
    clause, context = seen.clause.strip(" ,;:、(为"), seen.context
    of_office = not (context.subject or context.project)
    if phase_of_run(told) == "unphased" or (of_office and (_OF_PROJECT.search(clause) or _OF_PROJECT.match(seen.rest))):
        return None
    name = "" if _GATHERS.fullmatch(clause) else name_in(clause)
    return Figure(seen.quantity, phase_of_run(told), clause, name, lead=clause)
