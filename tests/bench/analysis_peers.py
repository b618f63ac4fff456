"""Questions about bytes as whole commands beside the programs that others ask them with.

    python3 tests/bench/analysis_peers.py build/release/bin [ROUNDS [MIB]]

Each pair runs in turns on a file that is in the page cache. Printed are the medians of the processes' CPU seconds
(user and system) and of the ratio of each round: how many times as fast ours is. Programs that are not installed are
left out, and named.
"""
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

BIN = pathlib.Path(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
MIB = int(sys.argv[3]) if len(sys.argv) > 3 else 1024
OURS = str(BIN / "byteprism")
WORDS = [b"the ", b"of ", b"stride ", b"a ", b"picture ", b"\n", b"offset ", b"byte ", b"and ", b"prisms ", b"Buffer "]
COUNT = ("import sys, numpy; "
         "print(numpy.bincount(numpy.fromfile(sys.argv[1], numpy.uint8), minlength=256))")


def cpu_seconds(command):
    # Through a pipe: grep ends with the first hit where nobody reads them.
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env={**os.environ, "LC_ALL": "C"})
        while child.stdout.read(1 << 20):
            pass
        _, status, usage = os.wait4(child.pid, 0)
        errors.seek(0)
        message = errors.read()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1) or b"Traceback" in message:
        sys.exit(f"{command}: status {child.returncode}: {message.decode()}")
    return usage.ru_utime + usage.ru_stime


def pair(title, ours, peer):
    if shutil.which(peer[0]) is None:
        print(f"{title}: {peer[0]} is not installed")
        return
    times = [(cpu_seconds(ours), cpu_seconds(peer)) for _ in range(ROUNDS + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*times))
    ratio = statistics.median(b / a for a, b in times)
    print(f"{title}: ours {mine:.3f} s, {peer[0]} {theirs:.3f} s, {ratio:.2f}x", flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        noise, text, other = (os.path.join(folder, name) for name in ("noise", "text", "other"))
        source = random.Random(1)
        sentence = b"".join(source.choices(WORDS, k=300_000))
        with open(noise, "wb") as random_file, open(text, "wb") as text_file:
            for _ in range(MIB):
                random_file.write(os.urandom(1 << 20))
                text_file.write(sentence[:1 << 20].ljust(1 << 20, b"\n"))
        shutil.copyfile(noise, other)

        def find(path, *what):
            return [OURS, "find", path, *what]
        rare = find(noise, "--hex", "DE AD BE EF 12 34 56 78")
        pair("eight bytes", rare, ["rg", "-uuu", "-oba", r"(?-u)\xDE\xAD\xBE\xEF\x12\x34\x56\x78", noise])
        pair("eight bytes", rare, ["grep", "-obUaP", r"\xDE\xAD\xBE\xEF\x12\x34\x56\x78", noise])
        free = find(noise, "--hex", "DE A? BE ?? 1? 34 5? 78")
        expression = r"(?s-u)\xDE[\xA0-\xAF]\xBE.[\x10-\x1F]4[\x50-\x5F]\x78"
        pair("free nibbles", free, ["rg", "-uuu", "-oba", expression, noise])
        literal = find(text, "--text", "the gold")
        pair("text, common first letter", literal, ["rg", "-uuu", "-obaF", "the gold", text])
        pair("text, common first letter", literal, ["grep", "-obaF", "the gold", text])
        either = find(text, "--text", "byteprism", "--ignore-case")
        pair("text in either case", either, ["rg", "-uuu", "-obai", "byteprism", text])
        pair("text in either case", either, ["grep", "-obai", "byteprism", text])
        regular = find(text, "--regex", "[A-Z][a-z]+[0-9]")
        pair("regular expression", regular, ["rg", "-uuu", "-oba", "[A-Z][a-z]+[0-9]", text])
        pair("regular expression", regular, ["grep", "-obaP", "[A-Z][a-z]+[0-9]", text])
        many = find(text, "--text", "prisms")
        pair("many hits", many, ["rg", "-uuu", "-obaF", "prisms", text])
        pair("many hits", many, ["grep", "-obaF", "prisms", text])
        pair("equal files", [OURS, "diff", noise, other], ["cmp", "-l", noise, other])
        pair("histogram", [OURS, "stat", noise, "--histogram"], [sys.executable, "-c", COUNT, noise])
        for name, program in (("cksum", "cksum"), ("md5", "md5sum"), ("sha1", "sha1sum"), ("sha256", "sha256sum"),
                              ("sha512", "sha512sum"), ("blake2b", "b2sum"), ("xxh64", "xxhsum")):
            pair(name, [OURS, "sum", noise, "-a", name], [program, noise])
        pair("strings", [OURS, "strings", noise, "-n", "8"], ["strings", "-a", "-t", "d", "-n", "8", noise])


if __name__ == "__main__":
    main()
