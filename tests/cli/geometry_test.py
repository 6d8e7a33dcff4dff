"""`--geometry`: boxes of everything on the pages, held against the SVG of the same run."""
import json
import re
import unittest
import xml.etree.ElementTree as ET

from program import ROOT, Case

QUARTET = ROOT / "samples" / "quartet.musicxml"
SVG = "{http://www.w3.org/2000/svg}"


class Geometry(Case):
    def setUp(self):
        super().setUp()
        self.assertExit(self.burin("engrave", QUARTET, "-o", "x/", "-f", "svg", "--geometry", "boxes.json"), 0)
        self.layout = json.loads((self.folder / "boxes.json").read_text())["scores"][0]["layouts"][0]
        self.pages = [ET.parse(self.folder / name).getroot() for name in self.files() if name.endswith(".svg")]

    def things(self, page):
        yield from page["things"]
        for system in page["systems"]:
            yield from system["things"]
            for staff in system["staves"]:
                yield from staff["things"]
                for measure in staff["measures"]:
                    yield from measure["things"]

    def test_every_group_of_the_pages_has_its_box(self):
        self.assertEqual([page["number"] for page in self.layout["pages"]], list(range(1, len(self.pages) + 1)))
        containers = {"page", "system", "staff", "measure"}
        for page, svg in zip(self.layout["pages"], self.pages):
            drawn = sorted(" ".join(group.get("class").split()[:1]) for group in svg.iter(SVG + "g")
                           if group.get("class") and group.get("class").split()[0] not in containers)
            boxed = sorted(thing["class"].split()[0] for thing in self.things(page))
            self.assertEqual(boxed, drawn)
            addresses = {group.get("data-vpd") for group in svg.iter(SVG + "g")} - {None}
            self.assertLessEqual({thing["vpd"] for thing in self.things(page) if "vpd" in thing}, addresses)

    def test_boxes_lie_inside_each_other_and_on_the_page(self):
        inside = lambda a, b: all((a[0] >= b[0] - 0.002, a[1] >= b[1] - 0.002, a[2] <= b[2] + 0.002, a[3] <= b[3] + 0.002))
        for page in self.layout["pages"]:
            sheet = [0, 0, page["width"], page["height"]]
            for thing in self.things(page):
                self.assertTrue(inside(thing["box"], sheet), thing)
            for system in page["systems"]:
                for staff in system["staves"]:
                    self.assertTrue(inside(staff["box"], system["box"]))
                    for measure in staff["measures"]:
                        self.assertTrue(inside(measure["box"], staff["box"]))
                        for thing in measure["things"]:
                            self.assertTrue(inside(thing["box"], measure["box"]), thing)

    def test_boxes_are_where_the_svg_draws(self):
        svg = self.pages[0]
        unit = float(svg.get("width")[:-2]) / float(svg.get("viewBox").split()[2])
        text = next(t for t in svg.iter(SVG + "text") if t.text)
        title = next(thing for thing in self.layout["pages"][0]["things"] if thing["class"] == "title")
        group = next(g for g in svg.iter(SVG + "g") if g.get("class") == "title")
        words = next(group.iter(SVG + "text"))
        left, top, right, bottom = title["box"]
        x, y = float(words.get("x")) * unit, float(words.get("y")) * unit
        self.assertTrue(left <= x <= right and top < y <= bottom + 1.5, (title["box"], x, y, text.text))

    def test_all_layouts_of_all_inputs_are_in_the_order_of_the_inputs(self):
        song = ROOT / "samples" / "song.musicxml"
        self.assertExit(self.burin("engrave", QUARTET, "none.xml", song, "-o", "y/", "--parts", "--geometry", "all.json"), 1)
        found = json.loads((self.folder / "all.json").read_text())
        self.assertEqual((found["schema"], found["unit"]), ("burin-geometry/1", "mm"))
        self.assertEqual([score["input"] for score in found["scores"]], [str(QUARTET), "none.xml", str(song)])
        self.assertEqual([len(score["layouts"]) for score in found["scores"]], [5, 0, 3])
        self.assertEqual([layout["part"] == "" for layout in found["scores"][0]["layouts"]], [True] + [False] * 4)

    def test_joined_scores_have_their_boxes_and_pictures_too(self):
        song = ROOT / "samples" / "song.musicxml"
        self.assertExit(self.burin("engrave", QUARTET, song, "--join", "-o", "all.pdf", "--geometry", "all.json",
                                   "--report-html", "all.html"), 0)
        found = json.loads((self.folder / "all.json").read_text())
        self.assertEqual([len(score["layouts"]) for score in found["scores"]], [1, 1])
        pages = sum(len(layout["pages"]) for score in found["scores"] for layout in score["layouts"])
        self.assertEqual((self.folder / "all.html").read_text().count("<figure"), pages)


if __name__ == "__main__":
    unittest.main()
