"""The layouts by name. Those set aside were written first and are not looked at while the extractor is tuned."""

from tests.corpus.layouts.anhui import ANHUI
from tests.corpus.layouts.chongqing import CHONGQING
from tests.corpus.layouts.hunan import HUNAN
from tests.corpus.layouts.layout import Layout

SET_ASIDE = (HUNAN, CHONGQING, ANHUI)
OPEN: tuple[Layout, ...] = ()
LAYOUTS = {layout.name: layout for layout in (*OPEN, *SET_ASIDE)}

__all__ = ["LAYOUTS", "OPEN", "SET_ASIDE", "Layout"]
