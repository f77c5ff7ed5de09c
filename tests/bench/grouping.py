"""Measure the grouping of statements beside scikit-learn's TF-IDF with average linkage.

usage: grouping.py [--quick] [--quality] [--labels N --each M [--seed S]] [FILE...]
       ARC_BENCH_BUILD names the build tree

Each FILE holds JSON Lines with "id", "text" and "label" (labelled.py makes some of what Debian has).
Without any, the labelled statements of ARC_SHARED_DATA are taken. All of them, and parts with other
numbers of labels and statements, since one setting has to suit all; or, with --labels and --each,
N labels with M statements at most, chosen by S. Then, unless --quality is given, times and memory
at 1,000 to 100,000 statements that are made from the first. The baseline gets the threshold at which
it is best for the very labels that it is judged by. Exits 1 if something does not hold.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score

BUILD = os.environ["ARC_BENCH_BUILD"]
ARCJ = os.path.join(BUILD, "src", "cli", "arcj")
SHARED = os.environ.get("ARC_SHARED_DATA", os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "data"))
STATEMENTS = os.path.join(SHARED, "clinc150-statements.jsonl")
HOLD_F1 = 0.55
BASELINE_SIZE = 5_000
# The baseline compares all with all; more would not fit into memory.
BASELINE_MOST = 6_000
# Time per statement may grow by this much while statements become ten times as many.
NEAR_LINEAR = 2.5
RUNS = 3


def b_cubed(labels, groups):
    """Precision, recall and F1 by Bagga and Baldwin (1998)."""
    labels = np.unique(labels, return_inverse=True)[1]
    groups = np.unique(groups, return_inverse=True)[1]
    n = len(labels)
    table = coo_matrix((np.ones(n), (labels, groups))).tocsr()
    squares = table.multiply(table)
    precision = (squares @ (1 / np.asarray(table.sum(0)).ravel())).sum() / n
    recall = ((1 / np.asarray(table.sum(1)).ravel()) @ squares).sum() / n
    return precision, recall, 2 * precision * recall / (precision + recall)


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# In a small process of its own: what a child holds is counted from its parent's memory on.
WATCH = """
import os, sys, time
begin = time.monotonic()
child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(time.monotonic() - begin, usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run_ours(rows):
    """Groups in the order of rows, seconds of the whole process, its memory in KiB."""
    given = "".join(json.dumps({"id": f"s{number:07}", "text": row["text"]}) + "\n"
                    for number, row in enumerate(rows))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(given)
        file.flush()
        done = subprocess.run([sys.executable, "-S", "-c", WATCH, ARCJ, "group", file.name],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"arcj group failed: {done.stderr}")
    seconds, memory = done.stderr.split()
    return ([json.loads(line)["cluster"] for line in done.stdout.splitlines()], float(seconds),
            int(memory))


def link(texts):
    """The tree of average linkage over distances of cosine, and the seconds it took."""
    begin = time.monotonic()
    vectors = TfidfVectorizer().fit_transform(texts)
    distances = 1 - (vectors @ vectors.T).toarray()
    upper = np.maximum(distances[np.triu_indices(len(texts), 1)], 0)
    tree = linkage(upper, "average")
    return tree, time.monotonic() - begin


def run_baseline(rows):
    """As run_ours(), at the threshold that suits these labels best."""
    tree, seconds = link([row["text"] for row in rows])
    labels = [row["label"] for row in rows]
    cuts = [fcluster(tree, cut, "distance") for cut in np.arange(0.5, 1.0, 0.02)]
    return max(cuts, key=lambda groups: b_cubed(labels, groups)[2]), seconds


def part(rows, n_labels, most, seed):
    """Some labels, each with so many statements at most."""
    chance = random.Random(seed)
    by_label = {}
    for row in rows:
        by_label.setdefault(row["label"], []).append(row)
    chosen = chance.sample(sorted(by_label), min(n_labels, len(by_label)))
    return [row for i, label in enumerate(chosen)
            for row in chance.sample(by_label[label], min(most(i), len(by_label[label])))]


def parts(rows):
    yield "all", rows
    for n_labels, most in ((10, 30), (30, 10), (150, 2), (50, 20), (150, 7), (30, 30)):
        yield f"{n_labels} × {most}", part(rows, n_labels, lambda _, m=most: m, n_labels + most)
    yield "60, of falling size", part(rows, 60, lambda i: max(1, int(30 / (1 + 0.3 * i))), 60)


def perturbed(rows, n, seed=1):
    """Statements like these: words left out, or taken from others of the label or of all."""
    chance = random.Random(seed)
    words = {}
    everything = []
    for row in rows:
        words.setdefault(row["label"], []).extend(row["text"].split())
        everything += row["text"].split()
    made = []
    for _ in range(n):
        row = chance.choice(rows)
        text = []
        for word in row["text"].split():
            draw = chance.random()
            if draw < 0.12:
                continue
            if draw < 0.24:
                word = chance.choice(words[row["label"]])
            elif draw < 0.36:
                word = chance.choice(everything)
            text.append(word)
        made.append({"text": " ".join(text) or row["text"], "label": row["label"]})
    return made


def table(titles, rows):
    widths = [max(len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]
    for row in [titles, ["-" * width for width in widths], *rows]:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
    print()


def judge(labels, groups):
    scores = b_cubed(labels, groups)
    return [*(f"{score:.3f}" for score in scores),
            f"{normalized_mutual_info_score(labels, groups):.3f}", f"{len(set(groups)):,}"]


def bench_quality(sets):
    rows = []
    holds = True
    for name, given, must in sets:
        labels = [row["label"] for row in given]
        ours, _, _ = run_ours(given)
        rows.append((name, f"{len(given):,}", f"{len(set(labels)):,}", "ours", *judge(labels, ours)))
        if len(given) <= BASELINE_MOST:
            baseline, _ = run_baseline(given)
            rows.append(("", "", "", "baseline", *judge(labels, baseline)))
        if must and b_cubed(labels, ours)[2] < HOLD_F1:
            holds = False
    table(("labels × statements", "statements", "labels", "", "B³ precision", "recall", "F1", "NMI",
           "groups"), rows)
    return holds


def bench_time(base, sizes):
    rows = []
    holds = True
    before = None
    for size in sizes:
        given = perturbed(base, size)
        runs = RUNS if size <= 10_000 else 1
        measured = sorted(run_ours(given)[1:] for _ in range(runs))
        seconds, memory = measured[runs // 2]
        beside = ""
        if size == BASELINE_SIZE:
            limit = sorted(link([row["text"] for row in given])[1] for _ in range(RUNS))[RUNS // 2]
            beside = f"baseline {limit:.2f} s"
            holds &= seconds < limit
        growth = ""
        if before is not None and size == before[0] * 10:
            ratio = seconds / before[1] / 10
            growth = f"{ratio:.2f} × a statement"
            holds &= before[0] < 10_000 or ratio <= NEAR_LINEAR
        if size in (1_000, 10_000, 100_000):
            before = (size, seconds)
        rows.append((f"{size:,}", f"{seconds:.2f} s", f"{seconds / size * 1e6:.0f} µs",
                     f"{memory / 1024:.0f} MiB", growth, beside))
    table(("statements", "whole arcj group", "each", "memory", "ten times as many", ""), rows)
    return holds


def parse():
    parser = argparse.ArgumentParser(description="Measure the grouping of statements.")
    parser.add_argument("files", metavar="FILE", nargs="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--labels", type=int)
    parser.add_argument("--each", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if (given.labels is None) != (given.each is None):
        parser.error("--labels and --each go together")
    return given


def main():
    given = parse()
    sets = []

    if not given.files and not os.path.exists(STATEMENTS):
        print(f"Grouping is left out: {STATEMENTS} is not there.")
        return 0
    for path in given.files or [STATEMENTS]:
        rows = read(path)
        title = os.path.splitext(os.path.basename(path))[0] + " " if given.files else ""
        chosen = parts(rows) if given.labels is None else [
            (f"{given.labels} × {given.each}",
             part(rows, given.labels, lambda _: given.each, given.seed))]
        sets += [(title + name, some, not given.files and name == "all") for name, some in chosen]
    holds = bench_quality(sets)
    if not given.quality:
        holds &= bench_time(read((given.files or [STATEMENTS])[0]), (1_000, 5_000, 10_000) if
                            given.quick else (1_000, 5_000, 10_000, 30_000, 100_000))
    if not holds:
        print(f"Does not hold: B³ F1 ≥ {HOLD_F1} on all statements, faster than the baseline at "
              f"{BASELINE_SIZE:,}, near-linear growth.")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
