"""The command line itself: help, versions, wrong usage, configuration. Nothing here engraves."""
import json
import tomllib
import unittest

from program import Case


class Usage(Case):
    def test_help_lists_commands_and_exits_with_0(self):
        process = self.burin("--help")
        self.assertExit(process, 0)
        for command in ("engrave", "info", "check", "fonts"):
            self.assertIn(command, process.stdout)

    def test_help_of_every_command_shows_two_worked_examples(self):
        for command in "engrave apply watch diff check info fonts elements explain style report bench completions man".split():
            process = self.burin(command, "--help")
            self.assertExit(process, 0)
            examples = process.stdout.split("examples:\n")[1]
            self.assertEqual(examples.count("\n  burin " + command) + examples.startswith("  burin " + command), 2)

    def test_help_of_engrave_gives_defaults_and_units(self):
        text = self.burin("engrave", "--help").stdout
        self.assertIn("default a4", text)
        self.assertIn("in mm", text)

    def test_help_hides_what_this_version_cannot_do(self):
        self.assertNotIn("--plugin", self.burin("engrave", "--help").stdout)
        self.assertNotIn("serve", self.burin("--help").stdout)

    def test_no_command_is_wrong_usage(self):
        self.assertExit(self.burin(), 2)

    def test_engrave_without_input_is_wrong_usage(self):
        self.assertExit(self.burin("engrave"), 2)

    def test_an_unknown_option_gets_the_nearest_known_one(self):
        process = self.burin("engrave", "--page-siz", "a4", "x.xml")
        self.assertExit(process, 2)
        self.assertIn("error[BU0302]", process.stderr)
        self.assertIn("did you mean '--page-size'?", process.stderr)

    def test_an_unknown_command_gets_the_nearest_known_one(self):
        process = self.burin("engrav", "x.xml")
        self.assertExit(process, 2)
        self.assertIn("did you mean 'engrave'?", process.stderr)

    def test_options_promised_for_later_are_refused(self):
        for option in (["--plugin", "x.so"],):
            process = self.burin("engrave", *option, "x.xml")
            self.assertExit(process, 2)
            self.assertIn("not available in this version", process.stderr)

    def test_an_option_without_its_value_is_named(self):
        for option in ("--jobs", "-j", "--output"):
            process = self.burin("engrave", "x.xml", option)
            self.assertExit(process, 2)
            self.assertRegex(process.stderr, r"error\[BU0301\]: --(jobs|output) needs a value\n")

    def test_an_option_of_another_command_is_told_to_whom_it_belongs(self):
        for words, help_text in ((["check", "x.xml", "--output", "y"], "it belongs to engrave, apply, watch, diff"),
                                 (["info", "x.xml", "-o", "y"], "it belongs to engrave, apply, watch, diff"),
                                 (["--pages", "1", "engrave", "x.xml"], "it goes behind it: engrave")):
            process = self.burin(*words)
            self.assertExit(process, 2)
            self.assertIn(help_text, process.stderr)

    def test_a_command_takes_no_option_that_it_does_not_honour(self):
        for option in (["--parts"], ["--part", "1"], ["--no-score"], ["--pages", "1"], ["--join"]):
            process = self.burin("diff", "a.xml", "b.xml", *option)
            self.assertExit(process, 2)
            self.assertIn("it belongs to engrave, apply", process.stderr)
        self.assertExit(self.burin("watch", "a.xml", "-o", "x.pdf", "--join"), 2)

    def test_words_too_many_are_refused(self):
        for words in (["fonts", "bravura"], ["man", "1"], ["explain", "BU0001", "BU0002"], ["diff", "a", "b", "c"],
                      ["completions", "bash", "zsh"], ["watch", "a.xml", "b.xml"]):
            process = self.burin(*words)
            self.assertExit(process, 2)
            self.assertIn(f"usage: burin {words[0]}", process.stderr)

    def test_two_results_for_standard_output_are_refused(self):
        for words in (["engrave", "x.xml", "-o", "-", "--report", "-"], ["check", "x.xml", "--json", "--sarif"],
                      ["engrave", "x.xml", "-o", "y.pdf", "--report", "-", "--trace", "-"]):
            process = self.burin(*words)
            self.assertExit(process, 2)
            self.assertIn("would both go to standard output", process.stderr)

    def test_a_folder_of_fonts_that_is_not_there_is_refused(self):
        process = self.burin("engrave", "x.xml", "--font-dir", "none")
        self.assertExit(process, 2)
        self.assertIn("--font-dir", process.stderr)

    def test_every_library_has_a_version(self):
        versions = json.loads(self.burin("--version", "--json").stdout)
        self.assertEqual([name for name, number in versions["libraries"].items() if not number[:1].isdigit()], [])
        self.assertLessEqual({"cairo", "isa-l", "libdeflate", "oneTBB"}, set(versions["libraries"]))

    def test_commands_promised_for_later_are_refused(self):
        process = self.burin("serve")
        self.assertExit(process, 2)
        self.assertIn("not available in this version", process.stderr)

    def test_malformed_values_are_refused_with_the_options_name(self):
        for option, value in [("--page-size", "a9"), ("--page-size", "10x10mm"), ("--margins", "1,2"), ("--jobs", "-1"),
                              ("--staff-size", "big"), ("--fit", "shrink,melt"), ("--breaks", "0"), ("--timeout", "soon"),
                              ("--hide-empty", "maybe"), ("--format", "gif"), ("--margins", "140")]:
            process = self.burin("engrave", option, value, "x.xml")
            self.assertExit(process, 2)
            self.assertIn(option, process.stderr)

    def test_a_file_as_output_of_several_inputs_is_refused(self):
        process = self.burin("engrave", "a.xml", "b.xml", "-o", "out.pdf")
        self.assertExit(process, 2)
        self.assertIn("BU0306", process.stderr)

    def test_explain_says_what_a_code_means(self):
        process = self.burin("explain", "BU0002")
        self.assertExit(process, 0)
        self.assertIn("--timeout", process.stdout)

    def test_explain_of_an_unknown_code_is_wrong_usage(self):
        self.assertExit(self.burin("explain", "BU7777"), 2)

    def test_explain_lists_codes_sorted(self):
        codes = [entry["code"] for entry in json.loads(self.burin("explain", "--json").stdout)]
        self.assertEqual(codes, sorted(set(codes)))

    def test_completions_name_options_for_three_shells(self):
        for shell in ("bash", "zsh", "fish"):
            process = self.burin("completions", shell)
            self.assertExit(process, 0)
            self.assertIn("page-size", process.stdout)
        self.assertExit(self.burin("completions", "csh"), 2)

    def test_the_manual_page_documents_every_option_and_code(self):
        text = self.burin("man").stdout.replace("\\-", "-")
        self.assertTrue(text.startswith(".TH BURIN 1"))
        config = self.burin("engrave", "--print-config").stdout.splitlines()
        options = [line.removeprefix("# ").split(" = ")[0] for line in config]
        codes = [entry["code"] for entry in json.loads(self.burin("explain", "--json").stdout)]
        self.assertGreater(len(options), 50)
        self.assertGreater(len(codes), 50)
        self.assertIn("BURIN_NAME", text)
        self.assertEqual([name for name in options if f"--{name}" not in text], [])
        self.assertEqual([code for code in codes if code not in text], [])

    def test_results_go_to_standard_output_and_nothing_else_does(self):
        tiny = self.tiny()
        alone = self.burin("info", "--json", tiny)
        loud = self.burin("info", "--json", "-v", "-v", tiny, "none.xml")
        self.assertEqual((alone.stderr, loud.stdout), ("", alone.stdout))
        self.assertIn("none.xml", loud.stderr)
        page = self.burin("engrave", tiny, "-f", "svg", "-o", "-", "-v", "--timings")
        self.assertEqual(page.stdout, self.burin("engrave", tiny, "-f", "svg", "-o", "-").stdout)
        self.assertIn("stage1", page.stderr)

    def test_json_log_gives_errors_as_json_lines(self):
        process = self.burin("engrave", "--log-format", "json", "-o", "x.pdf", "a.xml", "b.xml")
        self.assertExit(process, 2)
        self.assertEqual(json.loads(process.stderr)["code"], "BU0306")


class Configuration(Case):
    def value(self, name, *arguments, env=None):
        """Value and source of an option after merging."""
        process = self.burin("engrave", "--print-config", *arguments, env=env)
        self.assertExit(process, 0)
        for line in process.stdout.splitlines():
            text, _, source = line.removeprefix("# ").rpartition("# ")
            if text.split(" = ")[0] == name:
                return text.split(" = ")[1].strip().strip('"'), source
        return self.fail(f"no {name} in {process.stdout}")

    def test_defaults_are_shown_as_defaults(self):
        self.assertEqual(self.value("page-size"), ("a4", "default"))

    def test_the_config_file_beside_wins_over_defaults(self):
        self.put("burin.toml", 'page-size = "a3"\n')
        self.assertEqual(self.value("page-size"), ("a3", "config (burin.toml)"))

    def test_the_environment_wins_over_the_config_file(self):
        self.put("burin.toml", 'page-size = "a3"\n')
        value = self.value("page-size", env={"BURIN_PAGE_SIZE": "letter"})
        self.assertEqual(value, ("letter", "environment (BURIN_PAGE_SIZE)"))

    def test_the_command_line_wins_over_everything(self):
        self.put("burin.toml", 'page-size = "a3"\n')
        value = self.value("page-size", "--page-size", "b4", env={"BURIN_PAGE_SIZE": "letter"})
        self.assertEqual(value, ("b4", "command line"))

    def test_a_named_config_file_is_read_instead(self):
        self.put("burin.toml", 'page-size = "a3"\n')
        self.put("other.toml", "[engrave]\nmargins = [10, 11, 12, 13]\n")
        self.assertEqual(self.value("margins", "--config", "other.toml")[0], "10,11,12,13")
        self.assertEqual(self.value("page-size", "--config", "other.toml"), ("a4", "default"))

    def test_sections_of_other_commands_are_not_used(self):
        self.put("burin.toml", '[check]\npage-size = "a3"\n')
        self.assertEqual(self.value("page-size"), ("a4", "default"))

    def test_flags_and_lists_can_stand_in_a_file(self):
        self.put("burin.toml", 'landscape = true\nformat = ["svg", "pdf"]\n')
        self.assertEqual(self.value("landscape")[0], "true")
        self.assertEqual(self.value("format")[0], '["svg","pdf"]')

    def test_an_unknown_key_is_an_error_with_a_suggestion(self):
        self.put("burin.toml", 'page-sise = "a3"\n')
        process = self.burin("engrave", "x.xml")
        self.assertExit(process, 2)
        self.assertIn("burin.toml:1:1: error[BU0302]: there is no option 'page-sise'", process.stderr)
        self.assertIn("page-size", process.stderr)

    def test_what_is_wrong_in_a_file_is_told_with_its_line(self):
        self.put("a.toml", "# mine\n[engrave]\n  jobs = two\n")
        self.put("b.toml", "\n[nosuch]\njobs = 2\n")
        self.put("c.toml", "[check]\njson = true\n")
        self.put("d.style", "[spacing]\nincremet = 2\n")
        self.put("e.style", "\nspacing.increment = wide\n")
        for words, text in ((["--config", "a.toml"], "a.toml:3:3: error[BU0301]: --jobs: 'two' is not a whole number"),
                            (["--config", "b.toml"], "b.toml:2:1: error[BU0307]: there is no section [nosuch]"),
                            (["--config", "c.toml"], "c.toml:2:1: error[BU0307]: 'json' is only possible"),
                            (["--config", "n.toml"], "n.toml:0:0: error[BU0307]: cannot be read"),
                            (["--style", "d.style"], "d.style:2:1: error[BU0302]: there is no style key"),
                            (["--style", "e.style"], "e.style:2:1: error[BU0301]: 'wide' is not a number")):
            process = self.burin("engrave", *words, "x.xml")
            self.assertExit(process, 2)
            self.assertIn(text, process.stderr)

    def test_print_config_shows_what_the_style_file_and_set_change(self):
        self.put("my.style", "[spacing]\nincrement = 1.4\n[outside]\ndynamic-baseline = 3\n")
        options = ("--style", "my.style", "--set", "spacing.increment=1.5")
        self.assertEqual(self.value("spacing.increment", *options), ("1.5", "command line (--set)"))
        self.assertEqual(self.value("outside.dynamic-baseline", *options), ("3", "style (my.style)"))
        from_environment = self.value("spacing.increment", "--style", "my.style", env={"BURIN_SET": "spacing.increment=2"})
        self.assertEqual(from_environment, ("2", "environment (BURIN_SET)"))

    def test_a_malformed_value_names_where_it_comes_from(self):
        process = self.burin("engrave", "x.xml", env={"BURIN_JOBS": "many"})
        self.assertExit(process, 2)
        self.assertIn("BURIN_JOBS", process.stderr)
        process = self.burin("engrave", "x.xml", env={"BURIN_PAGE_SIZE": "a9"})
        self.assertExit(process, 2)
        self.assertIn("BURIN_PAGE_SIZE: --page-size: 'a9' is not", process.stderr)

    def test_a_missing_config_file_is_an_error(self):
        self.assertExit(self.burin("engrave", "--config", "none.toml", "x.xml"), 2)

    def test_texts_come_back_from_print_config_as_they_were(self):
        for number, header in enumerate(('say "hi" to C:\\new', "it's 'quoted' and \"quoted\"", "a, b # c", "Nº 5 — für", "x\ty",
                                         "\\", "'", '"', "[1, 2]", "don't", " two  blanks ")):
            self.put("first.toml", self.burin("engrave", "--print-config", "--header", header).stdout)
            read = tomllib.loads((self.folder / "first.toml").read_text())
            self.assertEqual(read["header"], header)
            again = self.burin("engrave", "--print-config", "--config", "first.toml").stdout
            self.assertEqual(tomllib.loads(again)["header"], header, number)

    def test_quotes_commas_and_hashes_mean_in_a_file_what_toml_says(self):
        self.put("burin.toml", 'header = "a, \\"b\\" # c" # not this\n"footer" = \'C:\\new\'\n'
                               'set = [ "spacing.increment=1.4", # first\n  "outside.dynamic-baseline=3" ]\nname = don\'t\n')
        read = tomllib.loads(self.burin("engrave", "--print-config").stdout)
        self.assertEqual((read["header"], read["footer"], read["name"]), ('a, "b" # c', "C:\\new", "don't"))
        self.assertEqual(read["set"], ["spacing.increment=1.4", "outside.dynamic-baseline=3"])

    def test_what_print_config_says_can_be_read_again(self):
        text = self.burin("engrave", "--print-config", "--page-size", "170x240mm", "--landscape", "-j", "3").stdout
        self.put("again.toml", text)
        self.assertEqual(self.value("page-size", "--config", "again.toml")[0], "170x240mm")
        self.assertEqual(self.value("jobs", "--config", "again.toml")[0], "3")
        self.assertEqual(self.value("landscape", "--config", "again.toml")[0], "true")


if __name__ == "__main__":
    unittest.main()
