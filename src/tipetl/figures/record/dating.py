"""The years that a figure might have, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tipetl.syntax.time_bounds import Time


class Dating(NamedTuple):
    """A year that a figure might have, and why. ``period`` is a code of the contract; ``compared``: a figure so dated
    is what another one is compared with; ``stated``: the text names the year for it; ``time``: the words that do."""

    year: int | None
    period: str
    why: str
    compared: bool = False
    stated: bool = False
    time: Time | None = None
