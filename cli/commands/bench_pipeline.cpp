// burin bench pipeline: engraves inputs repeatedly in one process, without writing to disk.
#include <chrono>
#include <thread>

#include "cli/app/console.hpp"
#include "cli/commands/bench.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/baseline.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"

namespace burin::cli {

namespace {

/// Figures of the runs of one workload.
struct Runs {
  std::vector<double> wall_s;
  std::array<std::vector<double>, static_cast<std::size_t>(Stage::count_)> stage_s;
  std::vector<double> parallelism;  // work / span over stages 1, 2, 4 and writing
  std::vector<double> analysis_us;  // CPU time of stages 1 and 2 for each note
  std::vector<double> bare_s;       // unzipping and parsing the same file alone, on one thread
  std::uint32_t notes{0};
  std::uint32_t pages{0};
  std::uint64_t peak_rss{0};

  void add(const io::ScoreEntry& entry) {
    wall_s.push_back(entry.wall_s);
    for (std::size_t s = 0; s < stage_s.size(); ++s) stage_s[s].push_back(entry.report.stages[s].wall_s);
    double work = 0.0;
    double span = 0.0;
    for (const Stage stage : {Stage::stage1, Stage::stage2, Stage::stage4, Stage::write}) {
      const io::TimingFigures f = io::figures(entry.report.stage(stage));
      work += f.work_s;
      span += f.span_s;
    }
    parallelism.push_back(span > 0.0 ? work / span : 0.0);
    notes = entry.report.notes;
    pages = entry.report.pages;
    peak_rss = io::peak_rss();
    const double cpu_s = entry.report.stage(Stage::stage1).cpu_s + entry.report.stage(Stage::stage2).cpu_s;
    analysis_us.push_back(notes > 0 ? 1e6 * cpu_s / notes : 0.0);
  }

  [[nodiscard]] BenchJson json(const std::string& workload, std::size_t threads) const {
    const double median = at_share(wall_s, 0.5);
    BenchJson stages = BenchJson::object();
    for (std::size_t s = 0; s < stage_s.size(); ++s) {
      stages[std::string(name_of(static_cast<Stage>(s))) + "_s"] = at_share(stage_s[s], 0.5);
    }
    BenchJson result{{"workload", workload}, {"threads", threads}, {"runs", wall_s.size()},
                     {"notes", notes},       {"pages", pages},     {"wall_s", median}};
    set_percentiles(result, wall_s);
    result["notes_per_s"] = median > 0.0 ? notes / median : 0.0;
    result["ratio_work_to_span"] = at_share(parallelism, 0.5);
    result["stages_1_2_us_per_note"] = at_share(analysis_us, 0.5);
    if (const double bare = at_share(bare_s, 0.5); bare > 0.0) {
      result["unzip_and_parse_s"] = bare;
      result["ratio_to_unzip_and_parse"] = median / bare;
    }
    result["peak_rss"] = peak_rss;
    result["stages"] = stages;
    return result;
  }
};

/// Unzips and parses an input and makes nothing of it: what the whole pipeline is held against. Nothing for what is no
/// MusicXML. After the pipeline's runs, whose peak of memory it must not raise.
void add_bare_time(const Input& input, const RunContext& context, Runs& runs) {
  const Expected<std::string> bytes = io::read_file(input.path, context.limits.input_bytes);
  if (!bytes) return;
  const Expected<io::BaselineTimes> times = io::time_baseline(*bytes, input.path.string());
  if (times) runs.bare_s.push_back(times->unzip_s + times->parse_s);
}

/// Parts of eighth notes with slurs and dynamics: as much music as asked for, in the same proportions at every size.
class Synthetic {
 public:
  explicit Synthetic(std::uint32_t notes) : measures_(notes / (parts * notes_per_measure)) {}

  [[nodiscard]] std::string xml() const {
    std::string text = "<score-partwise><part-list>";
    for (int p = 1; p <= parts; ++p) {
      const std::string id = "P" + std::to_string(p);
      text += "<score-part id=\"" + id + "\"><part-name>" + id + "</part-name></score-part>";
    }
    text += "</part-list>";
    for (int p = 1; p <= parts; ++p) part(text, p);
    return text + "</score-partwise>";
  }

 private:
  static constexpr int parts = 8;
  static constexpr int notes_per_measure = 8;

  void part(std::string& text, int p) const {
    text += "<part id=\"P" + std::to_string(p) + "\">";
    for (std::uint32_t m = 1; m <= measures_; ++m) {
      text += "<measure number=\"" + std::to_string(m) + "\">";
      if (m == 1)
        text +=
            "<attributes><divisions>2</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>";
      if (m % 8 == 1) text += "<direction><direction-type><dynamics><p/></dynamics></direction-type></direction>";
      for (int n = 0; n < notes_per_measure; ++n) note(text, p, m, n);
      text += "</measure>";
    }
    text += "</part>";
  }

  static void note(std::string& text, int p, std::uint32_t m, int n) {
    const auto height = static_cast<std::uint32_t>(p * 3 + n * (m % 3 == 0 ? 2 : 1)) + m * 5;
    text += "<note><pitch><step>";
    text += "CDEFGAB"[height % 7];
    text += height % 2 == 0 ? "</step><octave>4" : "</step><octave>5";
    text += "</octave></pitch><duration>1</duration><type>eighth</type>";
    if (n % 4 == 0) text += "<beam number=\"1\">begin</beam>";
    if (n % 4 == 1 || n % 4 == 2) text += "<beam number=\"1\">continue</beam>";
    if (n % 4 == 3) text += "<beam number=\"1\">end</beam>";
    if (n == 0) text += "<notations><slur type=\"start\" number=\"1\"/></notations>";
    if (n == 7) text += "<notations><slur type=\"stop\" number=\"1\"/></notations>";
    text += "</note>";
  }

  std::uint32_t measures_;
};

/// Makes SVG of pages as when they are written, but for the files.
Expected<void> write_to_nowhere(const std::vector<std::shared_ptr<const Page>>& pages, const DocumentInfo& info,
                                RunContext& context, Operation& operation) {
  const auto forget = [](std::size_t, io::SvgPieces) {};
  return io::svg_pages(pages, pages.size(), info, *context.fonts, context.svg, forget, *context.executor, operation);
}

/// Engraves text that is already in memory.
Expected<void> engrave_text(std::string text, RunContext& context, Operation& operation) {
  ImportLimits limits;
  limits.input_bytes = std::max<std::size_t>(limits.input_bytes, text.size());
  BURIN_TRY(const Shared<Piece> piece, io::import_musicxml(std::move(text), "synthetic", layout::import_table(), limits,
                                                           *context.executor, operation));
  BURIN_TRY(const layout::Engraving engraving, layout::engrave(*piece, context.layout, context.fonts->glyphs(),
                                                               context.fonts->text(), *context.executor, operation));
  return write_to_nowhere(engraving.pages, {}, context, operation);
}

}  // namespace

Expected<void> engrave_in_memory(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  std::vector<Engraved> all(1);
  BURIN_TRY(all.front(), lay_out_score(input, context, operation, entry));
  const Engraved& engraved = all.front();
  auto written = write_to_nowhere(engraved.pages, engraved.info, context, operation);
  give_back(std::move(all), context);
  return written;
}

BenchResults bench_pipeline(const InputList& list, RunContext& context, std::int64_t repeat) {
  const std::int64_t times = repeat > 0 ? repeat : 5;
  BenchResults done;
  for (const Input& input : list.inputs) {
    Runs runs;
    for (std::int64_t i = 0; i < times; ++i) {
      io::ScoreEntry entry;
      const Exit exit = run_score(input, context, engrave_in_memory, entry);
      if (exit != Exit::ok) {
        print_diagnostics(entry);
        done.exit = exit;
        break;
      }
      runs.add(entry);
      console().progress("[" + std::to_string(i + 1) + "/" + std::to_string(times) + "] " + entry.input);
    }
    for (std::size_t i = 0; i < runs.wall_s.size(); ++i) add_bare_time(input, context, runs);
    if (!runs.wall_s.empty()) done.results.push_back(runs.json(input.path.string(), context.executor->jobs()));
  }
  return done;
}

BenchResults bench_scale(RunContext& context, std::int64_t repeat) {
  const std::int64_t times = repeat > 0 ? repeat : 1;
  BenchResults done;
  double before = 0.0;
  for (const std::uint32_t notes : {10'000U, 100'000U, 1'000'000U}) {
    const std::string text = Synthetic(notes).xml();
    Runs runs;
    for (std::int64_t i = 0; i < times; ++i) {
      io::ScoreEntry entry;
      const ScoreWork work = [&](const Input&, RunContext& shared, Operation& operation, io::ScoreEntry&) {
        return engrave_text(text, shared, operation);
      };
      done.exit = run_score({"synthetic-" + std::to_string(notes), {}, {}, 0}, context, work, entry);
      if (done.exit != Exit::ok) {
        print_diagnostics(entry);
        return done;
      }
      runs.add(entry);
    }
    BenchJson result = runs.json("synthetic-" + std::to_string(notes), context.executor->jobs());
    const double median = at_share(runs.wall_s, 0.5);
    if (before > 0.0) result["ratio_to_tenth"] = median / before;
    before = median;
    done.results.push_back(std::move(result));
  }
  return done;
}

}  // namespace burin::cli
