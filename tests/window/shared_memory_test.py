"""A block of shared memory that another program has: both see what the other one writes."""
import unittest
from multiprocessing import shared_memory

import numpy

from desktop import DesktopTest, until

class SharedMemory(DesktopTest):
    def setUp(self):
        super().setUp()
        self.block = shared_memory.SharedMemory(create=True, size=64 * 64)
        self.addCleanup(self.forget)
        self.bytes = numpy.ndarray((64, 64), "u1", buffer=self.block.buf)

    def forget(self):
        del self.bytes
        self.block.close()
        self.block.unlink()

    def test_both_programs_see_what_the_other_writes(self):
        # The image panel shows a byte as a dot of its own colour, many pixels wide, which nothing else has.
        self.bytes[:] = 16
        program = self.start("--shm", self.block.name, "--pixels", "rgb24", "--size", "8x8")
        self.assertIn(self.block.name, program.title())
        self.bytes.reshape(-1)[24:27] = (250, 10, 240)
        until(lambda: self.pixels_of((250, 10, 240)).any(), "what Python wrote is shown")
        program.type("a1b2c3")
        until(lambda: bytes(self.bytes[0, :3]).hex() == "a1b2c3", "what was typed is in the block")
        self.assertEqual(self.bytes[0, 3], 16)
        self.assertFalse(program.modified(), "there is nothing to save")
        program.key("ctrl+z")
        until(lambda: self.bytes[0, 2] == 16, "what was undone is undone in the block")

    def test_a_block_is_found_in_the_list(self):
        self.bytes[:] = 16
        program = self.start("--do", "file.open_shared_memory")
        program.type(self.block.name[-6:])
        program.key("Return")
        until(lambda: self.block.name in program.title(), f"the block is open: {program.title()}")


if __name__ == "__main__":
    unittest.main()
