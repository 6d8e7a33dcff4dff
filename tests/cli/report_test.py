"""`burin report merge` puts the reports of shards together as if one run had written them."""
import json
import unittest

from json_schema import problems
from program import ROOT, SUPPORT, Case

SCHEMA = json.loads((ROOT / "io/report/schema/burin-report-1.schema.json").read_text())
TIMES = ("wall_s", "cpu_s", "peak_rss", "notes_per_s")


def without_times(report):
    """What two runs over the same scores must say alike."""
    scores = []
    for score in report["scores"]:
        kept = {key: value for key, value in score.items() if key not in ("timings", "outputs")}
        kept["outputs"] = [(out["path"].split("/", 1)[1], out["bytes"], out["pages"]) for out in score["outputs"]]
        scores.append(kept)
    totals = {key: value for key, value in report["totals"].items() if key not in TIMES}
    return {"version": report["version"], "host": report["host"], "totals": totals, "scores": scores}


class Merging(Case):
    def setUp(self):
        super().setUp()
        for name in "abcdefg":
            self.tiny(f"in/{name}.musicxml")
        self.put("in/d.musicxml", (SUPPORT / "broken.musicxml").read_bytes())

    def engrave(self, name, *options):
        self.burin("engrave", "in", "-o", f"out-{name}/", "-f", "svg", "--report", f"{name}.json", *options)
        return json.loads((self.folder / f"{name}.json").read_text())

    def merged(self, *files, complaints=0):
        process = self.burin("report", "merge", *files)
        self.assertExit(process, 0)
        self.assertEqual(process.stderr.count("warning[BU0702]"), complaints, process.stderr)
        report = json.loads(process.stdout)
        self.assertEqual(problems(report, SCHEMA), [])
        return report

    def test_the_reports_of_all_shards_say_what_one_run_says(self):
        whole = self.engrave("whole")
        shards = [self.engrave(f"s{i}", "--shard", f"{i}/3") for i in (1, 2, 3)]
        self.assertEqual([shard["shard"] for shard in shards], ["1/3", "2/3", "3/3"])
        for order in ("123", "312"):
            report = self.merged(*(f"s{i}.json" for i in order))
            self.assertEqual(without_times(report), without_times(whole))
        self.assertEqual(report["command"][:2], ["report", "merge"])
        self.assertEqual({shard["shard"] for shard in report["shards"]}, {"1/3", "2/3", "3/3"})
        for score in report["scores"]:  # figures of tasks are those of the run that measured them
            own = [s for shard in shards for s in shard["scores"] if s["input"] == score["input"]]
            self.assertEqual(score["timings"], own[0]["timings"])
        self.assertAlmostEqual(report["totals"]["cpu_s"], sum(shard["totals"]["cpu_s"] for shard in shards))
        self.assertEqual(report["totals"]["peak_rss"], max(shard["totals"]["peak_rss"] for shard in shards))

    def test_reports_that_were_put_together_can_be_put_together_again(self):
        for i in (1, 2, 3):
            self.engrave(f"s{i}", "--shard", f"{i}/3")
        self.assertExit(self.burin("report", "merge", "s1.json", "s2.json", "-o", "both.json"), 0)
        report = self.merged("both.json", "s3.json")
        self.assertEqual(len(report["shards"]), 3)
        self.assertEqual(report["totals"], {**report["totals"], "scores": 7, "succeeded": 6, "failed": 1})

    def test_the_report_of_one_share_may_have_been_put_together_before(self):
        whole = self.engrave("whole")
        for i in (1, 2):
            self.engrave(f"s{i}", "--shard", f"{i}/2")
            self.assertExit(self.burin("report", "merge", f"s{i}.json", "-o", f"m{i}.json"), 0)
        for first, second in (("m1", "s2"), ("s2", "m1"), ("m2", "m1")):
            self.assertEqual(without_times(self.merged(f"{first}.json", f"{second}.json")), without_times(whole))

    def test_other_formats_are_other_options_another_folder_is_not(self):
        self.engrave("s1", "--shard", "1/2")
        self.engrave("s2", "--shard", "2/2")
        self.merged("s1.json", "s2.json")
        for options in (["-f", "pdf"], ["--dpi", "100"]):
            self.engrave("s2", "--shard", "2/2", *options)
            self.merged("s1.json", "s2.json", complaints=1)

    def test_a_missing_share_a_repeated_one_and_other_options_are_told(self):
        self.engrave("s1", "--shard", "1/3")
        self.engrave("s3", "--shard", "3/3", "--landscape")
        process = self.burin("report", "merge", "s1.json", "s3.json", "s1.json")
        self.assertExit(process, 0)
        for text in ("s3.json:0:0: warning[BU0702]: was made with another command line than s1.json",
                     "share 2/3 is missing", "is the same share as s1.json", "has an input that is in s1.json, too"):
            self.assertIn(text, process.stderr)

    def test_another_version_is_told_and_named(self):
        report = self.engrave("a")
        report["version"] = "9.9"
        self.put("b.json", json.dumps(report))
        process = self.burin("report", "merge", "a.json", "b.json")
        self.assertIn("b.json:0:0: warning[BU0702]: was made by version 9.9", process.stderr)
        self.assertIn("9.9", json.loads(process.stdout)["version"])

    def test_what_is_no_report_fails_at_its_place_and_nothing_is_written(self):
        report = self.engrave("a")
        report["scores"][1]["counts"]["notes"] = "four"
        self.put("text.json", json.dumps(report, indent=1))
        line = next(i for i, text in enumerate((self.folder / "text.json").read_text().splitlines(), 1) if "four" in text)
        cases = {"text.json": f"text.json:{line}:14: error[BU0701]: $.scores[1].counts.notes",
                 "cut.json": "cut.json:2:", "other.json": "other.json:1:1: error[BU0701]: $ has no \"command\"",
                 "none.json": "none.json:0:0: error[BU0401]"}
        self.put("cut.json", '{"schema":\n [')
        self.put("other.json", '{"schema": "burin-report/1"}')
        for name, text in cases.items():
            process = self.burin("report", "merge", "a.json", name, "-o", "out.json")
            self.assertExit(process, 1)
            self.assertIn(text, process.stderr)
        self.assertNotIn("out.json", self.files())

    def test_wrong_usage_of_report_is_refused(self):
        for words in (["report"], ["report", "merge"], ["report", "split", "a.json"]):
            self.assertExit(self.burin(*words), 2)


if __name__ == "__main__":
    unittest.main()
