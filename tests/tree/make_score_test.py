"""scripts/make-score: equal bytes for equal options, exact numbers of notes, measures that add up."""
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts", "make-score")


def make(*options):
    command = [sys.executable, SCRIPT, *options]
    return subprocess.run(command, capture_output=True, check=True).stdout


def notes_of(text):
    return [note for note in ElementTree.fromstring(text).iter("note") if note.find("pitch") is not None]


class MakeScore(unittest.TestCase):
    def test_equal_options_give_equal_bytes_and_another_seed_other_bytes(self):
        size = ("--staves", "5", "--measures", "12")
        self.assertEqual(make(*size, "--seed", "3"), make(*size, "--seed", "3"))
        self.assertNotEqual(make(*size, "--seed", "3"), make(*size, "--seed", "4"))

    def test_a_packed_score_has_equal_bytes_too(self):
        with tempfile.TemporaryDirectory() as folder:
            packed = []
            for name in ("a.mxl", "b.mxl"):
                make("--staves", "2", "--measures", "3", "-o", os.path.join(folder, name))
                with open(os.path.join(folder, name), "rb") as file:
                    packed.append(file.read())
            self.assertEqual(*packed)

    def test_the_number_of_notes_is_exact(self):
        for options, notes in ((("--notes", "1234", "--staves", "7"), 1234), (("--notes", "0"), 0),
                               (("--staves", "3", "--measures", "11", "--notes-per-measure", "64"), 3 * 11 * 64),
                               (("--staves", "3", "--measures", "11", "--notes-per-measure", "5", "--plain"), 165)):
            self.assertEqual(len(notes_of(make(*options))), notes, options)

    def test_every_measure_is_full(self):
        root = ElementTree.fromstring(make("--staves", "13", "--measures", "30", "--notes-per-measure", "12"))
        for measure in root.iter("measure"):
            length = sum(int(note.findtext("duration")) for note in measure.iter("note") if note.find("chord") is None)
            self.assertEqual(length, 96, measure.get("number"))

    def test_spanners_and_tuplets_that_begin_also_end(self):
        for part in ElementTree.fromstring(make("--staves", "6", "--measures", "80")).iter("part"):
            for tag in ("slur", "tuplet", "tied", "wedge"):
                open_now, kinds = 0, set()
                for element in part.iter(tag):
                    kind = element.get("type")
                    kinds.add(kind)
                    open_now += -1 if kind == "stop" else 1
                    self.assertIn(open_now, (0, 1), tag)
                self.assertEqual(open_now, 0, tag)
                self.assertIn("stop", kinds, tag)

    def test_words_stand_under_the_highest_staves_when_asked_for(self):
        root = ElementTree.fromstring(make("--staves", "3", "--measures", "4", "--lyrics", "1"))
        self.assertEqual([part.find(".//lyric") is not None for part in root.iter("part")], [True, False, False])


if __name__ == "__main__":
    unittest.main()
