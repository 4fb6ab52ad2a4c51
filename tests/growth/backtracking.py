"""Count the steps of a backtracking search, and build texts that make a pattern take the most steps.

``re`` does its work inside one call and does not report the number of steps. ``Counted`` reads the same parse tree,
tries the same alternatives in the same order, and counts each try. ``Counted`` has none of ``re``'s shortcuts (the
first characters with which a match can begin, common prefixes), so it counts at least as many steps as ``re`` takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: a bounded repeat ("\\w{0,80}") counts as this many more than its minimum: a bound is not growth, and a short text
#: then shows the same as a long text
SPARE = 2
#: no linear pattern takes this many steps on the texts of the tests
MOST = 60_000

Continue = Callable[[int], bool]
Matcher = Callable[[int, Continue], bool]


class TooMany(Exception):
    """A search took more than ``MOST`` steps."""


class Counted:
    """A pattern that counts ``steps``; texts and patterns of bytes are decoded as Latin-1."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        if isinstance(pattern, bytes):
            pattern = pattern.decode("latin-1")
        self.tree = parser.parse(pattern, flags & ~re.UNICODE)
        self.flags = self.tree.state.flags
        self.steps = 0
        self.text = ""
        self._matches = self._sequence(list(self.tree), self.flags)

    def all_steps(self, text: str, *, anchored: bool = False) -> int:
        """Count the steps to find every match in a text, or for one try at its beginning. Raises TooMany."""
        self.steps = 0
        self.found(text, anchored=anchored)
        return self.steps

    def found(self, text: str, *, anchored: bool = False) -> list[tuple[int, int]]:
        """Return the spans of all matches."""
        self.text = text
        spans: list[tuple[int, int]] = []
        place = 0
        end = [0]

        def done(at: int) -> bool:
            end[0] = at
            return True

        while place <= len(text):
            self.groups: dict[int, tuple[int, int]] = {}
            if self._matches(place, done):
                spans.append((place, end[0]))
                place = max(end[0], place + 1)
            else:
                place += 1
            if anchored:
                break
        return spans

    def _tick(self) -> None:
        self.steps += 1
        if self.steps > MOST:
            raise TooMany

    def _sequence(self, nodes: list[Any], flags: int) -> Matcher:
        parts = [self._node(op, arg, flags) for op, arg in nodes]
        if not parts:
            return lambda at, then: then(at)
        if len(parts) == 1:
            return parts[0]

        def run(at: int, then: Continue, k: int = 0) -> bool:
            if k == len(parts):
                return then(at)
            return parts[k](at, lambda here: run(here, then, k + 1))

        return run

    def _node(self, op: Any, arg: Any, flags: int) -> Matcher:
        single = self._single(op, arg, flags)
        if single is not None:
            return self._one(single)
        return getattr(self, "_" + str(op).lower())(arg, flags)  # type: ignore[no-any-return]

    def _one(self, fits: Callable[[str], bool]) -> Matcher:
        def run(at: int, then: Continue) -> bool:
            self._tick()
            return at < len(self.text) and fits(self.text[at]) and then(at + 1)

        return run

    def _single(self, op: Any, arg: Any, flags: int) -> Callable[[str], bool] | None:
        """Return a test of a single character if the node describes one; else None."""
        if op not in (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN):
            return None
        sub = parser.SubPattern(self.tree.state, [(op, arg)])
        one = compiled(sub, flags)
        known: dict[str, bool] = {}

        def fits(char: str) -> bool:
            found = known.get(char)
            if found is None:
                found = known[char] = one.match(char) is not None
            return found

        return fits

    def _branch(self, arg: Any, flags: int) -> Matcher:
        ways = [self._sequence(list(way), flags) for way in arg[1]]

        def run(at: int, then: Continue) -> bool:
            for way in ways:
                self._tick()
                if way(at, then):
                    return True
            return False

        return run

    def _subpattern(self, arg: Any, flags: int) -> Matcher:
        group, add, remove, inner = arg
        within = self._sequence(list(inner), (flags | add) & ~remove)
        if group is None:
            return within

        def run(at: int, then: Continue) -> bool:
            before = self.groups.get(group)

            def close(here: int) -> bool:
                self.groups[group] = (at, here)
                return then(here)

            if within(at, close):
                return True
            if before is None:
                self.groups.pop(group, None)
            else:
                self.groups[group] = before
            return False

        return run

    def _atomic_group(self, arg: Any, flags: int) -> Matcher:
        within = self._sequence(list(arg), flags)

        def run(at: int, then: Continue) -> bool:
            end = [at]

            def close(here: int) -> bool:
                end[0] = here
                return True

            return within(at, close) and then(end[0])

        return run

    def _max_repeat(self, arg: Any, flags: int) -> Matcher:
        return self._repeat(arg, flags, "greedy")

    def _min_repeat(self, arg: Any, flags: int) -> Matcher:
        return self._repeat(arg, flags, "lazy")

    def _possessive_repeat(self, arg: Any, flags: int) -> Matcher:
        return self._repeat(arg, flags, "possessive")

    def _repeat(self, arg: Any, flags: int, how: str) -> Matcher:
        least, most, inner = arg
        limit = float("inf") if most == code.MAXREPEAT else min(most, least + SPARE)
        nodes = list(inner)
        single = self._single(*nodes[0], flags) if len(nodes) == 1 else None
        if single is not None:
            return self._repeat_single(single, least, limit, how)
        within = self._sequence(nodes, flags)
        if how == "possessive":
            return self._possessive(within, least, limit)

        def run(at: int, then: Continue, times: int = 0, before: int = -1) -> bool:
            self._tick()

            def more() -> bool:
                return (
                    times < limit
                    and not (at == before and times >= least)
                    and within(at, lambda here: run(here, then, times + 1, at))
                )

            if times < least:
                return more()
            return (more() or then(at)) if how == "greedy" else (then(at) or more())

        return run

    def _possessive(self, within: Matcher, least: int, limit: float) -> Matcher:
        def run(at: int, then: Continue) -> bool:
            times, end = 0, [at]

            def close(here: int) -> bool:
                end[0] = here
                return True

            while times < limit:
                self._tick()
                before = end[0]
                if not within(before, close):
                    end[0] = before
                    break
                times += 1
                if end[0] == before:
                    break
            return times >= least and then(end[0])

        return run

    def _repeat_single(self, fits: Callable[[str], bool], least: int, limit: float, how: str) -> Matcher:
        def greedy(at: int, then: Continue) -> bool:
            end = at
            while end < len(self.text) and end - at < limit and fits(self.text[end]):
                self._tick()
                end += 1
            self._tick()
            if how == "possessive":
                return end - at >= least and then(end)
            for here in range(end, at + least - 1, -1):
                self._tick()
                if then(here):
                    return True
            return False

        def lazy(at: int, then: Continue) -> bool:
            end = at
            while True:
                self._tick()
                if end - at >= least and then(end):
                    return True
                if end - at >= limit or end >= len(self.text) or not fits(self.text[end]):
                    return False
                end += 1

        return lazy if how == "lazy" else greedy

    def _assert(self, arg: Any, flags: int) -> Matcher:
        within = self._look(arg, flags)
        return lambda at, then: within(at) and then(at)

    def _assert_not(self, arg: Any, flags: int) -> Matcher:
        within = self._look(arg, flags)
        return lambda at, then: not within(at) and then(at)

    def _look(self, arg: Any, flags: int) -> Callable[[int], bool]:
        direction, inner = arg
        within = self._sequence(list(inner), flags)
        back = inner.getwidth()[0] if direction < 0 else 0

        def run(at: int) -> bool:
            self._tick()
            return at >= back and within(at - back, lambda _here: True)

        return run

    def _at(self, arg: Any, flags: int) -> Matcher:
        sub = compiled(parser.SubPattern(self.tree.state, [(code.AT, arg)]), flags)

        def run(at: int, then: Continue) -> bool:
            self._tick()
            # match in the whole text, so that lookarounds see the surroundings
            return sub.match(self.text, at) is not None and then(at)

        return run

    def _groupref(self, arg: Any, flags: int) -> Matcher:
        def run(at: int, then: Continue) -> bool:
            self._tick()
            if arg not in self.groups:
                return False
            first, last = self.groups[arg]
            words = self.text[first:last]
            here = self.text[at : at + len(words)]
            same = here.casefold() == words.casefold() if flags & re.IGNORECASE else here == words
            return same and then(at + len(words))

        return run

    def _groupref_exists(self, arg: Any, flags: int) -> Matcher:
        group, yes, no = arg
        then_yes = self._sequence(list(yes), flags)
        then_no = self._sequence(list(no or ()), flags)
        return lambda at, then: (then_yes if group in self.groups else then_no)(at, then)


def compiled(sub: Any, flags: int) -> re.Pattern[str]:
    """Compile a part of a parse tree as a separate pattern."""
    from re import _compiler  # type: ignore[attr-defined]

    sub.state.flags = flags
    return _compiler.compile(sub, flags)  # type: ignore[no-any-return]


def attacks(pattern: Counted) -> Iterator[tuple[str, str]]:
    """Yield (beginning, fragment) pairs made from the pattern's own parts.

    A part of the pattern can match the fragment again and again when it is repeated after the beginning.
    """
    seen: set[tuple[str, str]] = set()
    for beginning, fragment in _pumps(list(pattern.tree), ""):
        if fragment and (beginning, fragment) not in seen:
            seen.add((beginning, fragment))
            yield beginning, fragment


def _pumps(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for op, arg in nodes:
        for inner in _inside(op, arg):
            yield from _pumps(list(inner), before)
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and arg[1] > 3:
            for sample in _samples(list(arg[2]), 4):
                yield before, sample  # this text goes through the repeat once
                yield "", before + sample  # this text begins anew each time
        before += next(_samples([(op, arg)], 1), "")
    yield "", before


def _inside(op: Any, arg: Any) -> list[Any]:
    if op is code.BRANCH:
        return list(arg[1])
    if op is code.SUBPATTERN:
        return [arg[3]]
    if op is code.ATOMIC_GROUP:
        return [arg]
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return [arg[2]]
    if op in (code.ASSERT, code.ASSERT_NOT):
        return [arg[1]]
    return []


_CATEGORIES = {
    code.CATEGORY_DIGIT: "7", code.CATEGORY_NOT_DIGIT: "a.", code.CATEGORY_SPACE: " \n", code.CATEGORY_NOT_SPACE: "a.",
    code.CATEGORY_WORD: "aA7", code.CATEGORY_NOT_WORD: " .",
}  # fmt: skip


def _samples(nodes: list[Any], most: int) -> Iterator[str]:
    """Yield up to ``most`` texts that a sequence of nodes may match."""
    for k in range(most):
        yield "".join(_sample(op, arg, k) for op, arg in nodes)
        if not any(_choices(op, arg) > k + 1 for op, arg in nodes):
            return


def _choices(op: Any, arg: Any) -> int:
    if op is code.IN:
        return len(_of_class(arg))
    if op is code.BRANCH:
        return len(arg[1])
    return max((_choices(*node) for inner in _inside(op, arg) for node in inner), default=1)


def _sample(op: Any, arg: Any, k: int) -> str:
    if op is code.LITERAL:
        return chr(arg)
    if op is code.NOT_LITERAL:
        return "a" if arg != ord("a") else "b"
    if op is code.ANY:
        return "a"
    if op is code.IN:
        chars = _of_class(arg)
        return chars[k % len(chars)] if chars else ""
    if op is code.BRANCH:
        return "".join(_sample(*node, k) for node in arg[1][k % len(arg[1])])
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return "".join(_sample(*node, k) for node in arg[2]) * max(1, arg[0])
    if op in (code.SUBPATTERN, code.ATOMIC_GROUP):
        return "".join(_sample(*node, k) for inner in _inside(op, arg) for node in inner)
    return ""


def _of_class(items: list[Any]) -> str:
    if items and items[0][0] is code.NEGATE:
        refused = _of_class(items[1:])
        return "".join(char for char in "a .A7<\n(" if char not in refused)
    found = ""
    for op, arg in items:
        if op is code.LITERAL:
            found += chr(arg)
        elif op is code.RANGE:
            found += chr(arg[0])
        elif op is code.CATEGORY:
            found += _CATEGORIES[arg]
    return found
