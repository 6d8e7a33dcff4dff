"""Every diagnostic code that the sources give is explained."""
import json
import re
import unittest

from program import ROOT, run

GIVEN = re.compile(r'"(BU\d{4})"')
TABLE = ROOT / "core/base/codes.cpp"


def codes_in_sources():
    found = {}
    for layer in ("core", "pipeline", "io", "cli"):
        for path in (ROOT / layer).rglob("*.[ch]pp"):
            if path != TABLE:
                for code in GIVEN.findall(path.read_text(encoding="utf-8")):
                    found.setdefault(code, path.relative_to(ROOT))
    return found


class Codes(unittest.TestCase):
    def test_every_code_that_is_given_is_in_the_table_of_codes(self):
        known = {entry["code"] for entry in json.loads(run("explain", "--json").stdout)}
        unknown = {code: str(path) for code, path in codes_in_sources().items() if code not in known}
        self.assertEqual(unknown, {}, "add them to core/base/codes.cpp")

    def test_the_table_is_sorted_and_complete(self):
        entries = json.loads(run("explain", "--json").stdout)
        codes = [entry["code"] for entry in entries]
        self.assertEqual(codes, sorted(set(codes)))
        for entry in entries:
            self.assertTrue(entry["title"] and entry["meaning"].endswith(".") and entry["mend"].endswith("."), entry)


if __name__ == "__main__":
    unittest.main()
