"""Where outputs go when names meet, are too long, or belong to an input; what a run says when it cannot write them."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

from program import CLEAN, PROGRAM, ROOT, TINY, Case

QUARTET = ROOT / "samples" / "quartet.musicxml"


def score(title="A tiny tune", parts=("Flute",)):
    """The tiny score with another title and other parts, each with the same notes."""
    head, _, rest = TINY.read_text().partition("<part-list>")
    body = rest[rest.index('<part id="P1">'):rest.index("</part>") + len("</part>")]
    names = "".join(f'<score-part id="P{i}"><part-name>{name}</part-name></score-part>' for i, name in enumerate(parts, 1))
    music = "".join(body.replace('"P1"', f'"P{i}"') for i in range(1, len(parts) + 1))
    return head.replace("A tiny tune", title) + f"<part-list>{names}</part-list>{music}</score-partwise>"


class Outputs(Case):
    def written(self, folder="out/"):
        return [name.removeprefix(folder) for name in self.files() if name.startswith(folder)]


class Inputs(Outputs):
    def expect_refused(self, *words):
        before = {name: (self.folder / name).read_bytes() for name in self.files()}
        process = self.burin(*words)
        self.assertIn("BU0312", process.stderr, words)
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual({name: (self.folder / name).read_bytes() for name in self.files()}, before)
        return process.returncode

    def test_no_command_writes_over_a_score_that_it_reads_whatever_the_format(self):
        for name in ("a.musicxml", "b.musicxml", "c.xml", "s-001.svg"):
            self.tiny(name)
        self.put("edit.json", '{"burin-script": 1, "operations": [{"op": "set", "vpd": ".#title", "value": "x"}]}')
        self.expect_refused("engrave", "c.xml", "-f", "pdf", "-o", "c.xml")
        self.expect_refused("engrave", "s-001.svg", "-f", "svg", "-o", "s.svg")
        self.expect_refused("engrave", "s-001.svg", "-f", "svg", "-o", "s.svg", "--isolate")
        self.expect_refused("diff", "a.musicxml", "b.musicxml", "-f", "musicxml")
        self.expect_refused("diff", "a.musicxml", "b.musicxml", "-o", "a.musicxml")
        self.expect_refused("apply", "edit.json", "a.musicxml", "-f", "musicxml")
        self.assertEqual(self.expect_refused("engrave", "c.xml", "a.musicxml", "--join", "-o", "a.musicxml"), 2)
        self.assertEqual(self.expect_refused("watch", "a.musicxml", "-o", "a.musicxml"), 1)

    def test_a_link_to_a_score_may_be_replaced_but_not_what_it_points_to(self):
        self.tiny("real.musicxml")
        (self.folder / "link.musicxml").symlink_to("real.musicxml")
        self.expect_refused("engrave", "link.musicxml", "-o", "real.musicxml")
        self.expect_refused("engrave", "link.musicxml", "-f", "musicxml")


class Collisions(Outputs):
    def test_parts_of_one_name_get_files_of_their_own(self):
        self.put("a.musicxml", score(parts=("Horn", "Horn", "Horn 1", "A/B", "A:B")))
        process = self.burin("engrave", "a.musicxml", "-o", "out/", "--parts", "--no-score", "--report", "r.json")
        self.assertExit(process, 0)
        self.assertEqual(len(self.written()), 5)
        outputs = json.loads((self.folder / "r.json").read_text())["scores"][0]["outputs"]
        self.assertEqual(sorted(pathlib.Path(one["path"]).name for one in outputs), self.written())

    def test_a_part_that_is_written_where_another_score_is_fails_and_names_it(self):
        self.put("song.musicxml", score("one"))
        self.put("song-Flute.musicxml", score("two"))
        for options in ([], ["--isolate"]):
            process = self.burin("engrave", "song.musicxml", "song-Flute.musicxml", "-o", "out/", "--parts", "-j", "1", *options)
            self.assertExit(process, 1)
            self.assertIn("song-Flute.musicxml:0:0: error[BU0305]", process.stderr)
            self.assertIn("would be written over the output of song.musicxml", process.stderr)
            self.assertEqual(self.written(), ["song-Flute.pdf", "song.pdf"])

    def test_of_two_scores_of_one_title_the_second_fails(self):
        for name in "ab":
            self.put(f"{name}.musicxml", score())
        for options in ([], ["--isolate"]):
            process = self.burin("engrave", "a.musicxml", "b.musicxml", "-o", "out/", "--name", "{title}", "-j", "1", *options)
            self.assertExit(process, 1)
            self.assertIn("b.musicxml:0:0: error[BU0305]", process.stderr)
            self.assertEqual(self.written(), ["A tiny tune.pdf"])

    def test_scores_of_different_titles_may_be_named_by_them_alone(self):
        self.put("a.musicxml", score("One"))
        self.put("b.musicxml", score("Two"))
        for name, expected in (("Score of {title}", ["Score of One.pdf", "Score of Two.pdf"]),
                               ("{title}-{page}", ["One.pdf", "Two.pdf"])):
            with tempfile.TemporaryDirectory(dir=self.folder) as out:
                self.assertExit(self.burin("engrave", "a.musicxml", "b.musicxml", "-o", out, "--name", name), 0)
                self.assertEqual(sorted(os.listdir(out)), expected)

    def test_a_device_takes_any_number_of_outputs(self):
        os.mkfifo(self.folder / "pipe")
        self.tiny()
        with subprocess.Popen(["cat", "pipe"], cwd=self.folder, stdout=subprocess.PIPE) as reader:
            self.assertExit(self.burin("engrave", "tiny.musicxml", "-f", "pdf", "-o", "pipe"), 0)
            self.assertTrue(reader.stdout.read().startswith(b"%PDF"))


class Names(Outputs):
    def test_names_from_the_music_are_cut_to_what_a_file_may_be_called(self):
        self.put("a.musicxml", score("ü" * 260, parts=("x" * 250, "x" * 250)))
        self.assertExit(self.burin("engrave", "a.musicxml", "-o", "out/", "--parts", "-f", "svg"), 0)
        self.assertEqual(len(self.written()), 3)
        self.assertExit(self.burin("engrave", "a.musicxml", "-o", "long/", "--name", "{title} {title} {stem}", "-f", "svg"), 0)
        name, = self.written("long/")
        self.assertTrue(name.endswith("a-001.svg"), name)

    def test_a_long_name_of_an_input_leaves_room_for_page_numbers(self):
        name = "n" * 246 + ".musicxml"
        self.tiny(name)
        self.assertExit(self.burin("engrave", name, "-o", "out/", "-f", "svg"), 0)
        self.assertTrue(self.written()[0].endswith("-001.svg"))

    def test_a_template_may_have_a_folder_for_each_page(self):
        self.assertExit(self.burin("engrave", ROOT / "samples" / "overture.musicxml", "-o", "out/", "-f", "svg",
                                   "--name", "p{page}/{stem}"), 0)
        self.assertEqual(self.written()[:2], ["p1/overture.svg", "p2/overture.svg"])


class Streams(Outputs):
    def closed(self, numbers, *words):
        """Exit code of a run that begins with these descriptors closed."""
        closing = " ".join(f"{number}>&-" for number in numbers)
        return subprocess.run(["sh", "-c", f'exec "$0" "$@" {closing}', PROGRAM, *map(str, words)], cwd=self.folder,
                              env=CLEAN, timeout=60, check=False).returncode

    def test_closed_standard_streams_do_not_lose_outputs(self):
        self.tiny()
        for numbers in ((0,), (0, 1), (0, 2), (0, 1, 2)):
            self.assertEqual(self.closed(numbers, "engrave", "tiny.musicxml", "-v", "-o", f"out/{numbers}.pdf"), 0)
            self.assertTrue((self.folder / f"out/{numbers}.pdf").read_bytes().startswith(b"%PDF"))

    def test_a_result_for_a_closed_standard_output_is_an_output_that_cannot_be_written(self):
        self.tiny()
        self.assertEqual(self.closed((1,), "engrave", "tiny.musicxml", "-f", "pdf", "-o", "-"), 4)

    def test_no_folder_for_temporary_files_gives_4(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", "-f", "pdf", "-o", "-", env={"TMPDIR": str(self.folder / "none")})
        self.assertExit(process, 4)
        self.assertIn("TMPDIR", process.stderr)

    def test_what_was_in_place_is_taken_back_when_the_next_file_cannot_be(self):
        self.tiny()
        self.put("out/tiny-001.svg", "old")
        os.mkfifo(self.folder / "out/tiny.pdf")
        words = [PROGRAM, "engrave", "tiny.musicxml", "-o", "out", "-f", "svg", "-f", "png", "-f", "pdf"]
        with subprocess.Popen(words, cwd=self.folder, env=CLEAN, stderr=subprocess.PIPE) as process:
            while sum(".part" in name for name in os.listdir(self.folder / "out")) < 2:
                self.assertIsNone(process.poll())
            (self.folder / "out/tiny-001.png").mkdir()  # in the way of the second, only now
            (self.folder / "out/tiny.pdf").read_bytes()
            self.assertEqual(process.wait(timeout=60), 4)
            self.assertIn(b"Is a directory", process.stderr.read())
        self.assertEqual((self.folder / "out/tiny-001.svg").read_text(), "old")
        self.assertEqual(sorted(os.listdir(self.folder / "out")), ["tiny-001.png", "tiny-001.svg", "tiny.pdf"])

    def test_a_temporary_name_that_is_there_already_is_passed_over(self):
        self.tiny()
        words = 'for n in 0 1 2 3; do : > out/.tiny.pdf.part$$-$n; done; exec "$0" engrave tiny.musicxml -o out'
        (self.folder / "out").mkdir()
        process = subprocess.run(["sh", "-c", words, PROGRAM], cwd=self.folder, env=CLEAN, timeout=60, check=False)
        self.assertEqual(process.returncode, 0)
        self.assertIn("out/tiny.pdf", self.files())


class Joined(Outputs):
    def test_the_report_lists_the_joined_pdf_with_each_score(self):
        self.tiny()
        self.put("bad.xml", "<a>")
        process = self.burin("engrave", "tiny.musicxml", "bad.xml", QUARTET, "--join", "-o", "all.pdf", "--report", "r.json")
        self.assertExit(process, 1)
        report = json.loads((self.folder / "r.json").read_text())
        first, bad, second = (entry["outputs"] for entry in report["scores"])
        size = (self.folder / "all.pdf").stat().st_size
        self.assertEqual(first, [{"path": "all.pdf", "format": "pdf", "bytes": size, "pages": 1}])
        self.assertEqual(bad, [])
        self.assertEqual((second[0]["path"], second[0]["bytes"]), ("all.pdf", 0))
        self.assertEqual(report["totals"]["bytes_out"], size)

    def test_a_run_that_was_stopped_joins_nothing_and_gives_the_exit_code_of_what_stopped_it(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", QUARTET, "--join", "-o", "all.pdf", "--fail-fast", "-j", "1",
                             "--max-measures", "2")
        self.assertExit(process, 5)
        self.assertNotIn("cancelled", process.stderr)
        self.assertEqual(self.files(), ["tiny.musicxml"])


class ScoreFormats(Outputs):
    TRANSPOSE = "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"

    def clarinet(self):
        return self.put("clarinet.musicxml", TINY.read_text().replace("</clef>", "</clef>" + self.TRANSPOSE))

    def test_a_score_is_the_same_whatever_is_written_beside_it(self):
        self.clarinet()
        for pitch, first in (("written", "C"), ("concert", "B")):
            for out, formats in (("alone", ()), ("beside", ("-f", "pdf"))):
                self.assertExit(self.burin("engrave", "clarinet.musicxml", "-o", out + "/", "-f", "musicxml", *formats, "--pitch", pitch), 0)
            alone = (self.folder / "alone/clarinet.musicxml").read_bytes()
            self.assertEqual(alone, (self.folder / "beside/clarinet.musicxml").read_bytes())
            self.assertEqual(ET.fromstring(alone).find(".//step").text, first)

    def test_what_a_score_format_cannot_leave_out_is_refused(self):
        self.tiny()
        for options in (["--part", "1"], ["--measures", "1"], ["--pages", "1"], ["--parts"], ["--verses", "1"]):
            process = self.burin("engrave", "tiny.musicxml", "-o", "out/", "-f", "musicxml", *options)
            self.assertExit(process, 2)
            self.assertIn(options[0] + " asks for less", process.stderr)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out/", "-f", "musicxml", "-f", "pdf", "--measures", "1"), 2)

    def test_the_score_is_written_once_beside_pages_of_all_parts(self):
        self.assertExit(self.burin("engrave", QUARTET, "-o", "out/", "-f", "pdf", "-f", "musicxml", "--parts"), 0)
        self.assertEqual(len(self.written()), 6)
        self.assertIn("quartet.musicxml", self.written())


if __name__ == "__main__":
    unittest.main()
