"""Commands run under strace: which calls they make, and what happens when one of them kills them or fails."""
import os
import re
import signal
import subprocess
import tempfile

LINE = re.compile(r"^(?:\d+ +)?(\w+)\(")


def run(command, *, options=(), env=None, timeout=60):
    """Runs the command under strace with these options."""
    with tempfile.NamedTemporaryFile("r", prefix="strace-", errors="replace") as log:
        traced = subprocess.run(["strace", "-f", "-qq", "-o", log.name, *options, *map(str, command)],
                                env={**os.environ, **(env or {})}, capture_output=True, timeout=timeout)
        return traced, log.read().splitlines()


def calls_from(marker, command, **how):
    """Every call of a run from the first that names `marker` on, as (name, which call of that name it is)."""
    traced, lines = run(command, **how)
    assert traced.returncode == 0, traced.stderr.decode()
    calls = numbered_from(marker, lines)
    assert calls, f"no call of {command} names {marker}"
    return calls


def numbered_from(marker, lines):
    """The calls of these lines of strace from the first that names `marker` on."""
    counts, calls, begun = {}, [], False
    for line in lines:
        match = LINE.match(line)
        if not match or match[1] == "execve":
            continue
        counts[match[1]] = counts.get(match[1], 0) + 1
        begun = begun or marker in line
        if begun:
            calls.append((match[1], counts[match[1]], line))
    return calls


def to_kill_at(call):
    """The options by which strace kills a command just before that call."""
    name, count, _ = call
    return [f"--trace={name}", f"--inject={name}:signal=KILL:when={count}"]


def killed_at(call, command, **how):
    """Runs the command until just before that call, where it is killed."""
    traced, _ = run(command, options=to_kill_at(call), **how)
    assert traced.returncode == -signal.SIGKILL, f"not killed at {call[2]}: {traced.returncode} {traced.stderr.decode()}"


def failing_at(call, error, command, **how):
    """Runs the command with that call and the later ones of its name failing."""
    name, count, _ = call
    traced, _ = run(command, options=[f"--trace={name}", f"--inject={name}:error={error}:when={count}+"], **how)
    return traced


# A program killed before one of the others leaves what it would have left at the next of these.
CHANGING = {"openat", "write", "pwrite64", "fsync", "fallocate", "ftruncate", "fchown", "fchmod", "fsetxattr", "flock",
            "rename", "link", "symlink", "unlink", "mkdir", "utimensat", "close", "exit_group"}


def found_after_every_kill(marker, prepare, look, every=1, names=None, **how):
    """prepare() sets the scene anew and gives a command, which is killed at each of its calls from the first that names
    `marker` on (at one out of `every`; at those of `names` alone); look(call) then gives a word for what is left. Gives
    these words in order."""
    found = []
    calls = [call for call in calls_from(marker, prepare(), **how) if names is None or call[0] in names]
    for call in calls[::every]:
        killed_at(call, prepare(), **how)
        found.append(look(call[2]))
    return found
