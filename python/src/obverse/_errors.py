"""What is raised, with the problems as data."""

from __future__ import annotations

import json
from typing import Any, Self

from obverse._problems import Problem, Problems


class ObverseError(Exception):
    """Anything that this package raises of its own; `problems` says why, as data."""

    problems: Problems

    def __init__(self, message: str, problems: Problems | None = None) -> None:
        super().__init__(message)
        self.problems = Problems() if problems is None else problems

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (str(self), self.problems))

    @classmethod
    def from_core(cls, message: str, problems: str) -> Self:
        """Make the error of these problems, given as JSON."""
        return cls(message, Problems(Problem(problem) for problem in json.loads(problems)))

    def _repr_html_(self) -> str:
        return self.problems._repr_html_()  # pyright: ignore[reportPrivateUsage]


class InputError(ObverseError, ValueError):
    """The people, or people and policy together, have errors: every one that was found."""


class PolicyError(InputError):
    """The policy has errors: unknown keys with the nearest known one, values out of range."""


class InternalError(ObverseError, RuntimeError):
    """A defect of this package: please report it."""


def frame_error(table: str, column: str | None, text: str, rows: list[int] | None = None) -> InputError:
    """Make the error of a data frame that cannot become a table (code `frame_column`). It repeats no value."""
    problem = Problem(code="frame_column", severity="error", file=table, rows=rows or [], column=column, value=None, text=text)
    return InputError(str(problem), Problems([problem]))


def route_error(route: str, text: str) -> InputError:
    """Make the error of a route that cannot be taken (code `unknown_route`)."""
    problem = Problem(code="unknown_route", severity="error", file="", rows=[], column=None, value=route, text=text)
    return InputError(str(problem), Problems([problem]))
