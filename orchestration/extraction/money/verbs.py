"""The verbs of money as patterns to build upon, each a group of its own. Data: `data/money_verbs.toml`.

Belongs here: which verbs mean the same. Does not belong here: the words around them, which differ from reader to reader.
"""

from __future__ import annotations

from orchestration.extraction.data import verbs_of_money


def _one_of(kind: str) -> str:
    return f"(?:{verbs_of_money()[kind]})"


SPENDS = _one_of("spends")  # 支出, 使用
PAYS_OUT = _one_of("pays_out")  # 兑付, 发放
PAYS = _one_of("pays")  # 支出, 兑付, 执行: whoever gets it
GIVES = _one_of("gives")  # 下达, 安排
MANNER = _one_of("manner")  # 按月打卡, between those and the verb
IN_ALL = _one_of("in_all")  # 合计, 总共
SO_FAR = _one_of("so_far")  # 实际, 累计: none, one or more of them stand before a verb
