"""Accounts in prose and tables: sentences of `vocabulary/accounts.toml` with their gold, three-public money, criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.blocks import Grid
from tests.corpus.draft import Draft
from tests.corpus.invention import GRADES, REASONS, vocabulary
from tests.corpus.passages import rounded
from tests.corpus.records import PHASES, Money
from tests.corpus.result_parts import printed

_SLOT = re.compile(r"\{(\w+)/(\w+)(?:/([^{}]+))?\}")
_PHASES = {"app": "approved", "adj": "adjusted", "exe": "executed"}
_NO_ROWS = ("rate", "share")


@dataclass(frozen=True)
class Item:
    """One line of accounts: how it is called, its money and the gold attributes; `previous` is last year's spending."""

    name: str
    money: Money
    breakdown: str
    direction: str = "expenditure"
    fund: str | None = None
    previous: Decimal | None = None


@dataclass(frozen=True)
class Criterion:
    """One line of a self-assessment and what the office gave itself."""

    level1: str
    level2: str
    name: str
    full: Decimal
    standard: str
    points: Decimal
    reason: str


def share_of(money: Money, share: str) -> Money:
    """A share of money, in whole hundreds of yuan."""
    return Money(*(rounded(getattr(money, phase) * Decimal(share) / 100, 0) * 100 for phase in PHASES))


def less(money: Money, part: Money) -> Money:
    return Money(*(getattr(money, phase) - getattr(part, phase) for phase in PHASES))


def items(draft: Draft) -> dict[str, Item]:
    """The accounts of a record by key. Parts add up; three-public money is a small part of the office expenses."""
    record, random = draft.record, draft.random
    staff = share_of(record.basic, random.choice(("0.7", "0.8", "0.85")))
    made = {
        "total": Item("部门整体支出", record.total, "total", previous=record.previous_executed),
        "income": Item("收入合计", record.total, "total", "income"),
        "basic": Item("基本支出", record.basic, "nature"),
        "project": Item("项目支出", record.project_money, "nature"),
        "staff": Item("人员经费", staff, "nature"),
        "office": Item("公用经费", less(record.basic, staff), "nature"),
        "other_in": Item("其他收入", Money(*(Decimal(0),) * 3), "fund", "income", "其他收入"),
    }
    for key, (name, fund, money) in zip(("general_in", "fund_in"), record.funds, strict=False):
        made[key] = Item(f"{name}财政拨款收入", money, "fund", "income", fund)
    for number, project in enumerate(record.projects):
        made[f"p{number}"] = Item(project.name, project.money, "project")
    return made | three_public(draft)


def three_public(draft: Draft) -> dict[str, Item]:
    """Receptions and cars, nothing abroad, and their sum; amounts of a few hundred to some hundred thousand yuan."""
    random = draft.random
    names = {"reception": "公务接待费", "vehicle": "公务用车运行维护费"}
    made = {}
    for key, name in names.items():
        plan = Decimal(random.randint(80, 2400)) * 100
        spent = rounded(plan * Decimal(str(random.uniform(0.4, 1))) / 100, 0) * 100
        made[key] = Item(
            name, Money(plan, plan, spent), "three_public", previous=spent + Decimal(random.randint(1, 300)) * 100
        )
    made["abroad"] = Item("因公出国（境）费", Money(*(Decimal(0),) * 3), "three_public", previous=Decimal(0))
    total = Money.total(each.money for each in made.values())
    before = sum((each.previous or Decimal(0) for each in made.values()), Decimal(0))
    made["three"] = Item("“三公”经费", total, "three_public", previous=before)
    return made


def fits(template: str, known: dict[str, Item]) -> bool:
    """Whether a record has all items of a sentence; a sentence of one fund alone wants a record of one fund."""
    return all(match[1] in known for match in _SLOT.finditer(template)) and not (
        "全部为" in template and "fund_in" in known
    )


def tell_money(draft: Draft, group: str, known: dict[str, Item], *, again: bool = False) -> str:
    """One sentence of a group, with the gold of what it prints; `again`: the figures were stated before."""
    usable = [each for each in vocabulary("accounts")[group] if fits(each, known)]
    return tell(draft, draft.random.choice(usable), known, again=again)


def tell(draft: Draft, template: str, known: dict[str, Item], *, again: bool = False) -> str:
    """A passage printed and registered: in each sentence one gold row per item with all its phases, one per change."""
    template = template.replace("{year}", str(draft.record.year))
    text = draft.say(_SLOT.sub(lambda match: _figure(draft, match, known), template))
    for sentence in re.findall(r"[^。]+。?", template):
        quote = draft.habits.say(_SLOT.sub(lambda match: _figure(draft, match, known), sentence))
        _register_sentence(draft, sentence, quote, known, again=again)
    return text


def _register_sentence(draft: Draft, template: str, quote: str, known: dict[str, Item], *, again: bool) -> None:
    stated: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for key, figure, name in _SLOT.findall(template):
        stated.setdefault(key, []).append(figure)
        names[key] = name or names.get(key, "") or known[key].name
    for key, figures in stated.items():
        item = known[key]
        phases = [_PHASES[figure] for figure in figures if figure in _PHASES]
        rate = item.money.rate if "rate" in figures else None
        if phases:
            _register(draft, item, names[key], phases, rate, quote, again=again)
        if "change" in figures:
            _register_change(draft, item, quote)


def _register(
    draft: Draft, item: Item, name: str, phases: Sequence[str], rate: Decimal | None, text: str, *, again: bool
) -> None:
    told = f"{item.name}:{item.money}:{sorted(phases)}"
    draft.spending(
        name,
        item.money,
        phases=phases,
        breakdown=item.breakdown,
        direction=item.direction,
        fund=item.fund,
        rate=rate,
        quote=text,
        optional=again and told in draft.printed,
    )
    draft.printed.add(told)
    if item.breakdown == "total" and item.direction == "expenditure":
        draft.totals(item.money, phases, rate=rate)


def _register_change(draft: Draft, item: Item, text: str) -> None:
    change = item.money.executed - (item.previous or Decimal(0))
    draft.gold.add(
        "spending",
        item=f"{item.name}较上年{'增加' if change > 0 else '减少'}",
        breakdown="prior_year_change",
        change_wan=change / 10000,
        direction="expenditure",
        quote=text,
    )


def _figure(draft: Draft, match: re.Match[str], known: dict[str, Item]) -> str:
    item, figure = known[match[1]], match[2]
    habits, money = draft.habits, item.money
    if figure in _PHASES:
        amount = habits.money(getattr(money, _PHASES[figure]))
        return f"{item.name}{amount}" if match[1][0] == "p" and match[1][1:].isdigit() else amount
    if figure == "rate":
        return habits.rate(money.rate or Decimal(0))
    if figure == "share":
        return habits.rate((money.executed / draft.record.total.executed * 100).quantize(Decimal("0.01")))
    change = money.executed - (item.previous or Decimal(0))
    return f"{'增加' if change > 0 else '减少'}{habits.money(abs(change))}"


def tell_change(draft: Draft) -> None:
    """Spending against last year, in one of the usual wordings."""
    record, habits = draft.record, draft.habits
    change = record.total.executed - record.previous_executed
    if not change:
        return
    word, grew = ("增加", "增长") if change > 0 else ("减少", "下降")
    share = (abs(change) / record.previous_executed * 100).quantize(Decimal("0.01"))
    template = draft.random.choice(vocabulary("accounts")["change"])
    text = draft.say(
        template.format(
            word=word, grew=grew, change=habits.money(abs(change)), growth=f"{share}%", last=record.year - 1
        )
    )
    draft.gold.add(
        "spending",
        item=f"支出比上年{word}",
        breakdown="prior_year_change",
        change_wan=change / 10000,
        declared_rate_pct=share if change > 0 else -share,
        direction="expenditure",
        quote=text,
    )


def list_projects(draft: Draft) -> None:
    """The projects as a numbered list in prose."""
    template = draft.random.choice(vocabulary("accounts")["list_item"])
    phases = [phase for key, phase in _PHASES.items() if f"{{{key}}}" in template]
    for number, project in enumerate(draft.record.projects, start=1):
        amounts = {key: draft.habits.money(getattr(project.money, phase)) for key, phase in _PHASES.items()}
        rate = project.money.rate or Decimal(0)
        text = draft.say(template.format(number=number, name=project.name, rate=f"{rate}%", **amounts))
        draft.spending(
            project.name,
            project.money,
            phases=phases,
            breakdown="project",
            rate=rate if "{rate}" in template else None,
            quote=text,
        )


# scores


def criteria(draft: Draft) -> list[Criterion]:
    """The self-assessment's lines; some lost points, with a reason."""
    random = draft.random
    made = []
    for each in vocabulary("accounts")["criterion"]:
        full = Decimal(each["full"])
        lost = Decimal(random.choice((0, 0, 0, "0.5", 1, 2)))
        if each["name"] == "预算完成率":
            lost = full - ((draft.record.total.rate or Decimal(0)) / 100 * full).quantize(Decimal("0.01"))
        reason = random.choice(REASONS) if lost else ""
        made.append(
            Criterion(each["level1"], each["level2"], each["name"], full, each["standard"], full - lost, reason)
        )
    return made


def grade_of(score: Decimal) -> str:
    return next(grade for least, grade in GRADES if score >= least)


def tell_score(draft: Draft, score: Decimal) -> None:
    """The total in prose with its grade."""
    grade = grade_of(score)
    grade = {"优": draft.random.choice(("优", "优秀")), "良": draft.random.choice(("良", "良好"))}.get(grade, grade)
    template = draft.random.choice(vocabulary("accounts")["scores"]["total"])
    text = draft.say(template.format(year=draft.record.year, score=printed(score), grade=grade))
    draft.gold.report |= {"self_score": score, "grade": grade}
    draft.gold.add("scores", component="total", score=score, grade=grade, quote=text)


def tell_points(draft: Draft, parts: Sequence[tuple[str, Decimal, Decimal]]) -> None:
    """Full marks and points of the components, sentence by sentence."""
    template = draft.random.choice(vocabulary("accounts")["scores"]["prose"])
    for name, full, points in parts:
        text = draft.say(template.format(name=name, full=printed(full), points=printed(points)))
        draft.gold.add("scores", component=name, max_score=full, score=points, quote=text)


def by_level(lines: Sequence[Criterion]) -> list[tuple[str, Decimal, Decimal]]:
    """Name, full marks and points of each first level."""
    names = dict.fromkeys(each.level1 for each in lines)
    return [
        (
            name,
            sum((each.full for each in lines if each.level1 == name), Decimal(0)),
            sum((each.points for each in lines if each.level1 == name), Decimal(0)),
        )
        for name in names
    ]


def criterion_gold(draft: Draft, grid: Grid, lines: Sequence[Criterion], first: int) -> None:
    """Gold of lines that stand one a row from `first` on."""
    for number, each in enumerate(lines, start=first):
        quote = "\t".join(text for text in grid.texts()[number][2:] if text)
        draft.gold.add("scores", component=each.name, max_score=each.full, score=each.points, quote=quote)
