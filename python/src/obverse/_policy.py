"""What counts in a pairing, how much, and what is never done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypedDict, Unpack, cast

from obverse import _core, _measures


class PolicySettings(TypedDict, total=False):
    """The keys of a `policy.toml`; what is not given keeps its default (or what the policy at hand says)."""

    weights: Mapping[str, float] | None
    """Weight of each component, as shares of their sum; giving any replaces the whole table."""
    rules: Mapping[str, Mapping[str, Any] | bool] | None
    """What is never done: `{"grade_gap": {"at_least": 2}, "past_pair": False}`. Rules not named stay as they are."""
    tiers: Mapping[str, Any] | None
    """What comes first: `coverage` (people before points), `min_score` (0 to 100)."""
    roles: Mapping[str, Any] | None
    """Who is junior and who is senior where the export does not say: `{"junior": {"grade_at_most": 3}, …}`."""
    components: Mapping[str, Mapping[str, Any]] | None
    """How components measure: `{"generation": {"direction": "younger_teaches"}}`."""
    topics: Sequence[str] | None
    """What the programme teaches; stands in for the wants of people who state none."""
    scale: int | Sequence[int] | None
    """Top of the level scale (bottom 0), or [bottom, top]."""
    missing: str | float | None
    """What an unrecorded measure counts as: "neutral" (the average), "zero", or a number from 0 to 1."""
    use_protected: bool | None
    """False: no protected attribute is scored."""
    protected: Sequence[str] | None
    """Further columns to treat like gender and culture."""
    as_of: date | str | None
    """The day on which the export's ages held."""
    seed: int | None
    """Draws the order in which equals are served."""
    columns: Mapping[str, str] | None
    """The export's headers, each with the name it stands for: `{"Employee No": "id"}`."""
    custom: Mapping[str, Any] | None
    """Your own measure of each pair, 0 to 1, for a component that `weights` names `custom:NAME`: `{"chemistry": table}`.

    A data frame (or dict of columns, or list of rows) with the columns junior, senior and measure; a mapping of (junior, senior)
    to measures; or (matrix, juniors, seniors), the matrix a NumPy array with a row for each junior. Pairs left out, NaN and
    None are not recorded. It is no key of a `policy.toml`: whoever reads one with such a weight gives it again.
    """


class Policy:
    """What counts, how much, and what is never done: checked when it is made.

    A pair's score is the sum of its terms, ⌊weight · measure + ½⌋ in whole points of 1,000,000, shown from 0 to 100; weights are
    made whole millionths by largest remainder. Keywords are the keys of a `policy.toml`::

        Policy(weights={"skill_gap": 0.6, "generation": 0.4}, rules={"grade_gap": {"at_least": 2}})

    Raises:
        PolicyError: for unknown keys, with the nearest known one, and values out of range: all at once.

    """

    __slots__ = ("_inner",)

    _inner: _core.Policy

    def __init__(self, **settings: Unpack[PolicySettings]) -> None:
        self._inner = _core.Policy(*_split(settings))

    @classmethod
    def _of(cls, core: _core.Policy) -> Policy:
        policy = cls.__new__(cls)
        policy._inner = core
        return policy

    @classmethod
    def from_toml(cls, source: str | PathLike[str], *, custom: Mapping[str, Any] | None = None) -> Policy:
        """Read a `policy.toml`: a path, or its text (anything with a line break or a `=` in it that is no file).

        Args:
            source: the path or the text.
            custom: the measures of components `custom:NAME` that it weighs: see PolicySettings.

        Raises:
            PolicyError: every mistake at once.
            OSError: the file cannot be read.

        """
        if isinstance(source, str) and ("\n" in source or not source.strip() or ("=" in source and not Path(source).is_file())):
            return cls._of(_core.Policy.from_text(source, _measures.of_all(custom)))
        path = Path(fspath(source))
        path.open("rb").close()
        return cls._of(_core.Policy.from_file(path, _measures.of_all(custom)))

    @classmethod
    def aim(cls, name: str) -> Policy:
        """Return ready-made weights for an aim: "balanced", "skills", "generations" or "inclusion".

        Raises:
            PolicyError: there is no such aim.

        """
        return cls._of(_core.Policy.aim(name))

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of a `policy.toml`."""
        return json.loads(_core.policy_schema())

    def replace(self, **settings: Unpack[PolicySettings]) -> Policy:
        """Return this policy with some keys changed.

        A key replaces the policy's own. Naming a rule or a tier leaves the others, and its own other keys, as they are;
        naming a component or a role replaces that one.
        """
        return self._of(_core.Policy(*_split(settings, self._inner)))

    def to_toml(self, path: str | PathLike[str] | None = None) -> str:
        """Return the policy as a `policy.toml`, every key written out; with a path, write it there too (UTF-8)."""
        text = self._inner.to_toml()
        if path is not None:
            Path(path).write_text(text, encoding="utf-8", newline="\n")
        return text

    def to_dict(self) -> dict[str, Any]:
        """Return every key."""
        return json.loads(self._inner.to_json())

    def __repr__(self) -> str:
        default = Policy().to_dict()
        changed = {key: value for key, value in self.to_dict().items() if value != default.get(key)}
        return f"Policy({', '.join(f'{key}={value!r}' for key, value in changed.items())})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self._inner.content() == other._inner.content()

    def __hash__(self) -> int:
        return hash(self._inner.content())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unpickled, (self._inner.state(),))


TABLES = ("signups", "skills", "conflicts", "fixed_pairs", "past_pairs", "existing_pairs")
AIMS = ("balanced", "skills", "generations", "inclusion")


def _split(
    settings: PolicySettings, base: _core.Policy | None = None
) -> tuple[dict[str, Any], _core.Policy | None, list[tuple[str, _measures.Rows]]]:
    """Return the keys of a `policy.toml`, the policy they are laid over, and the custom measures."""
    if astray := [table for table in TABLES if table in settings]:
        message = f"{', '.join(astray)}: tables belong to read_workforce(…) or Workforce.from_frame(…), not to the policy"
        raise TypeError(message)
    keys = {key: value for key, value in settings.items() if key != "custom"}
    return keys, base, _measures.of_all(settings.get("custom"))


def _unpickled(state: bytes) -> Policy:
    return Policy._of(_core.Policy.from_state(state))  # pyright: ignore[reportPrivateUsage]


def settled(policy: Policy | str | PathLike[str] | None, settings: PolicySettings) -> Policy:
    """Return the policy (or that of a file), with settings laid over it."""
    if policy is None:
        return Policy(**settings)
    if isinstance(cast("object", policy), Mapping):
        message = "the keys of a policy are keywords: pair(people, **settings), or pair(people, Policy(**settings))"
        raise TypeError(message)
    if policy in AIMS and not Path(cast("str", policy)).exists():
        message = f"there is no policy file {policy!r}: the aim of that name is Policy.aim({policy!r})"
        raise FileNotFoundError(message)
    if not isinstance(policy, Policy):
        policy = Policy.from_toml(policy, custom=settings.get("custom"))
    return policy.replace(**settings) if settings else policy
