#include "io/report/merge.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <map>
#include <optional>
#include <set>

#include "core/import/limits.hpp"
#include "core/options/option_table.hpp"
#include "io/report/schema_check.hpp"
#include "io/script/script_reader.hpp"

namespace burin::io {

namespace {

/// A run over ten thousand scores, each with all the diagnostics that are kept.
constexpr ScriptLimits report_limits{4ULL << 30, 64, 400'000'000, 100'000, 0};

struct Share {
  std::uint64_t number{0};
  std::uint64_t of{0};
};

/// One run that took part.
struct Run {
  const Data* data;  // with version, command, started, host, totals, perhaps shard
  std::string file;
};

const std::string& text_of(const Data& data, std::string_view key) {
  static const std::string none;
  const Data* found = data.find(key);
  return found == nullptr || found->text() == nullptr ? none : *found->text();
}

double number_of(const Data& data, std::string_view key) {
  const Data* found = data.find(key);
  if (found == nullptr) return 0.0;
  if (const std::int64_t* whole = found->whole()) return static_cast<double>(*whole);
  const double* real = std::get_if<double>(&found->value);
  return real == nullptr ? 0.0 : *real;
}

std::int64_t whole_of(const Data& data, std::string_view key) {
  const Data* found = data.find(key);
  return found == nullptr || found->whole() == nullptr ? 0 : *found->whole();
}

const Data::List& list_of(const Data& data, std::string_view key) {
  static const Data::List none;
  const Data* found = data.find(key);
  return found == nullptr || found->list() == nullptr ? none : *found->list();
}

/// Seconds since 1970 of "2025-03-01T12:00:00Z".
std::optional<double> seconds_of(const std::string& started) {
  std::tm parts{};
  const char* end = strptime(started.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return static_cast<double>(timegm(&parts));
}

std::optional<Share> share_of(const Data& run) {
  const std::string& text = text_of(run, "shard");
  const char* end = text.data() + text.size();
  Share share;
  const auto number = std::from_chars(text.data(), end, share.number);
  if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '/') return std::nullopt;
  const auto of = std::from_chars(number.ptr + 1, end, share.of);
  const bool sound = of.ec == std::errc{} && of.ptr == end && share.number >= 1 && share.number <= share.of;
  return sound ? std::optional(share) : std::nullopt;
}

Expected<Data> read_report(const ReportText& report) {
  const auto named = [&](Error error) {
    error.where.file = report.name;
    error.id = "BU0701";
    if (error.help.empty()) error.help = "give files that `burin engrave --report FILE.json` has written";
    return tl::unexpected(std::move(error));
  };
  auto data = read_json(report.text, report_limits);
  if (!data) return named(std::move(data.error()));
  if (auto sound = check_schema(*data, report_schema()); !sound) return named(std::move(sound.error()));
  if (const Data* started = data->find("started"); !seconds_of(text_of(*data, "started"))) {
    return named(fail_at(*started, "BU0701", "$.started is no time such as 2025-03-01T12:00:00Z").value());
  }
  return data;
}

/// A report that was put together stands for the runs in it.
std::vector<Run> runs_of(const std::vector<Data>& reports, const std::vector<ReportText>& texts) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const Data::List& inner = list_of(reports[i], "shards");
    if (inner.empty()) runs.push_back({&reports[i], texts[i].name});
    for (const Data& one : inner) runs.push_back({&one, texts[i].name});
  }
  return runs;
}

const OptionSpec* option_of(const std::string& word) {
  if (word.starts_with("--")) return find_option(std::string_view(word).substr(2, word.find('=') - 2));
  for (const OptionSpec& option : option_table()) {
    if (word.size() >= 2 && word[0] == '-' && option.letter != 0 && option.letter == word[1]) return &option;
  }
  return nullptr;
}

bool holds_its_value(const std::string& word) {
  return word.starts_with("--") ? word.find('=') != std::string::npos : word.size() > 2;
}

/// A command line without what concerns only the run.
std::vector<std::string> what_is_made(const Data& run) {
  std::vector<std::string> out;
  const Data::List& words = list_of(run, "command");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i].text() == nullptr ? std::string() : *words[i].text();
    const OptionSpec* option = option_of(word);
    if (option == nullptr || shows_in_outputs(*option)) {
      out.push_back(word);
    } else if (option->kind != OptionKind::flag && !holds_its_value(word)) {
      ++i;
    }
  }
  return out;
}

std::string joined(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

class Merger {
 public:
  Merger(const std::vector<ReportText>& texts, std::vector<Data> reports)
      : texts_(texts), reports_(std::move(reports)), runs_(runs_of(reports_, texts)) {}

  MergedReport merged(const std::vector<std::string>& command) {
    compare_runs();
    check_shares();
    Data::Map out;
    out.push_back({"schema", text("burin-report/1")});
    out.push_back({"version", text(joined(all_of("version")))});
    out.push_back({"command", list(command)});
    out.push_back({"started", text(*all_of("started").begin())});
    out.push_back({"host", hosts()});
    out.push_back({"totals", totals()});
    out.push_back({"shards", shards()});
    out.push_back({"scores", scores()});
    Data report;
    report.value = std::move(out);
    return {json_text(report, 1) + "\n", std::move(notes_)};
  }

 private:
  static Data text(std::string words) {
    Data out;
    out.value = std::move(words);
    return out;
  }
  static Data list(const std::vector<std::string>& words) {
    Data::List out;
    for (const std::string& word : words) out.push_back(text(word));
    Data data;
    data.value = std::move(out);
    return data;
  }
  template <class Number>
  static Data number(Number value) {
    Data out;
    out.value = value;
    return out;
  }

  void warn(const std::string& file, std::string message, std::string help = {}) {
    notes_.push_back({Severity::warning, "BU0702", std::move(message), {file, 0, 0, {}, {}, {}}, std::move(help)});
  }

  [[nodiscard]] std::set<std::string> all_of(std::string_view key) const {
    std::set<std::string> out;
    for (const Run& run : runs_) out.insert(text_of(*run.data, key));
    return out;
  }

  void compare_runs() {
    const Run& first = runs_.front();
    const std::vector<std::string> made = what_is_made(*first.data);
    for (const Run& run : runs_) {
      const std::string& version = text_of(*run.data, "version");
      if (version != text_of(*first.data, "version")) {
        warn(run.file, "was made by version " + version + ", " + first.file + " by " + text_of(*first.data, "version"));
      }
      if (what_is_made(*run.data) != made) {
        warn(run.file, "was made with another command line than " + first.file, "\"shards\" of the result has both");
      }
    }
  }

  void check_shares() {
    std::map<std::uint64_t, std::string> seen;
    std::uint64_t of = 0;
    for (const Run& run : runs_) {
      const auto share = share_of(*run.data);
      if (!share) continue;
      if (of != 0 && share->of != of) {
        return warn(run.file, "is a share of " + std::to_string(share->of) + ", others are of " + std::to_string(of));
      }
      of = share->of;
      const auto [before, fresh] = seen.emplace(share->number, run.file);
      if (!fresh) warn(run.file, "is the same share as " + before->second);
    }
    complete_ = of != 0 && seen.size() == of && runs_.size() == of && reports_.size() == of;
    if (of != 0 && seen.size() < of) warn({}, missing(seen, of));
  }

  static std::string missing(const std::map<std::uint64_t, std::string>& seen, std::uint64_t of) {
    std::uint64_t first = 1;
    while (seen.contains(first)) ++first;
    const std::uint64_t count = of - seen.size();
    const std::string share = "share " + std::to_string(first) + "/" + std::to_string(of);
    return count == 1 ? share + " is missing" : share + " and " + std::to_string(count - 1) + " more are missing";
  }

  [[nodiscard]] Data hosts() const {
    std::int64_t cores = 0;
    std::int64_t jobs = 0;
    std::set<std::string> systems;
    for (const Run& run : runs_) {
      const Data* host = run.data->find("host");
      cores = std::max(cores, whole_of(*host, "cores"));
      jobs = std::max(jobs, whole_of(*host, "jobs"));
      systems.insert(text_of(*host, "os"));
    }
    Data out;
    out.value = Data::Map{{"cores", number(cores)}, {"jobs", number(jobs)}, {"os", text(joined(systems))}};
    return out;
  }

  [[nodiscard]] std::int64_t sum(std::string_view key) const {
    std::int64_t out = 0;
    for (const Run& run : runs_) {
      const std::int64_t one = whole_of(*run.data->find("totals"), key);
      out = one > INT64_MAX - out ? INT64_MAX : out + one;  // a report may claim anything
    }
    return out;
  }

  [[nodiscard]] Data totals() const {
    double cpu = 0.0;
    std::int64_t peak = 0;
    std::vector<std::pair<double, double>> spans;
    for (const Run& run : runs_) {
      const Data& own = *run.data->find("totals");
      cpu += number_of(own, "cpu_s");
      peak = std::max(peak, whole_of(own, "peak_rss"));
      spans.emplace_back(seconds_of(text_of(*run.data, "started")).value_or(0.0), number_of(own, "wall_s"));
    }
    const double wall = covered_seconds(std::move(spans));
    const double notes = static_cast<double>(sum("notes"));
    Data::Map out;
    for (const DataEntry& entry : *runs_.front().data->find("totals")->map()) {
      const std::string& key = entry.key;
      if (key == "wall_s") {
        out.push_back({key, number(wall)});
      } else if (key == "cpu_s") {
        out.push_back({key, number(cpu)});
      } else if (key == "peak_rss") {
        out.push_back({key, number(peak)});
      } else if (key == "notes_per_s") {
        out.push_back({key, number(wall > 0.0 ? notes / wall : 0.0)});
      } else if (entry.value.whole() != nullptr) {
        out.push_back({key, number(sum(key))});
      }
    }
    Data data;
    data.value = std::move(out);
    return data;
  }

  [[nodiscard]] Data shards() const {
    Data::List out;
    for (const Run& run : runs_) {
      Data::Map one;
      for (const char* key : {"version", "command", "started", "host", "shard", "totals"}) {
        if (const Data* value = run.data->find(key)) one.push_back({key, *value});
      }
      out.emplace_back().value = std::move(one);
    }
    Data data;
    data.value = std::move(out);
    return data;
  }

  /// Reports in the order of their shares, where all are there.
  [[nodiscard]] std::vector<const Data::List*> lists() const {
    std::vector<const Data::List*> out(reports_.size());
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      // Where they are complete, each report has one run, which may have been put together before.
      const std::size_t place = complete_ ? static_cast<std::size_t>(share_of(*runs_[i].data)->number - 1) : i;
      out[place] = &list_of(reports_[i], "scores");
    }
    return out;
  }

  Data scores() {
    const std::vector<const Data::List*> all = lists();
    Data::List out;
    if (complete_) {
      std::size_t longest = 0;
      for (const Data::List* one : all) longest = std::max(longest, one->size());
      for (std::size_t i = 0; i < longest; ++i) {
        for (const Data::List* one : all) {
          if (i < one->size()) out.push_back((*one)[i]);
        }
      }
    } else {
      for (const Data::List* one : all) out.insert(out.end(), one->begin(), one->end());
    }
    tell_repeated();
    Data data;
    data.value = std::move(out);
    return data;
  }

  void tell_repeated() {
    std::map<std::string, std::size_t> where;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      for (const Data& score : list_of(reports_[i], "scores")) {
        const auto [before, fresh] = where.emplace(text_of(score, "input"), i);
        if (fresh || before->second == i) continue;
        return warn(texts_[i].name,
                    "has an input that is in " + texts_[before->second].name + ", too: " + before->first,
                    "the totals count it twice");
      }
    }
  }

  const std::vector<ReportText>& texts_;
  std::vector<Data> reports_;
  std::vector<Run> runs_;
  std::vector<Diagnostic> notes_;
  bool complete_{false};  // the reports are all shares of a run
};

}  // namespace

double covered_seconds(std::vector<std::pair<double, double>> spans) {
  std::sort(spans.begin(), spans.end());
  const double first = spans.empty() ? 0.0 : spans.front().first;
  double covered = 0.0;
  double reached = 0.0;
  for (const auto& [at, length] : spans) {
    const double begin = at - first;  // small numbers keep their fractions
    const double end = begin + length;
    covered += std::max(0.0, end - std::max(begin, reached));
    reached = std::max(reached, end);
  }
  return covered;
}

Expected<MergedReport> merge_reports(const std::vector<ReportText>& reports, const std::vector<std::string>& command) {
  std::vector<Data> read;
  for (const ReportText& report : reports) {
    BURIN_TRY(Data data, read_report(report));
    read.push_back(std::move(data));
  }
  if (read.empty()) return fail(Errc::usage, "BU0304", "no report was given");
  return Merger(reports, std::move(read)).merged(command);
}

}  // namespace burin::io
