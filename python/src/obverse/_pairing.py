"""The verbs: pair, programme, compare."""

from __future__ import annotations

from os import PathLike
from typing import Any, Unpack

from obverse import _frame_in
from obverse._comparison import Comparison
from obverse._matching import Matching
from obverse._policy import Policy, PolicySettings, settled
from obverse._programme import Programme
from obverse._progress import Progress
from obverse._workforce import Workforce, read_workforce


def pair(
    workforce: Workforce | Any,
    policy: Policy | str | PathLike[str] | None = None,
    *,
    progress: Progress | None = None,
    threads: int | None = None,
    **settings: Unpack[PolicySettings],
) -> Matching:
    """Find the best pairs your rules allow, and prove that no others are better.

    In this order: fixed pairs are made; then as many people as possible get a partner (once for each role); then Σ points over
    the pairs made is as large as possible, where points = Σ over components of ⌊weight · measure + ½⌋ in whole points of
    1,000,000. Ineligible pairs are absent, never merely expensive.

    Args:
        workforce: the people; a data frame or the path of an export will do.
        policy: what counts and what is never done: a Policy, or the path of a `policy.toml`; the defaults if none is given.
        progress: called with (stage, steps done, steps in all) from this thread now and then, or "tqdm" for a bar.
        threads: how many threads work, 1 to 1024; the result does not depend on it.
        settings: keys of the policy, laid over it: `weights={"skill_gap": 0.5}`, `rules=…`, `seed=…`; see PolicySettings.

    The interpreter is free while it works; Ctrl-C stops it. What `progress` raises stops it too, and comes through.

    Raises:
        InputError: the people have errors, or people and policy together: every one at once, in `problems`.
        PolicyError: the policy has errors (an InputError too).

    Method and sources: the documentation of the Rust crates `obverse` and `obverse-lap` (Kuhn 1955; Jonker and Volgenant 1987).

    """
    return programme(workforce, policy, **settings).pair(progress=progress, threads=threads)


def programme(
    workforce: Workforce | Any, policy: Policy | str | PathLike[str] | None = None, **settings: Unpack[PolicySettings]
) -> Programme:
    """Join people and policy into a programme, for those who want the steps: explain, count rules, verify, then pair.

    Raises:
        InputError: every problem of the people, and of people and policy together.
        PolicyError: the policy has errors.

    """
    by = settled(policy, settings)
    people = _people(workforce)
    return Programme._of(people._inner.programme(by._inner), people._kind)  # pyright: ignore[reportPrivateUsage]


def compare(
    workforce: Workforce | Any,
    pairs: Any,
    policy: Policy | str | PathLike[str] | None = None,
    *,
    progress: Progress | None = None,
    threads: int | None = None,
    **settings: Unpack[PolicySettings],
) -> Comparison:
    """Score a list made by hand, name the pairs that break a rule, and put the best list beside it.

    Args:
        workforce: the people, as for `pair`.
        pairs: a data frame with columns junior and senior (or mentor and mentee), with ids or e-mails; a path; tuples of ids.
        policy: as for `pair`.
        progress: as for `pair`.
        threads: as for `pair`.
        settings: as for `pair`.

    Raises:
        InputError: problems of the people or of the list.

    """
    return pair(workforce, policy, progress=progress, threads=threads, **settings).compare(pairs)


def _people(workforce: Any) -> Workforce:
    if isinstance(workforce, Workforce):
        return workforce
    return Workforce.from_frame(workforce) if _frame_in.is_frame(workforce) else read_workforce(workforce)
