"""Progress of long work: a function of the caller's, or a bar of tqdm."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal

Callback = Callable[[str, int, int], object]
"""Called with the stage in a word, the steps done and the steps in all."""
Progress = Callback | Literal["tqdm"]


@contextmanager
def watching(progress: Progress | None) -> Generator[Callback | None]:
    """Yield the function that is told, and close the bar at the end."""
    if progress is None or callable(progress):
        yield progress
        return
    if progress != "tqdm":
        message = f'progress={progress!r}: a function of (stage, done, of), or "tqdm"'
        raise ValueError(message)
    bar: Any = import_module("tqdm.auto").tqdm(unit="", leave=False)
    try:
        yield _teller(bar)
    finally:
        bar.close()


def _teller(bar: Any) -> Callback:
    def tell(stage: str, done: int, of: int) -> None:
        if bar.desc.removesuffix(": ") != stage:
            bar.reset(total=of)
            bar.set_description_str(stage)
        bar.n = done
        bar.refresh()

    return tell
