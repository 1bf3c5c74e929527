"""A workforce and a policy, ready to solve."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from obverse import _core
from obverse._explanation import Explanation, explained, id_texts
from obverse._matching import Matching, Verification
from obverse._policy import Policy
from obverse._problems import Problem, Problems
from obverse._progress import Progress, watching


class Programme:
    """A workforce and a policy, ready to solve: participants, rules, frozen scoring constants. Made by `obverse.programme`."""

    __slots__ = ("_inner", "_kind")

    _inner: _core.Programme
    _kind: str | None

    def __init__(self) -> None:
        message = "a Programme is made by obverse.programme(workforce, policy)"
        raise TypeError(message)

    @classmethod
    def _of(cls, core: _core.Programme, kind: str | None) -> Programme:
        programme = cls.__new__(cls)
        programme._inner = core
        programme._kind = kind
        return programme

    def pair(
        self,
        *,
        progress: Progress | None = None,
        threads: int | None = None,
        route: Literal["paths", "auction", "stored"] | None = None,
    ) -> Matching:
        """Find a best matching and prove it; see `obverse.pair`.

        Args:
            progress: as for `obverse.pair`.
            threads: as for `obverse.pair`.
            route: how it is solved, for those who want to compare: `paths` is augmenting paths alone, `auction` an auction for
                prices first, `stored` keeps all scores in memory, 8 bytes a pair. As many people and points, perhaps other
                pairs. Unless given, the one that suits the problem; `to_dict()["run"]["method"]` says what was done.

        Raises:
            InputError: there is no such `route` (code `unknown_route`), or the scores do not fit into memory (`does_not_fit`).

        """
        if threads is not None and not hasattr(threads, "__index__"):
            message = f"threads={threads!r}: a whole number is wanted"
            raise TypeError(message)
        if threads is not None and threads < 1:
            message = f"threads={threads}: at least 1"
            raise ValueError(message)
        with watching(progress) as tell:
            return Matching._of(self._inner.solve(tell, threads, route), self._kind)  # pyright: ignore[reportPrivateUsage]

    def explain(self, junior: str, senior: str) -> Explanation:
        """Explain any pair by its ids, without solving.

        Raises:
            InputError: an id that is not in the export.

        """
        return explained(self._inner.explain(*id_texts(junior, senior)))

    def verify(self, result: str | PathLike[str]) -> Verification:
        """Check a result of the command (its JSON's path, or the folder of a set) against this programme.

        Raises:
            InputError: the file is no result.
            OSError: it cannot be read.

        """
        path = Path(result)
        text = (path / "run.json" if path.is_dir() else path).read_text(encoding="utf-8")
        return Verification(json.loads(self._inner.verify(text)))

    def rules(self) -> dict[str, Any]:
        """Return what each rule rules out, and what it alone rules out. Time: a pass over all pairs."""
        return json.loads(self._inner.rules())

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return Policy._of(self._inner.policy())  # pyright: ignore[reportPrivateUsage]

    @property
    def juniors(self) -> list[str]:
        """Ids of those who mentor, sorted."""
        return self._inner.ids()[0]

    @property
    def seniors(self) -> list[str]:
        """Ids of those who learn, sorted."""
        return self._inner.ids()[1]

    @property
    def problems(self) -> Problems:
        """Warnings found on the way."""
        return Problems((Problem(problem) for problem in json.loads(self._inner.problems())), kind=self._kind)

    def __repr__(self) -> str:
        juniors, seniors = self._inner.ids()
        return f"Programme({len(juniors)} juniors who mentor, {len(seniors)} seniors who learn)"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unpickled, (self._inner.state(), self._kind))


def _unpickled(state: bytes, kind: str | None) -> Programme:
    return Programme._of(_core.Programme.from_state(state), kind)  # pyright: ignore[reportPrivateUsage]
