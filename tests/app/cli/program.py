"""The real program as its users run it; its path is the test's first argument."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
ASSETS = pathlib.Path(os.environ["BYTEPRISM_ASSETS"])


def run(*arguments, stdin=b""):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def refused(self, status, *arguments, stdin=b"", saying=""):
        result = run(*arguments, stdin=stdin)
        message = result.stderr.decode()
        self.assertEqual(result.returncode, status, message)
        self.assertTrue(message.startswith("byteprism: "), message)
        self.assertEqual(message.count("\n"), 1, "one line: " + message)
        self.assertIn(saying, message)
