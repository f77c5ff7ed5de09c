"""Measure whole summaries: time, growth and memory, beside scikit-learn's grouping alone.

usage: summary.py [--quick]    ARC_BENCH_BUILD names the build tree

The shares are made from the labelled statements of ARC_SHARED_DATA, varied by a seed, with
outcomes, commitments, barriers, measured figures and corrections (bench-summary.c). The baseline
does less than a summary: it groups the same statements, by TF-IDF and average linkage. Exits 1 if
something does not hold.
"""

import os
import subprocess
import sys
import tempfile

from grouping import BASELINE_SIZE, BUILD, NEAR_LINEAR, RUNS, STATEMENTS, link, perturbed, read, table

TOOL = os.path.join(BUILD, "tests", "bench", "bench-summary")
SIZES = (1_000, BASELINE_SIZE, 10_000, 100_000)


def run_ours(path, shares):
    """What bench-summary prints, by name."""
    done = subprocess.run([TOOL, path, str(shares)], stdout=subprocess.PIPE, text=True, check=True)
    return {name: float(value) for name, value in (line.split() for line in
                                                   done.stdout.splitlines())}


def measure(path, shares):
    """The median run."""
    runs = RUNS if shares <= 10_000 else 1
    return sorted((run_ours(path, shares) for _ in range(runs)), key=lambda run: run["fresh"])[runs // 2]


def growth(figures, shares, name):
    """How much longer a share takes than among a tenth as many."""
    before = figures.get(shares // 10)
    return figures[shares][name] / before[name] / 10 if before else None


def main():
    if not os.path.exists(STATEMENTS):
        print(f"Summaries are left out: {STATEMENTS} is not there.")
        return 0
    sizes = [size for size in SIZES if "--quick" not in sys.argv or size <= 10_000]
    made = perturbed(read(STATEMENTS), max(sizes) + 1)
    figures, rows, holds = {}, [], True

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(row["text"] + "\n" for row in made))
        file.flush()
        for shares in sizes:
            ours = figures[shares] = measure(file.name, shares)
            beside = ""
            if shares == BASELINE_SIZE:
                texts = [row["text"] for row in made[:shares]]
                limit = sorted(link(texts)[1] for _ in range(RUNS))[RUNS // 2]
                beside = f"baseline {limit:.2f} s"
                holds &= ours["fresh"] / 1e6 < limit
            ratios = [growth(figures, shares, name) for name in ("fresh", "next")]
            # Below, what every summary costs is most of it.
            if ratios[0] is not None and shares > 10_000:
                holds &= max(ratios) <= NEAR_LINEAR
            rows.append((f"{shares:,}", f"{ours['fresh'] / 1e6:.2f} s",
                         f"{ours['fresh'] / shares:.0f} µs", f"{ours['next'] / 1e6:.2f} s",
                         " / ".join(f"{ratio:.2f} ×" for ratio in ratios) if ratios[0] else "",
                         f"{ours['inputs'] / 1024:.0f} MiB", f"{ours['peak'] / 1024:.0f} MiB", beside))
    table(("shares", "whole summary", "a share", "after one more", "growth a share", "shares alone",
           "at most", ""), rows)
    if not holds:
        print(f"Does not hold: faster than the baseline at {BASELINE_SIZE:,}, near-linear growth "
              f"(≤ {NEAR_LINEAR} × a share from 10,000 to 100,000).")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
