"""Full matchings of least weight in sparse matrices: `obverse.lap` beside SciPy, on the same matrices.

    make versus                                                     # once: builds the wheel, installs it and the peers
    .venv-versus/bin/python benches/sparse.py --seeds 21,22,23
    .venv-versus/bin/python benches/sparse.py --seeds "" --instance assignp800.txt

A planted matrix has so many arcs a row at random, of whole weights from 1 to below a bound, and a full matching among them. An instance is
a file of OR-Library's `assignp` (J. E. Beasley): the number of rows, then row, column and cost of each arc; it may be gzipped. Totals must
agree. Wall seconds, medians; the ratio is SciPy / ours: above 1 we are faster.
"""

import argparse
import gzip
import statistics
import time
from pathlib import Path

import numpy as np
import obverse.lap
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def planted(rows, arcs, below, seed):
    random = np.random.default_rng(seed)
    cols = random.integers(0, rows, size=(rows, arcs))
    cols[:, 0] = random.permutation(rows)
    weights = random.integers(1, below, size=(rows, arcs)).astype(float)
    starts = np.arange(0, rows * arcs + 1, arcs)
    matrix = csr_matrix((weights.ravel(), cols.ravel(), starts), shape=(rows, rows))
    matrix.sum_duplicates()
    return matrix


def instance(path):
    stored = path.read_bytes()
    text = gzip.decompress(stored) if path.suffix == ".gz" else stored
    rows, *arcs = map(int, text.split())
    row, col, cost = np.array(arcs).reshape(-1, 3).T
    return csr_matrix((cost.astype(float), (row - 1, col - 1)), shape=(rows, rows))


def timed(solver, matrix, rounds):
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        rows, cols = solver(matrix)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), matrix[rows, cols].sum()


def compare(name, matrix, rounds):
    scipy, expected = timed(min_weight_full_bipartite_matching, matrix, rounds)
    ours, total = timed(obverse.lap.min_weight_full_bipartite_matching, matrix, rounds)
    assert total == expected, f"{name}: {total} and {expected}"
    print(f"| {name} | {ours:.4f} | {scipy:.4f} | **{scipy / ours:.2f}** |", flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--arcs", type=int, default=10, help="of each row")
    parser.add_argument("--below", type=int, default=1_000_000, help="a bound of the weights")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--instance", type=Path, action="append", default=[])
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    print("| matrix | obverse | scipy | ratio |\n|---|---|---|---|")
    for seed in filter(None, arguments.seeds.split(",")):
        matrix = planted(arguments.rows, arguments.arcs, arguments.below, int(seed))
        compare(f"planted, seed {seed}", matrix, arguments.rounds)
    for path in arguments.instance:
        compare(path.name, instance(path), arguments.rounds)


if __name__ == "__main__":
    main()
