"""Random C structs: what GCC says of their layout must be what our rules say, all of it.

    python3 layouts.py build/release/bin/byteprism-layouts --count 2000 --seed 1 [--ilp32]

With --ilp32 for the data model of 32-bit systems, where GCC only compiles: bit-fields are not compared.
"""
import argparse
import random
import subprocess
import sys
import tempfile

INTEGERS = ["char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long",
            "unsigned long", "long long", "unsigned long long", "int8_t", "uint16_t", "int32_t", "uint64_t", "_Bool"]
BITS = {"char": 8, "signed char": 8, "unsigned char": 8, "int8_t": 8, "short": 16, "unsigned short": 16,
        "uint16_t": 16, "int": 32, "unsigned": 32, "int32_t": 32, "long": 64, "unsigned long": 64, "long long": 64,
        "unsigned long long": 64, "uint64_t": 64, "_Bool": 1, "enum Colour": 32, "enum Wide": 64, "enum Small": 8}
OTHERS = ["float", "double", "long double", "void *", "char *", "_Float16", "enum Colour", "enum Wide", "enum Small",
          "__int128", "_Complex float", "_Float128", "aint", "lessint", "fun *", "wchar_t"]
PREAMBLE = """
enum Colour { RED, GREEN = 5, BLUE };
enum Wide { NARROW = -1, FAR = 0x100000000 };
enum Small { A, B = 200 } __attribute__((packed));
typedef int aint __attribute__((aligned(16)));
typedef int lessint __attribute__((aligned(2)));
typedef int fun(int, char **);
"""
LACKS_ILP32 = ("__int128", "_Float16", "_Float128")
LIBRARY_ILP32 = """typedef int wchar_t; typedef signed char int8_t; typedef unsigned short uint16_t;
typedef int int32_t; typedef unsigned long long uint64_t;
"""


class Generator:
    def __init__(self, seed, ilp32):
        self.random = random.Random(seed)
        self.ilp32 = ilp32
        self.facts = []  # what is asked of GCC: a name and two expressions
        self.names = 0
        self.text = ""
        self.tests = ""
        self.known = []

    def name(self):
        self.names += 1
        return "m%d" % self.names

    def chance(self, share):
        return self.random.random() < share

    def scalar(self):
        others = [name for name in OTHERS if not self.ilp32 or name not in LACKS_ILP32]
        return self.random.choice(INTEGERS if self.chance(0.6) else others)

    def attribute(self):
        if self.chance(0.85):
            return ""
        asked = ["aligned(%d)" % self.random.choice([1, 2, 4, 8, 16, 32])]
        if self.chance(0.5):
            asked = self.random.choice([["packed"], ["packed"] + asked])
        return " __attribute__((%s))" % ", ".join(asked)

    def bit_field(self, paths, prefix):
        base = self.random.choice(INTEGERS + ["enum Colour", "enum Wide", "enum Small"])
        narrow = self.ilp32 and base in ("long", "unsigned long")
        width = self.random.randint(0, 32 if narrow else BITS[base])
        if self.chance(0.1):
            return "%s : %d;" % (base, width)
        name = self.name()
        width = max(1, width)
        paths.append((prefix + name, True))
        return "%s %s : %d%s;" % (base, name, width, self.attribute())

    def member(self, paths, prefix, depth):
        kind = self.random.random()
        if kind < 0.35:
            return self.bit_field(paths, prefix)
        if kind < 0.45 and depth < 3:
            if self.chance(0.4):
                return self.record("", depth + 1, prefix, paths) + ";"
            name = self.name()
            text = self.record("", depth + 1, prefix + name + ".", paths) + " " + name
            paths.append((prefix + name, False))
            return text + ";"
        name = self.name()
        paths.append((prefix + name, False))
        dims = "".join("[%d]" % self.random.randint(0 if self.chance(0.1) else 1, 4)
                       for _ in range(self.random.choice([0, 0, 0, 1, 1, 2])))
        if kind < 0.55 and self.known:
            return "%s %s%s%s;" % (self.random.choice(self.known), name, dims, self.attribute())
        scalar = self.scalar()
        if dims and scalar in ("aint",):
            dims = ""
        before = "_Alignas(%d) " % self.random.choice([16, 32]) if self.chance(0.04) else ""
        return "%s%s %s%s%s;" % (before, scalar, name, dims, self.attribute())

    def record(self, tag, depth, prefix, paths):
        keyword = "union" if self.chance(0.15) else "struct"
        attribute = ""
        if self.chance(0.25):
            attribute = " __attribute__((%s))" % self.random.choice(
                ["packed", "packed", "packed, aligned(2)", "aligned(16)", "packed, aligned(4)", "aligned(8)"])
        elif self.chance(0.08):
            attribute = " __attribute__((scalar_storage_order(\"big-endian\")))"
        members = "".join("    " * (depth + 1) + self.member(paths, prefix, depth) + "\n"
                          for _ in range(self.random.randint(1, 7 if depth == 0 else 4)))
        return "%s%s {\n%s%s}%s" % (keyword, " " + tag if tag else "", members, "    " * depth, attribute)

    def add(self, number):
        tag = "S%d" % number
        paths = []
        body = self.record(tag, 0, "", paths)
        pack = self.random.choice([1, 2, 4, 8, 16]) if self.chance(0.15) else 0
        if pack:
            body = "#pragma pack(push, %d)\n%s;\n#pragma pack(pop)" % (pack, body)
        else:
            body += ";"
        self.text += body + "\n"
        name = body[body.index("struct" if "struct " + tag in body else "union"):].split(" {")[0].strip()
        name = ("struct " if "struct " + tag + " {" in body else "union ") + tag
        self.known.append(name)
        del self.known[:-20]
        self.tests += self.test(name, paths)
        self.facts.append((name, "sizeof(%s)" % name, "_Alignof(%s)" % name))
        self.facts += [("%s %s" % (name, path), "offsetof(%s, %s)" % (name, path), "sizeof(((%s *)0)->%s)" % (name, path))
                       for path, is_bits in paths if not is_bits]

    # The bits of a bit-field are those that change when all of it is set.
    @staticmethod
    def test(name, paths):
        text = "    { static %s s; printf(\"%s %%zu %%zu\\n\", sizeof s, _Alignof(%s));\n" % (name, name, name)
        for path, is_bits in paths:
            if is_bits:
                text += ("      memset(&s, 0, sizeof s); s.%s = ~0; printf(\"%s %s bits \"); mask(&s, sizeof s);\n"
                         % (path, name, path))
                text += ("      fill(&s, sizeof s); printf(\"%s %s is %%lld\\n\", (long long)s.%s);\n"
                         % (name, path, path))
            else:
                text += ("      printf(\"%s %s %%zu %%zu\\n\", offsetof(%s, %s), sizeof s.%s);\n"
                         % (name, path, name, path, path))
        return text + "    }\n"

    def program(self):
        return ("#include <stdio.h>\n#include <string.h>\n#include <stdint.h>\n#include <stddef.h>\n"
                "static void mask(const void *p, size_t size) {\n"
                "    const unsigned char *b = p; while (size && !b[size - 1]) --size;\n"
                "    for (size_t i = 0; i < size; ++i) printf(\"%02x\", b[i]);\n    printf(\"\\n\");\n}\n"
                "static void fill(void *p, size_t size) {\n"
                "    unsigned char *b = p; for (size_t i = 0; i < size; ++i) b[i] = 5 * i * i + 37 * i + 11;\n}\n"
                + PREAMBLE + self.text + "int main(void) {\n" + self.tests + "}\n")

    # For what cannot run here: the facts are numbers in the assembly.
    def source_ilp32(self):
        return (LIBRARY_ILP32 + "#define offsetof __builtin_offsetof\n" + PREAMBLE + self.text
                + "const unsigned facts[] = {%s, 1};\n" % ", ".join("%s, %s" % fact[1:] for fact in self.facts))


def facts_of_running(generator, source, folder):
    with open(source, "w") as file:
        file.write(generator.program())
    subprocess.run(["gcc", "-O0", "-w", "-o", folder + "/layouts", source], check=True, stderr=subprocess.DEVNULL,
                   timeout=300)
    return subprocess.run([folder + "/layouts"], capture_output=True, check=True, timeout=60).stdout.decode().splitlines()


def facts_of_assembly(generator, source):
    with open(source, "w") as file:
        file.write(generator.source_ilp32())
    assembly = subprocess.run(["gcc", "-m32", "-w", "-S", "-o", "-", source], capture_output=True, check=True,
                              timeout=300).stdout.decode()
    numbers = []
    for line in assembly[assembly.index("facts:"):].splitlines():
        words = line.split()
        if words[0] == ".long":
            numbers.append(int(words[1]))
        elif words[0] == ".zero":
            numbers += [0] * (int(words[1]) // 4)
    return ["%s %d %d" % (fact[0], numbers[2 * i], numbers[2 * i + 1]) for i, fact in enumerate(generator.facts)]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--ilp32", action="store_true")
    options = options.parse_args()
    generator = Generator(options.seed, options.ilp32)
    for number in range(options.count):
        generator.add(number)
    with tempfile.TemporaryDirectory() as folder:
        source = folder + "/layouts.c"
        lines = facts_of_assembly(generator, source) if options.ilp32 else facts_of_running(generator, source, folder)
    text = ("#pragma data_model ILP32\n" if options.ilp32 else "") + PREAMBLE + generator.text
    result = subprocess.run([options.program], input=text.encode(), capture_output=True, timeout=60)
    if result.returncode != 0:
        sys.exit("refused: " + result.stderr.decode())
    got = set(result.stdout.decode().splitlines())
    wrong = [line for line in lines if line not in got]
    for line in wrong[:20]:
        record = " ".join(line.split()[:3])
        print("GCC says %s, ours %s" % (line[:200], str([other for other in got if other.startswith(record + " ")])[:200]))
    print("%d records, %d facts, %d differ" % (options.count, len(lines), len(wrong)))
    sys.exit(bool(wrong) or len(lines) < options.count)


if __name__ == "__main__":
    main()
