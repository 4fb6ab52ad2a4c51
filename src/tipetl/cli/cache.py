"""``tipetl cache``: manage the readings of sources that a warehouse stores."""

from __future__ import annotations

from typing import Annotated

import typer

from tipetl.cli.options import DEFAULT_WAREHOUSE, Warehouse

app = typer.Typer(
    help="""Show the size of the cache of a warehouse, or empty it.

    Each source that was read is kept there for later runs, which read again only what changed. The folder
    DIR/.tipetl-cache may be removed at any time.

    \b
    Example:
      tipetl cache size
      tipetl cache prune
    """,
    no_args_is_help=False,
    rich_markup_mode=None,
)


@app.command("size")
def size(warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """Print how many sources the cache contains, and how much space they and the checks' findings take.

    \b
    Example:
      tipetl cache size
    """
    from tipetl.cache import checks_size, readers
    from tipetl.snapshot.layout import cache_root

    kept = readers(cache_root(warehouse))
    for current, words in ((True, "by this tipetl"), (False, "by others or with other rules, which prune removes")):
        those = [one for one in kept if one.current == current]
        if current or those:
            entries, size = sum(one.entries for one in those), sum(one.bytes for one in those)
            typer.echo(f"{entries:,} sources read {words}: {size / 1e6:,.1f} MB")
    if size := checks_size(cache_root(warehouse)):
        typer.echo(f"What the checks of the last run found: {size / 1e6:,.1f} MB")


@app.command("prune")
def prune(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    every: Annotated[bool, typer.Option("--all", help="Remove what this tipetl read as well.")] = False,
) -> None:
    """Remove what can no longer be used: the readings of other code, rules or libraries.

    \b
    Example:
      tipetl cache prune
      tipetl cache prune --all
    """
    from tipetl.cache import prune as prune_cache
    from tipetl.snapshot.layout import cache_root

    typer.echo(f"Removed {prune_cache(cache_root(warehouse), everything=every) / 1e6:,.1f} MB.")
