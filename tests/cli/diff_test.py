"""`burin diff`: what changed between two scores or two runs."""
import json
import unittest

from program import ROOT, TINY, Case

PRELUDE = ROOT / "samples" / "prelude.musicxml"


class Diff(Case):
    def edited(self, *operations):
        """The prelude and an edited copy of it in burin's own format."""
        self.put("a.musicxml", PRELUDE.read_bytes())
        self.put("edit.json", json.dumps({"burin-script": 1, "operations": list(operations)}))
        self.assertExit(self.burin("apply", "edit.json", "a.musicxml", "-o", "b.burin", "-f", "burin"), 0)

    def test_a_score_is_equal_to_itself(self):
        self.tiny("a.musicxml")
        self.tiny("b.musicxml")
        process = self.burin("diff", "a.musicxml", "b.musicxml")
        self.assertExit(process, 0)
        self.assertEqual(process.stdout, "music: no change\nsystems: no change\npages: no change\n")
        self.assertTrue(json.loads(self.burin("diff", "--json", "a.musicxml", "b.musicxml").stdout)["equal"])

    def test_a_changed_note_is_found(self):
        self.tiny("a.musicxml")
        self.put("b.musicxml", TINY.read_text().replace("<step>C</step>", "<step>D</step>", 1))
        process = self.burin("diff", "a.musicxml", "b.musicxml")
        self.assertIn("music: measure 1 changed\n  m/0/0/0/0\nsystems: page 1: 1\npages: 1 changed", process.stdout)
        found = json.loads(self.burin("diff", "--json", "a.musicxml", "b.musicxml").stdout)
        self.assertFalse(found["equal"])
        self.assertEqual(found["measures"]["changed"], [{"index": 0, "number": "1"}])
        self.assertEqual(found["systems"], [{"page": 1, "system": 1}])
        self.assertEqual(found["pages"], {"before": 1, "after": 1, "changed": [1]})

    def test_inserted_measures_are_added_and_the_others_keep(self):
        self.edited({"op": "insert-measures", "at": 2, "count": 2}, {"op": "rename", "vpd": ".", "value": "New"})
        found = json.loads(self.burin("diff", "--json", "a.musicxml", "b.burin").stdout)
        self.assertEqual([m["index"] for m in found["measures"]["added"]], [2, 3])
        self.assertEqual(found["measures"]["changed"], [])
        self.assertEqual(found["measures"]["removed"], [])
        self.assertTrue(found["head"])

    def test_pages_with_frames_are_written(self):
        self.tiny("a.musicxml")
        self.put("b.musicxml", TINY.read_text().replace("<step>C</step>", "<step>D</step>", 1))
        self.assertExit(self.burin("diff", "a.musicxml", "b.musicxml", "-o", "marked.svg"), 0)
        self.assertEqual((self.folder / "marked-001.svg").read_text().count('class="change-mark"'), 1)
        self.assertExit(self.burin("diff", "a.musicxml", "a.musicxml", "-o", "same.svg"), 0)
        self.assertNotIn("change-mark", (self.folder / "same-001.svg").read_text())

    def test_two_runs_are_compared_by_their_files(self):
        for folder, text in (("old", "one"), ("new", "two")):
            self.put(f"{folder}/same.svg", "x")
            self.put(f"{folder}/deep/page.svg", text)
            self.put(f"{folder}/only-{folder}.pdf", "x")
            self.put(f"{folder}/notes.txt", text)
        process = self.burin("diff", "old", "new")
        self.assertExit(process, 0)
        self.assertEqual(process.stdout, "changed: deep/page.svg\nadded: only-new.pdf\nremoved: only-old.pdf\n")
        found = json.loads(self.burin("diff", "--json", "old", "new").stdout)
        self.assertEqual(found["changed"], ["deep/page.svg"])
        self.assertIn("no change", self.burin("diff", "old", "old").stdout)

    def test_wrong_usage_and_failed_inputs(self):
        self.tiny()
        self.assertExit(self.burin("diff", "tiny.musicxml"), 2)
        self.assertExit(self.burin("diff", "tiny.musicxml", "."), 2)
        self.assertExit(self.burin("diff", "tiny.musicxml", "none.musicxml"), 1)


if __name__ == "__main__":
    unittest.main()
