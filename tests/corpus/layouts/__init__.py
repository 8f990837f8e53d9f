"""The layouts by name. Those set aside were written first and are not looked at while the extractor is tuned."""

from tests.corpus.layouts.accounts import ACCOUNTS
from tests.corpus.layouts.anhui import ANHUI
from tests.corpus.layouts.attached import ATTACHED
from tests.corpus.layouts.bureau import BUREAU
from tests.corpus.layouts.chongqing import CHONGQING
from tests.corpus.layouts.county import COUNTY
from tests.corpus.layouts.guangdong import GUANGDONG
from tests.corpus.layouts.hunan import HUNAN
from tests.corpus.layouts.layout import Layout
from tests.corpus.layouts.lists import LISTS
from tests.corpus.layouts.ministry import MINISTRY
from tests.corpus.layouts.provinces import PROVINCES
from tests.corpus.layouts.shapes import SHAPES
from tests.corpus.layouts.sichuan import SICHUAN
from tests.corpus.layouts.yunnan import YUNNAN

SET_ASIDE = (HUNAN, CHONGQING, ANHUI)
OPEN: tuple[Layout, ...] = (
    *GUANGDONG,
    *MINISTRY,
    SICHUAN,
    YUNNAN,
    BUREAU,
    *SHAPES,
    ATTACHED,
    *COUNTY,
    *ACCOUNTS,
    *LISTS,
    *PROVINCES,
)
LAYOUTS = {layout.name: layout for layout in (*OPEN, *SET_ASIDE)}

__all__ = ["LAYOUTS", "OPEN", "SET_ASIDE", "Layout"]
