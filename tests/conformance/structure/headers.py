"""The records of the system's headers, pasted after preprocessing: GCC must agree with every size and offset.

    python3 headers.py build/release/bin/byteprism-layouts [HEADER ...]
"""
import subprocess
import sys

HEADERS = ["elf.h", "linux/if_ether.h", "netinet/ip.h", "netinet/tcp.h", "linux/fb.h"]


def check(program, header):
    include = b"#define _GNU_SOURCE\n#include <%s>\n" % header.encode()
    text = subprocess.run(["gcc", "-E", "-"], input=include, capture_output=True, check=True).stdout
    ours = subprocess.run([program], input=text, capture_output=True, timeout=60)
    if ours.returncode != 0:
        sys.exit("%s: refused: %s" % (header, ours.stderr.decode()))
    asserted = []
    for line in ours.stdout.decode().splitlines():
        words = line.split()
        name = " ".join(words[:2]) if words[0] in ("struct", "union") else words[0]
        rest = words[len(name.split()):]
        if len(rest) == 2:
            asserted.append("sizeof(%s) == %s && _Alignof(%s) == %s" % (name, rest[0], name, rest[1]))
        elif rest[1] not in ("bits", "is"):
            asserted.append("__builtin_offsetof(%s, %s) == %s && sizeof(((%s *)0)->%s) == %s"
                            % (name, rest[0], rest[1], name, rest[0], rest[2]))
    source = text.decode() + "".join('_Static_assert(%s, "");\n' % a for a in asserted)
    gcc = subprocess.run(["gcc", "-fsyntax-only", "-x", "c", "-"], input=source.encode(), capture_output=True)
    print("%s: %d facts" % (header, len(asserted)))
    if gcc.returncode != 0 or not asserted:
        sys.exit("%s: GCC differs: %s" % (header, gcc.stderr.decode()[:2000]))


if __name__ == "__main__":
    for one in sys.argv[2:] or HEADERS:
        check(sys.argv[1], one)
