"""No module or package imports itself through others.

``lint-imports`` defines which layer may import which; this module checks that imports inside a layer also go one way.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"

Graph = dict[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """Return the dotted names of all modules and packages below ``root``, with their files."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that are ever executed, including imports in functions, but not those for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from imports(ast.Module(node.orelse, []))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        else:
            yield from imports(node)


def targets(node: ast.Import | ast.ImportFrom, module: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules among ``known`` that an import names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
        return
    base = node.module or ""
    if node.level:
        package = module.split(".") if path.stem == "__init__" else module.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    for alias in node.names:
        submodule = f"{base}.{alias.name}"
        if submodule in known:
            yield submodule
        elif base in known:
            yield base


def packages_of(module: str) -> set[str]:
    """Return the packages that contain a module."""
    parts = module.split(".")
    return {".".join(parts[:length]) for length in range(1, len(parts))}


def import_graph(root: Path) -> Graph:
    """Map each module to the modules loaded for it: its imports, and their packages.

    The packages around the module itself are omitted, since they are always loaded first.
    """
    known = modules(root)
    graph: Graph = {}
    for module, path in known.items():
        graph[module] = set()
        for node in imports(ast.parse(path.read_text(encoding="utf-8"))):
            for target in targets(node, module, path, known):
                graph[module] |= {target} | (packages_of(target) & known.keys()) - packages_of(module)
        graph[module].discard(module)
    return graph


def folded(graph: Graph, package: str) -> Graph:
    """Return the imports between the members of a package, treating each subpackage as one member."""

    def part(module: str) -> str | None:
        inside = module.startswith(f"{package}.")
        return module.removeprefix(f"{package}.").split(".")[0] if inside else None

    between: Graph = {}
    for module, imported in graph.items():
        if (own := part(module)) is not None:
            others = between.setdefault(own, set())
            others |= {name for name in map(part, imported) if name is not None and name != own}
    return between


def circle(graph: Graph) -> list[str]:
    """Return a cycle of imports, with its first module repeated at the end; empty if there is no cycle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


@pytest.fixture(scope="module")
def graph() -> Graph:
    return import_graph(SOURCE)


def test_no_module_imports_itself_by_way_of_others(graph: Graph) -> None:
    assert len(graph) > 200
    assert not circle(graph)


def test_no_package_imports_itself_by_way_of_others(graph: Graph) -> None:
    packages = set().union(*map(packages_of, graph))
    assert len(packages) > 10
    assert not {package: found for package in packages if (found := circle(folded(graph, package)))}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a/one.py": "from a import two", "a/two.py": "import a.one"}, {"a.one", "a.two"}),
        ({"a/one.py": "from . import two", "a/two.py": "def f():\n from .one import g"}, {"a.one", "a.two"}),
        ({"a/one.py": "from a.b.two import x", "a/b/__init__.py": "from a.one import y"}, {"a.one", "a.b"}),
        ({"a/one.py": "from a import two", "a/two.py": "if TYPE_CHECKING:\n import a.one"}, set()),
    ],
    ids=["plainly", "by dots and in a function", "by way of the package around it", "for type checkers alone"],
)
def test_a_circle_is_found(tmp_path: Path, files: dict[str, str], found: set[str]) -> None:
    for name, text in {"a/__init__.py": "", "a/b/__init__.py": "", "a/b/two.py": "", **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    way = circle(import_graph(tmp_path))
    assert set(way) == found
    if way:
        drawn = import_graph(tmp_path)
        assert all(later in drawn[earlier] for earlier, later in pairwise(way))


def test_a_circle_of_packages_is_found(tmp_path: Path) -> None:
    for name, text in {"a/b/x.py": "import a.c.x", "a/c/x.py": "", "a/c/y.py": "import a.b.y", "a/b/y.py": ""}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    graph = import_graph(tmp_path)
    assert not circle(graph)
    assert set(circle(folded(graph, "a"))) == {"b", "c"}
