"""Build hook: a wheel whose fact stage is compiled with mypyc (decision 0306). ``make compiled`` turns it on.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=true pip wheel --no-deps --no-build-isolation .

Only a copy of the sources in ``build/compiled/src`` is compiled, so that a checkout never holds a compiled module that
shadows its source. Two things are written into the copy that mypyc needs and pure Python does not:

- ``float`` in an annotation becomes ``int | float``. That is what it means, but mypyc takes it for a C double: 53 would
  become 53.0, and the ids of facts, which are made of it, would change.
- ``slots=True`` goes: compiled classes have slots, and the decorator would put an ordinary class in their place.

The wheel holds the unchanged sources of all modules, and the compiled ones beside them.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The packages that are compiled, and those of their modules that are not: ``memo`` and ``network`` have subclasses of
#: dict, which mypyc does not compile; ``rules``, ``words`` and ``yamlfile`` read files once.
COMPILED = ("tipetl/language", "tipetl/extract")
PURE = frozenset(("__init__", "memo", "network", "rules", "words", "yamlfile"))
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
    environment = os.environ | {"MYPYPATH": "src"}
    subprocess.run([sys.executable, str(Path(__file__).resolve()), *modules], cwd=copy, env=environment, check=True)
    return sorted(path for ending in ("*.so", "*.pyd") for path in src.rglob(ending))


def for_mypyc(source: str) -> str:
    """A module's source as mypyc needs it."""
    lines = source.splitlines(keepends=True)
    places = {
        (name.lineno, name.col_offset)
        for node in ast.walk(ast.parse(source))
        for annotation in _annotations(node)
        for name in ast.walk(annotation)
        if isinstance(name, ast.Name) and name.id == "float"
    }
    for number, offset in sorted(places, reverse=True):
        line = lines[number - 1].encode()  # offsets are counted in bytes
        lines[number - 1] = (line[:offset] + b"int | " + line[offset:]).decode()
    return "".join(SLOTS.sub(r"\1", line).replace("@dataclass()", "@dataclass") for line in lines)


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
