"""A real pseudo-terminal of 80 × 24: the program in it, the keys that are pressed, what is seen."""

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time

_PATIENCE = 30  # seconds for a text to appear; a test that waits so long has failed


class Terminal:
    """One run of the program in a terminal of its own."""

    def __init__(self, arguments, environment, program=("-m", "carteira_cli")):
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, *program, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "dumb", "NO_COLOR": "1", "TZ": "UTC", **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.seen = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._from = 0

    def expect(self, text):
        """Wait until the text appears behind what was expected before."""
        deadline = time.monotonic() + _PATIENCE
        while text not in self.seen[self._from :]:
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"{text!r} never came:\n{self.seen}")
        self._from = self.seen.index(text, self._from) + len(text)

    def press(self, keys):
        """Type, once the program waits for it: a line where the keys end one, else a single key.

        What is typed while the terminal changes between the two is thrown away.
        """
        is_line = keys.endswith("\n")
        while bool(termios.tcgetattr(self._master)[3] & termios.ICANON) != is_line:
            select.select([], [], [], 0.01)
        os.write(self._master, keys.encode())

    def finish(self):
        """Everything up to its end, and the exit code."""
        while self._read():
            pass
        code = self._process.wait(_PATIENCE)
        os.close(self._master)
        return code

    def _read(self):
        """More of the screen; False where the program has ended."""
        if not select.select([self._master], [], [], _PATIENCE)[0]:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # the other side is closed
            return False
        self.seen += self._decoder.decode(data).replace("\r", "")
        return bool(data)
