"""Parts, ranges, names, style: what users ask of pages."""
import gzip
import json
import re
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


if __name__ == "__main__":
    unittest.main()
