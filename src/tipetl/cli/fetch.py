"""``tipetl fetch``: download reports into a folder that ``tipetl run`` reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain, say
from tipetl.cli.options import (
    DEFAULT_WAREHOUSE,
    FIRST_REPORT,
    LAST_REPORT,
    WAREHOUSE_VARIABLE,
    Init,
    country_of,
    progress_bar,
)
from tipetl.terminal import one_line

if TYPE_CHECKING:
    from tipetl.sources.addresses import Want
    from tipetl.sources.fetch import Fetched


def _finite(value: float) -> float:
    if not isfinite(value):
        raise typer.BadParameter(f"{value} is no number of requests or seconds.")
    return value


def _header_text(value: str | None) -> str | None:
    if value and not re.fullmatch(r"[\x21-\x7e][\x20-\x7e]{0,499}", value):
        raise typer.BadParameter("It has to be at most 500 characters of ASCII on one line.")
    return value


def fetch(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL", help="Addresses; if none, those selected by the options below.")
    ] = None,
    year: Annotated[
        list[int] | None,
        typer.Option(
            "--year", min=FIRST_REPORT, max=LAST_REPORT, metavar="YEAR", help="A report year; may be repeated."
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="NAME|ISO3", help="A country; may be repeated. Default: all."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All years and countries of the catalog.")] = False,
    listed: Annotated[
        list[Path] | None,
        typer.Option(
            "--list",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A file with one address per line; # begins a comment.",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FOLDER",
            file_okay=False,
            help=f"Where to store the reports. Default: the folder fetched in {WAREHOUSE_VARIABLE} (or warehouse).",
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            "--publisher", metavar="NAME", help="Only publishers, or catalog entries, whose name contains this."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the addresses without requesting any.")] = False,
    rate: Annotated[
        float,
        typer.Option(
            "--rate", min=0.01, metavar="N", callback=_finite, help="The most requests per second to one host."
        ),
    ] = 1.0,
    retries: Annotated[
        int, typer.Option("--retries", min=0, metavar="N", help="How often to retry a request if that may help.")
    ] = 4,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            min=0.1,
            metavar="SECONDS",
            callback=_finite,
            help="The time limit for one exchange with a server.",
        ),
    ] = 300.0,
    user_agent: Annotated[
        str | None,
        typer.Option(
            "--user-agent",
            metavar="TEXT",
            callback=_header_text,
            help="How to identify ourselves. state.gov requires it to begin with Mozilla/5.0.",
        ),
    ] = None,
    init: Init = False,
) -> None:
    """Fetch reports from the web into a folder.

    For each year and country, the addresses of the catalog are tried in order until one yields the narrative. Bytes are
    stored by hash. An address that was fetched before is asked whether it has changed, and its last good copy stays in
    any case. An interrupted run is resumed when the same command is given again. Exit code 1 if anything could not be
    fetched: a line for each failure says why and what to do. docs/25-years.md describes the whole process.

    \b
    Example:
      tipetl fetch --year 2013 --country Kosovo --into reports
      tipetl fetch --all --dry-run
      tipetl run reports
    """
    import os

    from tipetl import __version__
    from tipetl.snapshot import claim_fetched
    from tipetl.sources.fetch import fetch as fetch_wants
    from tipetl.sources.fetch import user_agent as default_agent
    from tipetl.sources.web import Policy

    wants = _wants(urls or [], listed or [], year or [], country or [], everything, publisher)
    if dry_run:
        _print_addresses(wants)
        return
    folder = claim_fetched(into, Path(os.environ.get(WAREHOUSE_VARIABLE) or DEFAULT_WAREHOUSE), init=init)
    policy = Policy(user_agent or default_agent(__version__), seconds=timeout, per_second=rate, retries=retries)
    with progress_bar("Fetching") as show:
        found = fetch_wants(
            wants,
            folder,
            policy,
            progress=None
            if show is None
            else lambda done, total, name: show(f"Fetching {one_line(name, 40)}", done, total),
        )
    _report(found, folder)
    if any(one.state == "failed" for one in found):
        raise typer.Exit(EXIT_NOTHING)


def _wants(
    urls: Sequence[str],
    lists: Sequence[Path],
    years: Sequence[int],
    countries: Sequence[str],
    everything: bool,
    publisher: str | None,
) -> list[Want]:
    """Return what the command line asks for. Raises a usage error if it selects nothing, or selects in two ways at
    once.
    """
    from tipetl.sources.addresses import Address, Want
    from tipetl.sources.files import addresses_of

    named = [*urls]
    for path in lists:
        found = addresses_of(path.read_bytes())
        if not found:
            raise typer.BadParameter(
                f"{path} is not a list of addresses: every line must be an http(s) address, empty, or begin with #.",
                param_hint="'--list'",
            )
        named += found
    by_catalog = bool(years or countries or everything)
    if by_catalog and named:
        raise typer.BadParameter("Give addresses, or years and countries, not both.")
    if everything and (years or countries):
        raise typer.BadParameter(
            "It already selects everything: give --year or --country without it.", param_hint="'--all'"
        )
    if named:
        # Form and place remain unset, because nobody knows in advance what an address yields.
        return [Want((Address(url, publisher=publisher),)) for url in dict.fromkeys(named)]
    if not by_catalog:
        raise typer.BadParameter("Give addresses, --list, --year, --country or --all.")
    return _of_catalog(years, countries, publisher)


def _of_catalog(years: Sequence[int], countries: Sequence[str], publisher: str | None) -> list[Want]:
    from tipetl.sources.addresses import bundled_addresses

    codes = dict.fromkeys(country_of(name).iso3 for name in countries)
    addresses = bundled_addresses()
    wants = addresses.wants(sorted(set(years)) or addresses.years, list(codes) or None, publisher)
    if not wants:
        raise typer.BadParameter(
            "The catalog has no address for that. Give the address itself, or a --list of addresses."
        )
    return wants


def _print_addresses(wants: Sequence[Want]) -> None:
    """Print every address that may be requested, once, in order."""
    for url in dict.fromkeys(address.url for want in wants for address in want.addresses):
        say(url)


def _report(found: Sequence[Fetched], folder: Path) -> None:
    from tipetl.sources.fetch import states_of

    for one in found:
        if one.state == "failed":
            stays = f" The copy of {one.kept_from} stays." if one.kept_from else ""
            complain(f"{one.want.name}: {one.reason} {one.advice}{stays}")
    say(f"{len(found)} asked for: {states_of(found)}. Kept in {folder}; read them with: tipetl run {folder}")
