"""A desktop for one test: a virtual display, the real program on it, and hands and eyes.

Nothing here waits for a time to pass: `until` polls a condition and fails at its deadline, saying what it waited for.
"""
import contextlib
import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import numpy

PROGRAM = os.environ["BYTEPRISM"]
SAMPLES = pathlib.Path(os.environ["BYTEPRISM_ASSETS"]) / "samples"
SANITIZED = os.environ.get("BYTEPRISM_CONFIG") == "Debug"
SECONDS = 60  # the patience of every wait: far more than anything needs, on a machine that is busy
WITH_US = ("setpriv", "--pdeathsig", "KILL")  # nothing outlives a test that was itself killed


def until(condition, what):
    """The first true value of condition(); fails if there is none in time."""
    deadline = time.monotonic() + SECONDS
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {SECONDS} s in vain: {what}")
        time.sleep(0.01)


def environment(home, **more):
    """An environment without displays and saved state."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "WAYLAND_", "DISPLAY"))}
    cache = os.path.join(home, "cache")  # of Mesa and fontconfig
    return kept | {"HOME": home, "XDG_CACHE_HOME": cache, "LIBGL_ALWAYS_SOFTWARE": "1", "LC_ALL": "C.UTF-8"} | more


class Display:
    def __init__(self, home, size="1280x800"):
        self.home = home
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            [*WITH_US, "Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp",
             "-noreset", "-r"],  # -r: no key repeats because the machine is busy
            pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        self.environment = environment(home, DISPLAY=f":{number}")

    def end(self):
        self.server.terminate()
        self.server.wait()

    def run(self, *command, check=True, **options):
        return subprocess.run([str(word) for word in command], env=self.environment, check=check,
                              stdout=subprocess.PIPE, **options).stdout

    def clipboard(self):
        """The text that some program has copied; empty if none has."""
        return self.run("xclip", "-o", "-selection", "clipboard", "-t", "UTF8_STRING", check=False, timeout=SECONDS,
                        stderr=subprocess.DEVNULL).decode()

    def set_clipboard(self, text):
        # xclip stays behind to hand the text out, until the display ends.
        subprocess.run(["xclip", "-i", "-selection", "clipboard"], env=self.environment, input=text.encode(),
                       stdout=subprocess.DEVNULL, check=True)

    def picture(self):
        """What is on the screen: an array of shape (height, width, 3)."""
        header, _, rest = self.run("import", "-silent", "-window", "root", "-depth", "8", "ppm:-").partition(b"\n")
        size, _, rest = rest.partition(b"\n")
        _, _, pixels = rest.partition(b"\n")
        assert header == b"P6"
        width, height = map(int, size.split())
        return numpy.frombuffer(pixels, "u1").reshape(height, width, 3)


class Program:
    """The program in its window; `prefix` is a command that starts it, as setpriv."""

    def __init__(self, display, *arguments, prefix=(), stdin=subprocess.DEVNULL):
        self.display = display
        self.said = tempfile.TemporaryFile(dir=display.home)
        self.started = time.monotonic()
        self.process = subprocess.Popen([*WITH_US, *prefix, PROGRAM, *map(str, arguments)], env=display.environment,
                                        stdin=stdin, stdout=self.said, stderr=self.said)
        self.window = until(self._find_window, "the window appears")
        display.run("xdotool", "windowfocus", "--sync", self.window)

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}: {self.messages()}")
        found = self.display.run("xdotool", "search", "--onlyvisible", "--class", "byteprism", check=False)
        return found.split()[-1].decode() if found.split() else None

    def messages(self):
        self.said.seek(0)
        return self.said.read().decode()

    def title(self):
        return self.display.run("xdotool", "getwindowname", self.window).decode().strip()

    def modified(self):
        return " * - " in self.title()

    def until_modified(self, modified=True):
        until(lambda: self.modified() == modified, f"the title says modified={modified}: {self.title()}")

    def key(self, *keys):
        self.display.run("xdotool", "key", *keys)

    def type(self, text):
        self.display.run("xdotool", "type", "--delay", "5", text)

    def move_mouse(self, x, y):
        self.display.run("xdotool", "mousemove", "--window", self.window, x, y)

    def click(self, x, y, button=1):
        self.move_mouse(x, y)
        self.display.run("xdotool", "click", button)

    def go_to(self, offset):
        self.key("ctrl+g")
        self.type(str(offset))
        self.key("Return")

    def save(self):
        """Saves; the title tells when it is done."""
        self.key("ctrl+s")
        self.until_modified(False)

    def request_close(self):
        """What the close button of a window does."""
        send_delete_window(self.display.environment["DISPLAY"], int(self.window))

    def wait(self):
        return until(lambda: self.process.poll() is not None or None, "the program ends") and self.process.returncode

    def resident_bytes(self):
        return status_number(self.process.pid, "VmRSS:") * 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wake_ups(self):
        """How often any thread of it was given a processor."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(status_number(f"{self.process.pid}/task/{task.name}", "voluntary_ctxt_switches:") for task in tasks)

    def until_at_rest(self):
        """Until it has nothing left to do: asleep, and still asleep where it was a moment later."""
        def slept():
            before = self.wake_ups()
            time.sleep(0.25)
            return self.wake_ups() == before
        until(slept, "the program comes to rest")

    def kill(self):
        """As a crash ends it: it can do nothing more."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def end(self):
        self.kill()
        self.said.close()


class DesktopTest(unittest.TestCase):
    """A folder, a display and programs that are gone after the test. What the programs keep for themselves is there
    as well."""

    screen = "1280x800"

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="byteprism-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        home = self.folder / "home"
        home.mkdir()
        self.display = Display(str(home), self.screen)
        self.addCleanup(self.display.end)

    def start(self, *arguments, prefix=(), stdin=subprocess.DEVNULL):
        program = Program(self.display, *arguments, prefix=prefix, stdin=stdin)
        self.addCleanup(program.end)
        self.addCleanup(lambda: self.fail_on_report(program))
        return program

    def fail_on_report(self, program):
        for word in ("AddressSanitizer", "runtime error:"):
            self.assertNotIn(word, program.messages())

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def sample(self, name):
        """A copy of a sample, to be edited."""
        return self.file(name, (SAMPLES / name).read_bytes())

    def until_seen(self, color, what, most=20):
        """One spot of that colour, `most` pixels high and wide: a pixel of a picture, zoomed. Its row and column."""
        until(lambda: 0 < spread(self.pixels_of(color)) <= most, f"one spot of {color} is on the screen: {what}")
        return numpy.argwhere(self.pixels_of(color))[0]

    def until_gone(self, color, what):
        until(lambda: not self.pixels_of(color).any(), f"{color} is no more on the screen: {what}")

    def pixels_of(self, color):
        return (self.display.picture() == numpy.array(color, "u1")).all(axis=2)


def spread(mask):
    """The height or width that holds all of the mask; 0 if nothing is set."""
    return max(numpy.ptp(positions) + 1 for positions in mask.nonzero()) if mask.any() else 0


def status_number(process, name):
    with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
        for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


def send_delete_window(display_name, window):
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(display_name.encode())
    message = ClientMessage(type=33, window=window, format=32,
                            message_type=x11.XInternAtom(display, b"WM_PROTOCOLS", 0))
    message.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    event = ctypes.create_string_buffer(192)  # XEvent is a union of this size
    ctypes.memmove(event, ctypes.byref(message), ctypes.sizeof(message))
    x11.XSendEvent(display, window, 0, 0, event)
    x11.XCloseDisplay(display)
