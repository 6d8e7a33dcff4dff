"""`burin watch`: engraves again when the file changes, only what changed. Waits for lines, never for time."""
import os
import signal
import subprocess
import unittest

from program import CLEAN, PROGRAM, ROOT, TINY, Case

PRELUDE = ROOT / "samples" / "prelude.musicxml"


class Watch(Case):
    def follow(self, *arguments):
        process = subprocess.Popen([PROGRAM, "watch", *arguments], cwd=self.folder, env=CLEAN, text=True,
                                   stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, 30)
        self.addCleanup(process.kill)
        return process

    def line(self, process, start):
        """The next line that begins so."""
        for line in process.stderr:
            if line.startswith(start):
                return line
        self.fail("the program ended")

    def test_a_change_is_engraved_and_named(self):
        text = TINY.read_text()
        self.put("song.musicxml", text)
        process = self.follow("song.musicxml", "-o", "pages/", "-f", "svg")
        self.assertIn("1 of 1 files written", self.line(process, "song.musicxml: "))
        first = (self.folder / "pages/song-001.svg").read_bytes()
        changed = text.replace("<step>C</step>", "<step>D</step>", 1)
        self.assertNotEqual(changed, text)
        self.put("song.musicxml", changed)
        said = self.line(process, "song.musicxml: ")
        self.assertIn("measure 1 changed", said)
        self.assertIn("1 of 1 files written", said)
        self.assertNotEqual((self.folder / "pages/song-001.svg").read_bytes(), first)
        self.put("fresh.tmp", text)  # editors write beside and rename
        os.replace(self.folder / "fresh.tmp", self.folder / "song.musicxml")
        self.assertIn("1 of 1 files written", self.line(process, "song.musicxml: "))
        self.assertEqual((self.folder / "pages/song-001.svg").read_bytes(), first)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 130)

    def test_pages_that_stay_the_same_are_not_written_again(self):
        self.put("song.musicxml", TINY.read_bytes())
        process = self.follow("song.musicxml", "-o", "song.svg")
        self.line(process, "song.musicxml: ")
        before = os.stat(self.folder / "song-001.svg")
        self.put("song.musicxml", TINY.read_text() + "\n<!-- nothing new -->\n")
        self.assertIn("no change; 0 of 1 files written", self.line(process, "song.musicxml: "))
        after = os.stat(self.folder / "song-001.svg")
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))

    def test_a_broken_version_is_reported_and_the_next_good_one_engraved(self):
        self.put("song.musicxml", TINY.read_bytes())
        process = self.follow("song.musicxml", "-o", "song.svg")
        self.line(process, "song.musicxml: ")
        self.put("song.musicxml", "<score-partwise><part-list>")
        self.assertIn("error[BU", self.line(process, "song.musicxml:"))
        self.put("song.musicxml", TINY.read_bytes())
        self.assertIn("no change", self.line(process, "song.musicxml: "))

    def test_a_followed_score_looks_as_one_that_is_engraved_at_once(self):
        text = PRELUDE.read_text()
        self.put("song.musicxml", text)
        process = self.follow("song.musicxml", "-o", "song.pdf")
        self.line(process, "song.musicxml: ")
        self.put("song.musicxml", text.replace("<octave>4</octave>", "<octave>5</octave>", 3))
        self.line(process, "song.musicxml: ")
        self.assertExit(self.burin("engrave", "song.musicxml", "-o", "once.pdf"), 0)
        self.assertEqual((self.folder / "song.pdf").read_bytes(), (self.folder / "once.pdf").read_bytes())

    def test_parts_pages_measures_and_pitch_are_those_of_a_run_at_once(self):
        text = PRELUDE.read_text()
        for number, options in enumerate((["--pages", "2-", "-f", "svg"], ["--measures", "3-8"], ["--parts"], ["--part", "1"],
                                          ["--pitch", "concert"])):
            self.put("song.musicxml", text)
            process = self.follow("song.musicxml", "-o", f"{number}/", *options)
            self.line(process, "song.musicxml: ")
            self.put("song.musicxml", text.replace("<octave>4</octave>", "<octave>5</octave>", 3))
            self.line(process, "song.musicxml: ")
            self.assertExit(self.burin("engrave", "song.musicxml", "-o", f"{number}-once/", *options), 0)
            names = sorted(os.listdir(self.folder / f"{number}-once"))
            self.assertEqual(sorted(os.listdir(self.folder / str(number))), names, options)
            for name in names:
                self.assertEqual((self.folder / f"{number}/{name}").read_bytes(), (self.folder / f"{number}-once/{name}").read_bytes())
            process.kill()

    def test_wrong_usage(self):
        self.tiny()
        self.assertExit(self.burin("watch", "tiny.musicxml"), 2)
        self.assertExit(self.burin("watch", "-", "-o", "out.pdf", stdin=TINY.read_bytes()), 2)
        self.assertExit(self.burin("watch", ".", "-o", "out"), 2)


if __name__ == "__main__":
    unittest.main()
