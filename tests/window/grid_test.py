"""The hex grid under the hands: the mouse selects and scrolls, places are calculated, text of many kinds is pasted."""
import time
import unittest

from desktop import DesktopTest, until

COUNTING = bytes(range(256)) * 256


def cell(row, column):
    """The middle of a byte's cell, in the window as it opens at 1280 x 800: two digits for each byte, a gap after 8."""
    return 105 + 24 * column + 8 * (column // 8), 133 + 20 * row


class Grid(DesktopTest):
    def setUp(self):
        super().setUp()
        self.path = self.file("counting.bin", COUNTING)
        self.program = self.start(self.path)

    def button(self, change):
        self.display.run("xdotool", change, "1")

    def drag(self, start, end, rest=0):
        self.program.move_mouse(*start)
        self.button("mousedown")
        self.program.move_mouse(*end)
        time.sleep(rest)  # held still: what happens now, happens by itself
        self.button("mouseup")

    def copied(self):
        self.display.set_clipboard("nothing")
        self.program.key("ctrl+c")
        until(lambda: self.display.clipboard() != "nothing", "something is in the clipboard")
        return bytes.fromhex(self.display.clipboard())

    def saved(self):
        """The bytes of the file, once what was done is saved."""
        self.program.until_modified()
        self.program.save()
        return self.path.read_bytes()

    def test_a_drag_selects_from_byte_to_byte(self):
        self.drag(cell(0, 2), cell(1, 3))
        self.assertEqual(self.copied(), COUNTING[2:20])

    def test_the_keyboard_extends_what_the_mouse_began(self):
        self.program.click(*cell(2, 0))
        self.program.key("shift+Down", "shift+Right")
        self.assertEqual(self.copied(), COUNTING[32:50])

    def test_a_drag_below_the_last_row_scrolls_on(self):
        self.drag(cell(0, 0), (200, 700), rest=1.5)
        selected = self.copied()
        self.assertGreater(len(selected), 30 * 16)
        self.assertEqual(selected, COUNTING[:len(selected)])

    def test_a_rectangle_is_selected_with_ctrl_and_shift(self):
        self.program.move_mouse(*cell(0, 1))
        self.display.run("xdotool", "keydown", "ctrl", "keydown", "shift")
        self.drag(cell(0, 1), cell(2, 2))
        self.display.run("xdotool", "keyup", "shift", "keyup", "ctrl")
        self.assertEqual(self.copied(), bytes([1, 2, 17, 18, 33, 34]))

    def test_places_are_calculated(self):
        self.program.go_to("0x100 + 4*3")
        self.program.type("ee")
        self.assertEqual(self.saved(), COUNTING[:0x10c] + b"\xee" + COUNTING[0x10d:])

    def test_bytes_are_inserted_in_insert_mode_and_taken_back(self):
        self.program.key("Insert")
        self.program.type("aa")
        self.assertEqual(self.saved(), b"\xaa" + COUNTING)
        self.program.key("BackSpace")
        self.assertEqual(self.saved(), COUNTING)

    def test_what_other_programs_copy_is_understood(self):
        self.display.set_clipboard("const unsigned char data[] = { 0xde, 0xad, /* two */ 0xbe, 0xef };")
        self.program.key("ctrl+v")
        self.assertEqual(self.saved(), b"\xde\xad\xbe\xef" + COUNTING[4:])

    def test_what_is_no_hex_is_refused_and_changes_nothing(self):
        self.display.set_clipboard("good morning")
        self.program.key("ctrl+v")
        until(lambda: "good" in self.program.messages() or "hex" in self.program.messages(), "the refusal is told")
        self.assertFalse(self.program.modified())


class Tabs(DesktopTest):
    def test_files_are_tabs(self):
        first, second = self.file("first.bin", b"1" * 64), self.file("second.bin", b"2" * 64)
        program = self.start(first, second)
        until(lambda: "first.bin" in program.title(), "the first file is shown")
        program.key("ctrl+Tab")
        until(lambda: "second.bin" in program.title(), "the second file is shown")
        program.key("ctrl+w")
        until(lambda: "first.bin" in program.title(), "the first file is shown again")

    def test_two_places_of_a_file_stand_beside_each_other(self):
        path = self.file("counting.bin", COUNTING)
        program = self.start(path)
        program.key("ctrl+backslash")
        program.go_to("0x8000")
        program.type("ee")
        program.key("F8")  # to the other side, which has stayed
        program.type("dd")
        program.until_modified()
        program.save()
        self.assertEqual(path.read_bytes(), b"\xdd" + COUNTING[1:0x8000] + b"\xee" + COUNTING[0x8001:])


if __name__ == "__main__":
    unittest.main()
