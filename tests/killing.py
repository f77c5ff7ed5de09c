"""What kill.py, power-cut.py and full-disk.py share: TAP, seeds, workers that are killed."""

import os
import random
import select
import signal
import subprocess
import sys
import time

WORKER = os.environ.get("ARC_KILL_WORKER", "")
ARCJ = os.environ.get("ARC_ARCJ", "")
# Nothing may take longer; what does is a failure.
PATIENCE_S = 60


class Tap:
    """Test results in the Test Anything Protocol."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, good, name, comment=""):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}", flush=True)
        for line in comment.splitlines():
            print(f"# {line}", flush=True)

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}", flush=True)

    def done(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0


def seeded():
    """The random numbers of this run; ARC_SEED repeats one."""
    seed = int(os.environ.get("ARC_SEED") or random.SystemRandom().randrange(1 << 31))
    print(f"# seed {seed}: repeat with ARC_SEED={seed}", flush=True)
    return random.Random(seed)


def is_long():
    return bool(os.environ.get("ARC_SOAK"))


def start_worker(mode, journal, seed):
    return subprocess.Popen([WORKER, "work", mode, journal, str(seed)], stdout=subprocess.PIPE)


def read_acknowledged(worker, until):
    """What the worker said until that moment (monotonic seconds)."""
    said = b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([worker.stdout], [], [], left)[0]:
            break
        piece = os.read(worker.stdout.fileno(), 65536)
        if not piece:
            raise RuntimeError(f"the worker ended by itself with {worker.wait()}")
        said += piece
    return said


def read_waiting(worker):
    """What the worker has said by now; it must have been stopped."""
    said = b""
    while select.select([worker.stdout], [], [], 0)[0]:
        said += os.read(worker.stdout.fileno(), 65536)
    return said


def read_first(worker):
    """What the worker said up to its first line."""
    said = read_line = b""
    end = time.monotonic() + PATIENCE_S
    while b"\n" not in said:
        if not select.select([worker.stdout], [], [], max(0, end - time.monotonic()))[0]:
            raise RuntimeError("the worker did nothing")
        read_line = os.read(worker.stdout.fileno(), 65536)
        if not read_line:
            raise RuntimeError(f"the worker ended by itself with {worker.wait()}")
        said += read_line
    return said


def kill(worker):
    """Kill it, and return what it had said before."""
    worker.send_signal(signal.SIGKILL)
    said = worker.stdout.read()
    worker.wait()
    return said


def verify(journal, said, alive=False):
    """None if every promise holds, else what is wrong."""
    done = subprocess.run([WORKER, "verify-alive" if alive else "verify", journal], input=said, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=PATIENCE_S, check=False)
    if done.returncode == 0:
        return None
    return done.stdout.decode(errors="replace").strip() or f"verify ended with {done.returncode}"


def clean(journal):
    """What arcj check says against the journal, or None."""
    done = subprocess.run([ARCJ, "--journal", journal, "check"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=PATIENCE_S, check=False)
    return None if done.returncode == 0 else done.stdout.decode(errors="replace")


def main_guard(function):
    """Run a test's main function; a surprise is a failure with its reason."""
    tap = Tap()
    try:
        function(tap)
    except Exception as surprise:  # pylint: disable=broad-except
        tap.result(False, "runs to its end", f"{type(surprise).__name__}: {surprise}")
    sys.exit(tap.done())
