"""From the start of the program to its window, and to what it shows first, beside the smallest program with a window.

    python3 tests/bench/startup.py build/release/bin [ROUNDS]

Both run in turns on a virtual display of their own, ours with a file of 1 GB. Printed are the medians over all rounds
and of the ratios of each round (P17 of the goals).
"""
import ctypes
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

BIN = pathlib.Path(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 15

x11 = ctypes.CDLL("libX11.so.6")
for function, result in (("XOpenDisplay", ctypes.c_void_p), ("XDefaultRootWindow", ctypes.c_ulong),
                         ("XGetImage", ctypes.c_void_p), ("XGetPixel", ctypes.c_ulong)):
    getattr(x11, function).restype = result
SUBSTRUCTURE_NOTIFY, MAP_NOTIFY, ALL_PLANES, Z_PIXMAP = 1 << 19, 19, ctypes.c_ulong(~0), 2


class Screen:
    def __init__(self, name):
        self.display = ctypes.c_void_p(x11.XOpenDisplay(name.encode()))
        self.root = ctypes.c_ulong(x11.XDefaultRootWindow(self.display))
        x11.XSelectInput(self.display, self.root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        x11.XFlush(self.display)

    def forget(self):
        x11.XSync(self.display, True)

    def until_mapped(self):
        event = ctypes.create_string_buffer(192)
        while True:
            x11.XNextEvent(self.display, event)
            if ctypes.c_int.from_buffer(event).value == MAP_NOTIFY:
                return

    def shows_something(self):
        """Whether any of a few pixels is not black."""
        image = ctypes.c_void_p(x11.XGetImage(self.display, self.root, 0, 0, 64, 64, ALL_PLANES, Z_PIXMAP))
        pixels = [x11.XGetPixel(image, at, at) & 0xFFFFFF for at in (4, 30, 60)]
        x11.XDestroyImage(image)
        return any(pixels)


def times_of(screen, environment, *command):
    screen.forget()
    start = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen.until_mapped()
    visible = time.monotonic() - start
    while not screen.shows_something():
        time.sleep(0.0005)
    drawn = time.monotonic() - start
    program.kill()
    program.wait()
    while screen.shows_something():
        time.sleep(0.001)
    return visible, drawn


def main():
    with tempfile.TemporaryDirectory() as home:
        read_end, write_end = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-noreset"],
                                  pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                name = ":" + answer.readline().strip()
            path = os.path.join(home, "large")
            with open(path, "wb") as file:
                file.write(os.urandom(1 << 20))
                file.truncate(1_000_000_000)
            kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "WAYLAND_"))}
            environment = kept | {"HOME": home, "DISPLAY": name, "LIBGL_ALWAYS_SOFTWARE": "1"}
            screen = Screen(name)
            peer, ours = [str(BIN / "smallest-window")], [str(BIN / "byteprism"), path]
            for warm_up in range(2):
                times_of(screen, environment, *peer), times_of(screen, environment, *ours)
            rows = [times_of(screen, environment, *peer) + times_of(screen, environment, *ours) for _ in range(ROUNDS)]
            for what, at in (("visible", 0), ("first content", 1)):
                theirs, mine = [row[at] for row in rows], [row[at + 2] for row in rows]
                ratio = statistics.median(m / t for m, t in zip(mine, theirs))
                print(f"{what}: smallest {statistics.median(theirs) * 1e3:.0f} ms, byteprism "
                      f"{statistics.median(mine) * 1e3:.0f} ms, ratio {ratio:.2f}")
        finally:
            server.terminate()
            server.wait()


main()
