"""Limits on input are options, and meeting one ends with exit code 5 and a message that has a code."""
import io
import unittest
import zipfile

from program import SUPPORT, Case


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


class Limits(Case):
    def expect_limit(self, code, *arguments):
        met = self.burin("check", *arguments)
        self.assertExit(met, 5)
        self.assertIn(f"error[{code}]", met.stderr)

    def test_every_limit_is_an_option_that_ends_with_exit_code_5(self):
        tiny = self.tiny()
        packed = self.put("tiny.mxl", zipped([("a.xml", tiny.read_bytes()), ("b.txt", b"")]))
        self.assertExit(self.burin("check", tiny, packed), 0)
        self.expect_limit("BU0403", tiny, "--max-file-bytes", "100")
        self.expect_limit("BU1012", packed, "--max-unpacked-bytes", "100")
        self.expect_limit("BU1014", packed, "--max-zip-entries", "1")
        self.expect_limit("BU1023", tiny, "--max-xml-depth", "3")
        self.expect_limit("BU1024", tiny, "--max-attribute-bytes", "1")
        self.expect_limit("BU1025", tiny, "--max-text-bytes", "1")
        self.expect_limit("BU1018", tiny, "--max-notes", "1")

    def test_a_zip_bomb_stops_at_once(self):
        bomb = self.put("bomb.mxl", zipped([("a.xml", b" " * (200 << 20))]))
        self.assertLess(bomb.stat().st_size, 1 << 20)
        self.expect_limit("BU1013", bomb)

    def test_a_limit_can_be_set_in_the_environment(self):
        met = self.burin("info", self.tiny(), env={"BURIN_MAX_NOTES": "1"})
        self.assertExit(met, 5)

    def test_a_score_is_read_from_standard_input_in_both_container_forms(self):
        score = (SUPPORT / "tiny.musicxml").read_bytes()
        for data in (score, b"\xef\xbb\xbf" + score, zipped([("a.xml", score)])):
            read = self.burin("info", "-", stdin=data)
            self.assertExit(read, 0)


if __name__ == "__main__":
    unittest.main()
