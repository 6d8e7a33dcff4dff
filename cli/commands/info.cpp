// burin info
#include <nlohmann/json.hpp>
#include <set>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string key_text(const KeySignature& key) {
  if (!key.custom.empty()) return "custom";
  if (key.fifths == 0) return "no sharps or flats";
  const int n = key.fifths < 0 ? -key.fifths : key.fifths;
  return std::to_string(n) + (key.fifths < 0 ? " flat" : " sharp") + (n == 1 ? "" : "s");
}

std::string time_text(const TimeSignature& time) {
  if (time.senza_misura) return "senza misura";
  std::string out;
  for (const TimeSignature::Fraction& fraction : time.fractions) {
    out += (out.empty() ? "" : " + ") + fraction.beats + "/" + fraction.beat_type;
  }
  return out;
}

/// Texts of a change set's values, each once, in the order in which they first appear.
template <class T, class Fn>
std::vector<std::string> distinct(const ChangeSet<T>& changes, Fn text_of) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const auto& entry : changes.changes()) {
    const std::string text = text_of(entry.value);
    if (seen.insert(text).second) out.push_back(text);
  }
  return out;
}

double quarters(const Piece& piece) {
  Rational sum{};
  for (const MeasureInfo& measure : piece.measures) sum = sum + measure.length;
  return sum.value();
}

Json instrument_json(const Instrument& instrument) {
  return {{"name", instrument.name}, {"id", instrument.part_id}, {"staves", instrument.staves.size()}};
}

Json parts_json(const Piece& piece) {
  Json out = Json::array();
  for (const auto& musician : piece.musicians) {
    for (const auto& instrument : musician->instruments) out.push_back(instrument_json(*instrument));
  }
  return out;
}

Json piece_json(const Input& input, const Piece& piece, const io::ScoreEntry& entry) {
  const PieceCounts counts = count(piece);
  Json unsupported = Json::object();
  for (const auto& [element, number] : entry.unsupported) unsupported[element] = number;
  return {{"input", input.path.string()},
          {"title", title_of(piece)},
          {"subtitle", piece.subtitle},
          {"composer", piece.composer},
          {"lyricist", piece.lyricist},
          {"parts", parts_json(piece)},
          {"staves", counts.staves},
          {"measures", counts.measures},
          {"notes", counts.notes},
          {"duration_quarters", quarters(piece)},
          {"times", distinct(piece.times, time_text)},
          {"keys", distinct(piece.keys, key_text)},
          {"fonts", {{"music", piece.source.music_font}, {"text", piece.source.word_font}}},
          {"unsupported", unsupported}};
}

std::string joined(const Json& list) {
  std::string out;
  for (const Json& item : list) out += (out.empty() ? "" : ", ") + item.get<std::string>();
  return out.empty() ? "-" : out;
}

/// A name that the score prints on several lines, on one.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return text;
}

std::string number_text(const Json& number) { return number.dump(); }

std::string piece_text(const Json& info) {
  std::string out = info["input"].get<std::string>() + "\n";
  const auto line = [&](const std::string& name, const std::string& text) {
    if (!text.empty()) out += "  " + name + std::string(13 - name.size(), ' ') + on_one_line(text) + "\n";
  };
  line("title", info["title"].get<std::string>());
  line("composer", info["composer"].get<std::string>());
  line("parts", std::to_string(info["parts"].size()));
  for (const Json& part : info["parts"]) {
    out += "    " + on_one_line(part["name"].get<std::string>()) + " (" + number_text(part["staves"]) + ")\n";
  }
  for (const char* name : {"staves", "measures", "notes"}) line(name, number_text(info[name]));
  line("duration", number_text(info["duration_quarters"]) + " quarter notes");
  line("times", joined(info["times"]));
  line("keys", joined(info["keys"]));
  line("music font", info["fonts"]["music"].get<std::string>());
  line("text font", info["fonts"]["text"].get<std::string>());
  std::string unsupported;
  for (const auto& [element, number] : info["unsupported"].items()) {
    unsupported += (unsupported.empty() ? "" : ", ") + element + " " + number_text(number);
  }
  line("unsupported", unsupported);
  return out;
}

}  // namespace

Exit run_info(const Invocation& invocation) {
  const InputList list = expand_inputs(invocation.words);
  RunContext context = import_context(invocation.settings);
  std::vector<Json> infos(list.inputs.size());
  const ScoreWork work = [&](const Input& input, RunContext& run, Operation& operation,
                             io::ScoreEntry& entry) -> Expected<void> {
    BURIN_TRY(const Shared<Piece> piece, import_score(input, run, operation, entry));
    infos[static_cast<std::size_t>(&input - list.inputs.data())] = piece_json(input, *piece, entry);
    return {};
  };
  const BatchResult result = run_batch(list.inputs, context, work, false);
  Json all = Json::array();
  std::string text;
  for (const Json& info : infos) {
    if (info.is_null()) continue;
    all.push_back(info);
    text += piece_text(info);
  }
  const bool json = invocation.settings.flag("json");
  auto printed = print(json ? all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text);
  if (!printed) return Exit::output_failed;
  return result.exit;
}

}  // namespace burin::cli
