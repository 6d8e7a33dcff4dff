"""--isolate: a score whose worker process crashes, hangs or is killed costs nothing but itself."""
import json
import os
import pathlib
import signal
import subprocess
import unittest

from cancel_test import large_score
from program import CLEAN, PROGRAM, TINY, Case
from report_test import without_times


def children(process):
    """The processes that one has started and that have not ended."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == process.pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


class Isolated(Case):
    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, "engrave", "--isolate", *map(str, arguments)], cwd=self.folder, env=CLEAN,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process

    def opened(self, name, process):
        """The writing end of a pipe that a worker has begun to read."""
        while process.poll() is None:
            try:
                return os.fdopen(os.open(self.folder / name, os.O_WRONLY | os.O_NONBLOCK), "w")
            except OSError:
                pass  # nobody reads yet
        return self.fail(f"the program ended early: {process.stderr.read()}")

    def end_worker(self, number):
        """Signals the worker of a score that never comes, between two that do; gives what the run says."""
        self.tiny("in/a.musicxml")
        os.mkfifo(self.folder / "slow.musicxml")
        self.tiny("in/z.musicxml")
        process = self.start("in/a.musicxml", "slow.musicxml", "in/z.musicxml", "-o", "out", "-j", "1", "--report", "r.json")
        with self.opened("slow.musicxml", process):
            worker, = children(process)
            os.kill(worker, number)
            process.wait(timeout=60)
        self.assertEqual([name for name in self.files() if name.startswith("out")], ["out/a.pdf", "out/z.pdf"])
        self.assertEqual([s["status"] for s in json.loads((self.folder / "r.json").read_text())["scores"]],
                         ["ok", "failed", "ok"])
        return process.returncode, process.stderr.read()

    def test_pages_and_report_are_those_of_a_run_in_one_process(self):
        for name in ("a", "deep/b", "deep/c"):
            self.tiny(f"in/{name}.musicxml")
        self.put("in/bad.musicxml", "<a>")
        reports = []
        for out, options in (("one", []), ("each", ["--isolate"])):
            process = self.burin("engrave", "in", "missing.xml", "-o", out, "-f", "svg", "-f", "pdf", "--name", "{stem}-{page:02}",
                                 "--geometry", f"{out}.geometry", "--report", f"{out}.json", "-j", "2", *options)
            self.assertExit(process, 1)
            reports.append((without_times(json.loads((self.folder / f"{out}.json").read_text())), process.stderr))
        self.assertEqual(reports[0][0], reports[1][0])
        self.assertEqual(sorted(reports[0][1].splitlines()), sorted(reports[1][1].splitlines()))
        names = [name.removeprefix("one/") for name in self.files() if name.startswith("one/")]
        self.assertEqual(names, [name.removeprefix("each/") for name in self.files() if name.startswith("each/")])
        self.assertEqual(len(names), 6)
        for name in names:
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "each" / name).read_bytes())
        self.assertEqual((self.folder / "one.geometry").read_bytes(), (self.folder / "each.geometry").read_bytes())

    def test_timings_trace_and_web_page_have_the_workers_tasks(self):
        self.tiny()
        process = self.burin("engrave", "--isolate", "tiny.musicxml", "-o", "out", "--timings", "--trace", "t.json",
                             "--report-html", "r.html")
        self.assertExit(process, 0)
        self.assertRegex(process.stderr, r"stage3 +\d+\.\d+ +\d+\.\d+ +[1-9]")
        self.assertIn("stage3", [event["name"] for event in json.loads((self.folder / "t.json").read_text())["traceEvents"]])
        self.assertIn("data:image/png", (self.folder / "r.html").read_text())

    def test_a_killed_worker_costs_its_score_only(self):
        code, text = self.end_worker(signal.SIGKILL)
        self.assertEqual(code, 1)
        self.assertEqual(text.count("error["), 1)
        self.assertIn("slow.musicxml:0:0: error[BU0006]: its worker process was ended by SIGKILL (Killed)", text)

    def test_a_crashed_worker_is_a_defect_with_the_name_of_its_signal(self):
        code, text = self.end_worker(signal.SIGSEGV)
        self.assertEqual(code, 70)
        self.assertIn("slow.musicxml:0:0: error[BU0006]: its worker process was ended by SIGSEGV", text)

    def test_a_terminated_worker_costs_its_score_only(self):
        code, text = self.end_worker(signal.SIGTERM)
        self.assertEqual(code, 1)
        self.assertIn("SIGTERM", text)

    def test_a_worker_that_hangs_is_killed_at_the_time_limit(self):
        self.tiny()
        os.mkfifo(self.folder / "slow.musicxml")
        process = self.start("slow.musicxml", "tiny.musicxml", "-o", "out", "--timeout", "1")
        with self.opened("slow.musicxml", process):
            self.assertEqual(process.wait(timeout=60), 5)
        self.assertIn("slow.musicxml:0:0: error[BU0002]", process.stderr.read())
        self.assertEqual(self.files(), ["out/tiny.pdf", "tiny.musicxml"])

    def stop_supervisor(self, number):
        """Signals the program while a worker reads; the worker is gone when the pipe to standard error is closed."""
        os.mkfifo(self.folder / "slow.musicxml")
        process = self.start("slow.musicxml", "-o", "out")
        with self.opened("slow.musicxml", process):
            process.send_signal(number)
            code = process.wait(timeout=60)
            process.stderr.read()
        self.assertEqual([name for name in self.files() if name.startswith("out")], [])
        return code

    def test_sigint_stops_the_workers(self):
        self.assertEqual(self.stop_supervisor(signal.SIGINT), 130)

    def test_sigterm_stops_the_workers(self):
        self.assertEqual(self.stop_supervisor(signal.SIGTERM), 143)

    def test_workers_end_when_their_supervisor_is_killed(self):
        self.assertEqual(self.stop_supervisor(signal.SIGKILL), -signal.SIGKILL)

    def halfway(self):
        """A run whose worker has written SVG pages under temporary names and waits for somebody to read its PDF."""
        self.tiny()
        (self.folder / "out").mkdir()
        os.mkfifo(self.folder / "out/tiny.pdf")
        process = self.start("tiny.musicxml", "-o", "out", "-f", "svg", "-f", "pdf")
        while not any(".part" in name for name in os.listdir(self.folder / "out")):
            self.assertIsNone(process.poll())
        return process

    def test_a_worker_killed_while_it_writes_leaves_nothing(self):
        process = self.halfway()
        worker, = children(process)
        os.kill(worker, signal.SIGKILL)
        self.assertEqual(process.wait(timeout=60), 1)
        self.assertEqual(os.listdir(self.folder / "out"), ["tiny.pdf"])

    def test_sigterm_while_a_worker_writes_leaves_nothing(self):
        process = self.halfway()
        process.terminate()
        self.assertEqual(process.wait(timeout=60), 143)
        self.assertEqual(os.listdir(self.folder / "out"), ["tiny.pdf"])

    def test_fail_fast_stops_the_other_workers(self):
        for name in ("bad.xml", "slow.musicxml"):
            os.mkfifo(self.folder / name)
        self.tiny()
        process = self.start("bad.xml", "slow.musicxml", "tiny.musicxml", "-o", "out", "-j", "2", "--fail-fast",
                             "--report", "r.json")
        with self.opened("slow.musicxml", process):
            with self.opened("bad.xml", process) as bad:
                bad.write("<a>")
            self.assertEqual(process.wait(timeout=60), 1)
        self.assertEqual([s["status"] for s in json.loads((self.folder / "r.json").read_text())["scores"]],
                         ["failed", "cancelled", "skipped"])

    def test_standard_input_and_output_go_through_the_worker(self):
        process = self.burin("engrave", "-", "-o", "-", "-f", "svg", "--isolate", stdin=TINY.read_bytes())
        self.assertExit(process, 0)
        self.assertEqual(process.stdout, self.burin("engrave", "-", "-o", "-", "-f", "svg", stdin=TINY.read_bytes()).stdout)

    def test_lists_and_resume_work_with_workers(self):
        for name in "ab":
            self.tiny(f"{name}.musicxml")
        self.put("list", "a.musicxml\nb.musicxml\n")
        arguments = ("engrave", "@list", "-o", "out/", "--isolate", "--resume", "--report", "r.json")
        for status in ("ok", "skipped"):
            self.assertExit(self.burin(*arguments), 0)
            scores = json.loads((self.folder / "r.json").read_text())["scores"]
            self.assertEqual([score["status"] for score in scores], [status] * 2)

    def test_join_and_isolate_contradict_each_other(self):
        process = self.burin("engrave", "a.xml", "-o", "all.pdf", "--join", "--isolate")
        self.assertExit(process, 2)
        self.assertIn("--isolate", process.stderr)

    def test_the_workers_command_is_of_no_use_to_others(self):
        process = self.burin("isolated-score", stdin="")
        self.assertExit(process, 2)


class Memory(Case):
    def expect_large_one_given_up(self, *options):
        self.put("in/b.musicxml", large_score(2000))
        for name in "ac":
            self.tiny(f"in/{name}.musicxml")
        process = self.burin("engrave", "in", "-o", "out", "-f", "svg", "--max-memory", "100", *options)
        self.assertExit(process, 5)
        self.assertIn("in/b.musicxml:0:0: error[BU0005]: the memory limit was reached", process.stderr)
        self.assertEqual(process.stderr.count("error["), 1)
        self.assertEqual([name for name in self.files() if name.startswith("out")], ["out/a-001.svg", "out/c-001.svg"])

    def test_a_score_that_needs_too_much_memory_is_given_up_and_others_go_on(self):
        self.expect_large_one_given_up()

    def test_each_worker_has_its_own_memory_limit(self):
        self.expect_large_one_given_up("--isolate")

    def test_a_limit_below_what_the_program_itself_takes_gives_every_score_up(self):
        self.tiny()
        for options in ([], ["--isolate"]):
            process = self.burin("engrave", "tiny.musicxml", "-o", "out", "--max-memory", "1", *options)
            self.assertExit(process, 5)
            self.assertIn("error[BU0005]", process.stderr)
        self.assertExit(self.burin("check", "tiny.musicxml", "--max-memory", "1"), 5)
        self.assertEqual(self.files(), ["tiny.musicxml"])


if __name__ == "__main__":
    unittest.main()
