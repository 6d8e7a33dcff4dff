"""Signals and closed pipes: the run ends at once and nothing partial stays behind."""
import errno
import os
import signal
import subprocess
import unittest

from program import CLEAN, PROGRAM, Case


def large_score(measures):
    """A score that takes much longer to engrave than a test takes to send a signal."""
    note = "<note><pitch><step>C</step><octave>5</octave></pitch><duration>1</duration><type>16th</type></note>"
    body = "".join(f'<measure number="{i + 1}">' + ("<attributes><divisions>4</divisions></attributes>" if i == 0 else "") +
                   note * 16 + "</measure>" for i in range(measures))
    parts = "".join(f'<score-part id="P{p}"><part-name>Part {p}</part-name></score-part>' for p in range(8))
    return ('<?xml version="1.0"?><score-partwise version="4.0"><part-list>' + parts + "</part-list>" +
            "".join(f'<part id="P{p}">{body}</part>' for p in range(8)) + "</score-partwise>")


class Cancelling(Case):
    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, env=CLEAN, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process

    def waiting_reader(self, name, process):
        """The writing end of a pipe, once the program has opened its reading end."""
        while process.poll() is None:
            try:
                return os.fdopen(os.open(self.folder / name, os.O_WRONLY | os.O_NONBLOCK), "w")
            except OSError as error:
                self.assertEqual(error.errno, errno.ENXIO)  # nobody reads yet
        return self.fail(f"the program ended early: {process.stderr.read()}")

    def stop_while_reading(self, number):
        """Sends a signal while the program waits for its input, a pipe that nobody fills."""
        os.mkfifo(self.folder / "slow.musicxml")
        process = self.start("engrave", "slow.musicxml", "-o", "out")
        with self.waiting_reader("slow.musicxml", process):
            process.send_signal(number)
            return process.wait(timeout=60)

    def test_sigint_gives_130_and_leaves_nothing(self):
        self.assertEqual(self.stop_while_reading(signal.SIGINT), 130)
        self.assertEqual([f for f in self.files() if f.startswith("out")], [])

    def test_sigterm_gives_143_and_leaves_nothing(self):
        self.assertEqual(self.stop_while_reading(signal.SIGTERM), 143)
        self.assertEqual([f for f in self.files() if f.startswith("out")], [])

    def test_sigint_in_the_middle_of_the_work_leaves_nothing(self):
        self.put("large.musicxml", large_score(2000))
        process = self.start("engrave", "large.musicxml", "-o", "out", "-f", "svg", "-v")
        self.assertIn("begins", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual(self.files(), ["large.musicxml"])

    def test_finished_scores_stay_when_a_later_one_is_cancelled(self):
        self.tiny("a.musicxml")
        os.mkfifo(self.folder / "slow.musicxml")
        process = self.start("engrave", "a.musicxml", "slow.musicxml", "-o", "out", "-j", "1")
        with self.waiting_reader("slow.musicxml", process):
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual([f for f in self.files() if f.startswith("out")], ["out/a.pdf"])

    def test_a_closed_pipe_ends_the_program_quietly(self):
        tiny = self.tiny()
        for words in (["explain"], ["engrave", tiny, "-o", "-"], ["engrave", tiny, "-o", "-", "-f", "svg", "--isolate"],
                      ["engrave", tiny, "-o", "x.pdf", "--report", "-"], ["check", tiny, "--json"], ["info", tiny]):
            read, write = os.pipe()
            os.close(read)
            with subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=CLEAN, stdout=write,
                                  stderr=subprocess.PIPE) as process:
                os.close(write)
                self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.returncode, 0, words)


if __name__ == "__main__":
    unittest.main()
