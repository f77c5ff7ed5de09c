"""SIGKILL at random moments: the journal opens, is sound, and all that was acknowledged is there.

Needs ARC_KILL_WORKER and ARC_ARCJ. A short sample by default; with ARC_SOAK more, and with
ARC_KILLS as many as it says. ARC_SEED repeats a run.
"""

import os
import subprocess
import tempfile
import time

from killing import (ARCJ, PATIENCE_S, clean, is_long, kill, main_guard, read_acknowledged,
                     read_first, seeded, start_worker, verify)

MODES = ("save", "draft", "import", "create", "migrate")
JOURNAL_LASTS = 6  # kills, then a new journal
LINES = 4000


def kill_mode(tap, rng, mode, kills):
    """Work, kill, look; again and again on the same journal."""
    name = f"killed {kills} times during {mode}"
    journal, said, wrong = None, b"", None
    early = 0

    with tempfile.TemporaryDirectory() as folder:
        for i in range(kills):
            if i % JOURNAL_LASTS == 0:
                journal, said = os.path.join(folder, f"{i}.db"), b""
            worker = start_worker(mode, journal, rng.randrange(1 << 30))
            # One in five is killed before it has done anything, maybe while it opens.
            if rng.random() < 0.2:
                said += read_acknowledged(worker, time.monotonic() + rng.uniform(0, 0.02))
                early += 1
            else:
                said += read_first(worker)
                said += read_acknowledged(worker, time.monotonic() + rng.uniform(0, 0.06))
            said += kill(worker)
            wrong = verify(journal, said) or clean(journal)
            if wrong:
                break
    tap.result(wrong is None, name,
               f"kill {i + 1}: {wrong}" if wrong else f"{said.count(10)} lines acknowledged last, "
               f"{early} kills before the first")


def kill_together(tap, rng, kills):
    """Several programs write to one journal; all are killed, one after the other."""
    name = f"killed {kills} times while four programs write to one journal"
    wrong, said = None, b""

    with tempfile.TemporaryDirectory() as folder:
        journal = os.path.join(folder, "journal.db")
        for i in range(kills):
            workers = [start_worker(mode, journal, rng.randrange(1 << 30))
                       for mode in ("save", "save", "draft", "import")]
            said += b"".join(read_first(worker) for worker in workers)
            for worker in rng.sample(workers, len(workers)):
                said += read_acknowledged(worker, time.monotonic() + rng.uniform(0, 0.1))
                said += kill(worker)
            wrong = verify(journal, said) or clean(journal)
            if wrong:
                break
    tap.result(wrong is None, name,
               f"kill {i + 1}: {wrong}" if wrong else f"{said.count(10)} lines acknowledged")


def count(journal):
    done = subprocess.run([ARCJ, "--journal", journal, "list", "--limit", str(2 * LINES),
                           "--format", "jsonl"], stdout=subprocess.PIPE, timeout=PATIENCE_S,
                          check=True)
    return done.stdout.count(b"\n")


def kill_arcj_import(tap, rng, kills):
    """arcj import, killed: all of the file or nothing of it."""
    name = f"arcj import killed {kills} times: all or nothing"
    wrong, whole, nothing = None, 0, 0

    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "import.jsonl")
        with open(source, "w", encoding="utf-8") as out:
            for i in range(LINES):
                out.write(f'{{"action": "Line {i} of the file", "occurred_at": '
                          f'"2026-01-01T00:00:00.{i:06}Z", "tags": ["t{i % 7}"]}}\n')
        start = time.monotonic()
        first = os.path.join(folder, "first.db")
        subprocess.run([ARCJ, "--journal", first, "import", source], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        takes = time.monotonic() - start
        for i in range(kills):
            journal = os.path.join(folder, f"{i}.db")
            subprocess.run([ARCJ, "--journal", journal, "add", "--action", "Before"], check=True,
                           stdout=subprocess.DEVNULL)
            importer = subprocess.Popen([ARCJ, "--journal", journal, "import", source],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                done = importer.wait(rng.uniform(0, takes * 1.1)) == 0
            except subprocess.TimeoutExpired:
                importer.kill()
                done = importer.wait() == 0
            found = count(journal) - 1
            whole, nothing = whole + (found == LINES), nothing + (found == 0)
            if found not in (0, LINES) or (done and found != LINES):
                wrong = f"kill {i + 1}: {found} of {LINES} entries are there"
            wrong = wrong or clean(journal)
            if wrong:
                break
    tap.result(wrong is None, name, wrong or f"{whole} times all, {nothing} times nothing")


def main(tap):
    rng = seeded()
    kills = int(os.environ.get("ARC_KILLS") or (240 if is_long() else 44))
    for mode in MODES:
        kill_mode(tap, rng, mode, max(2, kills // len(MODES)))
    kill_together(tap, rng, max(3, kills // 8))
    kill_arcj_import(tap, rng, max(6, kills // 5))


main_guard(main)
