"""Finds which time in a sentence dates a figure, judging by the positions of both.

What belongs here: a figure's place in its sentence, and the times that apply to it. What does not belong here: the
fallbacks (``assign``), or lists of figures and years (``rows``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from tipetl.language.particles import WORD
from tipetl.language.words import word_lists
from tipetl.model import codes
from tipetl.syntax.chunks import part_kinds
from tipetl.syntax.chunks.items import BE
from tipetl.syntax.chunks.kinds import VERB
from tipetl.syntax.frames.shared_nouns import SAYS_HOW_MANY
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.time_bounds import Time
    from tipetl.syntax.reach import Part, Parts

WORDS = word_lists("tipetl.figures.years", "years.yaml")
LEADS_TO_AN_END, MEASURES, OTHER_HEADS = WORDS["leads_to_an_end"], WORDS["measures"], WORDS["other_heads"]
#: words that tie a time to the number after it
POSSESSIVE = WORDS["possessive"]
#: a time this many words or fewer after a figure is close to it
CLOSE = 6
#: the maximum number of tokens from a time to the end of the verb that follows it: "had been"
VERB_LENGTH = 3


def is_late(time: Time, default: int | None) -> bool:
    """Whether a time is after the year that the report covers."""
    return time.year is not None and default is not None and time.year > default


def is_ahead(tokens: Tokens, time: Time, default: int | None) -> bool:
    """Whether a time only says how long something will last or when it will happen ("adjourned until 2018", "by
    2024")."""
    return time.kind == time_kinds.STATED and is_late(time, default) and tokens.low[time.first] in LEADS_TO_AN_END


def place_of(tokens: Tokens, reading: Reading, parts: Parts) -> Part:
    """Return the part of the sentence to which a figure belongs. A sum in parentheses that repeats the sum before it
    ("2.3 billion riel ($560,000) in 2022") belongs to the surrounding part; a figure with a participle belongs to the
    participle's part."""
    part = parts.at(reading.first)
    if (reading.unit or "").isupper() and _says_a_sum_again(tokens, reading, part):
        return part.around
    frame = reading.frame
    if frame is None:
        return part
    verb = parts.at(frame.verb_token) if frame.verb_token >= 0 else part
    if verb.kind == part_kinds.PARTICIPLE and verb.parent is part:
        return verb  # "20 victims identified in 2012": the participle counts them
    behind = parts.at(frame.np_end + 1) if frame.np_end >= 0 else part
    if behind.kind == part_kinds.PARTICIPLE and behind.parent is part:
        # "reported 20 victims identified in 2012": the participle names the metric
        return behind if any(verb[:5] in reading.metric for verb in frame.post) else part
    return part


def _says_a_sum_again(tokens: Tokens, reading: Reading, part: Part) -> bool:
    """Whether a sum is the only figure in its parentheses, and other figures precede them."""
    if part.kind != part_kinds.PARENTHESES or part.last > reading.last + 1 or reading.first - part.first > 3:
        return False
    inside = tokens.low[part.first : reading.first]
    before = tokens.low[max(0, part.first - 7) : part.first - 1]
    return not any(word[0].isdigit() for word in inside) and any(word[0].isdigit() for word in before)


class Reach(NamedTuple):
    """Matches a sentence's times to the figures that they date. ``times`` are the times that may date figures,
    ``starts`` the first tokens of numbers, ``default`` the year that the report covers."""

    tokens: Tokens
    readings: Sequence[Reading]
    times: Sequence[Time]
    parts: Parts
    starts: Sequence[int]
    default: int | None

    def time_of(self, reading: Reading, place: Part) -> Time | None:
        """Return the time of a figure's part of the sentence, or of the nearest surrounding part that has a time;
        times outside a comparison do not apply inside it."""
        part: Part | None = place
        own = self._in_its_brackets(reading) or self._of_its_clause(reading) or self._of_its_subject(reading)
        if own is not None:
            return own
        while part is not None:
            here = [
                time
                for time in self.times
                if self.parts.at(time.first) is part
                and (part is place or time.last < reading.first)
                and not self._dates_another(time, reading)
            ]
            compares = part.kind == part_kinds.COMPARATOR
            time = (self._nearest(reading, here, listed=compares) if here else None) or part.time
            if time is None and compares:
                time = self._fronted(part)
            if time is not None or compares:
                return time
            part = part.parent
        return self._of_its_whole(reading)

    def _of_its_whole(self, reading: Reading) -> Time | None:
        """Return the time of the participle that identifies a part's whole: "helped 30 of the 72 persons identified in
        2011"."""
        low = self.tokens.low
        if reading.frame is None or low[reading.last + 1 : reading.last + 3] != [WORD.whole, WORD.known]:
            return None
        if reading.last + 3 not in self.starts:
            return None
        behind = self.parts.at(reading.frame.np_end + 1)
        if behind.kind != part_kinds.PARTICIPLE:
            return None
        return next((x for x in self.times if self.parts.at(x.first) is behind), None)

    def _in_its_brackets(self, reading: Reading) -> Time | None:
        """Return the time that is alone in brackets right after a figure: "310 calls (2011), 280 (2010)"."""
        frame, low = reading.frame, self.tokens.low
        behind = max(frame.np_end if frame is not None else -1, reading.last) + 1
        if low[behind : behind + 1] != ["("]:
            return None
        return next((x for x in self.times if x.first == behind + 1 and low[x.last + 1 : x.last + 2] == [")"]), None)

    def _of_its_clause(self, reading: Reading) -> Time | None:
        """Return the time of the clause that identifies a figure: "short of the 58 whom they had convicted in
        2012"."""
        frame, low = reading.frame, self.tokens.low
        if not self.times or frame is None or low[reading.first - 1] != WORD.known or frame.linked == VERB:
            return None
        behind = max(frame.np_end, reading.last) + 1
        clause = self.parts.at(behind)
        if clause.kind != part_kinds.CLAUSE or clause.first != behind:
            return None
        return next((x for x in self.times if self.parts.at(x.first) is clause), None)

    def _of_its_subject(self, reading: Reading) -> Time | None:
        """Return the time of the participle that describes the subject: "those convicted in 2014 had numbered
        nine"."""
        frame = reading.frame
        if frame is None or frame.linked != VERB or SAYS_HOW_MANY.isdisjoint(frame.acts):
            return None
        before = (x for x in self.times if 0 < frame.verb_token - x.last <= VERB_LENGTH)
        return next((x for x in before if self.parts.at(x.first).kind == part_kinds.PARTICIPLE), None)

    def _fronted(self, comparison: Part) -> Time | None:
        """Return the time that opens a clause in which commas set off a comparison: "in 2014, by comparison, they
        tried nine"."""
        low, first = self.tokens.low, comparison.first
        if low[first + 1] not in WORDS["setting_off"]:
            return None
        return next((x for x in self.times if x.last == first - 2), None)

    def leading_time(self, reading: Reading) -> Time | None:
        """Return the time of an earlier part of the sentence, or the time that opens the sentence."""
        if not self.times:
            return None
        opening = min(x.first for x in self.readings)
        earlier = (x for x in reversed(self.times) if x.last < reading.first and self._holds_on(x, reading))
        time = next((x for x in earlier if x.last < opening or self._dates_a_current(x)), None)
        return None if time is None or time.kind == time_kinds.PREVIOUS else time

    def _holds_on(self, time: Time, reading: Reading) -> bool:
        """Whether a time may also date figures in later parts of the sentence."""
        part = self.parts.at(time.first)
        reaching = time.spanned or part.kind == part_kinds.MAIN
        return reaching and not self._is_of_another_matter(time, reading)

    def _dates_a_current(self, time: Time) -> bool:
        """Whether a time dates a current figure in its part of the sentence, and so also applies to later parts."""
        part = self.parts.at(time.first)
        return any(
            x.relation == codes.CURRENT and x.year == time.year and self.parts.at(x.first) is part
            for x in self.readings
        )

    def _is_of_another_matter(self, time: Time, reading: Reading) -> bool:
        """Whether a time for the report's own year only dates another event, in an earlier statement without a figure:
        "in 2015, a bill passed; no cases were prosecuted" in the report of 2015."""
        ends = self.tokens.semicolons
        if not ends or time.spanned or not is_late(time, self.default):
            return False
        at = bisect_left(ends, time.first)
        if at == len(ends):
            return False
        if not WORDS["going_on"].isdisjoint(self.tokens.low[ends[at] : reading.first]):
            return False
        begin = ends[at - 1] if at else -1
        return not any(begin < other.first < ends[at] for other in self.readings)

    def _dates_another(self, time: Time, reading: Reading) -> bool:
        """Whether a time dates something other than a figure in its part: the noun that the time modifies ("twice the
        98 of 2007") or, after a comma, the state of things when the report was written ("a sum still unpaid in March
        2016")."""
        low = self.tokens.low
        named = low[time.first] == WORD.whole
        owned = time.last + 2
        if owned != reading.first and owned in self.starts and low[owned - 1] in POSSESSIVE:
            return True  # "last year's 14 convictions gave way to five"
        if time.first > reading.last and self._opens_the_next(time):
            return True
        if time.first <= reading.last:
            # "twice the 98 of 2007", "one-third the 2014 number, and acquitted 20"
            measured = (named or low[time.first - 1] == WORD.known) and "," in low[time.last : reading.first]
            return measured and not MEASURES.isdisjoint(low[max(0, time.first - 5) : time.first])
        between = low[reading.last + 1 : time.first]
        if named:
            later = [start for start in self.starts if reading.last < start < time.first]
            of_a_later = (
                bool(later) and low[later[-1] - 1] == WORD.known
            )  # "three replaced the 11 courses of that year"
            if between[:1] and between[0] in BE and between[1:2] == [WORD.known]:
                return False  # "34 was the count of the year before"
            return of_a_later or "," in between or not OTHER_HEADS.isdisjoint(between)
        return time.dated and is_late(time, self.default) and "," in between

    def _opens_the_next(self, time: Time) -> bool:
        """Whether a time between a comma and a bare figure dates that figure alone: "trained 26 officers, in the year
        before it nine"."""
        low = self.tokens.low
        behind = time.last + 1
        behind += not WORDS["points_back"].isdisjoint(low[behind : behind + 1])
        bare = (x.frame is not None and x.frame.bare() for x in self.readings if x.first == behind)
        return low[time.first - 1] == "," and any(bare)

    def _nearest(self, reading: Reading, times: Sequence[Time], *, listed: bool) -> Time | None:
        """Return the time that dates a figure in its part: the nearest time after the figure, unless a nearer time
        opens the clause. ``listed``: the figure's part is a comparison."""
        behind = next((time for time in times if time.first > reading.last), None)
        before = next((time for time in reversed(times) if time.last < reading.first), None)
        if behind is None or self._is_of_a_figure_like_it(reading, behind):
            return before
        if not listed and self._is_of_the_last(reading, behind):
            return before
        if before is not None:
            cut_off = self._is_cut_off(reading, behind) and not (listed and self._closes_a_row(before, reading))
            return before if cut_off else behind
        return None if self._is_said_of_a_later(reading, behind) else behind

    def _is_of_a_figure_like_it(self, reading: Reading, time: Time) -> bool:
        """Whether an earlier year dates only a later bare figure that counts the same thing as this figure: "inspected
        460 agencies, and 510 in 2013"."""
        if time.kind != time_kinds.STATED or time.year is None or self.default is None or time.year >= self.default:
            return False
        told = next((x for x in self.readings if x.last == time.first - 1), None)
        if told is None or told.first <= reading.last or told.frame is None or not told.frame.bare():
            return False
        if reading.last == told.first - 2 and told.frame.prep == WORD.whole:
            return False  # "109 of 1,247 in 2022": the time dates both
        return told.inherited and told.antecedent is reading

    def _is_of_the_last(self, reading: Reading, time: Time) -> bool:
        """Whether a list of figures comes between a figure and "the year before", so that the time dates only the last
        figure: "five investigated, two convicted, none the year before"."""
        if time.kind != time_kinds.PREVIOUS:
            return False
        low = self.tokens.low
        figures = [
            start for start in self._between(reading, time) if low[start + 1 : start + 3] != [WORD.whole, WORD.told]
        ]
        return bool(figures) and "," in self.tokens.low[reading.last + 1 : figures[-1]]

    def _between(self, reading: Reading, time: Time) -> list[int]:
        """Return the first tokens of the numbers between a figure and a later time, omitting the figure's parts in an
        aside: "convicted 18, including seven women, the year before"."""
        aside = self.tokens.low[time.first - 1] == ","
        parts = {x.first for x in self.readings if aside and x.part and x.antecedent is reading}
        return [start for start in self.starts if reading.last < start < time.first and start not in parts]

    def _is_cut_off(self, reading: Reading, time: Time) -> bool:
        """Whether the words between a figure and a later time tie that time to something else."""
        # parentheses right after a figure belong to that figure: "175 (80 and 95) in 2020"
        begin = self._past_parentheses(reading.last + 1)
        between = self.tokens.low[begin : time.first]
        figures = any(reading.first < start < time.first and start >= begin for start in self.starts)
        if figures and not {",", "(", WORD.also}.isdisjoint(between) and WORDS["each_to_each"].isdisjoint(between):
            return True
        if between and between[-1] in WORDS["clause_joiners"]:
            return True  # "in 2017, 57 were convicted and in 2016, when …, 87"
        return "," in between and between[0] != "(" and not WORDS["own_time_openings"].isdisjoint(between)

    def _closes_a_row(self, time: Time, reading: Reading) -> bool:
        """Whether a time comes right after the figures that it dates, and right before the figures that the next time
        dates: "compared with 49 prosecutions and 75 convictions in 2019 and 188 and 173 in 2018"."""
        between = self.tokens.low[time.last + 1 : reading.first]
        joined = WORD.also in between and WORDS["row_joiners"].issuperset(between)
        return joined and self.parts.at(time.first).first < time.first - 1

    def _is_said_of_a_later(self, reading: Reading, time: Time) -> bool:
        """Whether a time belongs to a later figure: "13 victims, a figure that compares with eight in 2014", "charged
        14 and, in the year before, had charged nine"."""
        low = self.tokens.low
        joined = low[time.first - 1] == "," and low[time.first - 2] in WORDS["clause_joiners"]
        if joined and low[time.last + 1 : time.last + 2] == [","] and self.starts[-1] > time.last:
            return True
        later = self._between(reading, time)
        if not later or time.first - later[-1] > CLOSE:
            return False
        return not WORDS["relative_words"].isdisjoint(low[reading.last + 1 : later[-1]])

    def _past_parentheses(self, token: int) -> int:
        """Return the token after parentheses that open at ``token``, or ``token`` itself if none open there."""
        low = self.tokens.low
        if low[token : token + 1] != ["("]:
            return token
        return next((at + 1 for at in range(token, len(low)) if low[at] == ")"), token)
