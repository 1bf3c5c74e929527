"""What criterion last measured, as Markdown tables: one for each group, in the order of their names.

    cargo bench -p obverse-benches && python benches/criterion_table.py [GROUP ...]

GROUP is the beginning of a group's name, such as `solve/` or `pipeline`; without any, all are shown. Times are criterion's medians, with
the ends of their 95 % confidence intervals. A group with more than one solver of the same instance also gets the ratio to `obverse-lap`.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

CRITERION = Path(__file__).resolve().parent.parent / "target" / "criterion"
OURS = "obverse-lap"


def measured() -> dict[str, list[tuple[str, dict]]]:
    """The benchmarks of each group with their estimates."""
    groups = defaultdict(list)
    for described in CRITERION.rglob("new/benchmark.json"):
        about = json.loads(described.read_text())
        estimates = json.loads((described.parent / "estimates.json").read_text())
        name = "/".join(part for part in (about["function_id"], about["value_str"]) if part)
        groups[about["group_id"]].append((name, estimates["median"]))
    return groups


def seconds(nanoseconds: float) -> str:
    """Three digits and a unit that suits them."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def by_size(benchmark: tuple[str, dict]) -> tuple:
    """Numbers within a name in the order of their values."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in benchmark[0].replace("x", "/").split("/"))


def table(benchmarks: list[tuple[str, dict]]) -> str:
    ours = dict(benchmarks).get(OURS)
    lines = ["| benchmark | median | 95 % |" + (" ratio |" if ours else ""), "|---|---|---|" + ("---|" if ours else "")]
    for name, median in sorted(benchmarks, key=by_size):
        between = median["confidence_interval"]
        ends = f"{seconds(between['lower_bound'])} – {seconds(between['upper_bound'])}"
        ratio = f" {median['point_estimate'] / ours['point_estimate']:.2f} |" if ours else ""
        lines.append(f"| {name} | {seconds(median['point_estimate'])} | {ends} |{ratio}")
    return "\n".join(lines)


def main(wanted: list[str]) -> None:
    for group, benchmarks in sorted(measured().items()):
        if not wanted or any(group.startswith(beginning) for beginning in wanted):
            print(f"### `{group}`\n\n{table(benchmarks)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
