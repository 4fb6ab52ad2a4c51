"""Build hook: a wheel whose fact stage is compiled with mypyc (decision 0306). ``make compiled`` turns it on.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=true pip wheel --no-deps --no-build-isolation .

Only a copy of the sources in ``build/compiled/src`` is compiled, so that a checkout never holds a compiled module that
shadows its source. Four things are written into the copy that mypyc asks for and pure Python does not:

- ``float`` in an annotation becomes ``int | float``. That is what it means, but mypyc takes it for a C double: 53 would
  become 53.0, and the ids of facts, which are made of it, would change.
- ``slots=True`` goes: compiled classes have slots, and the decorator would put an ordinary class in their place.
- A dataclass that can be changed gets its ``__init__`` spelled out: the one that the decorator makes stays interpreted.
- A module's constants become ``Final``, which lets compiled code reach them without looking for their names.

The wheel holds the unchanged sources of all modules, and the compiled ones beside them.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The packages that are compiled, and those of their modules that are not: ``memo`` and ``network`` have subclasses of
#: dict, which mypyc does not compile; ``words`` and ``yamlfile`` read files once; the last five leave their work to
#: regular expressions and NumPy, once a paragraph.
COMPILED = ("tipetl/language", "tipetl/extract", "tipetl/structure")
PURE = {"__init__", "memo", "network", "words", "yamlfile"} | {
    "headings", "recommendations", "sections", "themes", "theme_words"
}  # fmt: skip
#: the name of a constant
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+")
SLOTS = re.compile(r"(@dataclass\(.*?)(?:, )?slots=True(?:, )?")


class CompiledWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles, and puts the compiled modules beside their sources in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        copy = Path(self.root) / "build" / "compiled"
        for built in compile_copy(Path(self.root) / "src", copy):
            build_data["force_include"][str(built)] = built.relative_to(copy / "src").as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compile_copy(sources: Path, copy: Path) -> list[Path]:
    """Compiles a copy of ``sources`` in the folder ``copy`` and returns the compiled modules."""
    src = copy / "src"
    shutil.rmtree(src, ignore_errors=True)
    shutil.copytree(sources, src, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    for path in src.rglob("*.py"):
        path.write_text(for_mypyc(path.read_text(encoding="utf-8")), encoding="utf-8")
    modules = [
        path.relative_to(copy).as_posix()
        for package in COMPILED
        for path in sorted((src / package).glob("*.py"))
        if path.stem not in PURE
    ]
    # nothing outside the library calls its functions by name, so that those inside can call each other directly
    flags = f"{os.environ.get('CFLAGS', '')} -fvisibility=hidden".strip()
    environment = os.environ | {"MYPYPATH": "src", "CFLAGS": flags}
    subprocess.run([sys.executable, str(Path(__file__).resolve()), *modules], cwd=copy, env=environment, check=True)
    return sorted(path for ending in ("*.so", "*.pyd") for path in src.rglob(ending))


def for_mypyc(source: str) -> str:
    """A module's source as mypyc needs it."""
    tree = ast.parse(source)
    places = {
        (name.lineno, name.col_offset)
        for node in ast.walk(tree)
        for annotation in _annotations(node)
        for name in ast.walk(annotation)
        if isinstance(name, ast.Name) and name.id == "float"
    }
    edits = [(line, offset, offset, "int | ") for line, offset in places]
    edits += _finals(tree)
    edits += _inits(tree)
    lines = source.splitlines(keepends=True)
    for number, begin, end, words in sorted(edits, reverse=True):
        line = lines[number - 1].encode()  # offsets are counted in bytes
        lines[number - 1] = (line[:begin] + words.encode() + line[end:]).decode()
    return "".join(SLOTS.sub(r"\1", line).replace("@dataclass()", "@dataclass") for line in lines)


def _finals(tree: ast.Module) -> list[tuple[int, int, int, str]]:
    """What makes the constants of a module ``Final``: line, first and last offset, and what to put there."""
    edits: list[tuple[int, int, int, str]] = []
    stored = Counter(x.id for x in ast.walk(tree) if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            if CONSTANT.fullmatch(node.target.id) and node.annotation.end_lineno == node.annotation.lineno:
                at = node.annotation
                edits += ((at.lineno, at.end_col_offset or 0, at.end_col_offset or 0, "]"),)
                edits += ((at.lineno, at.col_offset, at.col_offset, "Final["),)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and _is_value(node.value):
            target = node.targets[0]
            if isinstance(target, ast.Name) and CONSTANT.fullmatch(target.id) and stored[target.id] == 1:
                edits.append((target.lineno, target.end_col_offset or 0, target.end_col_offset or 0, ": Final"))
    future = next((x for x in tree.body if isinstance(x, ast.ImportFrom) and x.module == "__future__"), None)
    if edits and future is not None:
        end = future.end_col_offset or 0
        edits.append((future.lineno, end, end, "; from typing import Final"))
    return edits


def _inits(tree: ast.Module) -> list[tuple[int, int, int, str]]:
    """An ``__init__`` for each dataclass that is not frozen: as ``dataclass`` makes it, but compiled."""
    edits: list[tuple[int, int, int, str]] = []
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or len(node.decorator_list) != 1:
            continue
        made = node.decorator_list[0]
        if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id == "dataclass"):
            continue
        if any(x.arg in ("frozen", "init") for x in made.keywords):
            continue
        taken, body = ["self"], []
        for x in node.body:
            if not isinstance(x, ast.AnnAssign) or not isinstance(x.target, ast.Name):
                continue
            name, kind = x.target.id, ast.unparse(x.annotation).replace("float", "int | float")
            default = None if x.value is None else ast.unparse(x.value)
            if isinstance(x.value, ast.Call) and ast.unparse(x.value.func) == "field":
                how = {y.arg: ast.unparse(y.value) for y in x.value.keywords}
                if how.get("init") == "False":
                    continue
                default = how.get("default")
                if "default_factory" in how:
                    taken.append(f"{name}: {kind} | None = None")
                    body.append(f"self.{name} = ({how['default_factory']})() if {name} is None else {name}")
                    continue
            taken.append(f"{name}: {kind}" + (f" = {default}" if default is not None else ""))
            body.append(f"self.{name} = {name}")
        if any(isinstance(x, ast.FunctionDef) and x.name == "__post_init__" for x in node.body):
            body.append("self.__post_init__()")
        last = next(x for x in reversed(node.body) if isinstance(x, ast.AnnAssign))
        end = last.end_col_offset or 0
        words = f"\n    def __init__({', '.join(taken)}) -> None:" + "".join(f"\n        {x}" for x in body)
        edits.append((last.end_lineno or 0, end, end, words))
        close = (made.end_col_offset or 0) - 1
        edits.append((made.lineno, close, close, ", init=False" if made.keywords else "init=False"))
    return edits


def _is_value(value: ast.expr) -> bool:
    """Whether a constant is a value, and no name for a type."""
    return not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar")


def _annotations(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.arg | ast.AnnAssign):
        return [node.annotation] if node.annotation is not None else []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [node.returns] if node.returns is not None else []
    return []


def compile_here(modules: list[str]) -> None:
    """Compiles modules of the current folder in place."""
    from mypyc.build import mypycify
    from setuptools import setup

    options = ["--ignore-missing-imports", "--explicit-package-bases", "--hide-error-context", "--no-error-summary"]
    setup(
        name="tipetl",
        packages=["tipetl"],
        package_dir={"": "src"},
        script_args=["--quiet", "build_ext", "--inplace"],
        ext_modules=mypycify([*options, *modules], opt_level="3", debug_level="0"),
    )


if __name__ == "__main__":
    compile_here(sys.argv[1:])
