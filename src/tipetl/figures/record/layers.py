"""A mapping that grows without being changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Layers(Mapping[K, V]):
    """A frozen mapping; ``with_more`` returns a larger mapping that shares as much as possible with this one. A mapping
    is a stack of dicts, each larger than the dict above. Adding n entries one by one copies each at most log n times,
    and a look-up searches at most log n dicts."""

    __slots__ = ("_layers",)

    def __init__(self, entries: Mapping[K, V] | None = None, below: tuple[dict[K, V], ...] = ()) -> None:
        layer = dict(entries or {})
        while below and len(below[0]) <= len(layer):
            layer = {**below[0], **layer}
            below = below[1:]
        #: the dicts of the stack, newest first
        self._layers: tuple[dict[K, V], ...] = (layer, *below) if layer else below

    def with_more(self, entries: Mapping[K, V]) -> Layers[K, V]:
        """Return this mapping plus ``entries``, which override existing ones."""
        return Layers(entries, self._layers) if entries else self

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __getitem__(self, key: K) -> V:
        for layer in self._layers:
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __iter__(self) -> Iterator[K]:
        return iter(dict.fromkeys(key for layer in reversed(self._layers) for key in layer))

    def __len__(self) -> int:
        return sum(1 for _ in self)
