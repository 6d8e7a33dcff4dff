// The run report as a page.
#include <algorithm>
#include <cstdio>
#include <numeric>

#include "core/base/version.hpp"
#include "io/fsys/base64.hpp"
#include "io/report/html_chart.hpp"
#include "io/report/run_report.hpp"
#include "io/svg/xml_text.hpp"

namespace burin::io {

namespace {

constexpr double mib = 1024.0 * 1024.0;

// Colours that differ in lightness as well as in hue, so that they can be told apart in print and by everybody.
constexpr std::string_view look = R"(
:root{color-scheme:light dark;--ink:#1d1f23;--soft:#667;--line:#d8dae0;--page:#fff;--tile:#f4f5f7;--bad:#b3261e;--warn:#8a5a00}
@media(prefers-color-scheme:dark){:root{--ink:#e6e7ea;--soft:#9aa;--line:#3a3d44;--page:#16181c;--tile:#22252b;--bad:#ff8a80;--warn:#ffc766}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1080px;padding:24px;font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:24px;margin:0}h2{font-size:18px;margin:40px 0 4px;overflow-wrap:anywhere}h3{font-size:15px;margin:20px 0 6px}
p{margin:4px 0}.soft{color:var(--soft)}code{font-size:13px;overflow-wrap:anywhere}
.tiles{display:flex;flex-wrap:wrap;gap:8px;margin:16px 0}.tiles div{background:var(--tile);border-radius:6px;padding:8px 14px}
.tiles b{display:block;font-size:18px;font-weight:600;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;color:var(--soft)}th,td{padding:3px 10px 3px 0;border-bottom:1px solid var(--line);vertical-align:top}
.n{text-align:right}.failed,.error{color:var(--bad)}.cancelled,.skipped,.warning{color:var(--warn)}a{color:inherit}
.pages{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}figure img{width:150px;display:block;background:#fff;border:1px solid var(--line)}
figcaption{font-size:12px;color:var(--soft)}.chart{width:100%;display:block}.chart text{font:11px system-ui,sans-serif;fill:var(--soft)}
.tick{stroke:var(--line)}.key{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:5px}
.read{fill:#8c96a3;background:#8c96a3}.parse{fill:#7a5195;background:#7a5195}.import{fill:#2f6db5;background:#2f6db5}.stage1{fill:#e07b39;background:#e07b39}
.stage2{fill:#f2b134;background:#f2b134}.stage3{fill:#3f9b5b;background:#3f9b5b}.stage4{fill:#6ec6b8;background:#6ec6b8}.write{fill:#c8415a;background:#c8415a}
)";

std::string fixed(double value, int decimals) {
  char text[64];
  const int n = std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return {text, static_cast<std::size_t>(std::clamp(n, 0, 63))};
}

class Writer {
 public:
  explicit Writer(const RunReport& report) : report_(report), out_(1U << 16U) {}

  std::string run() {
    head();
    tiles();
    stages();
    scores();
    for (const std::size_t i : told_in_full()) score(i);
    out_.put("</body></html>\n");
    return out_.take();
  }

 private:
  void text(std::string_view words) { put_xml(out_, words); }
  void tile(std::string_view value, std::string_view what) {
    out_.put("<div><b>");
    text(value);
    out_.put("</b>");
    text(what);
    out_.put("</div>");
  }
  void cell(std::string_view words, std::string_view style = {}) {
    out_.put(style.empty() ? "<td>" : "<td class=\"");
    if (!style.empty()) {
      out_.put(style);
      out_.put("\">");
    }
    text(words);
    out_.put("</td>");
  }
  void number(double value, int decimals = 0) { cell(fixed(value, decimals), "n"); }
  void table(std::string_view id, std::initializer_list<std::string_view> heads, std::size_t first_number) {
    out_.put("<div class=\"wide\"><table class=\"");
    out_.put(id);
    out_.put("\"><thead><tr>");
    std::size_t column = 0;
    for (const std::string_view name : heads) {
      out_.put(column++ < first_number ? "<th>" : "<th class=\"n\">");
      text(name);
      out_.put("</th>");
    }
    out_.put("</tr></thead><tbody>");
  }
  void end_table() { out_.put("</tbody></table></div>"); }

  void head() {
    out_.put("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out_.put("<meta name=\"viewport\" content=\"width=device-width\"><title>burin: run report</title><style>");
    out_.put(look);
    out_.put("</style></head><body><h1>Run report</h1><p class=\"soft\">burin ");
    text(version());
    out_.put(", ");
    text(report_.started);
    out_.put(", ");
    text(report_.os);
    out_.put("</p><p><code>");
    for (std::size_t i = 0; i < report_.command.size(); ++i) {
      if (i > 0) out_.put(' ');
      text(report_.command[i]);
    }
    out_.put("</code></p>");
  }

  void tiles() {
    const RunTotals t = totals(report_);
    out_.put("<div class=\"tiles\">");
    tile(std::to_string(t.succeeded) + " of " + std::to_string(t.scores), "scores done");
    if (t.failed > 0) tile(std::to_string(t.failed), "failed");
    if (t.cancelled + t.skipped > 0) tile(std::to_string(t.cancelled + t.skipped), "cancelled or skipped");
    tile(std::to_string(t.pages), "pages");
    tile(std::to_string(t.notes), "notes");
    tile(fixed(report_.wall_s, 3) + " s", "wall clock");
    tile(fixed(report_.cpu_s, 3) + " s", "processor time on " + std::to_string(report_.jobs) + " jobs");
    tile(fixed(report_.wall_s > 0.0 ? static_cast<double>(t.notes) / report_.wall_s : 0.0, 0), "notes a second");
    tile(fixed(static_cast<double>(report_.peak_rss) / mib, 1) + " MiB", "peak memory");
    tile(fixed(static_cast<double>(t.bytes_out) / mib, 1) + " MiB", "written");
    out_.put("</div>");
  }

  void stages() {
    out_.put("<h2>Stages</h2>");
    table("stages",
          {"stage", "wall s", "cpu s", "tasks", "work s", "span s", "work/span", "p50 ms", "p95 ms", "max ms"}, 1);
    const ScoreReport sum = summed(report_);
    for (std::size_t i = 0; i < sum.stages.size(); ++i) {
      const std::string_view name = burin::name_of(static_cast<Stage>(i));
      const TimingFigures f = figures(sum.stages[i]);
      out_.put("<tr><td><span class=\"key ");
      out_.put(name);
      out_.put("\"></span>");
      out_.put(name);
      out_.put("</td>");
      number(f.wall_s, 3), number(f.cpu_s, 3), number(static_cast<double>(f.tasks)), number(f.work_s, 3);
      number(f.span_s, 4), number(f.span_s > 0.0 ? f.work_s / f.span_s : 0.0, 1);
      number(f.p50_s * 1e3, 3), number(f.p95_s * 1e3, 3), number(f.max_s * 1e3, 3);
      out_.put("</tr>");
    }
    end_table();
  }

  void scores() {
    out_.put("<h2>Scores</h2>");
    table("scores", {"input", "status", "pages", "measures", "notes", "seconds", "diagnostics", "lint"}, 2);
    const std::vector<std::size_t> full = told_in_full();
    for (std::size_t i = 0; i < report_.scores.size(); ++i) {
      const ScoreEntry& score = report_.scores[i];
      const bool linked = std::binary_search(full.begin(), full.end(), i);
      out_.put("<tr><td>");
      if (linked) {
        out_.put("<a href=\"#score-");
        out_.put(static_cast<long>(i + 1));
        out_.put("\">");
      }
      text(score.input);
      if (linked) out_.put("</a>");
      out_.put("</td>");
      cell(name_of(score.status), name_of(score.status));
      number(score.report.pages), number(score.report.measures), number(score.report.notes), number(score.wall_s, 3);
      number(static_cast<double>(score.diagnostics_total)), number(static_cast<double>(lint_of(score)));
      out_.put("</tr>");
    }
    end_table();
    if (full.size() < report_.scores.size()) {
      out_.put("<p class=\"soft\">In full below: those that failed and the slowest of the others.</p>");
    }
  }

  static std::size_t lint_of(const ScoreEntry& score) {
    std::size_t all = 0;
    for (const auto& [check, count] : score.lint) all += count;
    return all;
  }

  /// Indices, sorted.
  [[nodiscard]] std::vector<std::size_t> told_in_full() const {
    std::vector<std::size_t> order(report_.scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto rank = [&](std::size_t i) {
        const ScoreEntry& score = report_.scores[i];
        return std::pair(score.status == ScoreStatus::failed ? 0 : 1, -score.wall_s);
      };
      return rank(a) < rank(b);
    });
    order.resize(std::min(order.size(), most_details));
    std::sort(order.begin(), order.end());
    return order;
  }

  void score(std::size_t index) {
    const ScoreEntry& score = report_.scores[index];
    out_.put("<section class=\"score\" id=\"score-");
    out_.put(static_cast<long>(index + 1));
    out_.put("\"><h2>");
    text(score.input);
    out_.put("</h2><p class=\"");
    out_.put(name_of(score.status));
    out_.put("\">");
    text(name_of(score.status));
    if (score.error) text(": " + score.error->message + " [" + score.error->id + "]");
    out_.put("</p>");
    facts(score);
    if (!score.report.trace.empty()) {
      out_.put("<h3>Tasks over threads</h3>");
      put_chart(out_, score.report);
    }
    thumbnails(score);
    diagnostics(score);
    counts("Lint: what touches or nearly touches", "lint", score.lint);
    counts("Not drawn", "unsupported", score.unsupported);
    drawn(score);
    out_.put("</section>");
  }

  void facts(const ScoreEntry& score) {
    const ScoreReport& r = score.report;
    if (r.pages == 0) return;
    text(std::to_string(r.parts) + " parts, " + std::to_string(r.staves) + " staves, " + std::to_string(r.measures) +
         " measures, " + std::to_string(r.notes) + " notes on " + std::to_string(r.systems) + " systems and " +
         std::to_string(r.pages) + " pages; staves of " + fixed(r.fit.staff_size_mm, 2) + " mm");
    if (!r.fit.why.empty()) text(" (" + r.fit.why + ")");
    text("; discomfort of the worst measure " + fixed(r.discomfort.worst_measure, 2) + ", system " +
         fixed(r.discomfort.worst_system, 2) + ", page " + fixed(r.discomfort.worst_page, 2));
    for (const OutputInfo& output : score.outputs) {
      if (&output - score.outputs.data() == most_outputs) {
        out_.put("<p class=\"soft\">and ");
        out_.put(static_cast<long>(score.outputs.size() - most_outputs));
        out_.put(" more files</p>");
        break;
      }
      out_.put("<p><code>");
      text(output.path);
      out_.put("</code> <span class=\"soft\">");
      text(fixed(static_cast<double>(output.bytes) / 1024.0, 1) + " KiB");
      out_.put("</span></p>");
    }
  }

  void thumbnails(const ScoreEntry& score) {
    if (score.thumbnails.empty()) return;
    out_.put("<h3>Pages</h3><div class=\"pages\">");
    for (const Thumbnail& page : score.thumbnails) {
      const std::string name = (page.part.empty() ? "page " : page.part + ", page ") + std::to_string(page.page);
      out_.put("<figure><img alt=\"");
      text(name);
      out_.put("\" src=\"data:image/png;base64,");
      out_.put(base64(page.png));
      out_.put("\"><figcaption>");
      text(name);
      out_.put("</figcaption></figure>");
    }
    out_.put("</div>");
    if (score.report.pages > score.thumbnails.size()) {
      out_.put("<p class=\"soft\">and ");
      out_.put(static_cast<long>(score.report.pages - score.thumbnails.size()));
      out_.put(" more pages</p>");
    }
  }

  void diagnostics(const ScoreEntry& score) {
    if (score.diagnostics.empty()) return;
    out_.put("<h3>Diagnostics</h3>");
    table("diagnostics", {"", "code", "line", "part", "measure", "address", "message"}, 7);
    for (const Diagnostic& one : score.diagnostics) {
      const Where& where = one.where;
      out_.put("<tr>");
      cell(burin::name_of(one.severity), burin::name_of(one.severity));
      cell(one.code);
      cell(where.line == 0 ? std::string() : std::to_string(where.line) + ":" + std::to_string(where.column));
      cell(where.part), cell(where.measure), cell(where.vpd);
      cell(one.help.empty() ? one.message : one.message + " (" + one.help + ")");
      out_.put("</tr>");
    }
    end_table();
    if (score.diagnostics_total > score.diagnostics.size()) {
      out_.put("<p class=\"soft\">and ");
      out_.put(static_cast<long>(score.diagnostics_total - score.diagnostics.size()));
      out_.put(" more</p>");
    }
  }

  template <class Counts>
  void counts(std::string_view title, std::string_view id, const Counts& all) {
    if (all.empty()) return;
    out_.put("<h3>");
    text(title);
    out_.put("</h3>");
    table(id, {"what", "number"}, 1);
    for (const auto& [name, count] : all) {
      out_.put("<tr>");
      cell(name);
      number(count);
      out_.put("</tr>");
    }
    end_table();
  }

  void drawn(const ScoreEntry& score) {
    std::vector<std::pair<std::string_view, std::uint32_t>> all;
    for (std::size_t i = 0; i < score.elements.size(); ++i) {
      if (score.elements[i] > 0) all.emplace_back(burin::name_of(static_cast<GroupClass>(i)), score.elements[i]);
    }
    if (all.empty()) return;
    out_.put("<details><summary>What was drawn</summary>");
    counts("", "elements", all);
    out_.put("</details>");
  }

  static constexpr std::ptrdiff_t most_outputs = 5;
  const RunReport& report_;
  TextBuffer out_;
};

}  // namespace

std::string report_html(const RunReport& report) { return Writer(report).run(); }

}  // namespace burin::io
