"""Fetch reports politely, with retries if they may help, and without losing a good copy.

This module schedules requests and records their results. Each host gets one request at a time, at a limited rate;
requests to different hosts run in parallel. Server responses never cause an exception; each want ends in a ``Fetched``.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from tipetl.model import Hints
from tipetl.sources.addresses import Address, Want
from tipetl.sources.judge import check_answer, follow, holds_narrative
from tipetl.sources.kept import Entry, Kept, open_kept
from tipetl.sources.network import new_client, own_network
from tipetl.sources.opening import Opened
from tipetl.sources.web import Answer, Policy, Trouble, check_address, get
from tipetl.terminal import one_line

_GIVE_UP_AFTER = 3
"""The number of consecutive failures after which a host is not tried again in the same run."""

State = Literal["new", "changed", "unchanged", "skipped", "failed"]
Progress = Callable[[int, int, str], None]
"""A function called with the number of wants done, their total, and the name of the last want."""

ADVICE = {
    "address": "Give an http(s) address.",
    "not_found": "Look for the page in a browser and save it by hand (docs/25-years.md), or give its address.",
    "blocked": "The site turns programs away: try later or with another --user-agent, or save the page in a browser.",
    "server": "Try again later.",
    "network": "Check the address and your connection, then run the same command again.",
    "timeout": "Run the same command again to resume. --timeout gives more time.",
    "cut": "Run the same command again to resume.",
    "too_big": "No report is that big: check the address.",
    "redirect": "Open the address in a browser and give the one that it ends at.",
    "refused": "If it is meant, give that address itself, with the number of the host.",
    "proxy": "Install what it needs (pip install socksio), or unset the variable that names it (ALL_PROXY, HTTP_PROXY, "
    "HTTPS_PROXY), or list the host in NO_PROXY.",
    "fault": "This is a fault in tipetl: please report it with the address.",
    "wrong_type": "Open the address in a browser: it may be a page that turns programs away.",
    "wrong_page": "Look for the page in a browser and give its address, or save it by hand.",
    "empty": "Try again later, or open the address in a browser.",
}


def user_agent(version: str) -> str:
    """Return the user agent that identifies us. The user agent: some servers (state.gov) answer 403 unless it begins
    like this."""
    return f"Mozilla/5.0 (compatible; tipetl/{version}; research on public reports)"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock and the wait function that fetching uses. Tests supply their own clock and wait function."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def stamp(self) -> str:
        """Return the current time in the index's format."""
        return self.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The result of fetching a want.

    ``url`` is the address that returned the copy or, after a failure, the address that ``reason`` is about.
    ``skipped``: an interrupted run had already fetched the address. ``failed`` comes with a ``reason`` and ``advice``;
    ``kept_from`` is then the date of an earlier good copy that is kept, if there is one.
    """

    want: Want
    state: State
    url: str
    reason: str = ""
    advice: str = ""
    kept_from: str | None = None


def fetch(
    wants: Sequence[Want],
    folder: Path,
    policy: Policy,
    *,
    clock: Clock | None = None,
    progress: Progress | None = None,
    client: httpx.AsyncClient | None = None,
) -> list[Fetched]:
    """Fetch all wants into ``folder`` and return the result of each, in their order.

    If there is already a good copy, the server is asked whether it has changed. An interrupted run with the same wants
    is resumed. ``client`` makes the requests (default: a new ``network.new_client``, which connects to public addresses
    only) and is closed at the end. Raises OSError if the folder cannot be written.
    """
    run = _Run(Kept(folder), policy, clock or Clock(), progress or _no_progress, client or new_client())
    return _run(lambda: run.all(list(wants)))


def states_of(found: Sequence[Fetched]) -> str:
    """Count the new, changed, unchanged, skipped and failed results: "3 new, 1 failed"."""
    counts = Counter(one.state for one in found)
    return ", ".join(f"{counts[state]} {state}" for state in get_args(State) if counts[state]) or "none"


def _no_progress(_done: int, _total: int, _name: str) -> None: ...


def _run(work: Callable[[], Coroutine[None, None, list[Fetched]]]) -> list[Fetched]:
    """Run to completion, even in a notebook, which already runs an event loop."""
    try:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(work())
        with ThreadPoolExecutor(max_workers=1) as aside:
            return aside.submit(lambda: asyncio.run(work())).result()
    except BaseExceptionGroup as group:
        # A caller can handle only one error, such as a full disk.
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None


def open_addresses(addresses: Sequence[str], hints: Hints, *, folder: Path, policy: Policy) -> Opened:
    """Return the sources at the given addresses, fetched into ``folder`` or, if that fails, as last fetched."""
    fetch([Want((Address(url),)) for url in addresses], folder, policy)
    opened = Opened()
    open_kept(folder, hints, opened, [_plain(url) for url in addresses])
    return opened


def _host(url: str) -> str:
    """Return the host and port as written in the address, or "" if the text is not an address."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _plain(url: str) -> str:
    try:
        return check_address(url)
    except Trouble:
        return url


@dataclass(slots=True)
class _Run:
    kept: Kept
    policy: Policy
    clock: Clock
    progress: Progress
    client: httpx.AsyncClient
    _next: dict[str, float] = field(default_factory=dict)
    _asked: dict[str, asyncio.Future[tuple[State, Answer]]] = field(default_factory=dict)
    _failures: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _since: str | None = None

    async def all(self, wants: list[Want]) -> list[Fetched]:
        asked = "\n".join(address.url for want in wants for address in want.addresses)
        name = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        self._since = self.kept.unfinished(name)
        self.kept.begin(name, self._since or self.clock.stamp())
        hosts: defaultdict[str, list[int]] = defaultdict(list)
        for number, want in enumerate(wants):
            hosts[_host(want.addresses[0].url)].append(number)
        found: dict[int, Fetched] = {}

        async def one_host(numbers: list[int]) -> None:
            for number in numbers:
                found[number] = await self._want(wants[number])
                self.progress(len(found), len(wants), wants[number].name)

        async with self.client, asyncio.TaskGroup() as group:
            for numbers in hosts.values():
                group.create_task(one_host(numbers))
        self.kept.end()
        return [found[number] for number in range(len(wants))]

    async def _want(self, want: Want) -> Fetched:
        troubles: list[tuple[Address, Trouble]] = []
        for address in want.addresses:
            try:
                state, url = await self._have(want, address)
                return Fetched(want, state, url)
            except Trouble as trouble:
                troubles.append((address, trouble))
            except OSError:
                raise  # the folder cannot be written, so every other fetch would also fail
            except Exception as error:  # noqa: BLE001 - whatever one answer causes, the other addresses continue
                words = f"{type(error).__name__}: {one_line(str(error), 200)}"
                troubles.append((address, Trouble("fault", f"The answer was not understood ({words}).")))
        return self._failed(want, troubles)

    def _failed(self, want: Want, troubles: list[tuple[Address, Trouble]]) -> Fetched:
        # The first problem other than "not found" is the most informative, since any guessed address may not exist.
        address, trouble = next(((a, t) for a, t in troubles if t.code != "not_found"), troubles[0])
        others = len(troubles) - 1
        more = f" ({others} more address{'es' if others > 1 else ''} gave nothing either)" if others else ""
        entries = (self.kept.entry(_plain(one.url)) for one, _ in troubles)
        dates = [entry.fetched_at for entry in entries if entry and entry.sha256 and entry.kind != "index"]
        return Fetched(
            want,
            "failed",
            address.url,
            reason=f"{address.url}: {trouble.message}{more}",
            advice=ADVICE[trouble.code],
            kept_from=max((date for date in dates if date), default=None),
        )

    async def _have(self, want: Want, address: Address, depth: int = 0) -> tuple[State, str]:
        """Fetch an address, or follow an index to the right one. Raises Trouble."""
        state, answer = await self._once(address)
        if address.kind != "index":
            return state, address.url
        if depth and holds_narrative(answer, want.iso3):
            known = self.kept.entry(address.url)
            if known is not None and known.kind == "index":
                self.kept.write(replace(known, kind="volume"))
            return state, address.url
        last: Trouble | None = None
        for found in follow(address, answer, want.iso3) if depth < 2 else ():
            try:
                return await self._have(want, found, depth + 1)
            except Trouble as trouble:
                last = trouble
        raise last or Trouble("not_found", "The page has no link to a narrative of the country.")

    async def _once(self, address: Address) -> tuple[State, Answer]:
        """Request each address once per run, however many wants share it."""
        waiting = self._asked.get(address.url)
        if waiting is None:
            waiting = self._asked[address.url] = asyncio.ensure_future(self._ask(address))
        return await waiting

    async def _ask(self, address: Address) -> tuple[State, Answer]:
        address = replace(address, url=check_address(address.url))
        before = self.kept.entry(address.url)
        data = self.kept.data(before.sha256) if before is not None else None
        if before is not None and data is not None and self._is_done(before):
            return "skipped", _answer_of(before, data)
        entry = _about(before or Entry(address.url), address)
        host = _host(address.url)
        if self._failures[host] >= _GIVE_UP_AFTER:
            raise Trouble("network", f"{host} was left alone after {_GIVE_UP_AFTER} failures in a row.")
        try:
            answer = await self._try(address, before if data is not None else None)
            if answer.data is None and before is not None and data is not None:
                checked = replace(entry, checked_at=self.clock.stamp(), error=None)
                self.kept.write(checked)
                self._failures[host] = 0
                return "unchanged", _answer_of(checked, data)
            check_answer(address, answer)
            self._failures[host] = 0
        except Trouble as trouble:
            turned_away = trouble.code in ("network", "blocked", "timeout")
            self._failures[host] = self._failures[host] + 1 if turned_away else 0
            self.kept.write(replace(entry, checked_at=self.clock.stamp(), error=trouble.message))
            raise
        return self._keep(entry, answer), answer

    def _is_done(self, entry: Entry) -> bool:
        """Return whether the interrupted run already fetched this address."""
        return self._since is not None and entry.error is None and (entry.checked_at or "") >= self._since

    def _keep(self, entry: Entry, answer: Answer) -> State:
        data = answer.data or b""
        sha256 = self.kept.put(data)
        now = self.clock.stamp()
        same = entry.sha256 == sha256
        earlier = entry.earlier if same or entry.sha256 is None else (*entry.earlier, entry.sha256)
        self.kept.write(
            replace(
                entry,
                final_url=answer.url,
                status=answer.status,
                content_type=answer.content_type,
                etag=answer.etag,
                last_modified=answer.last_modified,
                sha256=sha256,
                size=len(data),
                fetched_at=now,
                checked_at=now,
                error=None,
                earlier=earlier,
            )
        )
        return "unchanged" if same else "new" if entry.sha256 is None else "changed"

    async def _try(self, address: Address, before: Entry | None) -> Answer:
        def pause(state: RetryCallState) -> float:
            trouble = state.outcome.exception() if state.outcome else None
            asked = trouble.wait if isinstance(trouble, Trouble) else None
            return asked if asked is not None else min(2.0 ** (state.attempt_number - 1), self.policy.max_wait)

        retrying = AsyncRetrying(
            stop=stop_after_attempt(self.policy.retries + 1),
            retry=retry_if_exception(lambda error: isinstance(error, Trouble) and error.again),
            wait=pause,
            sleep=self.clock.sleep,
            reraise=True,
        )
        return await retrying(self._exchange, address, before)

    async def _exchange(self, address: Address, before: Entry | None) -> Answer:
        """Make one attempt: send the request, and follow the redirects."""
        url, seen = address.url, {address.url}
        meant = own_network(url)
        conditions = _conditions(before)
        partial = self.kept.partial(url)
        try:
            for _ in range(self.policy.max_redirects + 1):
                await self._turn(url)
                # Conditions and partial bodies belong to the address that sent the last answer.
                got = await get(self.client, url, self.policy, meant=meant, headers=conditions, partial=partial)
                if isinstance(got, Answer):
                    if got.data is not None and not got.data.strip():
                        raise Trouble("empty", "The answer is empty.", again=True)
                    self.kept.keep_partial(address.url, None)
                    return got
                if got in seen:
                    raise Trouble("redirect", "The server redirects in a cycle.")
                seen.add(got)
                url = got
            raise Trouble("redirect", f"The server redirects more than {self.policy.max_redirects} times.")
        except BaseException as error:
            kept = getattr(error, "partial", None)
            # Delete a partial body if the server no longer has the rest. Keep a partial body after any other failure.
            if kept is not None or (isinstance(error, Trouble) and error.code == "cut" and error.status is not None):
                self.kept.keep_partial(address.url, kept)
            raise

    async def _turn(self, url: str) -> None:
        """Wait until this host may get another request."""
        host = _host(url)
        now = self.clock.monotonic()
        at = max(now, self._next.get(host, now))
        self._next[host] = at + 1.0 / self.policy.per_second
        if at > now:
            await self.clock.sleep(at - now)


def _conditions(before: Entry | None) -> dict[str, str]:
    if before is None:
        return {}
    named = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in named.items() if value}


def _about(entry: Entry, address: Address) -> Entry:
    """Return the entry with the details that the caller states about the address. Details that the caller does not
    state keep their values.
    """
    return replace(
        entry,
        publisher=address.publisher or entry.publisher,
        iso3=address.iso3 or entry.iso3,
        report_year=address.report_year or entry.report_year,
        kind=address.kind or entry.kind,
        pattern=address.pattern or entry.pattern,
    )


def _answer_of(entry: Entry, data: bytes) -> Answer:
    return Answer(
        entry.final_url or entry.url, entry.status or 200, data, entry.content_type, entry.etag, entry.last_modified
    )
