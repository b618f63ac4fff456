"""A folder with a file to be saved, and what may be found there afterwards."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["BYTEPRISM"]
# Under the sanitizers a run takes ten times as long: fewer of the same.
EVERY = 1 if os.environ.get("BYTEPRISM_CONFIG") != "Debug" else 9
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
LARGE = 64 << 20  # from here on a file is overwritten rather than replaced


class Scene(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        self.folder = pathlib.Path(folder.name) / "files"
        self.state = pathlib.Path(folder.name) / "state"
        self.path = self.folder / "a"
        self.env = {"XDG_STATE_HOME": str(self.state)}
        self.as_user = []
        self.clear()

    def clear(self):
        for folder in (self.folder, self.state):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        if self.as_user:
            os.chown(self.state, 65534, 65534)

    def become_nobody(self):
        """From here on the program is no superuser, whom no permission holds back."""
        if os.geteuid() != 0:
            return
        self.as_user = NOBODY
        os.chown(self.state, 65534, 65534)
        if subprocess.run([*NOBODY, "test", "-x", PROGRAM], check=False).returncode != 0:
            self.skipTest(f"nobody may not run {PROGRAM}")

    def command(self, *arguments):
        return [*self.as_user, PROGRAM, *map(str, arguments)]

    def run_program(self, *arguments, prefix=()):
        return subprocess.run([*prefix, *self.command(*arguments)], env={**os.environ, **self.env},
                              capture_output=True, timeout=60)

    def open_next(self, path=None):
        """Opens the file as the next user of the program does; gives what it says."""
        opened = self.run_program("eval", path or self.path, "m.nbytes")
        self.assertEqual(opened.returncode, 0, opened.stderr.decode())
        return opened.stderr.decode()

    def leftovers(self):
        """What is there besides the files that were made."""
        hidden = [name for name in os.listdir(self.folder) if name.startswith(".")]
        return hidden + [str(file) for file in self.state.rglob("*") if not file.is_dir()]
