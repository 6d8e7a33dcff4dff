"""The table of attributes in `burin elements` says what the program does: what is drawn changes the page, what is unread does not."""
import json
import re
import unittest

from attribute_scores import ATTRIBUTES, PLACES, score
from program import Case

HERE = "<!--here-->"


def with_attribute(text, element, attribute, value):
    """The first such element (behind the place that is marked, if one is) has the attribute with that value."""
    start = text.find(HERE) + 1
    tag = re.compile(rf"<{re.escape(element)}(?=[\s/>])[^>]*>").search(text, start)
    bare = re.sub(rf'\s{re.escape(attribute)}="[^"]*"', "", tag.group(0))
    return text[: tag.start()] + bare.replace(f"<{element}", f'<{element} {attribute}="{value}"', 1) + text[tag.end():]


class Attributes(Case):
    maxDiff = None

    def setUp(self):
        super().setUp()
        listed = json.loads(self.burin("elements", "--json").stdout)
        names = [one["name"] for one in listed if "@" in one["name"]]
        self.assertEqual(len(names), len(set(names)), "each of them once")
        self.table = {one["name"]: one for one in listed if "@" in one["name"]}

    def page(self, name):
        """What a score's pages look like; its title is its file's name."""
        pages = sorted(self.folder.glob(f"out/**/{name}.svg")) + sorted(self.folder.glob(f"out/**/{name}-[0-9]*.svg"))
        return "".join(re.sub(r"<title>.*?</title>", "", page.read_text()).replace(name, "") for page in pages)

    def changed(self):
        """Each attribute of the scores, and whether it changes the page."""
        for element, values in ATTRIBUTES.items():
            place = PLACES[element]
            whole = place if place.startswith("<score") else score(place)
            self.put(f"in/{element}.musicxml", whole)
            for attribute, value in values.items():
                self.put(f"in/{element}@{attribute}.musicxml", with_attribute(whole, element, attribute, value))
        self.burin("engrave", "in", "-o", "out/", "-f", "svg", "--quiet", timeout=580)
        changes = {}
        for element, values in ATTRIBUTES.items():
            without = self.page(element)
            self.assertTrue(without, element)
            for attribute in values:
                name = f"{element}@{attribute}"
                with_it = self.page(name)
                self.assertTrue(with_it, name)
                changes[name] = with_it != without
        return changes

    def test_a_score_shows_every_attribute_that_is_said_to_be_drawn_or_unread(self):
        said = {name for name, one in self.table.items() if one["summary"] in ("drawn", "unread")}
        self.assertEqual(said, {f"{element}@{attribute}" for element, values in ATTRIBUTES.items() for attribute in values})

    def test_what_is_drawn_changes_the_page_and_what_is_unread_does_not(self):
        changes = self.changed()
        self.assertEqual([], [name for name, changed in changes.items() if not changed and self.table[name]["drawn"]], "said to be drawn")
        self.assertEqual([], [name for name, changed in changes.items() if changed and not self.table[name]["drawn"]], "said to be unread")


if __name__ == "__main__":
    unittest.main()
