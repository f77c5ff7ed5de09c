"""Make the journals that are missing, measure, print one table.

usage: measure.py SEED ENTRIES...    on an X display; ARC_BENCH_BUILD names the build tree

Times are medians of runs in turns with the limit they are compared with; ratios depend little on
the machine, the figures themselves do. Exits 1 if something does not hold.
"""

import os
import subprocess
import sys
import time

BUILD = os.environ["ARC_BENCH_BUILD"]
TOOLS = os.path.join(BUILD, "tests", "bench")
ARCJ = os.path.join(BUILD, "src", "cli", "arcj")
WINDOW = os.path.join(BUILD, "src", "app", "arc-journal")
REMINDERS = os.path.join(BUILD, "src", "notify", "arc-journal-reminders")
FOLDER = os.path.join(BUILD, "journals")
WINDOW_RUNS = 9
IMPORT_ENTRIES = 100_000
TEAM_SHARES = 20_000
REVIEW_SHARES = 5_000
REVIEW_RUNS = 3
# What a person takes for at once.
STALL_MS = 100
# Twenty thousand durable shares take minutes on a disk, and none of them is measured.
SHARED_MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else FOLDER
SETTLE_S = 5
IDLE_S = 60

rows = []


def tool(name, *arguments, **keywords):
    """Run one of our tools; what it prints."""
    command = [os.path.join(TOOLS, name), *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, **keywords)
    return done.stdout


def add(what, entries, ours, limit, unit, hold, holds):
    ratio = f"{ours / limit:.2f}" if limit else ""
    rows.append((what, f"{entries:,}", f"{ours:,.2f} {unit}", f"{limit:,.2f} {unit}" if limit else "",
                 ratio, hold, "yes" if holds else "NO"))


def made(kind, seed, entries):
    """The cached journal or raw store of that size."""
    path = os.path.join(FOLDER, f"{kind}-{seed}-{entries}.db")
    if not os.path.exists(path):
        print(f"Making {kind} of {entries:,} entries …", file=sys.stderr, flush=True)
        part = path + ".part"
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(part + suffix):
                os.remove(part + suffix)
        tool("generate", entries, seed, "--" + kind, part)
        os.rename(part, path)
    return path


def figures(text):
    """Lines of "name ours limit", times in microseconds."""
    for line in text.splitlines():
        name, ours, limit = line.split()
        yield name, float(ours), float(limit)


def bench_store(seed, entries, found):
    journal, raw = made("journal", seed, entries), made("raw", seed, entries)
    words = {"rare": "a rare word", "middle": "a word in 1 of 100", "common": "the commonest word"}

    for name, ours, limit in figures(tool("bench-store", "search", journal, raw)):
        word = words[name.split("-")[1]]
        add(f"search, {word}, newest 50", entries, ours / 1000, limit / 1000, "ms", "≤ 1.5 ×",
            ours <= 1.5 * limit)
        # A word in 1 of 100 is in fewer than 50 entries of the smallest journal.
        if "middle" not in name:
            found.setdefault(word, []).append((entries, ours))
    for name, ours, limit in figures(tool("bench-store", "process", journal, ARCJ)):
        add(f"whole arcj search, {words[name.split('-')[1]]}", entries, ours / 1000, limit / 1000,
            "ms", "≤ 10 ms", ours <= limit)
    # Saving changes the store, so it happens to copies.
    copies = [os.path.join(FOLDER, name) for name in ("save.journal", "save.raw")]
    for source, copy in zip((journal, raw), copies):
        subprocess.run(["cp", "--reflink=auto", source, copy], check=True)
    subprocess.run(["sync"], check=True)
    for _, ours, limit in figures(tool("bench-store", "save", *copies)):
        add("one durable save", entries, ours / 1000, limit / 1000, "ms", "≤ 1.5 ×",
            ours <= 1.5 * limit)
    for copy in copies:
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(copy + suffix):
                os.remove(copy + suffix)


def bench_window(seed, entries, found):
    environment = dict(os.environ, ARC_JOURNAL=made("journal", seed, entries))
    printed = tool("bench-window", WINDOW_RUNS, os.path.join(TOOLS, "bare-window"), WINDOW,
                   env=environment)
    bare, ours = [[float(n) for n in line.split()] for line in printed.splitlines()]
    add("start: first frame painted", entries, ours[0] / 1000, bare[0] / 1000, "ms", "≤ 1.5 ×",
        ours[0] <= 1.5 * bare[0])
    add("start: picture at rest", entries, ours[1] / 1000, bare[1] / 1000, "ms", "flat", True)
    add("memory after start (private dirty)", entries, ours[2] / 1024, bare[2] / 1024, "MiB",
        "≤ + 25 MiB", ours[2] - bare[2] <= 25 * 1024)
    # Counts pages of shared libraries as a whole where nobody else maps them: for information.
    add("memory after start (PSS)", entries, ours[3] / 1024, bare[3] / 1024, "MiB", "", True)
    found.setdefault("start", []).append((entries, ours[0]))
    found.setdefault("start, at rest", []).append((entries, ours[1]))


def idle(command, seconds):
    """What a program holds when it has come to rest, in KiB, and how often it wakes after that."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def wake_ups():
        tasks = f"/proc/{process.pid}/task"
        status = [open(os.path.join(tasks, task, "status"), encoding="ascii").read()
                  for task in os.listdir(tasks)]
        return sum(int(text.split("\nvoluntary_ctxt_switches:")[1].split()[0]) for text in status)

    try:
        time.sleep(SETTLE_S)
        before = wake_ups()
        time.sleep(seconds)
        after = wake_ups()
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as rollup:
            held = int(rollup.read().split("Private_Dirty:")[1].split()[0])
    finally:
        process.terminate()
        process.wait()
    return held, after - before


def bench_daemon(seed, entries):
    journal = made("journal", seed, entries)
    bare, _ = idle([os.path.join(TOOLS, "bare-daemon"), journal], 0)
    ours, wakes = idle([REMINDERS, "--journal", journal], IDLE_S)
    add("reminder daemon, private dirty", entries, ours / 1024, bare / 1024, "MiB", "≤ 6 MiB",
        ours <= 6 * 1024)
    add("reminder daemon, wake-ups a minute", entries, wakes, 0, "", "0", wakes == 0)


def bench_import(seed):
    jsonl = os.path.join(FOLDER, f"import-{seed}.jsonl")
    if not os.path.exists(jsonl):
        with open(jsonl, "w", encoding="utf-8") as out:
            subprocess.run([os.path.join(TOOLS, "generate"), str(IMPORT_ENTRIES), str(seed)],
                           check=True, stdout=out)
    for _, ours, limit in figures(tool("bench-store", "import", jsonl, FOLDER, IMPORT_ENTRIES, seed,
                                       ARCJ)):
        add("import of JSON Lines", IMPORT_ENTRIES, ours / 1e6, limit / 1e6, "s", "≤ 2.5 ×",
            ours <= 2.5 * limit)


def bench_team():
    """Sync through a folder: the first pull, one with nothing to do, one new share."""
    # What is not compared by ratio may take so many milliseconds more. Beside the scan: opening the
    # journal's tables, the roster and the keys; beside the idle one: writing, and looking at what the
    # published summaries quote. All of that is flat.
    times = {"pull": ("first pull of all shares", 1e6, "s", 2.5, 0),
             "idle": ("sync with nothing to do, beside a scan of the folder", 1000, "ms", 0, 10),
             "change": ("sync after one answer of one's own, beside an idle one", 1000, "ms", 0, 50)}
    for name, ours, limit in figures(tool("bench-team", TEAM_SHARES,
                                          env=dict(os.environ, TMPDIR=SHARED_MEMORY))):
        if name == "one":
            add("written for one new share", TEAM_SHARES, ours / 1024, limit / 1024, "KiB",
                "two segments", ours <= limit)
            continue
        what, scale, unit, hold, more = times[name]
        holds = ours <= hold * limit if hold else ours <= limit + more * 1000
        add(what, TEAM_SHARES, ours / scale, limit / scale, unit,
            f"≤ {hold} ×" if hold else f"≤ + {more} ms", holds)


def bench_review():
    """How long the window stands still around a summary: the best of some runs, for each step."""
    names = {"open": "opening the page", "draft": "making a draft", "evidence": "opening a line",
             "merge-dialog": "asking what to merge", "drop": "dropping a line",
             "publish-dialog": "asking whether to publish", "publish": "publishing",
             "read": "reading it"}
    modules = ":".join(os.path.join(BUILD, "src", name) for name in ("calendar", "review", "team"))
    stalls = {}
    for _ in range(REVIEW_RUNS):
        printed = tool("bench-review", REVIEW_SHARES,
                       env=dict(os.environ, ARC_JOURNAL_MODULES=modules, ARC_KEYS="file",
                                TMPDIR=SHARED_MEMORY))
        lines = "\n".join(line for line in printed.splitlines() if not line.startswith("#"))
        for name, stall_us, _ in figures(lines):
            stalls.setdefault(name, []).append(stall_us / 1000)
    for name, found in stalls.items():
        add(f"summary, the window stands still: {names[name]}", REVIEW_SHARES, min(found), STALL_MS,
            "ms", f"≤ {STALL_MS} ms", min(found) <= STALL_MS)


def judge_flat(found):
    """The largest journal beside the smallest: the same time but for noise."""
    for what, times in found.items():
        smallest, largest = min(times), max(times)
        if smallest[0] != largest[0]:
            add(f"flat: {what}", largest[0], largest[1] / 1000, smallest[1] / 1000, "ms",
                "≤ 1.5 × or + 1 ms", largest[1] <= max(1.5 * smallest[1], smallest[1] + 1000))


def print_table():
    titles = ("what", "entries", "ours", "limit", "ratio", "hold", "ok")
    widths = [max(len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]
    for row in [titles, ["-" * width for width in widths], *rows]:
        cells = [cell.ljust(width) if i in (0, 5) else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def main():
    seed, sizes = int(sys.argv[1]), [int(n) for n in sys.argv[2:]]
    found = {}

    os.makedirs(FOLDER, exist_ok=True)
    for entries in sizes:
        made("journal", seed, entries)
        made("raw", seed, entries)
    if os.path.exists(os.path.join(TOOLS, "bench-window")):
        for entries in sizes:
            bench_window(seed, entries, found)
    else:
        print("The window is left out: libX11's headers are not installed.", file=sys.stderr)
    for entries in sizes:
        bench_store(seed, entries, found)
    bench_daemon(seed, sizes[-1])
    bench_import(seed)
    bench_team()
    bench_review()
    judge_flat(found)
    print_table()
    return 0 if all(row[-1] == "yes" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
