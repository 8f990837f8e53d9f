"""Draw a plausible record from the vocabulary: sums add up, rates and grades follow, unless a fault is asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.corpus.passages import Passage, bounds, compose, rounded
from tests.corpus.records import Finding, Headcount, Indicator, Money, Office, Project, Record, Task

VOCABULARY = Path(__file__).parent / "vocabulary"
LEVEL1 = {
    "数量": "产出",
    "质量": "产出",
    "时效": "产出",
    "成本": "产出",
    "经济效益": "效益",
    "社会效益": "效益",
    "生态效益": "效益",
    "可持续影响": "效益",
    "满意度": "满意度",
}
POINTS = {"产出": 50, "效益": 30, "满意度": 10}
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
REASONS = (
    "受天气影响，部分工作顺延",
    "上级资金下达较晚，采购程序推后",
    "年初目标设定偏高，下年将合理调整",
    "施工协调时间较长，已明确完成时限",
    "部分对象外出，未能全部到场",
)


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """A vocabulary file, parsed."""
    return tomllib.loads((VOCABULARY / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Wish:
    """What a layout asks of a record."""

    provinces: Sequence[str] = ()
    kinds: Sequence[str] = ("street", "town", "bureau")
    cents: bool = False  # amounts down to 0.01 yuan instead of 100 yuan
    faults: frozenset[str] = frozenset()


def invent(report_id: str, random: Random, wish: Wish) -> Record:
    """A record that answers a layout's wish."""
    topics = random.sample(vocabulary("topics")["topic"], random.randint(3, 5))
    year = random.randint(2019, 2024)
    prose = random.sample(vocabulary("prose")["sentences"], 6)
    said = {topic["task"]: _passages(topic, prose, random) for topic in topics}
    projects = _projects(topics, said, random, wish)
    basic = _money(random, 200, 4000, wish)
    total = Money.total([basic, *(project.money for project in projects)])
    indicators = _indicators(topics, said, random)
    components = _components(total, indicators)
    score = sum((points for _, _, points in components), Decimal(0))
    previous = rounded(total.executed * Decimal(str(random.uniform(0.85, 1.12))) / 100, 0) * 100
    return Record(
        report_id,
        _office(random, wish),
        year,
        total,
        previous,
        basic,
        _funds(total, random),
        projects,
        _tasks(topics, said, projects, random),
        indicators,
        components,
        score,
        next(grade for least, grade in GRADES if score >= least),
        _headcount(random),
        _findings("problem", random),
        _findings("action", random),
        wish.faults,
    )


def _office(random: Random, wish: Wish) -> Office:
    kind = random.choice(list(wish.kinds))
    names = {"street": "streets", "town": "towns"}
    places = [
        place
        for place in vocabulary("places")["district"]
        if (not wish.provinces or place["province"] in wish.provinces) and place.get(names.get(kind, "name"))
    ]
    if not places:
        return _office(random, Wish(wish.provinces, [each for each in ("town", "bureau") if each != kind]))
    place = random.choice(places)
    city = place["city"] or place["province"]
    short = random.choice(vocabulary("places")["bureaus"]["names"] if kind == "bureau" else place[names[kind]])
    own = Random(f"{place['name']}/{short}")  # an office writes its name the same way every year
    lead = own.choice((city + place["name"], place["name"]))
    if kind == "street":
        middle = own.choice(("人民政府", "")) if lead.startswith(city) else ""
        name = f"{lead}{middle}{short}办事处"
    elif kind == "town":
        name = f"{lead}{short}人民政府"
    else:
        name = f"{lead}{short}"
    return Office(name, short, kind, place["province"], city, place["name"])


def _money(random: Random, low: float, high: float, wish: Wish) -> Money:
    """Three phases between bounds in 万元."""
    step = Decimal("0.01") if wish.cents else Decimal(100)

    def snap(value: float) -> Decimal:
        return (Decimal(str(value)) / step).quantize(Decimal(1)) * step

    approved = snap(random.uniform(low, high) * 10000)
    adjusted = approved if random.random() < 0.2 else snap(float(approved) * random.uniform(0.82, 1.35))
    executed = adjusted if random.random() < 0.3 else snap(float(adjusted) * random.uniform(0.86, 0.999))
    return Money(approved, adjusted, executed)


Said = dict[str, tuple[Passage, ...]]  # by topic; said again wherever the topic comes up, so that no figure differs


def _passages(topic: dict[str, Any], prose: list[str], random: Random) -> tuple[Passage, ...]:
    """Two or three sentences of a topic, now and then a harder one of any office; each is told once a record."""
    chosen = random.sample(topic["sentences"], random.randint(2, 3))
    chosen += [prose.pop() for _ in range(random.choice((0, 1, 1, 2))) if prose]
    return tuple(_distracted(compose(template, random), random) for template in chosen)


def _distracted(passage: Passage, random: Random) -> Passage:
    """The passage, now and then behind words whose numbers are no statistics."""
    if random.random() > 0.15:
        return passage
    return Passage(random.choice(vocabulary("prose")["distractors"]) + passage.text, passage.statistics)


def _projects(topics: list[dict[str, Any]], said: Said, random: Random, wish: Wish) -> tuple[Project, ...]:
    projects = []
    for topic in topics:
        for name in random.sample(topic["projects"], random.randint(1, 2)):
            money = _money(random, 12, 900, wish)
            carried = rounded(money.adjusted * Decimal(str(random.choice((0, 0, 0.1)))) / 100, 0) * 100
            spent = min(carried, money.executed)
            own = Money(money.approved, money.adjusted - carried, money.executed - spent)
            zero = Money(Decimal(0), Decimal(0), Decimal(0))
            sources = (("当年财政拨款", own), ("上年结转资金", Money(Decimal(0), carried, spent)), ("其他资金", zero))
            result = random.choice(said[topic["task"]])
            code = f"{random.randint(10, 99)}0{random.randint(10, 99)}22T{random.randint(10**8, 10**9 - 1)}"
            projects.append(Project(name, code, topic["task"], money, sources, topic["goal"], result))
    return tuple(projects)


def _tasks(topics: list[dict[str, Any]], said: Said, projects: tuple[Project, ...], random: Random) -> tuple[Task, ...]:
    tasks = []
    for topic in topics:
        name = random.choice([topic["task"], *topic["synonyms"]])
        passages = [*said[topic["task"]], Passage(topic["done"])]
        funding = Money.total(each.money for each in projects if each.topic == topic["task"]).executed
        tasks.append(Task(name, topic["task"], topic["goal"], tuple(passages), funding))
    return tuple(tasks)


def _funds(total: Money, random: Random) -> tuple[tuple[str, str, Money], ...]:
    if random.random() < 0.25:
        return (("一般公共预算", "一般公共预算", total),)
    share = Decimal(str(random.choice((0.05, 0.1, 0.2))))
    part = Money(
        *(rounded(getattr(total, phase) * share / 100, 0) * 100 for phase in ("approved", "adjusted", "executed"))
    )
    rest = Money(total.approved - part.approved, total.adjusted - part.adjusted, total.executed - part.executed)
    return (("一般公共预算", "一般公共预算", rest), ("政府性基金预算", "政府性基金", part))


def _indicators(topics: list[dict[str, Any]], said: Said, random: Random) -> tuple[Indicator, ...]:
    chosen: list[tuple[str, dict[str, Any]]] = []
    for topic in topics:
        chosen += [(topic["task"], each) for each in random.sample(topic["indicators"], random.randint(2, 4))]
    seen: set[str] = set()
    chosen = [seen.add(each["name"]) or (topic, each) for topic, each in chosen if each["name"] not in seen]  # type: ignore[func-returns-value]
    if not any(LEVEL1[each["level"]] == "产出" for _, each in chosen):
        chosen.append((topics[0]["task"], topics[0]["indicators"][0]))
    if not any(LEVEL1[each["level"]] == "效益" for _, each in chosen):
        benefits = [
            (topic["task"], each) for topic in topics for each in topic["indicators"] if LEVEL1[each["level"]] == "效益"
        ]
        chosen.append(random.choice(benefits))
    if not any(each["level"] == "满意度" for _, each in chosen):
        satisfaction = {"level": "满意度", "name": "服务对象综合满意度", "unit": "%", "range": "85-95", "up": True}
        chosen.append((topics[0]["task"], satisfaction))
    order = list(LEVEL1)
    chosen.sort(key=lambda pair: order.index(pair[1]["level"]))
    odds = random.choice(
        (0.85, 0.85, 0.85, 0.95, 1.0, 0.25)
    )  # how many targets are met; the last one makes a poor year
    stated = {
        each.subject: each.value for passages in said.values() for passage in passages for each in passage.statistics
    }
    made = []
    for level1, points in POINTS.items():
        group = [pair for pair in chosen if LEVEL1[pair[1]["level"]] == level1]
        for (topic, each), weight in zip(group, split(points, len(group)), strict=True):
            made.append(_indicator(topic, each, stated.get(each.get("same", "")), Decimal(weight), odds, random))
    return tuple(made)


def split(points: int, count: int) -> list[int]:
    """Whole weights that add up to the points."""
    base = points // count
    return [base + (1 if k < points - base * count else 0) for k in range(count)]


def _indicator(
    topic: str, source: dict[str, Any], stated: Decimal | None, weight: Decimal, odds: float, random: Random
) -> Indicator:
    """One indicator; `stated` is its actual value where prose gives it."""
    level2 = source["level"]
    head = (topic, LEVEL1[level2], level2, source["name"])
    if "text" in source:
        words = random.choice(source["text"])
        met = random.random() < odds
        score = weight if met else rounded(weight * Decimal("0.85"), 2)
        said = random.choice((words, "达成年度指标")) if met else "部分达成年度指标并具有一定效果"
        return Indicator(
            *head, None, None, None, "", words, said, met, weight, score, "" if met else random.choice(REASONS)
        )
    low, high = bounds(source["range"], {})
    if stated is not None:  # the target is set beside what was achieved
        low, high = (max(1, round(float(stated) * factor)) for factor in (0.85, 1.02))
    target = Decimal(random.randint(int(low), int(high)))
    if target >= 1000:
        target = target // 50 * 50
    if source["unit"] == "%":
        target = min(target, Decimal(100))
    up, met = source["up"], random.random() < odds or target == 0
    actual = stated if stated is not None else _actual(target, up, met, source["unit"], random)
    if up:
        comparator = "=" if source["unit"] == "%" and target == 100 else random.choice((">=", ">=", "="))
        if comparator == "=" and stated is not None:
            comparator = ">="
        if comparator == "=" and met:
            actual = target
        score = weight if actual >= target else rounded(actual / target * weight, 2)
    else:
        comparator = "=" if target == 0 else "<="
        score = weight if actual <= target else rounded((1 - (actual - target) / target) * weight, 2)
    is_met = actual >= target if up else actual <= target
    reason = "" if is_met else random.choice(REASONS)
    return Indicator(*head, comparator, target, actual, source["unit"], None, None, is_met, weight, score, reason)


def _actual(target: Decimal, up: bool, met: bool, unit: str, random: Random) -> Decimal:
    if target == 0:
        return Decimal(0)
    if unit == "%" and target == 100:
        return Decimal(100) if met else rounded(Decimal(str(random.uniform(85, 98))), 2)
    if unit == "%":
        high = min(99.8, float(target) * 1.06)
        value = (
            random.uniform(float(target), high) if met else random.uniform(float(target) * 0.85, float(target) * 0.99)
        )
        return (
            max(rounded(Decimal(str(value)), random.choice((0, 1, 2))), target)
            if met
            else rounded(Decimal(str(value)), 1)
        )
    factor = random.uniform(1.0, 1.15) if met == up else random.uniform(0.75, 0.97)
    value = rounded(target * Decimal(str(factor)), 0)
    if met:
        return max(value, target) if up else min(value, target)
    return min(value, target - 1) if up else max(value, target + 1)


def _components(total: Money, indicators: tuple[Indicator, ...]) -> tuple[tuple[str, Decimal, Decimal], ...]:
    execution = rounded((total.rate or Decimal(0)) / 10, 2)
    parts = [("预算执行率", Decimal(10), execution)]
    for level1, points in POINTS.items():
        earned = sum((each.score for each in indicators if each.level1 == level1), Decimal(0))
        parts.append((f"{level1}指标", Decimal(points), earned))
    return tuple(parts)


def _headcount(random: Random) -> Headcount:
    administrative, institution, contract = random.randint(12, 60), random.randint(8, 70), random.randint(0, 180)
    established = administrative + institution
    return Headcount(established + contract, established, administrative, institution, contract)


def _findings(kind: str, random: Random) -> tuple[Finding, ...]:
    pool = vocabulary("findings")[kind]
    return tuple(Finding(each["head"], each["body"]) for each in random.sample(pool, random.randint(2, 4)))
