// burin report merge
#include "io/fsys/files.hpp"
#include "io/report/merge.hpp"

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"

namespace burin::cli {

namespace {

constexpr std::uint64_t largest_report = 4ULL << 30;

Exit failed(const Error& error) {
  console().error(error);
  return error.code == Errc::usage ? Exit::usage : error.code == Errc::io ? Exit::output_failed : Exit::input_failed;
}

Expected<std::vector<io::ReportText>> read_all(const std::vector<std::string>& files) {
  std::vector<io::ReportText> out;
  for (const std::string& file : files) {
    auto text = io::read_file(file, largest_report);
    if (!text && text.error().code == Errc::io) text.error().code = Errc::bad_input;  // exit 4 is for outputs
    if (!text) return tl::unexpected(std::move(text.error()));
    out.push_back({file, std::move(*text)});
  }
  return out;
}

Expected<void> write(const std::string& out, const std::string& json) {
  if (out.empty() || out == "-") {
    return print(json);
  }
  BURIN_CHECK(io::make_folders(out));
  BURIN_CHECK(io::write_file(out, json));
  return {};
}

}  // namespace

Exit run_report(const Invocation& invocation) {
  const std::vector<std::string>& words = invocation.words;
  if (words.front() != "merge") {
    return failed(
        {Errc::usage, "BU0302", "there is no command 'report " + words.front() + "'", {}, "there is 'report merge'"});
  }
  if (words.size() < 2) {
    return failed({Errc::usage, "BU0304", "usage: burin report merge FILE...", {}, "`burin report --help` says more"});
  }
  const auto reports = read_all({words.begin() + 1, words.end()});
  if (!reports) return failed(reports.error());
  const auto merged = io::merge_reports(*reports, invocation.line);
  if (!merged) return failed(merged.error());
  for (const Diagnostic& note : merged->notes) console().diagnostic(note);
  const auto written = write(invocation.settings.text("output"), merged->json);
  return written ? Exit::ok : failed(written.error());
}

}  // namespace burin::cli
