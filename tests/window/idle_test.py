"""What the program costs while nobody touches it."""
import time
import unittest

from desktop import DesktopTest


class Idle(DesktopTest):
    def rests(self, program):
        """Ten seconds without input: no frame, and less than 0.2 % of a processor."""
        program.until_at_rest()
        wake_ups, cpu = program.wake_ups(), program.cpu_seconds()
        time.sleep(10)  # the time that is measured, not a wait
        self.assertLess(program.cpu_seconds() - cpu, 10 * 0.002)
        # One frame alone wakes the window's thread and those of the software renderer many times.
        self.assertLess(program.wake_ups() - wake_ups, 5)

    def test_a_window_that_nobody_touches_draws_nothing(self):
        path = self.sample("picture.bmp")
        program = self.start(path, "--pixels", "bgr24", "--size", "201x149", "--stride", "604", "--offset", "54")
        program.type("aa")
        program.click(400, 300)
        self.rests(program)

    def test_a_start_page_that_nobody_touches_draws_nothing(self):
        self.rests(self.start())


if __name__ == "__main__":
    unittest.main()
