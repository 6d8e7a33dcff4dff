#include "cli/batch/outputs.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace burin::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> known_formats{"pdf", "svg", "svgz", "png", "musicxml", "mxl", "burin"};

/// The format that a file's name asks for, or empty.
std::string format_of(const fs::path& path) {
  const std::string extension = path.extension().string();
  for (const std::string_view format : known_formats) {
    if (extension == "." + std::string(format)) return std::string(format);
  }
  return extension == ".xml" ? "musicxml" : std::string();
}

std::vector<std::string> unique(const std::vector<std::string>& list) {
  std::vector<std::string> out;
  for (const std::string& item : list) {
    if (std::find(out.begin(), out.end(), item) == out.end()) out.push_back(item);
  }
  return out;
}

bool is_folder(const std::string& out) {
  std::error_code ignored;
  return out.ends_with('/') || fs::is_directory(out, ignored);
}

tl::unexpected<Error> misfit(const std::string& out, const std::string& why, const std::string& help) {
  return fail(Errc::usage, "BU0306", "-o " + out + " names a file, but " + why, {}, help);
}

Expected<OutputPlan> to_stdout(OutputPlan plan, const InputList& list) {
  if (plan.formats.empty()) plan.formats = {"pdf"};
  if (!list.single_file || plan.formats.size() != 1) {
    return misfit("-", "there is more than one file to write", "give a folder to -o, or one input and one format");
  }
  plan.to_stdout = true;
  return plan;
}

Expected<OutputPlan> to_file(OutputPlan plan, const std::string& out, const InputList& list) {
  if (!list.single_file) return misfit(out, "there are several inputs", "give a folder to -o");
  if (plan.formats.size() > 1) return misfit(out, "several formats are asked for", "give a folder to -o");
  const std::string named = format_of(out);
  const bool packed = named == "mxl" && !plan.formats.empty() && plan.formats.front() == "musicxml";
  if (plan.formats.empty() || packed) plan.formats = {named};
  plan.file = out;
  return plan;
}

/// Without -o: beside the input; standard input has no such place and goes to standard output.
Expected<OutputPlan> beside(OutputPlan plan, const InputList& list) {
  if (plan.formats.empty()) plan.formats = {"pdf"};
  const bool has_stdin =
      std::any_of(list.inputs.begin(), list.inputs.end(), [](const Input& i) { return i.is_stdin(); });
  if (!has_stdin) return plan;
  if (isatty(STDOUT_FILENO) != 0) {
    return fail(Errc::usage, "BU0306", "a score from standard input needs -o, or a pipe to write to");
  }
  return to_stdout(std::move(plan), list);
}

std::string with_digits(std::size_t number, std::size_t digits) {
  std::string out = std::to_string(number);
  out.insert(0, digits - std::min(digits, out.size()), '0');
  return out;
}

constexpr std::size_t longest_file_name = 255;  // bytes, of nearly all file systems
/// Of what a text from the music may take, so that stem, number and extension have room beside it.
constexpr std::size_t longest_piece_of_name = 100;

/// The end of the last whole UTF-8 letter within so many bytes.
std::size_t letters_within(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text.size();
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return bytes;
}

/// Takes out of a name that is too long what stands before its last letters: they have the page's number.
std::string fitting(const std::string& name) {
  constexpr std::size_t kept_at_end = 60;
  if (name.size() <= longest_file_name) return name;
  std::size_t tail = name.size() - kept_at_end;
  while (tail < name.size() && (static_cast<unsigned char>(name[tail]) & 0xC0U) == 0x80U) ++tail;
  return name.substr(0, letters_within(name, longest_file_name - kept_at_end)) + name.substr(tail);
}

fs::path fitting(const fs::path& path) {
  fs::path out;
  for (const fs::path& step : path) out /= fitting(step.string());
  return out;
}

/// A text as a piece of a file's name.
std::string for_file(std::string text) {
  for (char& c : text) {
    const bool bad = c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < ' ';
    if (bad) c = '_';
  }
  return text == "." || text == ".." ? std::string("_") : text;
}

/// A text from the music as a piece of a file's name.
std::string short_for_file(const std::string& text) {
  return for_file(text.substr(0, letters_within(text, longest_piece_of_name)));
}

struct Field {
  std::string_view name;
  std::size_t digits{1};
};

/// The field that begins at an opening brace, and where it ends; no name when it is none.
std::pair<Field, std::size_t> field_at(std::string_view text, std::size_t open) {
  const std::size_t close = text.find('}', open);
  if (close == std::string_view::npos) return {{}, open + 1};
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  const std::size_t colon = inside.find(':');
  Field field{inside.substr(0, colon), 1};
  if (colon != std::string_view::npos) {
    const std::string_view digits = inside.substr(colon + 1);
    if (digits.size() != 2 || digits[0] != '0' || digits[1] < '1' || digits[1] > '9') return {{}, close + 1};
    field.digits = static_cast<std::size_t>(digits[1] - '0');
  }
  constexpr std::array<std::string_view, 5> known{"stem", "part", "page", "title", "number"};
  if (std::find(known.begin(), known.end(), field.name) == known.end()) field.name = {};
  return {field, close + 1};
}

/// A document of all pages has no page number, nor the mark that would set it off before or behind.
void drop_mark(std::string& before, std::string_view text, std::size_t& next) {
  constexpr std::string_view marks = "-_. ";
  if (before.empty()) next = std::min(text.find_first_not_of(marks, next), text.size());
  before.resize(before.find_last_not_of(marks) + 1);
}

std::string filled(std::string_view text, const Input& input, const OutputName& name, std::size_t page) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{') {
      out += text[at++];
      continue;
    }
    auto [field, next] = field_at(text, at);
    if (field.name == "stem") out += for_file(input.stem());
    if (field.name == "part") out += for_file(name.part.empty() ? "score" : name.part);
    if (field.name == "title") out += short_for_file(name.title);
    if (field.name == "page" && page > 0) out += with_digits(page, field.digits);
    if (field.name == "page" && page == 0) drop_mark(out, text, next);
    if (field.name == "number") out += with_digits(name.number, field.digits);
    at = next;
  }
  return out.empty() ? for_file(input.stem()) : out;
}

Expected<void> check_template(const std::string& text) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
    const auto [field, next] = field_at(text, at);
    if (field.name.empty()) {
      return fail(Errc::usage, "BU0301",
                  "--name: '" + text.substr(at, next - at) +
                      "' is no field; there are {stem}, {part}, {page}, {title} " +
                      "and {number}, with digits as in {page:03}");
    }
    at = next;
  }
  return {};
}

/// All inputs in one PDF: -o has to name it.
Expected<OutputPlan> joined(OutputPlan plan, const std::string& out) {
  if (plan.formats.empty()) plan.formats = {"pdf"};
  if (plan.formats != std::vector<std::string>{"pdf"}) {
    return fail(Errc::usage, "BU0306", "--join makes one PDF, but other formats are asked for");
  }
  if (out.empty() || out == "-" || is_folder(out)) {
    return fail(Errc::usage, "BU0306", "--join needs the name of one file", {}, "give -o FILE.pdf");
  }
  plan.file = out;
  return plan;
}

}  // namespace

bool is_score_format(std::string_view format) { return format == "musicxml" || format == "mxl" || format == "burin"; }

bool needs_pages(const OutputPlan& plan) {
  return !std::all_of(plan.formats.begin(), plan.formats.end(), is_score_format);
}

Expected<OutputPlan> plan_outputs(const Settings& settings, const InputList& list) {
  OutputPlan plan;
  plan.formats = unique(settings.list("format"));
  plan.name = settings.text("name");
  plan.join = settings.flag("join");
  BURIN_CHECK(check_template(plan.name));
  if (plan.join) return joined(std::move(plan), settings.text("output"));
  const std::string out = settings.text("output");
  if (out.empty()) return beside(std::move(plan), list);
  if (out == "-") return to_stdout(std::move(plan), list);
  const std::string named = format_of(out);
  // A name without a known extension is a file only when one input and one single-file format leave no doubt.
  const bool lone = list.single_file && plan.formats.size() == 1 &&
                    (plan.formats.front() == "pdf" || is_score_format(plan.formats.front()));
  if (!is_folder(out) && (!named.empty() || lone)) return to_file(std::move(plan), out, list);
  if (plan.formats.empty()) plan.formats = {"pdf"};
  plan.folder = out;
  return plan;
}

Expected<void> check_standard_output(const Settings& settings, bool taken) {
  std::vector<std::string> results;
  if (taken) results.emplace_back(settings.text("output") == "-" ? "-o -" : "the result");
  for (const char* option : {"json", "sarif"}) {
    if (settings.flag(option)) results.push_back("--" + std::string(option));
  }
  for (const char* option : {"report", "report-html", "geometry", "trace"}) {
    if (settings.text(option) == "-") results.push_back("--" + std::string(option) + " -");
  }
  if (results.size() < 2) return {};
  return fail(Errc::usage, "BU0306", results[0] + " and " + results[1] + " would both go to standard output", {},
              "give one of them a file");
}

Expected<void> check_score_formats(const Settings& settings, const OutputPlan& plan) {
  const auto score = std::find_if(plan.formats.begin(), plan.formats.end(), is_score_format);
  if (score == plan.formats.end()) return {};
  for (const char* option : {"part", "parts", "no-score", "measures", "pages", "verses"}) {
    const bool asked = settings.given(option) && settings.text(option) != "false";
    // Beside pages of all parts the score is written once.
    if (!asked || (std::string_view(option) == "parts" && needs_pages(plan))) continue;
    return fail(Errc::usage, "BU0306", "a score written as " + *score + " is whole, --" + option + " asks for less", {},
                "leave one of them out, or write pages and the score in two runs");
  }
  return {};
}

fs::path base_of(const OutputPlan& plan, const Input& input) {
  if (!plan.file.empty()) return fs::path(plan.file).replace_extension();
  if (!plan.folder.empty()) return plan.folder / input.inner / input.stem();
  return input.path.parent_path() / input.stem();
}

fs::path output_path(const OutputPlan& plan, const Input& input, const OutputName& name, const std::string& format,
                     std::size_t page, std::size_t pages) {
  const bool lone = page == 0;
  const std::string number = "-" + with_digits(page, std::max<std::size_t>(3, std::to_string(pages).size()));
  if (!plan.file.empty() && lone && name.part.empty()) return plan.file;
  fs::path path = base_of(plan, input);
  std::string rest;
  if (plan.name.empty() || !plan.file.empty()) {
    rest = (name.part.empty() ? "" : "-" + for_file(name.part)) + (lone ? "" : number);
    path += rest;
  } else {
    rest = filled(plan.name, input, name, page);
    if (!name.part.empty() && plan.name.find("{part") == std::string::npos &&
        plan.name.find("{number") == std::string::npos) {
      rest += "-" + for_file(name.part);
    }
    if (!lone && plan.name.find("{page") == std::string::npos) rest += number;
    path.replace_filename(rest);
  }
  path += "." + format;
  return fitting(path);
}

std::vector<std::string> part_file_names(const std::vector<std::string>& parts) {
  std::vector<std::string> out;
  std::map<std::string, std::size_t> uses;
  for (const std::string& part : parts) {
    out.push_back(short_for_file(part));
    ++uses[out.back()];
  }
  std::set<std::string> taken;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string name = out[i];
    if (uses[name] > 1) out[i] += " " + std::to_string(i + 1);
    while (out[i] != name && uses.contains(out[i])) out[i] += "_";
    while (!taken.insert(out[i]).second) out[i] += "_";
  }
  return out;
}

namespace {

bool is_one_file(const std::string& format) { return format == "pdf" || is_score_format(format); }

/// Whether the names of files are known only when a score has been read.
bool named_by_music(const OutputPlan& plan) {
  return plan.file.empty() && plan.name.find("{title") != std::string::npos;
}

void refuse_inputs(const OutputPlan& plan, const Claims& claims, std::vector<Input>& inputs) {
  if (plan.to_stdout) return;
  for (Input& input : inputs) {
    for (const std::string& format : plan.formats) {
      if (input.error || input.is_stdin() || !is_one_file(format)) continue;
      const fs::path path = output_path(plan, input, {}, format);
      if (!claims.is_read(path)) continue;
      input.error = Error{Errc::bad_input,
                          "BU0312",
                          "its output " + path.string() + " would be written over a score that is read",
                          {input.path.string(), 0, 0, {}, {}, {}},
                          "give another folder or name to -o"};
    }
  }
}

}  // namespace

void refuse_collisions(const OutputPlan& plan, const Claims& claims, std::vector<Input>& inputs) {
  if (named_by_music(plan)) return;
  refuse_inputs(plan, claims, inputs);
  if (plan.join) return;
  std::map<std::string, std::string> claimed;
  for (Input& input : inputs) {
    if (input.error) continue;
    const std::string base = output_path(plan, input, {}, "", 1).lexically_normal().string();
    const auto [entry, first] = claimed.emplace(base, input.path.string());
    if (first) continue;
    input.error = Error{Errc::bad_input,
                        "BU0305",
                        "would be written over the output of " + entry->second,
                        {input.path.string(), 0, 0, {}, {}, {}},
                        "rename one of them, or use another folder"};
  }
}

}  // namespace burin::cli
