"""Power cuts: the disk is copied as it is at a random moment, without sync, and read again.

An ext4 image is mounted with a journal on it; while a worker saves and acknowledges, the image
file is copied: what the copy holds is what a disk would hold after the power went. The copy is
mounted elsewhere (the file system replays its log) and every acknowledged save must be there.
Needs root and mounting; is skipped, with the reason, where that is not allowed.
"""

import os
import signal
import subprocess
import tempfile
import time

from killing import (PATIENCE_S, is_long, kill, main_guard, read_acknowledged, read_first,
                     read_waiting, seeded, start_worker, verify)

IMAGE_MIB = 512
MODES = ("save", "draft", "import")


class Mount:
    """An image, mounted; loop device and all are given back."""

    def __init__(self, image, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mount", "-o", "loop", image, folder], check=True, stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, timeout=PATIENCE_S)

    def __enter__(self):
        return self.folder

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=False, timeout=PATIENCE_S)


def make_image(path):
    with open(path, "wb") as image:
        image.truncate(IMAGE_MIB << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", path], check=True, stdout=subprocess.PIPE,
                   stderr=subprocess.STDOUT)


def why_not(folder):
    """Why mounting does not work here, or None."""
    if os.geteuid() != 0:
        return "mounting a disk image needs root"
    image = os.path.join(folder, "try.img")
    try:
        make_image(image)
        with Mount(image, os.path.join(folder, "try")):
            return None
    except FileNotFoundError as missing:
        return f"{missing.filename} is not installed"
    except subprocess.CalledProcessError as refused:
        return "mounting is not allowed here: " + refused.stdout.decode(errors="replace").strip()


def look_at_copy(folder, copy, said):
    """What is wrong with the journal on the copied disk, or None."""
    with Mount(copy, os.path.join(folder, "after")) as after:
        return verify(os.path.join(after, "arc", "journal.db"), said, alive=True)


def cut(folder, rng, mode, moments):
    """Some moments of one worker's life; the reason of the first failure, and how many were seen."""
    image, copy = os.path.join(folder, "disk.img"), os.path.join(folder, "cut.img")

    make_image(image)
    with Mount(image, os.path.join(folder, "disk")) as disk:
        worker = start_worker(mode, os.path.join(disk, "arc", "journal.db"), rng.randrange(1 << 30))
        try:
            said = read_first(worker)
            for moment in range(moments):
                said += read_acknowledged(worker, time.monotonic() + rng.uniform(0, 0.25))
                # A disk loses its power at one moment; nothing may be written while it is copied.
                worker.send_signal(signal.SIGSTOP)
                if not os.WIFSTOPPED(os.waitpid(worker.pid, os.WUNTRACED)[1]):
                    return "the worker ended by itself", moment + 1
                said += read_waiting(worker)
                subprocess.run(["cp", "--sparse=always", image, copy], check=True)
                worker.send_signal(signal.SIGCONT)
                wrong = look_at_copy(folder, copy, said)
                if wrong:
                    return wrong, moment + 1
        finally:
            kill(worker)
    return None, moments


def main(tap):
    rng = seeded()
    moments = int(os.environ.get("ARC_CUTS") or (60 if is_long() else 12))

    with tempfile.TemporaryDirectory() as folder:
        reason = why_not(folder)
        if reason:
            tap.skip("power cuts", reason)
            return
        for mode in MODES:
            wrong, seen = cut(folder, rng, mode, max(1, moments // len(MODES)))
            tap.result(wrong is None, f"power cut {seen} times during {mode}", wrong or "")


main_guard(main)
