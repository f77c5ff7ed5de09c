"""No room, no right to write, no folder, somebody else's lock: arcj says it in a sentence, nothing is
lost, and when the cause is gone everything works.

What needs root and mounting is skipped, with the reason, where that is not allowed.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile

from killing import ARCJ, PATIENCE_S, main_guard

NOBODY = 65534
BIG = "word " * 40_000


def arcj(journal, *arguments, text=None, user=None, output=subprocess.PIPE):
    return subprocess.run([ARCJ, "--journal", journal, *arguments], input=text, stdout=output,
                          stderr=subprocess.PIPE, encoding="utf-8", timeout=PATIENCE_S, check=False,
                          user=user)


def entries(journal, user=None):
    done = arcj(journal, "list", "--limit", "100000", "--format", "jsonl", user=user)
    return done.stdout.count("\n") if done.returncode == 0 else f"list failed: {done.stderr}"


def unlike_a_sentence(done):
    """What is wrong with a failure: it has to be one line that a person can act on."""
    said = done.stderr.strip()
    if done.returncode != 1:
        return f"it ended with {done.returncode}, not with 1: {said}"
    # What the system said may stand at the end.
    whole = said.endswith((".", "?")) or said.count(": ") >= 2
    if "\n" in said or not whole or len(said) < 20:
        return f"not one sentence: {said!r}"
    if "sqlite" in said.lower() or "code " in said:
        return f"not a person's words: {said!r}"
    return None


def check(journal, expected, user=None):
    """None if the journal is sound and holds so many entries."""
    if (found := entries(journal, user)) != expected:
        return f"{found} entries instead of {expected}"
    done = arcj(journal, "check", user=user)
    return None if done.returncode == 0 else f"check: {done.stdout}{done.stderr}"


def new_journal(folder, n=3):
    journal = os.path.join(folder, "arc", "journal.db")
    for i in range(n):
        done = arcj(journal, "add", "--action", f"Entry {i}")
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
    return journal


class Disk:
    """A small file system of its own."""

    def __init__(self, top, kind, mib):
        self.folder = os.path.join(top, f"{kind}-{mib}")
        self.image = self.folder + ".img"
        self.kind, self.mib = kind, mib
        os.makedirs(self.folder)

    def mount(self, *options):
        if self.kind == "tmpfs":
            command = ["mount", "-t", "tmpfs", "-o", f"size={self.mib}m", "none"]
        else:
            if not os.path.exists(self.image):
                with open(self.image, "wb") as image:
                    image.truncate(self.mib << 20)
                subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", self.image], check=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            command = ["mount", "-o", ",".join(["loop", *options]), self.image]
        subprocess.run([*command, self.folder], check=True, stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, timeout=PATIENCE_S)

    def umount(self):
        subprocess.run(["umount", self.folder], check=False, timeout=PATIENCE_S)

    def __enter__(self):
        self.mount()
        return self

    def __exit__(self, *_):
        self.umount()

    def fill(self, leave):
        """Take all room but so many bytes."""
        name = os.path.join(self.folder, "filler")
        with open(name, "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 65536)
            except OSError:
                pass
            size = filler.tell()
            filler.truncate(max(0, size - leave))
        return name


def why_not(top):
    if os.geteuid() != 0:
        return "mounting a disk image needs root"
    try:
        with Disk(top, "ext4", 2):
            return None
    except FileNotFoundError as missing:
        return f"{missing.filename} is not installed"
    except subprocess.CalledProcessError as refused:
        return "mounting is not allowed here: " + refused.stdout.decode(errors="replace").strip()


def full(top, kind):
    """Whatever room is left: saving works or says that it does not, and nothing is half there."""
    with Disk(top, kind, 12) as disk:
        journal = new_journal(disk.folder)
        n, refused = 3, 0
        for leave in (0, 4096, 8192, 20_000, 60_000, 130_000, 260_000, 600_000):
            filler = disk.fill(leave)
            done = arcj(journal, "add", "--action", "-", text=BIG)
            if done.returncode == 0:
                n += 1
            else:
                refused += 1
                if wrong := unlike_a_sentence(done):
                    return wrong
                if "full" not in done.stderr:
                    return f"it does not say that the disk is full: {done.stderr}"
            # Without any room even reading may be impossible; with room nothing is lost.
            os.remove(filler)
            if wrong := check(journal, n):
                return f"after {leave} bytes were left: {wrong}"
        if refused == 0:
            return "the disk was never full"
        done = arcj(journal, "add", "--action", "Room again")
        return check(journal, n + 1) if done.returncode == 0 else done.stderr


def full_import(top):
    with Disk(top, "ext4", 13) as disk:
        journal = new_journal(disk.folder)
        source = os.path.join(top, "big.jsonl")
        with open(source, "w", encoding="utf-8") as out:
            for i in range(4000):
                out.write(f'{{"action": "Line {i} {BIG[:4000]}"}}\n')
        done = arcj(journal, "import", source)
        return unlike_a_sentence(done) or check(journal, 3)


def full_copies(top):
    """A backup and an export that do not fit leave what was there."""
    with Disk(top, "ext4", 4) as disk:
        journal = new_journal(os.path.join(top, "copies"))
        for _ in range(8):
            arcj(journal, "add", "--action", "-", text=BIG)
        for command, name in ((["backup"], "copy.db"), (["export", "--output"], "copy.jsonl")):
            target = os.path.join(disk.folder, name)
            with open(target, "w", encoding="utf-8") as old:
                old.write("an older copy")
            filler = disk.fill(100_000)
            done = arcj(journal, *command, target)
            os.remove(filler)
            if wrong := unlike_a_sentence(done):
                return f"{command[0]}: {wrong}"
            with open(target, encoding="utf-8") as old:
                if old.read() != "an older copy":
                    return f"{command[0]} spoiled the copy that was there"
            if left := [f for f in os.listdir(disk.folder) if f.startswith((".", "copy.db", "copy.jsonl"))
                        and f != name and f != "copy.db"]:
                return f"{command[0]} left {left}"
        return None


def full_output(top):
    journal = new_journal(os.path.join(top, "output"))
    with open("/dev/full", "w", encoding="utf-8") as full_device:
        for command in (["list"], ["export"], ["show", "0"], ["search", "entry"], ["stats"]):
            done = arcj(journal, *command, output=full_device)
            if wrong := unlike_a_sentence(done):
                return f"{command[0]}: {wrong}"
    return None


def works_for_reading(journal, n, user=None):
    for command in (["list"], ["search", "entry"], ["export"], ["stats"]):
        done = arcj(journal, *command, user=user)
        if done.returncode != 0:
            return f"{command[0]} does not work: {done.stderr}"
    return check(journal, n, user)


def refuses_writing(journal, user=None):
    done = arcj(journal, "add", "--action", "More", user=user)
    return unlike_a_sentence(done)


def read_only_disk(top):
    disk = Disk(top, "ext4", 10)
    with disk:
        journal = new_journal(disk.folder)
    disk.mount("ro")
    try:
        if wrong := works_for_reading(journal, 3) or refuses_writing(journal):
            return wrong
    finally:
        disk.umount()
    with disk:
        done = arcj(journal, "add", "--action", "More")
        return check(journal, 4) if done.returncode == 0 else done.stderr


def immutable_file(top):
    disk = Disk(top, "ext4", 11)
    with disk:
        journal = new_journal(disk.folder)
        subprocess.run(["chattr", "+i", journal], check=True, stderr=subprocess.PIPE)
        try:
            return works_for_reading(journal, 3) or refuses_writing(journal)
        finally:
            subprocess.run(["chattr", "-i", journal], check=False)


def not_ours(_):
    """A journal that another user may read, but not write; then not even read; then not reach."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        journal = new_journal(folder)
        os.chmod(folder, 0o755)
        os.chmod(os.path.dirname(journal), 0o755)
        os.chmod(journal, 0o644)
        if wrong := works_for_reading(journal, 3, NOBODY) or refuses_writing(journal, NOBODY):
            return wrong
        for path, mode in ((journal, 0o600), (os.path.dirname(journal), 0o700)):
            os.chmod(path, mode)
            done = arcj(journal, "list", user=NOBODY)
            if wrong := unlike_a_sentence(done):
                return wrong
            if "no journal" in done.stderr:
                return f"it is there: {done.stderr}"
        return None


def no_folder(top):
    """The folder cannot be made, or is gone."""
    with open(os.path.join(top, "file"), "w", encoding="utf-8"):
        pass
    done = arcj(os.path.join(top, "file", "journal.db"), "add", "--action", "x")
    if wrong := unlike_a_sentence(done):
        return wrong
    journal = new_journal(os.path.join(top, "gone"))
    shutil.rmtree(os.path.dirname(journal))
    done = arcj(journal, "list")
    if done.returncode == 0 and done.stdout == "":
        return None
    return unlike_a_sentence(done)


def locked(top):
    """Somebody else is writing, and does not stop."""
    journal = new_journal(os.path.join(top, "locked"))
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    wrong = works_for_reading_while_locked(journal)
    done = arcj(journal, "add", "--action", "More")
    wrong = wrong or unlike_a_sentence(done)
    other.execute("ROLLBACK")
    other.close()
    if wrong:
        return wrong
    done = arcj(journal, "add", "--action", "More")
    return check(journal, 4) if done.returncode == 0 else done.stderr


def works_for_reading_while_locked(journal):
    for command in (["list"], ["search", "entry"], ["export"]):
        done = arcj(journal, *command)
        if done.returncode != 0:
            return f"{command[0]} does not work: {done.stderr}"
    return None


def main(tap):
    mounting = {
        "full disk (ext4)": lambda top: full(top, "ext4"),
        "full disk (tmpfs)": lambda top: full(top, "tmpfs"),
        "import on a full disk": full_import,
        "backup and export to a full disk": full_copies,
        "read-only disk": read_only_disk,
        "immutable file": immutable_file,
    }
    rooted = {"somebody else's journal": not_ours}
    anybody = {"output that cannot be written": full_output, "no folder": no_folder,
               "locked by another program": locked}

    with tempfile.TemporaryDirectory() as top:
        reason = why_not(top)
        for name, test in {**mounting, **rooted, **anybody}.items():
            if name in mounting and reason:
                tap.skip(name, reason)
            elif name in rooted and os.geteuid() != 0:
                tap.skip(name, "acting as another user needs root")
            else:
                folder = os.path.join(top, str(tap.count))
                os.mkdir(folder)
                wrong = test(folder)
                tap.result(wrong is None, name, wrong or "")


main_guard(main)
