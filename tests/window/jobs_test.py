"""Questions to very many bytes: the window goes when it is asked to, and what is found takes little room."""
import os
import time
import unittest

from desktop import DesktopTest

GIBIBYTE = 1 << 30


class Jobs(DesktopTest):
    def zeros(self, size):
        path = self.file("zeros.bin", b"")
        os.truncate(path, size)
        return path

    def test_the_window_closes_at_once_while_jobs_go_on(self):
        # They would take a minute together.
        program = self.start(self.zeros(4 * GIBIBYTE), "--do", "structure.table_of_view", "--do", "structure.filter=value == 7",
                             "--do", "structure.statistics=value", "--do", "structure.plot", "--do", "search.regex=7+x",
                             "--do", "go.checksums", "--do", "go.statistics")
        program.key("alt+8", "alt+7", "Page_Down")
        begin = time.monotonic()
        program.request_close()
        program.wait()
        self.assertLess(time.monotonic() - begin, 10)  # on a machine that has other things to do

    def test_a_hundred_million_hits_take_little_room(self):
        program = self.start(self.zeros(GIBIBYTE // 8), "--do", "go.structure")
        program.until_at_rest()
        before = program.resident_bytes()
        program.key("ctrl+f")
        program.type("00")
        program.until_at_rest()
        # Their offsets alone would be 1 GiB; the sanitizers keep what was freed.
        most = 512 << 20 if os.environ["BYTEPRISM_CONFIG"] == "Debug" else 64 << 20
        self.assertLess(program.resident_bytes() - before, most)
        program.key("F3", "F3", "shift+F3")
        program.until_at_rest()


if __name__ == "__main__":
    unittest.main()
