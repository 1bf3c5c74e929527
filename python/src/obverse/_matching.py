"""The result: pairs, everyone left out with reasons, the proof."""

from __future__ import annotations

import json
from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from obverse import _core, _frame_in, _frame_out, _html
from obverse._explanation import Explanation, Term, explained, id_texts
from obverse._problems import Problem, Problems
from obverse._records import Field, Record, Records

if TYPE_CHECKING:
    from obverse._comparison import Comparison
    from obverse._programme import Programme


class Pair(Record):
    """A pair of the matching."""

    junior: Field[str] = Field()
    """Who mentors."""
    senior: Field[str] = Field()
    """Who learns."""
    points: Field[int] = Field()
    """The terms' sum: 0 to 1,000,000."""
    score: Field[float] = Field()
    """The same from 0 to 100."""
    topics: Field[list[str]] = Field()
    """What the senior wants to learn and this junior can teach, most important first."""
    measured_share: Field[float] = Field()
    """Share of the weight that rests on recorded facts, 0 to 1."""
    terms: Field[dict[str, Term]] = Field()
    """One for each live component; they add up to the points."""
    flags: Field[list[str]] = Field()
    """`no_topic`, `proposal` (consent not recorded), `fixed`."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self["terms"] = {name: Term(term) for name, term in values["terms"].items()}


class Reason(Record):
    """Why somebody has no partner."""

    code: Field[str] = Field()
    """A rule's name, `no_capacity`, `below_min_score`, `no_points`, `outnumbered` or `nobody_else`."""
    count: Field[int] = Field()
    """How many on the other side it concerns."""
    of: Field[int] = Field()
    """Of how many."""
    text: Field[str] = Field()
    """In plain words."""


class Unmatched(Record):
    """Somebody without a partner in one role."""

    id: Field[str] = Field()
    """Who."""
    role: Field[str] = Field()
    """`junior` or `senior`."""
    reasons: Field[list[Reason]] = Field()
    """Why, the weightiest first."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self["reasons"] = [Reason(reason) for reason in values["reasons"]]


class Baseline(Record):
    """What a way of pairing reaches."""

    pairs: Field[int] = Field()
    """Pairs made."""
    people_paired: Field[int] = Field()
    """People with at least one partner, once for each role."""
    points: Field[int] = Field()
    """Points of all pairs."""


class Summary(Record):
    """The result in a few numbers and plain words."""

    pairs: Field[int] = Field()
    """Pairs made."""
    people_paired: Field[int] = Field()
    """People with at least one partner, once for each role."""
    points: Field[int] = Field()
    """Points of all pairs."""
    juniors: Field[int] = Field()
    """Those who could mentor."""
    seniors: Field[int] = Field()
    """Those who could learn."""
    candidate_pairs: Field[int] = Field()
    """Pairs that no rule rules out, before `min_score`."""
    mean_score: Field[float | None] = Field()
    """Mean score of the pairs, 0 to 100."""
    greedy: Field[Baseline | None] = Field()
    """Each mentee in turn takes the best mentor left."""
    random: Field[Baseline | None] = Field()
    """Each mentee takes any eligible mentor left."""
    text: Field[str] = Field()
    """All this in plain words."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        for name in ("greedy", "random"):
            self[name] = None if values[name] is None else Baseline(values[name])

    def __repr__(self) -> str:
        return self.text


class Certificate(Record):
    """The proof that no other pairing is better: what the pairs reach, and what no pairing can exceed."""

    people: Field[int] = Field()
    """People with at least one partner, once for each role."""
    points: Field[int] = Field()
    """Points of all pairs."""
    dual_points: Field[int] = Field()
    """The bound on points that the prices prove."""
    gap: Field[int] = Field()
    """dual_points - points: 0."""
    verified: Field[bool] = Field()
    """Whether the prices were checked against every candidate pair."""


class Verification(Record):
    """What an independent check of a result found."""

    holds: Field[bool] = Field()
    """Whether nothing was found wrong."""
    optimal: Field[bool | None] = Field()
    """Whether the prices prove that no other pairing is better; None without prices."""
    pairs: Field[int] = Field()
    """Pairs checked."""
    findings: Field[list[str]] = Field()
    """What is wrong."""

    def __bool__(self) -> bool:
        return self.holds


class Matching:
    """A best matching of a programme, proved. Made by `obverse.pair`."""

    __slots__ = ("_inner", "_kind", "_made")

    _inner: _core.Matching
    _kind: str | None
    # the pairs, once somebody asked for them
    _made: list[Pair] | None

    def __init__(self) -> None:
        message = "a Matching is made by obverse.pair(workforce)"
        raise TypeError(message)

    @classmethod
    def _of(cls, core: _core.Matching, kind: str | None) -> Matching:
        matching = cls.__new__(cls)
        matching._inner = core
        matching._kind = kind
        matching._made = None
        return matching

    def __len__(self) -> int:
        return len(self._inner)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    @property
    def pairs(self) -> Records[Pair]:
        """The pairs, highest score first, then by ids."""
        if self._made is None:
            self._made = [Pair(pair) for pair in self._report()["pairs"]]
        return Records(self._made, kind=self._kind, of=Pair)

    @property
    def unmatched(self) -> Records[Unmatched]:
        """Everyone without a partner, by id, once for each role, with reasons."""
        return Records((Unmatched(person) for person in json.loads(self._inner.unmatched())), kind=self._kind, of=Unmatched)

    @property
    def summary(self) -> Summary:
        """The result in a few numbers and plain words."""
        return Summary(json.loads(self._inner.summary()))

    @property
    def certificate(self) -> Certificate:
        """The proof that no other pairing is better."""
        return Certificate(json.loads(self._inner.certificate()))

    @property
    def programme(self) -> Programme:
        """What was solved."""
        from obverse._programme import Programme  # noqa: PLC0415

        return Programme._of(self._inner.programme(), self._kind)  # pyright: ignore[reportPrivateUsage]

    @property
    def problems(self) -> Problems:
        """Warnings found on the way."""
        return Problems((Problem(p) for p in json.loads(self._inner.programme().problems())), kind=self._kind)

    def to_frame(self, kind: str | None = None, *, audience: Literal["lead", "participants"] = "lead") -> Any:
        """Return the pairs as a data frame of the kind the people came in.

        One row for each pair, highest score first: `junior`, `senior`, `score` (0 to 100), `points` (0 to 1,000,000), `topics`,
        one column per term (its points; they add up to `points`), `measured_share`, `flags`, and names, e-mails and departments
        where recorded.

        Args:
            kind: "pandas", "polars", "pyarrow", "duckdb" or "dict"; by default the caller's own, and for files the first
                of these that is installed.
            audience: "participants" leaves out terms on protected attributes, and `measured_share`, which would tell of them.
                `points` less the terms that are left is still the sum of the protected ones: drop `score` and `points` too
                where nobody is to work that out, or pair with `use_protected=False`.

        """
        if audience not in ("lead", "participants"):
            message = f'audience={audience!r}: "lead" or "participants"'
            raise ValueError(message)
        return _frame_out.frame(self._inner.columns(audience == "participants"), kind or self._kind)

    def to_records(self) -> list[dict[str, Any]]:
        """Return the pairs as plain dictionaries, terms and all: the `pairs` of the command's JSON."""
        return self._report()["pairs"]

    def to_dict(self, *, prices: bool = False) -> dict[str, Any]:
        """Return the whole result as the command's JSON has it; `prices` adds everyone's price to the certificate."""
        return json.loads(self._inner.report(prices))

    def _report(self) -> dict[str, Any]:
        return json.loads(self._inner.report())

    def verify(self) -> Verification:
        """Check this result by the slow verifier, which shares no code with the solver. Time: all pairs."""
        return Verification(json.loads(self._inner.verify()))

    def explain(self, junior: str, senior: str) -> Explanation:
        """Explain any pair by its ids, also one that was not made or that a rule forbids.

        Raises:
            InputError: an id that is not in the export.

        """
        return explained(self._inner.programme().explain(*id_texts(junior, senior)))

    def compare(self, pairs: Any) -> Comparison:
        """Judge a list made by hand beside this matching; see `obverse.compare`."""
        from obverse._comparison import Comparison  # noqa: PLC0415

        if _frame_in.is_frame(pairs):
            text = self._inner.compare("pairs", _frame_in.text_columns(_frame_in.pairs_of(pairs), "pairs", {}))
        else:
            named = fspath(cast("str | PathLike[str]", pairs))
            text = self._inner.compare(named, None, Path(named).read_bytes())
        return Comparison(json.loads(text), self)

    def save(self, path_or_folder: str | PathLike[str], *, prices: bool = False) -> list[Path]:
        """Write what `obverse pair --out` writes, byte for byte, and return the files.

        A name that ends in `.json`, `.csv`, `.txt` or `.md` is one file; a folder, a name that ends in a slash, or a Path without
        a suffix gets the whole set (pairs.csv, unmatched.csv, why.csv, checks.csv, policy.toml, run.json). Whole or not at all.

        Args:
            path_or_folder: where to.
            prices: adds everyone's price to a `.json`, so that an outsider can check it.

        Raises:
            OSError: the place cannot be written, or is one of the inputs.

        """
        name = fspath(path_or_folder)
        if not isinstance(path_or_folder, str) and not Path(name).suffix:
            # pathlib takes the slash away that says "folder"
            name += "/"
        return [Path(path) for path in self._inner.save(name, prices)]

    def __repr__(self) -> str:
        summary = self.summary
        left = len(json.loads(self._inner.unmatched()))
        mean = "" if summary.mean_score is None else f", mean score {summary.mean_score:.1f}"
        return f"Matching({summary.pairs} pairs, {summary.people_paired} people paired{mean}, {left} without a partner)"

    def _repr_html_(self) -> str:
        columns = self._inner.columns(True)
        shown = ["junior", "junior_name", "senior", "senior_name", "score", "topics"]
        names = [name for name in shown if name in columns]
        rows = list(zip(*(columns[name] for name in names), strict=True))
        left = [[person.id, person.role, person.reasons[0].text if person.reasons else ""] for person in self.unmatched]
        parts = [_html.line(repr(self), strong=True), _html.table(names, rows), _html.line(self.summary.text)]
        if left:
            parts += [_html.line("Without a partner", strong=True), _html.table(["id", "role", "why"], left, most=10)]
        return _html.page(*parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unpickled, (self._inner.state(), self._kind))

    def __copy__(self) -> Matching:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Matching:
        # nothing in it changes
        return self


def _unpickled(state: bytes, kind: str | None) -> Matching:
    return Matching._of(_core.Matching.from_state(state), kind)  # pyright: ignore[reportPrivateUsage]
