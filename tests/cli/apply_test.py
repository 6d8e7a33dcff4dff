"""`burin apply`: scripts on scores, what comes out, what errors say."""
import json
import unittest
import xml.etree.ElementTree as ET

from program import TINY, Case

SCRIPT = {"burin-script": 1, "operations": [
    {"op": "set", "vpd": ".#title", "value": "Another Name"},
    {"op": "transpose", "vpd": ".", "value": "M3"}]}


def texts(path):
    return "".join(ET.parse(path).getroot().itertext())


class Apply(Case):
    def script(self, *operations, name="edit.json"):
        return self.put(name, json.dumps({"burin-script": 1, "operations": list(operations)}))

    def test_the_edited_score_is_engraved(self):
        self.tiny()
        self.put("edit.json", json.dumps(SCRIPT))
        self.assertExit(self.burin("apply", "edit.json", "tiny.musicxml", "-o", "out.svg"), 0)
        self.assertIn("Another Name", texts(self.folder / "out-001.svg"))
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "plain.svg"), 0)
        self.assertNotIn("Another Name", texts(self.folder / "plain-001.svg"))

    def test_script_and_score_may_come_from_standard_input(self):
        self.tiny()
        script = json.dumps(SCRIPT)
        self.assertExit(self.burin("apply", "-", "tiny.musicxml", "-o", "out.pdf", stdin=script), 0)
        self.put("edit.json", script)
        process = self.burin("apply", "edit.json", "-", "-o", "-", "-f", "svg", stdin=TINY.read_text())
        self.assertExit(process, 0)
        self.assertIn("Another Name", process.stdout)
        self.assertExit(self.burin("apply", "-", "-", "-o", "out.pdf", stdin=script), 2)

    def test_what_get_finds_is_printed_and_nothing_else_written(self):
        self.tiny()
        self.script({"op": "get", "vpd": "m/0#name"}, {"op": "get", "vpd": "m/0/0/0/0/0/i/0"})
        process = self.burin("apply", "edit.json", "tiny.musicxml")
        self.assertExit(process, 0)
        name, item = json.loads(process.stdout)
        self.assertIsInstance(name, str)
        self.assertEqual(len(item), 1)
        self.assertEqual(self.files(), ["edit.json", "tiny.musicxml"])

    def test_errors_name_script_line_operation_and_step(self):
        self.tiny()
        self.put("edit.json", '{"burin-script": 1,\n "operations": [\n  {"op": "get", "vpd": "."},\n'
                              '  {"op": "remove", "vpd": "m/12"}]}')
        process = self.burin("apply", "edit.json", "tiny.musicxml", "-o", "out.pdf")
        self.assertExit(process, 1)
        self.assertIn("edit.json:4:3: error[BU0202]: operation 1 (remove): m/12: piece has 1 musician", process.stderr)
        self.assertNotIn("out.pdf", self.files())

    def test_a_broken_script_is_an_error_with_its_place(self):
        self.tiny()
        self.put("edit.json", '{"burin-script": 1,\n "operations": [}')
        process = self.burin("apply", "edit.json", "tiny.musicxml", "-o", "out.pdf")
        self.assertExit(process, 1)
        self.assertIn("edit.json:2:17: error[BU0211]", process.stderr)
        self.assertExit(self.burin("apply", "none.json", "tiny.musicxml", "-o", "out.pdf"), 1)

    def test_an_edited_piece_is_kept_in_the_own_format_and_read_again(self):
        self.tiny()
        self.put("edit.json", json.dumps(SCRIPT))
        self.assertExit(self.burin("apply", "edit.json", "tiny.musicxml", "-o", "kept.burin"), 0)
        self.assertExit(self.burin("engrave", "kept.burin", "-o", "later.svg"), 0)
        self.assertExit(self.burin("apply", "edit.json", "tiny.musicxml", "-o", "at-once.svg"), 0)
        self.assertEqual((self.folder / "later-001.svg").read_bytes(), (self.folder / "at-once-001.svg").read_bytes())
        self.assertExit(self.burin("engrave", "kept.burin", "-o", "again.burin"), 0)
        kept = (self.folder / "kept.burin").read_bytes()
        self.assertEqual((self.folder / "again.burin").read_bytes(), kept)
        self.put("damaged.burin", kept[:100] + b"?" + kept[101:])
        process = self.burin("engrave", "damaged.burin", "-o", "out.pdf")
        self.assertExit(process, 1)
        self.assertIn("error[BU0206]", process.stderr)
        self.put("newer.burin", kept[:8] + b"\x7f" + kept[9:])
        process = self.burin("info", "newer.burin")
        self.assertExit(process, 1)
        self.assertIn("error[BU0207]: the piece was saved in format 127", process.stderr)

    def test_results_share_standard_output_with_nothing(self):
        self.tiny()
        get = {"op": "get", "vpd": "m/0#name"}
        self.script({"op": "set", "vpd": ".#title", "value": "x"}, get)
        process = self.burin("apply", "edit.json", "-", "-f", "pdf", stdin=TINY.read_bytes())
        self.assertExit(process, 0)
        self.assertTrue(process.stdout.rstrip().endswith(b"%%EOF"))
        self.script(get)
        process = self.burin("apply", "edit.json", "tiny.musicxml", "--report", "-")
        self.assertExit(process, 2)
        self.assertIn("would both go to standard output", process.stderr)

    def test_a_script_that_only_looks_writes_reports(self):
        self.tiny()
        self.script({"op": "get", "vpd": "m/0#name"})
        process = self.burin("apply", "edit.json", "tiny.musicxml", "--report", "r.json", "--timings")
        self.assertExit(process, 0)
        self.assertIn("import", process.stderr)
        self.assertEqual(json.loads((self.folder / "r.json").read_text())["scores"][0]["status"], "ok")

    def test_wrong_usage(self):
        self.tiny()
        self.script()
        self.put("list", "tiny.musicxml\n")
        for words in (".", "@list"):
            self.assertExit(self.burin("apply", "edit.json", words, "-o", "out/"), 2)
        self.assertExit(self.burin("apply", "edit.json"), 2)
        self.assertExit(self.burin("apply", "edit.json", "tiny.musicxml", "tiny.musicxml"), 2)

    def test_the_same_script_gives_the_same_bytes_with_any_number_of_jobs(self):
        self.tiny()
        self.put("edit.json", json.dumps(SCRIPT))
        for jobs in ("1", "4"):
            self.assertExit(self.burin("apply", "edit.json", "tiny.musicxml", "-o", f"{jobs}.pdf", "-j", jobs), 0)
        self.assertEqual((self.folder / "1.pdf").read_bytes(), (self.folder / "4.pdf").read_bytes())


if __name__ == "__main__":
    unittest.main()
