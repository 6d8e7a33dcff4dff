#include "cli/batch/inputs.hpp"
#include "cli/batch/claims.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "cli/batch/outputs.hpp"

namespace burin::cli {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for every test.
class Inputs : public testing::Test {
 protected:
  Inputs() : folder_(fs::temp_directory_path() / fs::path("burin-inputs-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~Inputs() override { fs::remove_all(folder_); }

  std::string put(const std::string& name, const std::string& text = "x") const {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  fs::path folder_;

  OutputPlan plan(const InputList& list, const std::string& out, std::vector<std::string> formats = {}) {
    Settings settings;
    EXPECT_TRUE(settings.set("output", {out}, Source::command_line));
    if (!formats.empty()) {
      EXPECT_TRUE(settings.set("format", std::move(formats), Source::command_line));
    }
    return plan_outputs(settings, list).value();
  }
};

TEST_F(Inputs, find_scores_in_folders_sorted_and_without_hidden_ones) {
  put("b/two.mxl");
  put("a.xml");
  put("b/one.MusicXML");
  put("b/notes.txt");
  put(".git/c.xml");
  const InputList list = expand_inputs({folder_.string()});
  ASSERT_EQ(list.inputs.size(), 3U);
  EXPECT_EQ(list.inputs[0].path.filename(), "a.xml");
  EXPECT_EQ(list.inputs[1].path.filename(), "one.MusicXML");
  EXPECT_EQ(list.inputs[1].inner, "b");
  EXPECT_FALSE(list.single_file);
}

TEST_F(Inputs, read_a_list_of_files_and_folders) {
  const std::string one = put("one.xml");
  put("more/two.xml");
  const std::string list_file = put("list.txt", one + "\r\n\n" + (folder_ / "more").string() + "\n");
  const InputList list = expand_inputs({"@" + list_file});
  ASSERT_EQ(list.inputs.size(), 2U);
  EXPECT_EQ(list.inputs[1].stem(), "two");
}

TEST_F(Inputs, become_errors_when_there_is_nothing) {
  put("empty/readme.txt");
  const InputList list = expand_inputs({(folder_ / "empty").string(), "@" + (folder_ / "none").string()});
  ASSERT_EQ(list.inputs.size(), 2U);
  EXPECT_TRUE(list.inputs[0].error);
  EXPECT_TRUE(list.inputs[1].error);
}

TEST_F(Inputs, go_beside_themselves_without_an_output) {
  const InputList list = expand_inputs({"scores/song.mxl"});
  const OutputPlan out = plan_outputs(Settings{}, list).value();
  EXPECT_EQ(out.formats, std::vector<std::string>{"pdf"});
  EXPECT_EQ(output_path(out, list.inputs[0], {}, "pdf"), "scores/song.pdf");
}

TEST_F(Inputs, mirror_their_folders_below_the_output) {
  put("deep/er/song.xml");
  const InputList list = expand_inputs({folder_.string()});
  const OutputPlan out = plan(list, "pages", {"svg", "pdf"});
  EXPECT_EQ(output_path(out, list.inputs[0], {}, "pdf"), "pages/deep/er/song.pdf");
  EXPECT_EQ(output_path(out, list.inputs[0], {}, "svg", 7, 12), "pages/deep/er/song-007.svg");
}

TEST_F(Inputs, named_themselves_go_straight_into_the_folder) {
  const InputList list = expand_inputs({"a/b/one.xml", "c/two.xml"});
  const OutputPlan out = plan(list, "pages");
  EXPECT_EQ(output_path(out, list.inputs[0], {}, "pdf"), "pages/one.pdf");
  EXPECT_EQ(output_path(out, list.inputs[1], {}, "pdf"), "pages/two.pdf");
}

TEST_F(Inputs, take_the_format_from_the_name_of_the_output) {
  const InputList list = expand_inputs({"one.xml"});
  const OutputPlan svg = plan(list, "x/page.svg");
  EXPECT_EQ(svg.formats, std::vector<std::string>{"svg"});
  EXPECT_EQ(output_path(svg, list.inputs[0], {}, "svg", 1, 1), "x/page-001.svg");
  EXPECT_EQ(output_path(plan(list, "x/whole.pdf"), list.inputs[0], {}, "pdf"), "x/whole.pdf");
}

TEST_F(Inputs, write_a_folder_that_exists_even_if_it_looks_like_a_file) {
  fs::create_directories(folder_ / "odd.pdf");
  const InputList list = expand_inputs({"one.xml"});
  EXPECT_EQ(output_path(plan(list, (folder_ / "odd.pdf").string()), list.inputs[0], {}, "pdf"),
            folder_ / "odd.pdf/one.pdf");
}

TEST_F(Inputs, with_equal_names_do_not_overwrite_each_other) {
  InputList list = expand_inputs({"a/song.xml", "b/song.mxl"});
  refuse_collisions(plan(list, "pages"), Claims(list.inputs), list.inputs);
  EXPECT_FALSE(list.inputs[0].error);
  ASSERT_TRUE(list.inputs[1].error);
  EXPECT_EQ(list.inputs[1].error->id, "BU0305");
}

TEST(Shard, shares_are_disjoint_and_complete) {
  std::multiset<std::string> seen;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    std::vector<Input> inputs(7);
    for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i].path = std::to_string(i);
    ASSERT_TRUE(keep_shard(shard, inputs));
    for (const Input& input : inputs) seen.insert(input.path.string());
  }
  EXPECT_EQ(seen, (std::multiset<std::string>{"0", "1", "2", "3", "4", "5", "6"}));
}

TEST(Shard, refuses_what_is_no_share) {
  std::vector<Input> inputs;
  for (const char* shard : {"0/3", "4/3", "1", "/", "1/", "a/b", "1/0", "-1/2"}) {
    EXPECT_FALSE(keep_shard(shard, inputs)) << shard;
  }
}

TEST(OutputPath, uses_more_digits_for_more_than_999_pages) {
  Input input;
  input.path = "s.xml";
  EXPECT_EQ(output_path({}, input, {}, "svg", 5, 1000), "s-0005.svg");
  EXPECT_EQ(output_path({}, input, {}, "svg", 5, 999), "s-005.svg");
}

TEST(OutputPath, tells_parts_apart) {
  Input input;
  input.path = "s.xml";
  EXPECT_EQ(output_path({}, input, {"Violin 1", 3, ""}, "pdf"), "s-Violin 1.pdf");
  EXPECT_EQ(output_path({}, input, {"Flute/Piccolo", 3, ""}, "svg", 2, 4), "s-Flute_Piccolo-002.svg");
}

TEST(OutputPath, fills_in_a_template) {
  Input input;
  input.path = "s.xml";
  OutputPlan plan;
  plan.folder = "out";
  plan.name = "{number:02} {part} {page:03} of {stem}";
  EXPECT_EQ(output_path(plan, input, {"Viola", 3, ""}, "svg", 12, 40), "out/03 Viola 012 of s.svg");
  plan.name = "{stem}-{part}-{page:03}";
  EXPECT_EQ(output_path(plan, input, {"Viola", 3, ""}, "pdf"), "out/s-Viola.pdf");  // one document, no page number
  plan.name = "{page}. {stem}";
  EXPECT_EQ(output_path(plan, input, {}, "pdf"), "out/s.pdf");
  plan.name = "{page}";
  EXPECT_EQ(output_path(plan, input, {}, "pdf"), "out/s.pdf");
  plan.name = "{title}";
  EXPECT_EQ(output_path(plan, input, {"", 0, "Die Forelle"}, "pdf"), "out/Die Forelle.pdf");
}

TEST(OutputPath, adds_what_a_template_lacks_to_tell_files_apart) {
  Input input;
  input.path = "s.xml";
  OutputPlan plan;
  plan.folder = "out";
  plan.name = "x";
  EXPECT_EQ(output_path(plan, input, {"Viola", 3, ""}, "svg", 2, 4), "out/x-Viola-002.svg");
}

}  // namespace
}  // namespace burin::cli
