"""Parts, ranges, names, style: what users ask of pages."""
import base64
import gzip
import json
import pathlib
import re
import subprocess
import unittest

from program import ROOT, Case

QUARTET = ROOT / "samples" / "quartet.musicxml"
SONG = ROOT / "samples" / "song.musicxml"
OVERTURE = ROOT / "samples" / "overture.musicxml"


class Pages(Case):
    def svg(self, name):
        return (self.folder / name).read_text()

    def texts(self, page):
        return [re.sub(r"<[^>]*>", "", t) for t in re.findall(r"<text[^>]*>.*?</text>", page)]

    def measures(self, page):
        return sorted({int(n) for n in re.findall(r'data-n="(\d+)"', page)})

    def engrave(self, *arguments):
        process = self.burin("engrave", *arguments)
        self.assertExit(process, 0)
        return process

    def test_pages_writes_only_those_and_keeps_their_numbers(self):
        self.engrave(OVERTURE, "-o", "all/", "-f", "svg")
        self.engrave(OVERTURE, "-o", "some/", "-f", "svg", "--pages", "2-")
        every = [n for n in self.files() if n.startswith("all/")]
        self.assertGreater(len(every), 1)
        self.assertEqual([n.replace("some/", "all/") for n in self.files() if n.startswith("some/")], every[1:])
        self.assertEqual(self.svg(every[1]), self.svg(every[1].replace("all/", "some/")))

    def test_pages_that_do_not_exist_are_an_error_with_the_number_there_is(self):
        process = self.burin("engrave", QUARTET, "-o", "x.pdf", "--pages", "900")
        self.assertExit(process, 1)
        self.assertIn("BU0311", process.stderr)
        self.assertEqual(self.files(), [])

    def test_measures_prints_a_range_with_its_time_signature(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--measures", "3-4")
        page = self.svg("x/quartet-001.svg")
        self.assertEqual(self.measures(page), [2, 3])
        self.assertIn('class="time-signature', page)

    def test_measures_stay_in_the_first_movement_that_has_them(self):
        note = "<note><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration><type>whole</type></note>"
        numbers = ("1", "2", "3", "3", "1", "2", "3")  # a measure that a repeat divides, then a second movement
        self.put("two.musicxml", '<score-partwise version="4.0"><part-list><score-part id="P1"><part-name/></score-part>'
                 '</part-list><part id="P1">' + "".join(f'<measure number="{n}">{note}</measure>' for n in numbers) +
                 "</part></score-partwise>")
        for asked, indices in (("1-3", [0, 1, 2, 3]), ("3", [2, 3]), ("2-3", [1, 2, 3]), ("3-2", [2, 3, 4, 5])):
            self.engrave("two.musicxml", "-o", "x/", "-f", "svg", "--measures", asked)
            self.assertEqual(self.measures(self.svg("x/two-001.svg")), indices, asked)

    def test_measures_up_to_the_end_and_measures_that_are_not_there(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--measures", "5-")
        self.assertEqual(self.measures(self.svg("x/quartet-001.svg"))[0], 4)
        process = self.burin("engrave", QUARTET, "-o", "y.pdf", "--measures", "3-7000")
        self.assertExit(process, 1)
        self.assertIn("there is no measure '7000'", process.stderr)
        self.assertIn("numbered from 1 to", process.stderr)

    def test_parts_come_with_the_score_from_one_run(self):
        self.engrave(QUARTET, "-o", "x/", "--parts")
        self.assertEqual(len(self.files()), 5)
        self.assertIn("x/quartet.pdf", self.files())
        self.engrave(QUARTET, "-o", "y/", "--parts", "--no-score")
        self.assertNotIn("y/quartet.pdf", self.files())
        self.assertEqual(len([n for n in self.files() if n.startswith("y/")]), 4)

    def test_a_part_has_one_staff_its_name_and_the_tempo_of_the_score(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--part", "4")
        page = self.svg(self.files()[0])
        self.assertEqual(len(re.findall(r'data-n="0"', page)), 1)
        name = self.files()[0][len("x/quartet-"):-len("-001.svg")]
        self.assertIn(name, self.texts(page))
        self.engrave(QUARTET, "-o", "y/", "-f", "svg")
        score = self.svg([n for n in self.files() if n.startswith("y/")][0])
        tempo = re.findall(r'<g class="metronome"', score)
        self.assertEqual(len(re.findall(r'<g class="metronome"', page)), len(tempo))

    def test_parts_are_chosen_by_number_name_or_glob(self):
        self.engrave(QUARTET, "-o", "x/", "--part", "viol*")
        self.assertEqual(sorted(n.lower() for n in self.files()), [n.lower() for n in self.files()])
        self.assertTrue(self.files())
        self.assertTrue(all("viol" in n.lower() for n in self.files()))
        process = self.burin("engrave", QUARTET, "-o", "x/", "--part", "Tuba")
        self.assertExit(process, 1)
        self.assertIn("there is no part 'Tuba'", process.stderr)

    def test_a_single_part_can_have_a_name_of_its_own(self):
        self.engrave(QUARTET, "-o", "mine.pdf", "--part", "2")
        self.assertEqual(self.files(), ["mine.pdf"])

    def test_name_is_a_template(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--part", "3", "--name", "{number:02}-{stem}-{page:04}")
        self.assertIn("x/03-quartet-0001.svg", self.files())
        process = self.burin("engrave", QUARTET, "-o", "x/", "--name", "{nonsense}")
        self.assertExit(process, 2)
        self.assertIn("'{nonsense}' is no field", process.stderr)

    def test_join_makes_one_pdf_of_several_scores(self):
        self.engrave(QUARTET, SONG, "-o", "both.pdf", "--join")
        self.assertEqual(self.files(), ["both.pdf"])
        self.engrave(QUARTET, "-o", "a.pdf")
        self.engrave(SONG, "-o", "b.pdf")
        count = lambda name: len(re.findall(rb"/Type\s*/Page\b", (self.folder / name).read_bytes()))
        if count("a.pdf"):
            self.assertEqual(count("both.pdf"), count("a.pdf") + count("b.pdf"))
        self.assertExit(self.burin("engrave", QUARTET, SONG, "--join"), 2)

    def test_verses_leaves_the_others_out(self):
        self.engrave(SONG, "-o", "x/", "-f", "svg")
        self.engrave(SONG, "-o", "y/", "-f", "svg", "--verses", "2-")
        lyrics = lambda folder: sum(self.svg(n).count('class="lyric"') for n in self.files() if n.startswith(folder))
        self.assertGreater(lyrics("x/"), lyrics("y/"))

    def test_crop_ends_the_page_at_its_ink(self):
        self.engrave(self.tiny(), "-o", "x/", "-f", "svg", "--crop")
        width, height = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', self.svg("x/tiny-001.svg")).groups()
        self.assertLess(float(height), 80)
        self.assertLessEqual(float(width), 210)

    def test_max_systems_is_a_limit_for_every_page(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--max-systems", "1")
        for name in self.files():
            self.assertEqual(self.svg(name).count('<g class="system"'), 1, name)

    def test_lines_full_of_syllables_fit_at_every_width_of_the_page(self):
        note = ("<note><pitch><step>B</step><octave>4</octave></pitch><duration>1</duration><type>quarter</type>"
                "<lyric><syllabic>single</syllabic><text>strengths</text></lyric></note>")
        measures = "".join(f'<measure number="{m}">{note * 4}</measure>' for m in range(1, 9))
        self.put("dense.musicxml", '<score-partwise version="4.0"><part-list><score-part id="P1"><part-name/></score-part>'
                 f'</part-list><part id="P1">{measures}</part></score-partwise>')
        for width in range(132, 246, 3):
            self.engrave("dense.musicxml", "-o", "x.pdf", "--staff-size", "5", "--page-size", f"{width}x200mm")

    def test_a_measure_that_is_too_long_is_called_so_and_one_that_is_too_tall_too(self):
        long = self.burin("engrave", OVERTURE, "-o", "x.pdf", "--staff-size", "9", "--page-size", "70x900mm")
        self.assertExit(long, 1)
        self.assertRegex(long.stderr, r"the longest measure needs [0-9.]+ mm, the line has [0-9.]+ mm \(measure [0-9]+\)")
        tall = self.burin("engrave", OVERTURE, "-o", "x.pdf", "--staff-size", "9", "--page-size", "900x90mm")
        self.assertExit(tall, 1)
        self.assertRegex(tall.stderr, r"the tallest system needs [0-9.]+ mm, the page has [0-9.]+ mm \(from measure [0-9]+\)")

    def test_fit_grow_turns_or_enlarges_the_page_and_the_report_says_so(self):
        def fitted(size):
            self.engrave(QUARTET, "-o", "x/", "-f", "svg", "--staff-size", "7", "--fit", "grow", "--page-size", size,
                         "--report", "r.json")
            page = re.search(r'<svg[^>]* width="([\d.]+)mm" height="([\d.]+)mm"', self.svg("x/quartet-001.svg"))
            fit = json.loads(self.svg("r.json"))["scores"][0]["fit"]
            self.assertEqual(fit["staff_size_mm"], 7)
            return [float(n) for n in page.groups()], fit["why"]

        refused = self.burin("engrave", QUARTET, "-o", "x.pdf", "--staff-size", "7", "--page-size", "300x100mm")
        self.assertExit(refused, 1)
        self.assertEqual(fitted("300x100mm"), ([100, 300], "the page is enlarged to 100 mm by 300 mm"))
        self.assertEqual(fitted("120x80mm"), ([113, 170], "the page is enlarged to 113 mm by 170 mm"))
        self.assertEqual(fitted("a4"), ([210, 297], ""))

    def tall_score(self):
        """Thirty staves, a rehearsal mark over the first, a slur on each that goes on in the next system."""
        note = "<note><pitch><step>B</step><octave>4</octave></pitch><duration>4</duration><type>whole</type>{}</note>"
        slur = '<notations><slur type="{}" number="1"/></notations>'
        mark = "<direction placement='above'><direction-type><rehearsal>A</rehearsal></direction-type></direction>"
        parts = "".join(f'<score-part id="P{p}"><part-name>Part {p}</part-name></score-part>' for p in range(30))
        body = "".join(
            f'<part id="P{p}">' + "".join(
                f'<measure number="{m}">{mark if (p, m) == (0, 1) else ""}' +
                note.format(slur.format("start") if m == 1 else slur.format("stop") if m == 12 else "") + "</measure>"
                for m in range(1, 13)) + "</part>" for p in range(30))
        return self.put("tall.musicxml", f'<score-partwise version="4.0"><part-list>{parts}</part-list>{body}</score-partwise>')

    def test_fit_split_puts_the_upper_staves_on_one_page_and_the_lower_ones_on_the_next(self):
        asked = (self.tall_score(), "--staff-size", "5", "--breaks", "6")
        self.assertExit(self.burin("engrave", *asked, "-o", "none.pdf"), 1)
        self.engrave(*asked, "-o", "x/", "-f", "svg", "--fit", "hide,split", "--report", "r.json")
        score = json.loads(self.svg("r.json"))["scores"][0]
        self.assertEqual(score["fit"], {"staff_size_mm": 5, "hidden_staves": 0, "why": "2 systems are split over two pages"})
        self.assertEqual(score["counts"]["pages"], 4)
        pages = [self.svg(f"x/tall-00{i}.svg") for i in (1, 2, 3, 4)]
        musicians = [[int(n) for n in re.findall(r'class="staff" data-vpd="m/(\d+)/', page)] for page in pages]
        self.assertEqual(musicians[0] + musicians[1], list(range(30)))
        self.assertEqual(musicians[2:], musicians[:2])
        self.assertEqual([self.measures(page) for page in pages], [list(range(6))] * 2 + [list(range(6, 12))] * 2)
        # What is drawn twice is counted once; both halves have their marks and their names.
        self.assertEqual({key: score["elements"][key] for key in
                          ("note", "slur", "rehearsal", "bar-number", "instrument-name")},
                         {"note": 360, "slur": 30, "rehearsal": 1, "bar-number": 1, "instrument-name": 30})
        self.assertEqual([page.count('class="rehearsal') for page in pages], [1, 1, 0, 0])
        self.assertIn('class="rehearsal continuation"', pages[1])

    def test_staves_get_tiny_where_halves_do_not_fit_either(self):
        self.engrave(self.tall_score(), "-o", "x/", "-f", "svg", "--fit", "shrink,split", "--page-size", "210x80mm",
                     "--report", "r.json")
        score = json.loads(self.svg("r.json"))["scores"][0]
        self.assertIn("the staff size is below 3 mm", score["fit"]["why"])
        self.assertEqual(score["elements"]["note"], 360)

    def test_fit_split_leaves_systems_that_fit_whole(self):
        self.engrave(QUARTET, "-o", "x.pdf", "--fit", "shrink,hide,split", "--report", "r.json")
        self.engrave(QUARTET, "-o", "y.pdf", "--report", "s.json")
        self.assertEqual((self.folder / "x.pdf").read_bytes(), (self.folder / "y.pdf").read_bytes())

    def test_header_and_footer_fill_in_their_fields(self):
        self.engrave(OVERTURE, "-o", "x/", "-f", "svg", "--header", "{title}, page {page}", "--footer", "{page}/{pages}")
        pages = self.files()
        self.assertIn(f"2/{len(pages)}", self.texts(self.svg(pages[1])))
        self.assertTrue(any(t.endswith(", page 2") for t in self.texts(self.svg(pages[1]))))
        self.assertFalse(any(t.endswith(", page 1") for t in self.texts(self.svg(pages[0]))))

    def test_style_list_says_type_unit_default_range_and_meaning(self):
        self.assertIn("spacing.increment", self.burin("style", "--list").stdout)
        keys = json.loads(self.burin("style", "--json").stdout)
        for key in keys:
            self.assertLessEqual(key["least"], key["default"], key)
            self.assertLessEqual(key["default"], key["most"], key)
            self.assertTrue(key["meaning"] and key["type"], key)
        self.assertExit(self.burin("style", "spacing.incremnt"), 2)

    def test_set_changes_the_style_and_wins_over_the_style_file(self):
        self.put("s.toml", "[outside]\ntext-size = 4\n[page]\nname-size = 3\n")
        plain = self.burin("engrave", QUARTET, "-o", "-", "-f", "svg", "--pages", "1")
        self.assertExit(plain, 0)
        styled = self.burin("engrave", QUARTET, "-o", "-", "-f", "svg", "--pages", "1", "--style", "s.toml")
        both = self.burin("engrave", QUARTET, "-o", "-", "-f", "svg", "--pages", "1", "--style", "s.toml",
                          "--set", "outside.text-size=2.2", "--set", "page.name-size=2")
        self.assertNotEqual(plain.stdout, styled.stdout)
        self.assertEqual(plain.stdout, both.stdout)

    def test_wrong_style_keys_and_values_are_wrong_usage(self):
        for text, said in (("spacing.incremen=1", "did you mean 'spacing.increment'"), ("spacing.increment=x", "is not a number"),
                           ("spacing.increment=90", "from 0.3 to 4"), ("page.page-numbers=0.5", "0 or 1"), ("x", "KEY=VALUE")):
            process = self.burin("engrave", "x.xml", "--set", text)
            self.assertExit(process, 2)
            self.assertIn(said, process.stderr)
        self.put("bad.toml", "nothing = 1\n")
        self.assertExit(self.burin("engrave", "x.xml", "--style", "bad.toml"), 2)
        self.assertExit(self.burin("engrave", "x.xml", "--style", "missing.toml"), 2)

    def test_the_files_own_page_staff_size_and_credits_are_taken_over_on_request(self):
        text = self.tiny().read_text()
        layout = ("<defaults><scaling><millimeters>8</millimeters><tenths>40</tenths></scaling><page-layout><page-height>"
                  "1000</page-height><page-width>800</page-width><page-margins type='both'><left-margin>50</left-margin>"
                  "<right-margin>50</right-margin><top-margin>60</top-margin><bottom-margin>60</bottom-margin>"
                  "</page-margins></page-layout></defaults><credit page='1'><credit-type>title</credit-type><credit-words "
                  "default-x='100' default-y='900' font-size='20' justify='left'>Placed here</credit-words></credit>")
        self.put("own.musicxml", text.replace("<part-list>", layout + "<part-list>"))
        self.engrave("own.musicxml", "-o", "x/", "-f", "svg", "--honour-layout", "page,staff-size")
        page = self.svg("x/own-001.svg")
        self.assertIn('width="160mm" height="200mm"', page)
        at = re.search(r'<text x="([-\d.]+)"[^>]*>Placed here', page)
        self.assertIsNotNone(at)
        space = float(re.search(r'data-staff-space="([\d.]+)"', page).group(1))
        self.assertAlmostEqual(float(at.group(1)) / space, 10.0, delta=0.1)
        self.engrave("own.musicxml", "-o", "y/", "-f", "svg")
        self.assertIn('width="210mm" height="297mm"', self.svg("y/own-001.svg"))

    def test_texts_at_the_head_of_the_page_whose_type_nobody_says_stand_in_the_title_block(self):
        def credit(words, justify, y):
            return (f"<credit page='1'><credit-words default-x='100' default-y='{y}' justify='{justify}'>{words}"
                    "</credit-words></credit>")

        layout = "<defaults><page-layout><page-height>1000</page-height><page-width>800</page-width></page-layout></defaults>"
        texts = (credit("First Quartet", "center", 950) + credit("A. Nobody", "right", 900) +
                 credit("A.  Nobody", "center", 890) + credit("Words below the music", "center", 200))
        text = re.sub(r"<work>.*?</work>|<identification>.*?</identification>", "", self.tiny().read_text(), flags=re.S)
        self.put("untyped.musicxml", text.replace("<part-list>", layout + texts + "<part-list>"))
        self.engrave("untyped.musicxml", "-o", "x/", "-f", "svg")
        page = self.svg("x/untyped-001.svg")
        self.assertRegex(page, r'(?s)class="subtitle"(?:(?!</g>).)*First Quartet')
        self.assertRegex(page, r'(?s)class="composer"(?:(?!</g>).)*A. Nobody')
        self.assertEqual(page.count("Nobody"), 1)
        self.assertNotIn("Words below", page)

    def test_page_breaks_of_the_file_are_honoured_on_request(self):
        text = self.tiny().read_text().replace('<measure number="2">', '<measure number="2"><print new-page="yes"/>')
        self.put("two.musicxml", text)
        self.engrave("two.musicxml", "-o", "x/", "-f", "svg", "--honour-layout", "breaks")
        self.engrave("two.musicxml", "-o", "y/", "-f", "svg")
        self.assertEqual(len([n for n in self.files() if n.startswith("x/")]), 2)
        self.assertEqual(len([n for n in self.files() if n.startswith("y/")]), 1)

    def test_svgz_of_parts_can_be_unpacked(self):
        self.engrave(QUARTET, "-o", "x/", "-f", "svgz", "--part", "1")
        self.assertIn("<svg", gzip.decompress((self.folder / self.files()[0]).read_bytes()).decode())

    def test_transpose_moves_notes_keys_and_chord_symbols(self):
        self.engrave(SONG, "-o", "same.musicxml")
        self.engrave(SONG, "-o", "up.musicxml", "--transpose", "M2")
        self.engrave(SONG, "-o", "semitones.musicxml", "--transpose", "2")
        self.engrave("up.musicxml", "-o", "back.musicxml", "--transpose=-M2")
        same, up, back = (self.svg(f"{name}.musicxml") for name in ("same", "up", "back"))
        self.assertEqual(self.svg("semitones.musicxml"), up)
        self.assertEqual(back, same)
        keys = [[int(k) for k in re.findall(r"<fifths>(-?\d+)</fifths>", text)] for text in (same, up)]
        self.assertEqual([k + 2 for k in keys[0]], keys[1])
        steps = [re.findall(r"<step>(\w)</step>", text) for text in (same, up)]
        self.assertEqual(["CDEFGAB"[("CDEFGAB".index(s) + 1) % 7] for s in steps[0]], steps[1])
        process = self.burin("engrave", SONG, "-o", "x.pdf", "--transpose", "third")
        self.assertExit(process, 2)
        self.assertIn("--transpose: 'third' is not an interval", process.stderr)

    def test_texts_bring_their_font_cut_down_to_their_characters(self):
        self.engrave(SONG, "-o", "x/", "-f", "svg")
        page = self.svg("x/song-001.svg")
        faces = re.findall(r'@font-face\{font-family:"Edwin";font-style:(\w+);font-weight:(\w+);'
                           r'src:url\(data:font/otf;base64,([A-Za-z0-9+/=]+)\) format\("opentype"\)\}', page)
        used = {("italic" if 'font-style="italic"' in t else "normal", "bold" if 'font-weight="bold"' in t else "normal")
                for t in re.findall(r"<text[^>]*>", page)}
        self.assertEqual({face[:2] for face in faces}, used)
        for _, _, font in faces:
            font = base64.b64decode(font)
            self.assertEqual(font[:4], b"OTTO")
            self.assertLess(len(font), 16000, "a whole face has five times that")
        self.engrave(SONG, "-o", "y/", "-f", "svg", "--outline-text")
        self.assertNotIn("@font-face", self.svg("y/song-001.svg"))

    def test_pdf_outline_has_title_and_rehearsal_marks(self):
        text = self.tiny().read_text()
        mark = "<direction><direction-type><rehearsal>{}</rehearsal></direction-type></direction>"
        for number, name in ((1, "A"), (2, "\u00c4nderung")):
            text = re.sub(rf'(<measure number="{number}"[^>]*>)', lambda m: m.group(1) + mark.format(name), text, count=1)
        self.put("marked.musicxml", text)
        self.engrave("marked.musicxml", SONG, "--join", "-o", "x.pdf")
        found = json.loads(subprocess.run(["qpdf", "--json=1", "--json-key=outlines", "x.pdf"], cwd=self.folder,
                                          capture_output=True, check=True).stdout)["outlines"]
        titles = [entry["title"] for entry in found]
        self.assertEqual(len(titles), 2, titles)
        self.assertEqual([kid["title"] for kid in found[0]["kids"]], ["A", "\u00c4nderung"])
        self.assertEqual([found[0]["destpageposfrom1"], found[0]["kids"][0]["destpageposfrom1"]], [1, 1])
        self.assertGreater(found[1]["destpageposfrom1"], 1)

    def clarinet(self, *measures):
        """A part in B flat, written in D major."""
        note = "<note><pitch><step>D</step><octave>5</octave></pitch><duration>4</duration><type>whole</type></note>"
        rest = '<note><rest measure="yes"/><duration>4</duration></note>'
        first = ("<attributes><divisions>1</divisions><key><fifths>2</fifths></key><time><beats>4</beats><beat-type>4"
                 "</beat-type></time><transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>")
        inside = "".join(f'<measure number="{n}">{first if n == 1 else ""}{note if kind == "note" else rest}</measure>'
                         for n, kind in enumerate(measures, 1))
        return self.put("clarinet.musicxml", '<score-partwise version="4.0"><part-list><score-part id="P1"><part-name>'
                        f'Clarinet</part-name></score-part></part-list><part id="P1">{inside}</part></score-partwise>')

    def test_pitch_concert_shows_what_sounds(self):
        self.clarinet("note", "note")
        self.engrave("clarinet.musicxml", "-o", "written/", "-f", "svg")
        self.engrave("clarinet.musicxml", "-o", "concert/", "-f", "svg", "--pitch", "concert")
        written, concert = (self.svg(f"{name}/clarinet-001.svg") for name in ("written", "concert"))
        self.assertEqual(len(re.findall(r'class="key-signature', written)), 1)
        self.assertEqual(len(re.findall(r'class="key-signature', concert)), 0, "D major sounds as C major")
        at = [re.search(r'class="notehead"[^>]*>\s*<use[^>]* y="(-?\d+)"', page).group(1) for page in (written, concert)]
        self.assertEqual(int(at[1]) - int(at[0]), 125, "a step lower: half a staff space")

    def test_multirest_joins_rests_always_never_or_where_the_file_does(self):
        text = self.clarinet("note", "rest", "rest", "rest", "note").read_text()
        count = lambda page: len(re.findall(r'class="multi-measure-rest"', page))
        for when, expected in (("auto", 1), ("never", 0), ("encoded", 0)):
            self.engrave("clarinet.musicxml", "-o", f"{when}/", "-f", "svg", "--multirest", when)
            self.assertEqual(count(self.svg(f"{when}/clarinet-001.svg")), expected, when)
        style = "<attributes><measure-style><multiple-rest>3</multiple-rest></measure-style></attributes>"
        self.put("clarinet.musicxml", text.replace('<measure number="2">', f'<measure number="2">{style}'))
        for when, expected in (("encoded", 1), ("never", 0)):
            self.engrave("clarinet.musicxml", "-o", f"{when}/", "-f", "svg", "--multirest", when)
            self.assertEqual(count(self.svg(f"{when}/clarinet-001.svg")), expected, when)

    def test_background_is_white_only_on_request(self):
        self.tiny()
        self.engrave("tiny.musicxml", "-o", "x/", "-f", "svg", "--background")
        self.engrave("tiny.musicxml", "-o", "y/", "-f", "svg")
        self.assertIn('fill="white"', self.svg("x/tiny-001.svg"))
        self.assertNotIn('fill="white"', self.svg("y/tiny-001.svg"))

    def test_shards_are_disjoint_and_together_complete(self):
        for name in "abcdefg":
            self.put(f"in/{name}.musicxml", self.tiny().read_bytes())
        for shard in ("1/3", "2/3", "3/3"):
            self.engrave("in", "-o", f"out{shard[0]}/", "-f", "musicxml", "--shard", shard)
        shares = [{pathlib.Path(n).name for n in self.files() if n.startswith(f"out{i}/")} for i in (1, 2, 3)]
        self.assertTrue(all(shares))
        self.assertEqual(sum(len(share) for share in shares), 7)
        self.assertEqual(set().union(*shares), {f"{name}.musicxml" for name in "abcdefg"})
        self.assertExit(self.burin("engrave", "in", "-o", "x/", "--shard", "4/3"), 2)


if __name__ == "__main__":
    unittest.main()
