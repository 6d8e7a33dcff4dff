// burin diff
#include <algorithm>
#include <bit>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"
#include "cli/commands/measure_names.hpp"
#include "cli/commands/page_marks.hpp"
#include "io/fsys/files.hpp"

namespace burin::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// ---- Pages as they look

/// Sums up what is painted, without the addresses and numbers that go with it.
class Look {
 public:
  void add(const PlacedPaint& placed, double x, double y) {
    number(placed.x - x);
    number(placed.y - y);
    number(placed.scale);
    if (placed.paint != nullptr) add(*placed.paint);
  }
  [[nodiscard]] std::uint64_t sum() const noexcept { return sum_; }

 private:
  void add(const PaintList& list) {
    for (const PaintOp& op : list) {
      bits(static_cast<std::uint64_t>(op.kind) << 24U | static_cast<std::uint64_t>(op.face) << 16U |
           static_cast<std::uint64_t>(op.align) << 8U | op.style);
      if (op.kind == PaintKind::open || op.kind == PaintKind::close) continue;
      for (const float value : op.v) bits(std::bit_cast<std::uint32_t>(value));
      if (op.kind == PaintKind::glyph) bits(op.code);
      if (op.kind == PaintKind::text) text(op.text());
      for (std::uint32_t i = 0; i < op.count; ++i) {
        for (const float value : op.point(i)) bits(std::bit_cast<std::uint32_t>(value));
      }
    }
  }
  void text(std::string_view text) {
    for (const char c : text) bits(static_cast<unsigned char>(c));
  }
  void number(double value) { bits(std::bit_cast<std::uint32_t>(static_cast<float>(value))); }
  void bits(std::uint64_t value) noexcept {
    sum_ = (sum_ ^ value) * 0x9E3779B97F4A7C15ULL;
    sum_ ^= sum_ >> 29U;
  }
  std::uint64_t sum_{0xCBF29CE484222325ULL};
};

/// A system wherever it stands on its page.
std::uint64_t look_of(const PlacedSystem& system) {
  Look look;
  const double y = system.staves.empty() ? 0.0 : system.staves.front().paint.y;
  for (const PlacedStaff& staff : system.staves) look.add(staff.paint, 0.0, y);
  look.add(system.overlay, 0.0, y);
  return look.sum();
}
std::uint64_t look_of(const Page& page) {
  Look look;
  look.add(page.furniture, 0.0, 0.0);
  for (const PlacedSystem& system : page.systems) {
    for (const PlacedStaff& staff : system.staves) look.add(staff.paint, 0.0, 0.0);
    look.add(system.overlay, 0.0, 0.0);
  }
  return look.sum();
}

struct SystemPlace {
  std::size_t page;    // from 1
  std::size_t system;  // on the page, from 1
};
struct LookDifference {
  std::vector<std::size_t> pages;  // of the new layout, from 1
  std::vector<SystemPlace> systems;
};

/// Pages are compared by their places; systems are new when the old layout has none that looks the same.
LookDifference compare_looks(const io::Pages& before, const io::Pages& after) {
  std::map<std::uint64_t, int> known;
  for (const auto& page : before) {
    for (const PlacedSystem& system : page->systems) ++known[look_of(system)];
  }
  LookDifference out;
  for (std::size_t p = 0; p < after.size(); ++p) {
    if (p >= before.size() || look_of(*before[p]) != look_of(*after[p])) out.pages.push_back(p + 1);
    for (std::size_t s = 0; s < after[p]->systems.size(); ++s) {
      if (known[look_of(after[p]->systems[s])]-- <= 0) out.systems.push_back({p + 1, s + 1});
    }
  }
  return out;
}

// ---- Two scores

struct Compared {
  const Engraved& before;
  const Engraved& after;
  PieceDifference music;
  LookDifference look;
};

std::string joined(const std::vector<std::size_t>& numbers) {
  std::string out;
  for (const std::size_t number : numbers) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}

std::string text_of(const Compared& one) {
  std::string out = "music: " + difference_text(*one.before.piece, *one.after.piece, one.music) + "\n";
  for (const Vpd& place : one.music.places) out += "  " + place.str() + "\n";
  out += "systems:";
  if (one.look.systems.empty()) out += " no change";
  std::size_t page = 0;
  for (const SystemPlace& place : one.look.systems) {
    if (place.page != page) out += (page == 0 ? " page " : "; page ") + std::to_string(place.page) + ": ";
    out += (place.page == page ? ", " : "") + std::to_string(place.system);
    page = place.page;
  }
  out += "\npages: " + (one.look.pages.empty() ? std::string("no change") : joined(one.look.pages) + " changed");
  if (one.before.pages.size() != one.after.pages.size()) {
    out += ", " + std::to_string(one.before.pages.size()) + " before, " + std::to_string(one.after.pages.size()) +
           " after";
  }
  return out + "\n";
}

Json measures_json(const Piece& piece, const std::vector<std::uint32_t>& measures) {
  Json out = Json::array();
  for (const std::uint32_t measure : measures) {
    out.push_back({{"index", measure}, {"number", piece.measures[measure].number}});
  }
  return out;
}

Json json_of(const Compared& one) {
  Json places = Json::array();
  for (const Vpd& place : one.music.places) places.push_back(place.str());
  Json systems = Json::array();
  for (const SystemPlace& place : one.look.systems) {
    systems.push_back({{"page", place.page}, {"system", place.system}});
  }
  return {
      {"equal", one.music.empty() && one.look.pages.empty()},
      {"measures",
       {{"changed", measures_json(*one.after.piece, one.music.changed)},
        {"added", measures_json(*one.after.piece, one.music.added)},
        {"removed", measures_json(*one.before.piece, one.music.removed)}}},
      {"places", std::move(places)},
      {"head", one.music.head},
      {"staves", one.music.staves},
      {"systems", std::move(systems)},
      {"pages", {{"before", one.before.pages.size()}, {"after", one.after.pages.size()}, {"changed", one.look.pages}}}};
}

Exit show(const std::string& text) {
  const auto printed = print(text);
  return printed ? Exit::ok : Exit::output_failed;
}
Exit show(const Settings& settings, const Json& json, const std::string& text) {
  return show(settings.flag("json") ? json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text);
}

/// The new score's pages with frames around what changed.
Exit write_marked(const Input& input, const Compared& one, RunContext& context) {
  io::ScoreEntry entry;
  const ScoreWork work = [&](const Input& score, RunContext& run, Operation& operation,
                             io::ScoreEntry& written) -> Expected<void> {
    std::vector<Engraved> all{one.after};
    Engraved& marked = all.front();
    marked.pages = framed(std::move(marked.pages), one.music.places, run.fonts->glyphs(), run.fonts->text());
    return write_score(score, all, run, operation, written);
  };
  const Exit exit = run_score(input, context, work, entry);
  print_diagnostics(entry);
  return exit;
}

Exit diff_scores(const Invocation& invocation, InputList& list) {
  const Settings& settings = invocation.settings;
  InputList newer;  // outputs are those of the new score
  newer.inputs = {list.inputs[1]};
  newer.single_file = true;
  const bool writes = settings.given("output") || settings.given("format");
  Expected<OutputPlan> plan = writes ? plan_outputs(settings, newer) : OutputPlan();
  if (plan) {
    if (auto whole = check_score_formats(settings, *plan); !whole) plan = tl::unexpected(std::move(whole.error()));
  }
  Expected<RunContext> context = plan ? make_context(settings) : tl::unexpected(plan.error());
  if (!context) {
    console().error(context.error());
    return Exit::usage;
  }
  context->outputs = std::move(*plan);
  const auto claims = std::make_shared<Claims>(list.inputs);
  context->claim = [claims](const std::string& input, const auto& places) { return claims->take(input, places); };
  std::vector<Engraved> engraved(2);
  const ScoreWork work = [&](const Input& input, RunContext& run, Operation& operation,
                             io::ScoreEntry& entry) -> Expected<void> {
    auto& slot = engraved[static_cast<std::size_t>(&input - list.inputs.data())];
    BURIN_TRY(slot, lay_out_score(input, run, operation, entry));
    return {};
  };
  BatchResult result = run_batch(list.inputs, *context, work, false);
  result.report.command = invocation.line;
  if (result.exit != Exit::ok) return result.exit;
  const Compared one{engraved[0], engraved[1], compare(*engraved[0].piece, *engraved[1].piece),
                     compare_looks(engraved[0].pages, engraved[1].pages)};
  const Exit written = writes ? write_marked(list.inputs[1], one, *context) : Exit::ok;
  if (written != Exit::ok || (writes && context->outputs.to_stdout)) return written;
  return show(settings, json_of(one), text_of(one));
}

// ---- Two runs: folders of pages

bool is_page_name(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".svg" || extension == ".svgz" || extension == ".pdf" || extension == ".png";
}

std::set<std::string> pages_below(const fs::path& folder) {
  std::set<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    std::error_code ignored;
    if (is_page_name(walk->path()) && walk->is_regular_file(ignored)) {
      found.insert(walk->path().lexically_relative(folder).string());
    }
  }
  return found;
}

bool same_bytes(const fs::path& a, const fs::path& b) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(a, error);
  if (error || fs::file_size(b, error) != size || error) return false;
  const auto first = io::read_file(a, size);
  const auto second = io::read_file(b, size);
  return first && second && *first == *second;
}

Exit diff_runs(const Settings& settings, const fs::path& before, const fs::path& after) {
  const std::set<std::string> old = pages_below(before);
  const std::set<std::string> fresh = pages_below(after);
  Json json{{"equal", true}, {"changed", Json::array()}, {"added", Json::array()}, {"removed", Json::array()}};
  std::string text;
  const auto note = [&](const char* what, const std::string& name) {
    json["equal"] = false;
    json[what].push_back(name);
    text += std::string(what) + ": " + name + "\n";
  };
  for (const std::string& name : fresh) {
    if (old.count(name) == 0) {
      note("added", name);
    } else if (!same_bytes(before / name, after / name)) {
      note("changed", name);
    }
  }
  for (const std::string& name : old) {
    if (fresh.count(name) == 0) note("removed", name);
  }
  return show(settings, json, text.empty() ? "no change in " + std::to_string(fresh.size()) + " files\n" : text);
}

Exit wrong_usage(std::string message, std::string help) {
  console().error({Errc::usage, "BU0306", std::move(message), {}, std::move(help)});
  return Exit::usage;
}

}  // namespace

Exit run_diff(const Invocation& invocation) {
  const std::vector<std::string>& words = invocation.words;
  if (words.size() != 2) return wrong_usage("diff takes two scores or two folders", {});
  std::error_code ignored;
  const bool first_folder = fs::is_directory(words[0], ignored);
  const bool second_folder = fs::is_directory(words[1], ignored);
  if (first_folder != second_folder) return wrong_usage("diff takes two scores or two folders, not one of each", {});
  if (first_folder) {
    if (invocation.settings.given("output")) {
      return wrong_usage("-o goes with two scores", "pages of two runs are only compared");
    }
    return diff_runs(invocation.settings, words[0], words[1]);
  }
  InputList list = expand_inputs(words);
  if (list.inputs.size() != 2) return wrong_usage("diff takes two scores", {});
  return diff_scores(invocation, list);
}

}  // namespace burin::cli
