"""The report as a web page, as a browser shows it."""
import json
import re
import shutil
import subprocess
import unittest

from program import ROOT, Case

OVERTURE = ROOT / "samples" / "overture.musicxml"
SONG = ROOT / "samples" / "song.musicxml"

# Runs in the page when it has loaded, and leaves what it saw where the test finds it.
LOOK = """<script>addEventListener('load', () => {
  const all = s => [...document.querySelectorAll(s)];
  const seen = {
    pictures: all('figure img').map(i => [i.complete, i.naturalWidth, i.alt]),
    bars: all('svg.chart rect').length,
    lanes: all('svg.chart text.lane').map(t => t.textContent),
    colours: [...new Set(all('svg.chart rect').map(r => getComputedStyle(r).fill))].length,
    stages: all('table.stages tbody tr').map(r => r.cells[0].textContent),
    scores: all('table.scores tbody tr').map(r => [...r.cells].map(c => c.textContent)),
    codes: all('table.diagnostics tbody tr').map(r => r.cells[1].textContent),
    targets: all('table.scores a').map(a => !!document.querySelector(a.getAttribute('href'))),
    wider: document.documentElement.scrollWidth > innerWidth,
    asked: performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).map(r => r.name)
  };
  const out = document.createElement('pre'); out.id = 'seen'; out.textContent = JSON.stringify(seen);
  document.body.append(out);
});</script>"""


class ReportHtml(Case):
    def browse(self, name):
        """What the browser makes of the page, and what it complained about."""
        browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        self.assertIsNotNone(browser, "Chromium is not installed; scripts/setup does that")
        page = self.folder / "looked-at.html"
        page.write_text((self.folder / name).read_text().replace("</body>", LOOK + "</body>"))
        process = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--window-size=900,1200", "--enable-logging=stderr", f"--user-data-dir={self.folder / 'profile'}",
             "--virtual-time-budget=20000", "--dump-dom", page.as_uri()],
            capture_output=True, text=True, timeout=150, check=False)
        found = re.search(r'<pre id="seen">(.*?)</pre>', process.stdout, re.S)
        self.assertIsNotNone(found, process.stderr[-2000:])
        complaints = [line for line in process.stderr.splitlines() if "CONSOLE" in line]
        text = found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return json.loads(text), complaints

    def test_stages_tasks_pages_and_diagnostics_are_shown_without_help_from_elsewhere(self):
        broken = self.put("a <b> & c.musicxml", self.tiny().read_text().replace("<duration>4<", "<duration>5<", 1))
        process = self.burin("engrave", OVERTURE, SONG, broken.name, "missing.musicxml", "-o", "x/", "-f", "svg", "-j",
                             "2", "--report-html", "report.html")
        self.assertExit(process, 1)
        seen, complaints = self.browse("report.html")
        self.assertEqual(complaints, [])
        self.assertEqual(seen["asked"], [], "the page needs nothing but itself")
        self.assertEqual(seen["stages"], ["read", "parse", "import", "stage1", "stage2", "stage3", "stage4", "write"])
        self.assertEqual([row[:2] for row in seen["scores"]],
                         [[str(OVERTURE), "ok"], [str(SONG), "ok"], ["a <b> & c.musicxml", "ok"],
                          ["missing.musicxml", "failed"]])
        self.assertEqual(seen["targets"], [True] * 4)
        pages = sum(int(row[2]) for row in seen["scores"])
        self.assertGreater(pages, 3)
        self.assertEqual(len(seen["pictures"]), pages)
        self.assertTrue(all(complete and width > 100 for complete, width, _ in seen["pictures"]), seen["pictures"])
        self.assertEqual(seen["lanes"].count("stages"), 3, "a chart for each score that was engraved")
        self.assertIn("thread 1", seen["lanes"])
        self.assertGreater(seen["bars"], 20)
        self.assertGreaterEqual(seen["colours"], 6)
        self.assertTrue(seen["codes"] and all(re.fullmatch(r"BU\d{4}", code) for code in seen["codes"]), seen["codes"])
        self.assertFalse(seen["wider"], "wide tables scroll by themselves")

    def test_a_long_run_shows_few_pages_of_each_score(self):
        for number in range(101):
            self.put(f"in/{number:03}.musicxml", self.tiny().read_bytes())
        self.assertExit(self.burin("engrave", "in", "-o", "x/", "-f", "musicxml", "--report-html", "none.html"), 0)
        self.assertNotIn("<figure", (self.folder / "none.html").read_text(), "nothing was laid out")
        self.assertExit(self.burin("engrave", "in", "-o", "x/", "-f", "svg", "--report-html", "report.html"), 0)
        report = (self.folder / "report.html").read_text()
        self.assertEqual(report.count('<section class="score"'), 100)
        self.assertEqual(report.count("<figure"), 100)
        self.assertEqual(report.count("<tr><td>in/"), 1, "one score is in the table only")


if __name__ == "__main__":
    unittest.main()
