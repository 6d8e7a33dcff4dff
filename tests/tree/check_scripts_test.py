"""The checks of the tree must fail on what they forbid: each is tried on a small tree made for it."""
import os
import subprocess
import sys
import tempfile
import unittest

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts")


def run(script, *arguments):
    command = [sys.executable, os.path.join(SCRIPTS, script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Tree(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, path, text):
        full = os.path.join(self.folder.name, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def layers(self):
        return run("check-layers", self.folder.name)

    def test_standard_headers_and_own_layer_pass(self):
        self.write("core/a.hpp", '#include <vector>\n#include <tl/expected.hpp>\n#include "core/b.hpp"\n')
        self.assertEqual(self.layers().returncode, 0)

    def test_core_may_not_use_another_layer(self):
        self.write("core/a.hpp", '#include "io/fonts/font_library.hpp"\n')
        self.assertIn("core may not use io", self.layers().stdout)
        self.assertEqual(self.layers().returncode, 1)

    def test_pipeline_and_io_do_not_know_each_other(self):
        self.write("pipeline/a.cpp", '#include "io/svg/svg_writer.hpp"\n')
        self.write("io/a.cpp", '#include "pipeline/engine/engine.hpp"\n')
        self.assertEqual(self.layers().stdout.count("error"), 2)

    def test_tbb_stays_in_the_executor(self):
        self.write("pipeline/engine/tbb_executor.cpp", "#include <tbb/parallel_for.h>\n")
        self.assertEqual(self.layers().returncode, 0)
        self.write("pipeline/atoms/build.cpp", "#include <tbb/parallel_for.h>\n")
        self.assertEqual(self.layers().returncode, 1)

    def test_pugixml_stays_in_the_musicxml_room(self):
        self.write("io/musicxml/source.cpp", "#include <pugixml.hpp>\n")
        self.assertEqual(self.layers().returncode, 0)
        self.write("io/svg/svg.cpp", "#include <pugixml.hpp>\n")
        self.assertEqual(self.layers().returncode, 1)

    def test_relative_includes_and_unknown_libraries_fail(self):
        self.write("io/svg/a.cpp", '#include "svg_writer.hpp"\n#include <boost/any.hpp>\n')
        self.assertEqual(self.layers().stdout.count("error"), 2)

    def test_an_empty_tree_is_not_a_pass(self):
        self.assertEqual(self.layers().returncode, 1)

    def test_long_sources_fail_unless_excused_with_a_reason(self):
        self.write("core/long.cpp", "\n" * 601)
        self.write("scripts/long-files.txt", "")
        self.assertEqual(run("check-tree", "sizes", self.folder.name).returncode, 1)
        self.write("scripts/long-files.txt", "core/long.cpp\n")
        self.assertEqual(run("check-tree", "sizes", self.folder.name).returncode, 1)
        self.write("scripts/long-files.txt", "core/long.cpp a table that reads better in one piece\n")
        self.assertEqual(run("check-tree", "sizes", self.folder.name).returncode, 0)

    def test_machine_paths_and_registries_fail(self):
        for text in ("see /" + "home/me/file", "https://registry" + ".example.org/x", '"resolved": "' + 'https://a/b"'):
            self.write("README.md", text + "\n")
            self.assertEqual(run("check-tree", "paths", self.folder.name).returncode, 1, text)
        self.write("README.md", "a/home/b and $HOME/work/x and https://example.org/tmp\n")
        self.assertEqual(run("check-tree", "paths", self.folder.name).returncode, 0)

    def rules(self, *rows):
        self.write("tests/rules.tsv", "\n".join(("rule\tfamily\ttest",) + rows) + "\n")
        return run("check-tree", "rules", self.folder.name)

    def test_rules_of_engraving_name_tests_that_exist(self):
        self.write("tests/elements/dot_test.cpp", "TEST(Dots, GoUp) {}\nRC_GTEST_PROP(Dots,\n  NeverMeet, ()) {}\n")
        self.write("tests/golden/two_voices/expected.txt", "page 1\n")
        self.write("tests/cli/pages_test.py", "    def test_margins(self):\n")
        for test in ("Dots.GoUp", "Dots.NeverMeet", "golden/two_voices", "pages_test.py:test_margins"):
            self.assertEqual(self.rules(f"Dots go up.\tdots\t{test}").returncode, 0, test)
        for test in ("Dots.GoDown", "GoUp", "golden/one_voice", "pages_test.py:test_widths"):
            run_ = self.rules(f"Dots go up.\tdots\t{test}")
            self.assertEqual(run_.returncode, 1, test)
            self.assertIn(f"tests/rules.tsv:2: error: no test is called '{test}'", run_.stdout)

    def test_rows_of_rules_have_three_fields_and_stand_once(self):
        self.write("tests/elements/dot_test.cpp", "TEST(Dots, GoUp) {}\n")
        good = "Dots go up.\tdots\tDots.GoUp"
        for rows in ((good, good), ("Dots go up.\tDots.GoUp",), ("Dots go up.\tDots\tDots.GoUp",), ("", good)):
            self.assertEqual(self.rules(*rows).returncode, 1, rows)
        self.write("tests/rules.tsv", "")
        self.assertEqual(run("check-tree", "rules", self.folder.name).returncode, 1)


if __name__ == "__main__":
    unittest.main()
