"""What `burin engrave` writes, where, and what it says about it."""
import gzip
import json
import os
import pathlib
import re
import subprocess
import unittest
import zipfile
import xml.etree.ElementTree as ET

from json_schema import problems
from program import CLEAN, PROGRAM, ROOT, SUPPORT, TINY, Case

DIAGNOSTIC = r"^[^:]+:\d+:\d+: (error|warning|note)\[BU\d{4}\]: .+$"


class Places(Case):
    def test_without_output_a_pdf_lies_beside_the_input(self):
        self.tiny("scores/song.musicxml")
        self.assertExit(self.burin("engrave", "scores/song.musicxml"), 0)
        self.assertEqual(self.files(), ["scores/song.musicxml", "scores/song.pdf"])

    def test_the_format_follows_the_name_of_the_output(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "a/out.pdf"), 0)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "b/out.svg"), 0)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "c/out.png", "--dpi", "50"), 0)
        self.assertEqual(self.files(), ["a/out.pdf", "b/out-001.svg", "c/out-001.png", "tiny.musicxml"])
        self.assertTrue((self.folder / "a/out.pdf").read_bytes().startswith(b"%PDF"))
        self.assertEqual(ET.parse(self.folder / "b/out-001.svg").getroot().tag, "{http://www.w3.org/2000/svg}svg")
        self.assertTrue((self.folder / "c/out-001.png").read_bytes().startswith(b"\x89PNG"))

    def test_a_folder_as_output_gets_pdf(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out"), 0)
        self.assertEqual(self.files(), ["out/tiny.pdf", "tiny.musicxml"])

    def test_formats_may_be_repeated(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out", "-f", "svg", "-f", "pdf", "-f", "svg"), 0)
        self.assertEqual(self.files(), ["out/tiny-001.svg", "out/tiny.pdf", "tiny.musicxml"])

    def test_svgz_is_the_same_page_compressed(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out", "-f", "svg", "-f", "svgz"), 0)
        packed = gzip.decompress((self.folder / "out/tiny-001.svgz").read_bytes())
        self.assertEqual(packed, (self.folder / "out/tiny-001.svg").read_bytes())

    def test_a_score_is_written_as_musicxml_plain_and_compressed(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "a/out.musicxml"), 0)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "b/out.mxl", "-f", "musicxml"), 0)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "c", "-f", "musicxml", "-f", "svg"), 0)
        self.assertEqual(self.files(), ["a/out.musicxml", "b/out.mxl", "c/tiny-001.svg", "c/tiny.musicxml",
                                        "tiny.musicxml"])
        plain = (self.folder / "a/out.musicxml").read_bytes()
        self.assertEqual(ET.fromstring(plain).tag, "score-partwise")
        with zipfile.ZipFile(self.folder / "b/out.mxl") as packed:
            self.assertIsNone(packed.testzip())
            self.assertEqual(packed.namelist(), ["META-INF/container.xml", "score.musicxml"])
            self.assertEqual(packed.read("score.musicxml"), plain)
        self.assertExit(self.burin("engrave", "b/out.mxl", "-o", "d/out.musicxml"), 0)
        self.assertEqual((self.folder / "d/out.musicxml").read_bytes(), plain)
        self.assertEqual(self.burin("engrave", "tiny.musicxml", "-o", "-", "-f", "musicxml").stdout, plain.decode())

    def test_no_score_is_written_over_one_that_is_read(self):
        source = self.tiny()
        before = source.read_bytes()
        process = self.burin("engrave", "tiny.musicxml", "-f", "musicxml")
        self.assertExit(process, 1)
        self.assertIn("BU0312", process.stderr)
        self.assertEqual(source.read_bytes(), before)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "./tiny.musicxml"), 1)
        self.assertEqual(source.read_bytes(), before)

    def test_folders_are_searched_and_mirrored(self):
        self.tiny("in/a.musicxml")
        self.tiny("in/deep/er/b.XML")
        self.put("in/notes.txt", "no score")
        self.assertExit(self.burin("engrave", "in", "-o", "out"), 0)
        self.assertEqual([f for f in self.files() if f.startswith("out")], ["out/a.pdf", "out/deep/er/b.pdf"])

    def test_a_list_names_one_input_a_line(self):
        self.tiny("x/one.musicxml")
        self.tiny("y/two.musicxml")
        self.put("list.txt", "x/one.musicxml\ny/two.musicxml\n")
        self.assertExit(self.burin("engrave", "@list.txt", "-o", "out", "-f", "pdf"), 0)
        self.assertEqual([f for f in self.files() if f.startswith("out")], ["out/one.pdf", "out/two.pdf"])

    def test_standard_input_and_output_make_a_filter(self):
        process = self.burin("engrave", "-", "-o", "-", "-f", "pdf", stdin=TINY.read_bytes())
        self.assertExit(process, 0)
        self.assertTrue(process.stdout.startswith(b"%PDF"))
        self.assertEqual(self.files(), [])
        process = self.burin("engrave", "-", "-o", "-", "-f", "svg", stdin=TINY.read_text())
        self.assertEqual(ET.fromstring(process.stdout).tag, "{http://www.w3.org/2000/svg}svg")

    def test_standard_input_can_go_to_a_folder(self):
        self.assertExit(self.burin("engrave", "-", "-o", "out", stdin=TINY.read_bytes()), 0)
        self.assertEqual(self.files(), ["out/stdin.pdf"])

    def test_any_number_of_jobs_gives_equal_bytes(self):
        self.tiny("in/a.musicxml")
        self.tiny("in/b.musicxml")
        for jobs in ("1", "4"):
            self.assertExit(self.burin("engrave", "in", "-o", "out" + jobs, "-f", "svg", "-f", "pdf", "-j", jobs), 0)
        for name in ("a-001.svg", "b-001.svg", "a.pdf"):
            self.assertEqual((self.folder / "out1" / name).read_bytes(), (self.folder / "out4" / name).read_bytes())

    def test_an_old_output_is_replaced_whole(self):
        self.tiny()
        self.put("out/tiny.pdf", b"old " * 100000)
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out"), 0)
        self.assertTrue((self.folder / "out/tiny.pdf").read_bytes().startswith(b"%PDF"))


class BadInput(Case):
    def test_broken_xml_names_line_and_column(self):
        process = self.burin("engrave", SUPPORT / "broken.musicxml", "-o", "out")
        self.assertExit(process, 1)
        first = process.stderr.splitlines()[0]
        self.assertRegex(first, DIAGNOSTIC)
        self.assertIn("broken.musicxml:8:", first)
        self.assertEqual(self.files(), [])

    def test_each_bad_input_gets_one_line_and_the_others_are_written(self):
        self.tiny("a.musicxml")
        self.put("b.musicxml", "<score-partwise><part-list>")
        self.put("c.musicxml", "this is no XML at all")
        self.put("d.mxl", b"PK\x03\x04 no zip either")
        self.put("e.xml", "<html><body/></html>")
        self.put("f.xml", "")
        self.tiny("z.musicxml")
        names = "a.musicxml b.musicxml c.musicxml d.mxl e.xml f.xml missing.xml z.musicxml".split()
        process = self.burin("engrave", *names, "-o", "out")
        self.assertExit(process, 1)
        self.assertEqual([f for f in self.files() if f.startswith("out")], ["out/a.pdf", "out/z.pdf"])
        errors = [line for line in process.stderr.splitlines() if ": error[" in line]
        self.assertEqual(len(errors), 6, process.stderr)
        for name in ("b.musicxml", "c.musicxml", "d.mxl", "e.xml", "f.xml", "missing.xml"):
            self.assertEqual(sum(line.startswith(name + ":") for line in errors), 1, process.stderr)
        for line in errors:
            self.assertRegex(line, DIAGNOSTIC)

    def test_a_folder_without_scores_fails(self):
        self.put("in/readme.txt", "nothing here")
        process = self.burin("engrave", "in", "-o", "out")
        self.assertExit(process, 1)
        self.assertIn("BU0304", process.stderr)

    def test_two_inputs_for_one_output_do_not_overwrite_each_other(self):
        self.tiny("a/song.musicxml")
        self.tiny("b/song.musicxml")
        process = self.burin("engrave", "a/song.musicxml", "b/song.musicxml", "-o", "out")
        self.assertExit(process, 1)
        self.assertIn("BU0305", process.stderr)
        self.assertIn("out/song.pdf", self.files())

    def test_fail_fast_leaves_the_rest(self):
        self.put("a.musicxml", "broken")
        self.tiny("b.musicxml")
        process = self.burin("engrave", "a.musicxml", "b.musicxml", "-o", "out", "--fail-fast", "-j", "1", "--report", "r.json")
        self.assertExit(process, 1)
        statuses = [s["status"] for s in json.loads((self.folder / "r.json").read_text())["scores"]]
        self.assertEqual(statuses, ["failed", "skipped"])

    def resumed(self, *options):
        """Status of each score of a run that resumes, by the name of its file."""
        process = self.burin("engrave", "in/", "-o", "out/", "--resume", "--report", "r.json", *options)
        report = json.loads((self.folder / "r.json").read_text())
        return process.returncode, {pathlib.Path(s["input"]).name: s["status"] for s in report["scores"]}

    def test_resume_leaves_out_what_is_done_and_does_what_is_not(self):
        a, b = self.tiny("in/a.musicxml"), self.tiny("in/deep/b.musicxml")
        both_done = (0, {"a.musicxml": "ok", "b.musicxml": "ok"})
        self.assertEqual(self.resumed(), both_done)
        before = (self.folder / "out/a.pdf").read_bytes()
        self.assertEqual(self.resumed(), (0, {"a.musicxml": "skipped", "b.musicxml": "skipped"}))
        (self.folder / "out/deep/b.pdf").unlink()
        self.assertEqual(self.resumed(), (0, {"a.musicxml": "skipped", "b.musicxml": "ok"}))
        (self.folder / "out/a.pdf").write_bytes(before[:-7])
        self.assertEqual(self.resumed(), (0, {"a.musicxml": "ok", "b.musicxml": "skipped"}))
        self.assertEqual((self.folder / "out/a.pdf").read_bytes(), before)
        late = b.stat().st_mtime + 1000
        os.utime(b, (late, late))
        self.assertEqual(self.resumed(), (0, {"a.musicxml": "skipped", "b.musicxml": "ok"}))
        self.assertTrue(a.exists())

    def test_resume_does_everything_again_with_other_options_or_another_style(self):
        self.tiny("in/a.musicxml")
        self.put("house.style", "vertical.grand-staff = 11\n")
        ok, skipped = (0, {"a.musicxml": "ok"}), (0, {"a.musicxml": "skipped"})
        self.assertEqual(self.resumed(), ok)
        self.assertEqual(self.resumed("-f", "svg"), ok)
        self.assertEqual(self.resumed("-f", "svg", "--jobs", "1", "--timings"), skipped)
        self.assertEqual(self.resumed("-f", "svg", "--page-size", "a3"), ok)
        self.assertEqual(self.resumed("-f", "svg", "--style", "house.style"), ok)
        self.assertEqual(self.resumed("-f", "svg", "--style", "house.style"), skipped)
        self.put("house.style", "vertical.grand-staff = 11.5\n")
        self.assertEqual(self.resumed("-f", "svg", "--style", "house.style"), ok)

    def test_resume_tries_failed_scores_again_and_takes_no_foreign_note_for_its_own(self):
        self.put("in/a.musicxml", "broken")
        self.assertEqual(self.resumed(), (1, {"a.musicxml": "failed"}))
        self.assertEqual(self.resumed(), (1, {"a.musicxml": "failed"}))
        self.tiny("in/a.musicxml")
        for note in ("", "[]", '{"outputs": 3}', '{"made-with": 1, "outputs": [{"name": 2, "bytes": "x"}]}'):
            self.put("out/.a.made", note)
            self.assertEqual(self.resumed(), (0, {"a.musicxml": "ok"}))

    def test_a_note_that_cannot_be_written_is_a_warning_only(self):
        name = "n" * 250
        self.tiny(f"in/{name}.xml")
        process = self.burin("engrave", "in/", "-o", "out/", "--resume")
        self.assertExit(process, 0)
        self.assertIn("warning[BU0405]", process.stderr)
        self.assertEqual([n for n in self.files() if n.startswith("out/")], [f"out/{name}.pdf"])

    def test_resume_does_an_input_again_that_was_saved_while_it_was_engraved(self):
        source = self.tiny("a.musicxml")
        os.mkfifo(self.folder / "pages.pdf")
        words = [PROGRAM, "engrave", "a.musicxml", "-f", "svg", "-f", "pdf", "--name", "pages", "--resume"]
        with subprocess.Popen(words, cwd=self.folder, env=CLEAN) as process:
            while not any(".part" in name for name in os.listdir(self.folder)):
                self.assertIsNone(process.poll())
            changed = source.read_bytes().replace(b"<step>C<", b"<step>D<", 1)  # as many bytes
            source.write_bytes(changed)
            os.utime(source, (1, 1))
            (self.folder / "pages.pdf").read_bytes()
            self.assertEqual(process.wait(timeout=60), 0)
        (self.folder / "pages.pdf").unlink()
        note = json.loads((self.folder / ".a.made").read_text())
        note["outputs"] = [one for one in note["outputs"] if not one["name"].endswith("pdf")]
        self.put(".a.made", json.dumps(note))
        process = self.burin(*words[1:], "--report", "r.json")
        self.assertExit(process, 0)
        self.assertEqual(json.loads((self.folder / "r.json").read_text())["scores"][0]["status"], "ok")

    def test_without_resume_nothing_is_noted_and_nothing_left_out(self):
        self.tiny()
        for _ in range(2):
            self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out/"), 0)
        self.assertEqual(self.files(), ["out/tiny.pdf", "tiny.musicxml"])

    def test_a_time_limit_gives_5_and_no_output(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", "-o", "out", "--timeout", "0.000000001")
        self.assertExit(process, 5)
        self.assertIn("BU0002", process.stderr)
        self.assertEqual(self.files(), ["tiny.musicxml"])

    def test_an_output_that_cannot_be_written_gives_4_and_leaves_nothing(self):
        self.tiny()
        self.put("file", "in the way")
        process = self.burin("engrave", "tiny.musicxml", "-o", "file/out.pdf")
        self.assertExit(process, 4)
        self.assertEqual(self.files(), ["file", "tiny.musicxml"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "no device that is always full")
    def test_a_full_disk_gives_4(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", "-f", "pdf", "-o", "/dev/full")
        self.assertExit(process, 4)
        self.assertIn("No space left", process.stderr)

    def test_a_folder_in_the_way_of_one_format_leaves_nothing_of_the_others(self):
        self.tiny()
        (self.folder / "out/tiny.pdf").mkdir(parents=True)
        process = self.burin("engrave", "tiny.musicxml", "-o", "out", "-f", "svg", "-f", "pdf")
        self.assertExit(process, 4)
        self.assertEqual(self.files(), ["tiny.musicxml"])


class Messages(Case):
    def test_success_is_silent(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", "-o", "out")
        self.assertEqual((process.stdout, process.stderr), ("", ""))

    def test_verbose_says_what_is_done(self):
        self.tiny()
        self.assertIn("tiny.musicxml", self.burin("engrave", "tiny.musicxml", "-o", "out", "-v").stderr)

    def test_errors_are_shown_even_when_quiet(self):
        self.assertIn("error[", self.burin("engrave", "none.xml", "-o", "out", "-q").stderr)

    def test_json_log_has_one_object_a_line(self):
        self.tiny()
        process = self.burin("engrave", "none.xml", "tiny.musicxml", "-o", "out", "-v", "--log-format", "json")
        lines = [json.loads(line) for line in process.stderr.splitlines()]
        self.assertTrue(any(line.get("code") and line["file"] == "none.xml" for line in lines))

    def test_colour_only_when_asked_for_or_on_a_terminal(self):
        self.assertNotIn("\033[", self.burin("engrave", "none.xml", "-o", "out").stderr)
        self.assertIn("\033[31m", self.burin("engrave", "none.xml", "-o", "out", "--color", "always").stderr)

    def terminal(self, *arguments, env=None):
        """What the program writes to standard error when that is a terminal."""
        master, slave = os.openpty()
        with subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, env={**CLEAN, **(env or {})}, stderr=slave,
                              stdout=subprocess.DEVNULL) as process:
            os.close(slave)
            out = b""
            while True:
                try:
                    piece = os.read(master, 4096)
                except OSError:
                    break
                if not piece:
                    break
                out += piece
        os.close(master)
        return out.decode()

    def test_a_terminal_gets_a_progress_line(self):
        self.tiny("in/a.musicxml")
        self.tiny("in/b.musicxml")
        text = self.terminal("engrave", "in", "-o", "out")
        self.assertIn("[2/2]", text)
        self.assertIn("pages", text)

    def test_no_progress_and_no_color_are_honoured_on_a_terminal(self):
        self.tiny()
        self.assertEqual(self.terminal("engrave", "tiny.musicxml", "-o", "out", "--no-progress"), "")
        self.assertNotIn("\033[31m", self.terminal("engrave", "none.xml", "-o", "out", env={"NO_COLOR": "1"}))

    def test_timings_is_a_table_on_standard_error(self):
        self.tiny()
        process = self.burin("engrave", "tiny.musicxml", "-o", "out", "--timings")
        self.assertEqual(process.stdout, "")
        for word in ("read", "stage1", "stage4", "write", "total", "notes/s", "MiB"):
            self.assertIn(word, process.stderr)


class Reports(Case):
    def report(self, *arguments):
        self.burin("engrave", *arguments, "-o", "out", "--report", "report.json")
        return json.loads((self.folder / "report.json").read_text())

    def test_the_report_follows_its_schema(self):
        schema = json.loads((ROOT / "io/report/schema/burin-report-1.schema.json").read_text())
        self.tiny()
        self.put("bad.xml", "<a>")
        report = self.report("tiny.musicxml", "bad.xml", "-f", "svg")
        self.assertEqual(problems(report, schema), [])
        self.assertEqual([s["status"] for s in report["scores"]], ["ok", "failed"])

    def test_the_schema_check_finds_what_is_wrong(self):
        schema = json.loads((ROOT / "io/report/schema/burin-report-1.schema.json").read_text())
        self.tiny()
        report = self.report("tiny.musicxml")
        report["scores"][0]["counts"]["notes"] = "four"
        del report["totals"]["pages"]
        self.assertEqual(len(problems(report, schema)), 2)

    def test_the_report_counts_music_and_files(self):
        self.tiny()
        report = self.report("tiny.musicxml", "-f", "svg")
        score = report["scores"][0]
        self.assertEqual((score["counts"]["notes"], score["counts"]["measures"], score["counts"]["parts"]), (4, 2, 1))
        self.assertEqual(score["outputs"][0]["path"], "out/tiny-001.svg")
        self.assertEqual(score["outputs"][0]["bytes"], (self.folder / "out/tiny-001.svg").stat().st_size)
        self.assertEqual(report["totals"]["bytes_in"], TINY.stat().st_size)
        self.assertGreater(report["totals"]["peak_rss"], 1 << 20)
        self.assertEqual(score["elements"]["note"], 4)

    def test_failed_scores_carry_their_error(self):
        report = self.report(SUPPORT / "broken.musicxml")
        error = report["scores"][0]["error"]
        self.assertEqual(error["line"], 8)
        self.assertRegex(error["code"], r"BU\d{4}")

    def test_scores_keep_the_order_of_the_inputs(self):
        names = [f"in/{i:02}.musicxml" for i in range(12)]
        for name in names:
            self.tiny(name)
        self.assertEqual([s["input"] for s in self.report("in", "-j", "4")["scores"]], names)

    def test_the_trace_has_stages_and_tasks(self):
        self.tiny()
        self.assertExit(self.burin("engrave", "tiny.musicxml", "-o", "out", "-f", "svg", "--trace", "t.json"), 0)
        events = json.loads((self.folder / "t.json").read_text())["traceEvents"]
        self.assertTrue(any(e["ph"] == "X" and e["name"] == "stage1" for e in events))
        self.assertTrue(any("task" in e.get("args", {}) for e in events))
        imports = [e.get("args", {}) for e in events if e["name"] == "import"]
        tasks = next(args["tasks"] for args in imports if "tasks" in args)
        self.assertEqual(sum("task" in args for args in imports), tasks)  # those that convert parts, too


class OtherCommands(Case):
    def test_info_says_what_is_in_a_score(self):
        self.tiny()
        info = json.loads(self.burin("info", "--json", "tiny.musicxml").stdout)[0]
        self.assertEqual((info["title"], info["notes"], info["measures"]), ("A tiny tune", 4, 2))
        self.assertIn("A tiny tune", self.burin("info", "tiny.musicxml").stdout)
        name = b"<part-name>Singstimme.\nVoice</part-name>"
        self.put("two.musicxml", re.sub(b"<part-name>.*?</part-name>", name, TINY.read_bytes()))
        self.assertIn("    Singstimme. Voice (1)\n", self.burin("info", "two.musicxml").stdout)

    def test_check_writes_nothing_and_fails_on_bad_input(self):
        self.tiny()
        self.assertExit(self.burin("check", "tiny.musicxml"), 0)
        self.assertEqual(self.files(), ["tiny.musicxml"])
        process = self.burin("check", "--json", SUPPORT / "broken.musicxml")
        self.assertExit(process, 1)
        self.assertEqual(json.loads(process.stdout)[0]["line"], 8)

    def test_check_fails_on_what_stands_behind_more_notes_than_are_kept(self):
        note = ('<note print-lyric="no"><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration><type>whole</type>'
                '{}<lyric><text>la</text></lyric></note>')
        noted, warned = note.format(""), note.format('<notations><ornaments><tremolo type="start">2</tremolo></ornaments></notations>')
        parts = [noted] * 201 + [warned]
        names = "".join(f'<score-part id="P{i}"><part-name/></score-part>' for i in range(len(parts)))
        music = "".join(f'<part id="P{i}"><measure number="1">{part}</measure></part>' for i, part in enumerate(parts))
        self.put("many.musicxml", f'<score-partwise version="4.0"><part-list>{names}</part-list>{music}</score-partwise>')
        for least, code in (("error", 0), ("warning", 3), ("note", 3)):
            self.assertExit(self.burin("check", "many.musicxml", "--page-size", "400x4900mm", "--fail-on", least), code)

    def test_check_prints_sarif_for_code_review(self):
        (self.folder / "my scores").mkdir()
        self.put("my scores/broken.musicxml", (SUPPORT / "broken.musicxml").read_bytes())
        self.tiny()
        process = self.burin("check", "--sarif", "my scores/broken.musicxml", "tiny.musicxml")
        self.assertExit(process, 1)
        log = json.loads(process.stdout)
        self.assertEqual(log["version"], "2.1.0")
        run = log["runs"][0]
        result = run["results"][0]
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual(result["level"], "error")
        self.assertEqual(place["artifactLocation"]["uri"], "my%20scores/broken.musicxml")
        self.assertEqual(place["region"]["startLine"], 8)
        self.assertIn(result["ruleId"], [rule["id"] for rule in run["tool"]["driver"]["rules"]])
        self.assertEqual(json.loads(self.burin("check", "--sarif", "tiny.musicxml").stdout)["runs"][0]["results"], [])

    def test_bench_pipeline_gives_medians(self):
        self.tiny()
        process = self.burin("bench", "pipeline", "tiny.musicxml", "--repeat", "3", "--json")
        self.assertExit(process, 0)
        bench = json.loads(process.stdout)
        self.assertEqual((bench["schema"], bench["name"], bench["results"][0]["runs"]), ("burin-bench/1", "pipeline", 3))
        for figure in ("wall_s", "p95_s", "max_s", "notes_per_s", "peak_rss", "unzip_and_parse_s", "ratio_to_unzip_and_parse"):
            self.assertIn(figure, bench["results"][0])

    def test_bench_import_needs_no_number_of_runs(self):
        self.tiny()
        for options in ((), ("--repeat", "2")):
            process = self.burin("bench", "import", "tiny.musicxml", *options, "--json")
            self.assertExit(process, 0)
            result = json.loads(process.stdout)["results"][0]
            self.assertGreater(result["runs"], 0)
            self.assertGreater(result["import_s"], 0)

    def test_bench_store_counts_transactions_and_checks_the_end(self):
        process = self.burin("bench", "store", "--seconds", "0.02", "--warm-up", "0", "--threads", "1,3", "--json")
        self.assertExit(process, 0)
        bench = json.loads(process.stdout)
        self.assertEqual((bench["schema"], bench["name"]), ("burin-bench/1", "store"))
        self.assertEqual({result["threads"] for result in bench["results"]}, {1, 3})
        workloads = {result["workload"] for result in bench["results"]}
        self.assertLessEqual({"a-counter", "b-piece-1", "c-piece-3", "d-transfer", "e-disjoint"}, workloads)
        for result in bench["results"]:
            self.assertTrue(result["holds"], result["workload"])
            for figure in ("tx_per_s", "retries", "p50_s", "p95_s", "p99_s", "max_s", "wall_s", "peak_rss"):
                self.assertIn(figure, result)

    def test_bench_compares_with_an_earlier_run(self):
        run = ("bench", "store", "--seconds", "0.02", "--workload", "a-counter", "--threads", "1", "--json")
        (self.folder / "old.json").write_text(self.burin(*run).stdout)
        result = json.loads(self.burin(*run, "--compare", "old.json").stdout)["results"][0]
        self.assertGreater(result["ratio_tx_per_s"], 0)
        (self.folder / "old.json").write_text("{}")
        self.assertExit(self.burin(*run, "--compare", "old.json"), 2)
        self.assertExit(self.burin("bench", "store", "--threads", "0"), 2)

    def test_fonts_lists_names_and_licences(self):
        fonts = json.loads(self.burin("fonts", "--json").stdout)
        self.assertIn("bravura", [font["name"].lower() for font in fonts])
        self.assertTrue(all(font["licence_text"] for font in fonts))
        self.assertIn("SIL OPEN FONT LICENSE", self.burin("fonts", "--licences").stdout.upper())

    def test_elements_lists_families_with_their_sources(self):
        names = [element["name"] for element in json.loads(self.burin("elements", "--json").stdout)]
        self.assertIn("slur", names)
        self.assertEqual(names, sorted(names))

    def test_version_names_libraries_and_fonts(self):
        version = json.loads(self.burin("--version", "--json").stdout)
        self.assertIn("cairo", version["libraries"])
        self.assertTrue(version["fonts"])
        self.assertEqual(self.burin("--version").stdout, f"burin {version['version']}\n")


if __name__ == "__main__":
    unittest.main()
