#include "io/musicxml/import.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "core/piece/vpd.hpp"
#include "io/musicxml/assemble.hpp"
#include "io/musicxml/encoding.hpp"
#include "io/musicxml/measure_reader.hpp"
#include "io/musicxml/measure_stream.hpp"
#include "io/musicxml/score_text.hpp"
#include "io/musicxml/text_scan.hpp"

namespace burin::io {

namespace {

/// A measure of a part: who has its number, and who has its music (in timewise scores two nodes).
struct MeasureNodes {
  XmlNode attributes;
  XmlNode content;
};

/// One part before conversion: text that is still to be parsed, or nodes of the whole document.
struct PartSource {
  std::string id;
  std::string_view text;  // of the part, or of the whole document that its nodes are in
  bool parsed{false};
  std::vector<MeasureNodes> measures;
  LinePlace begin{};     // of the part in the file
  std::size_t index{0};  // of the part in the text
};

/// A part that is converted while the text behind it is still being unpacked. Its text is given back at once.
struct EarlyPart {
  std::size_t index{0};  // in the text
  PartText text;
  std::string id;
  LinePlace end{};  // counted from its beginning
  Expected<RawPart> part;
  TaskTiming timing;
  TraceEvent event;
};

/// One import. Lives on the stack of import_musicxml.
class Import {
 public:
  Import(const std::string& name, const ImportTable& table, const ImportLimits& limits, Executor& executor,
         Operation& operation)
      : name_(name), table_(table), limits_(limits), executor_(executor), operation_(operation) {}

  Expected<Shared<Piece>> run(std::string bytes) {
    BURIN_CHECK(input_.open(std::move(bytes), name_, limits_));
    BURIN_CHECK(convert_while_reading());
    BURIN_TRY(std::vector<RawPart> parts, input_.odd() ? convert_as_a_whole() : early_parts());
    BURIN_CHECK(match_heads(parts));
    BURIN_CHECK(check_totals(parts));
    report(parts);
    text_ = std::string_view();
    whole_ = std::string();
    BURIN_CHECK(assemble(std::move(parts), heads_, *piece_, executor_, operation_));
    report_unsupported();
    count_into_report();
    return Shared<Piece>(std::move(piece_));
  }

 private:
  Expected<void> convert_while_reading();
  void convert_what_comes();
  EarlyPart* next_early_part();
  Expected<std::vector<RawPart>> early_parts();
  Expected<std::vector<RawPart>> convert_as_a_whole();
  void decode(std::string bytes);
  Expected<void> find_parts();
  Expected<void> read_list(std::string head);
  void take_slices(const PartSlices& slices);
  Expected<void> parse_whole();
  void collect_timewise(XmlNode root);
  Expected<void> check_number_of_parts(std::size_t parts) const;
  Expected<void> match_heads(std::vector<RawPart>& parts);
  Expected<RawPart> convert(const PartSource& source);
  Expected<RawPart> convert_text(const PartSource& source);
  Expected<RawPart> convert_stream(const PartSource& source, MeasureStream& measures);
  Expected<RawPart> convert_nodes(const PartSource& source);
  Expected<void> convert_measure(PartReader& reader, PartContext& context, MeasureNodes nodes, XmlNode next,
                                 std::string_view text);
  Expected<void> check_totals(const std::vector<RawPart>& parts) const;
  void report(const std::vector<RawPart>& parts);
  void report_unsupported();
  void count_into_report();
  [[nodiscard]] Where place(std::string_view text, std::size_t offset) const;
  [[nodiscard]] tl::unexpected<Error> malformed(const XmlProblem& problem, std::string_view text) const;
  [[nodiscard]] tl::unexpected<Error> misshapen(const ShapeProblem& problem, std::string_view text) const;
  [[nodiscard]] std::string too_many_notes() const;

  const std::string& name_;
  const ImportTable& table_;
  const ImportLimits& limits_;
  Executor& executor_;
  Operation& operation_;
  ScoreText input_;
  std::mutex input_mutex_;        // guards input_ and the next three
  std::deque<EarlyPart> early_;   // in the order of the text; elements stay where they are
  Expected<void> input_failure_;  // what ended the reading
  double reading_seconds_{0.0};
  std::string_view text_;  // the whole of it, when it could not be cut while it was read
  std::string whole_;      // holds it
  XmlDocument document_;
  std::vector<PartSource> sources_;
  ScoreHead list_;
  std::vector<PartHead> heads_;  // by source
  std::shared_ptr<Piece> piece_{std::make_shared<Piece>()};
};

namespace {

/// Value of the id attribute in a part's opening tag; empty when it has none.
std::string id_in(std::string_view slice) {
  const std::string_view tag = slice.substr(0, slice.find('>'));
  std::size_t at = tag.find("id");
  while (at != std::string_view::npos && at > 0) {
    std::size_t equals = at + 2;
    while (equals < tag.size() && tag[equals] == ' ') ++equals;
    const std::size_t open = tag.find_first_of("\"'", equals);
    const bool whole = (tag[at - 1] == ' ' || tag[at - 1] == '\n' || tag[at - 1] == '\t' || tag[at - 1] == '\r') &&
                       equals < tag.size() && tag[equals] == '=';
    if (whole && open != std::string_view::npos) {
      const std::size_t close = tag.find(tag[open], open + 1);
      return std::string(tag.substr(open + 1, close - open - 1));
    }
    at = tag.find("id", at + 2);
  }
  return {};
}

/// An error in a text that begins at a place of a longer one.
Error moved_behind(Error error, LinePlace begin) {
  if (error.where.line == 0) return error;
  const LinePlace place = place_behind(begin, {error.where.line, error.where.column});
  error.where.line = place.line;
  error.where.column = place.column;
  return error;
}

}  // namespace

/// As many workers as there are threads: each takes the next part, for which it reads on in the text if need be, and
/// converts it. So parts are converted while the text is still being unpacked.
Expected<void> Import::convert_while_reading() {
  const double begin = monotonic_seconds();
  executor_.each(
      executor_.jobs(), [&](std::size_t) { convert_what_comes(); }, operation_);
  ScoreReport& report = operation_.report();
  std::vector<TaskTiming> tasks;
  for (const EarlyPart& one : early_) {
    tasks.push_back(one.timing);
    if (report.tracing) report.trace.push_back(one.event);
  }
  report.stage(Stage::import).add_loop(begin, monotonic_seconds() - begin, tasks);
  StageTiming& reading = report.stage(Stage::read);
  reading.cpu_s += reading_seconds_;
  reading.span_s += reading_seconds_;
  BURIN_CHECK(input_failure_);
  return operation_.check();
}

void Import::convert_what_comes() {
  while (EarlyPart* const one = next_early_part()) {
    const TaskClock clock;
    PartSource source;
    source.text = one->text.text;
    source.id = one->id = id_in(source.text);
    one->part = convert(source);
    one->end = place_of(source.text, source.text.size());
    one->text = PartText();
    one->timing = clock.stop();
    one->event = clock.event(Stage::import, one->index, one->timing);
  }
}

/// Nothing when all has been read, and when reading has failed.
EarlyPart* Import::next_early_part() {
  const std::lock_guard lock(input_mutex_);
  if (!input_failure_) return nullptr;
  const double start = thread_cpu_seconds();
  Expected<std::optional<PartText>> next = input_.next_part(operation_);
  reading_seconds_ += thread_cpu_seconds() - start;
  if (!next) {
    input_failure_ = tl::unexpected(next.error());
    return nullptr;
  }
  if (!*next) return nullptr;
  input_failure_ = check_number_of_parts(early_.size() + 1);
  if (!input_failure_) return nullptr;
  EarlyPart& one = early_.emplace_back();
  one.index = early_.size() - 1;
  one.text = std::move(**next);
  return &one;
}

Expected<std::vector<RawPart>> Import::early_parts() {
  const StageTimer timer(operation_.report(), Stage::parse);
  BURIN_CHECK(read_list(std::string(input_.head())));
  LinePlace begin = place_of(input_.head(), input_.head().size());
  input_.close();
  std::vector<RawPart> parts;
  parts.reserve(early_.size());
  for (EarlyPart& one : early_) {
    if (!one.part) return tl::unexpected(moved_behind(std::move(one.part.error()), begin));
    PartSource& source = sources_.emplace_back();
    source.id = std::move(one.id);
    source.begin = begin;
    parts.push_back(std::move(*one.part));
    begin = place_behind(begin, one.end);
  }
  early_.clear();
  return parts;
}

Expected<std::vector<RawPart>> Import::convert_as_a_whole() {
  early_.clear();
  BURIN_TRY(std::string bytes, input_.take());
  decode(std::move(bytes));
  BURIN_CHECK(operation_.check());
  BURIN_CHECK(find_parts());
  BURIN_CHECK(check_number_of_parts(sources_.size()));
  Expected<std::vector<RawPart>> parts =
      map_slots<RawPart>(executor_, operation_, Stage::import, sources_.size(), [&](std::size_t i) {
        Expected<RawPart> part = convert(sources_[i]);
        if (!part) part = tl::unexpected(moved_behind(std::move(part.error()), sources_[i].begin));
        return part;
      });
  document_ = XmlDocument();
  return parts;
}

void Import::decode(std::string bytes) {
  const StageTimer timer(operation_.report(), Stage::read);
  DecodedText decoded = to_utf8(std::move(bytes));
  whole_ = std::move(decoded.text);
  text_ = whole_;
  if (!decoded.bad_utf8) return;
  operation_.diagnostics().add({Severity::warning,
                                "BU1020",
                                "the text is not the UTF-8 that it claims to be; foreign bytes are read as Latin-1",
                                {name_, 1, 1, Vpd().str(), {}, {}},
                                {}});
}

/// Counted from the start of the text, which may be that of a part.
Where Import::place(std::string_view text, std::size_t offset) const {
  const LinePlace at = place_of(text, offset);
  return {name_, at.line, at.column, {}, {}, {}};
}

tl::unexpected<Error> Import::malformed(const XmlProblem& problem, std::string_view text) const {
  return fail(Errc::bad_input, "BU1001", "the XML is broken: " + std::string(problem.what),
              place(text, problem.offset));
}

tl::unexpected<Error> Import::misshapen(const ShapeProblem& problem, std::string_view text) const {
  const Where where = place(text, problem.offset);
  const auto over = [](std::uint64_t limit) { return " than the limit of " + std::to_string(limit); };
  switch (problem.kind) {
    case ShapeProblem::Kind::depth:
      return fail(Errc::limit, "BU1023", "elements lie deeper inside each other" + over(limits_.xml_depth), where);
    case ShapeProblem::Kind::attribute:
      return fail(Errc::limit, "BU1024", "an attribute is longer" + over(limits_.attribute_bytes) + " bytes", where);
    default: return fail(Errc::limit, "BU1025", "a text is longer" + over(limits_.text_bytes) + " bytes", where);
  }
}

std::string Import::too_many_notes() const {
  return "the score has more than " + std::to_string(limits_.notes) + " notes";
}

Expected<void> Import::find_parts() {
  const StageTimer timer(operation_.report(), Stage::parse);
  const std::string_view root = root_name(text_);
  if (root.empty()) {
    const bool empty = trimmed(text_).empty();
    return fail(Errc::bad_input, empty ? "BU1003" : "BU1002",
                empty ? "the file is empty" : "this is not a MusicXML file: there is no XML in it", {name_});
  }
  if (root != "score-partwise" && root != "score-timewise") {
    return fail(Errc::bad_input, "BU1002",
                "this is not a MusicXML score: its root element is <" + std::string(root.substr(0, 64)) + ">", {name_},
                root == "opus" ? "give the scores that the opus lists" : "");
  }
  BURIN_CHECK(operation_.check());
  const bool cdata = blank_comments(whole_);
  BURIN_CHECK(operation_.check());
  if (root == "score-partwise" && !cdata) {
    const PartSlices slices = slice_parts(text_);
    BURIN_CHECK(operation_.check());
    take_slices(slices);
    if (!slices.parts.empty()) return read_list(std::string(text_.substr(0, slices.head_end)));
  }
  return parse_whole();
}

void Import::take_slices(const PartSlices& slices) {
  std::size_t at = 0;
  LinePlace begin;
  for (const TextSlice slice : slices.parts) {
    begin = place_of(text_, slice.begin, at, begin);
    at = slice.begin;
    PartSource& source = sources_.emplace_back();
    source.text = text_.substr(slice.begin, slice.end - slice.begin);
    source.id = id_in(source.text);
    source.begin = begin;
  }
}

/// `head` is the text before the first part.
Expected<void> Import::read_list(std::string head) {
  // The root's own tag may carry a namespace prefix; then nothing is sliced, because "</score-partwise" is not found.
  head += "</score-partwise>";
  if (const auto problem = check_shape(head, limits_)) return misshapen(*problem, head);
  if (const auto problem = document_.parse(head)) return malformed(*problem, head);
  list_ = read_head(document_.root(), *piece_);
  document_ = XmlDocument();
  return {};
}

Expected<void> Import::parse_whole() {
  if (const auto problem = check_shape(text_, limits_)) return misshapen(*problem, text_);
  if (const auto problem = document_.parse(text_)) return malformed(*problem, text_);
  const XmlNode root = document_.root();
  list_ = read_head(root, *piece_);
  if (root.name() == "score-timewise") {
    collect_timewise(root);
    return {};
  }
  root.each([&](XmlNode part) {
    if (part.name() != "part") return;
    PartSource source;
    source.text = text_;
    source.parsed = true;
    source.id = std::string(part.attribute("id"));
    part.each([&](XmlNode measure) {
      if (measure.name() == "measure") source.measures.push_back({measure, measure});
    });
    sources_.push_back(std::move(source));
  });
  return {};
}

void Import::collect_timewise(XmlNode root) {
  std::unordered_map<std::string_view, std::size_t> by_id;
  root.each([&](XmlNode measure) {
    if (measure.name() != "measure") return;
    measure.each([&](XmlNode part) {
      if (part.name() != "part") return;
      const std::string_view id = part.attribute("id");
      const auto [at, fresh] = by_id.emplace(id, sources_.size());
      if (fresh) {
        PartSource& source = sources_.emplace_back();
        source.id = std::string(id);
        source.text = text_;
        source.parsed = true;
      }
      sources_[at->second].measures.push_back({measure, part});
    });
  });
}

Expected<void> Import::check_number_of_parts(std::size_t parts) const {
  if (parts <= limits_.parts) return {};
  return fail(Errc::limit, "BU1016", "the score has more than " + std::to_string(limits_.parts) + " parts", {name_});
}

/// Orders the parts as the list has them; parts that are not listed follow without a name.
Expected<void> Import::match_heads(std::vector<RawPart>& parts) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    sources_[i].index = i;
    parts[i].id = sources_[i].id;
    parts[i].begin = sources_[i].begin;
  }
  std::vector<bool> used(sources_.size(), false);
  std::vector<PartSource> ordered;
  std::vector<std::uint32_t> index_of_head;  // listed part → index in `ordered`; groups are moved by it
  for (const PartHead& head : list_.parts) {
    index_of_head.push_back(static_cast<std::uint32_t>(ordered.size()));
    bool found = false;
    for (std::size_t i = 0; i < sources_.size() && !found; ++i) {
      if (used[i] || sources_[i].id != head.id) continue;
      used[i] = found = true;
      ordered.push_back(std::move(sources_[i]));
      heads_.push_back(head);
    }
    if (!found) {
      operation_.diagnostics().add({Severity::warning,
                                    "BU1021",
                                    "the part \"" + head.id + "\" is listed but has no music",
                                    {name_, 0, 0, Vpd().str(), head.id, {}},
                                    {}});
    }
  }
  index_of_head.push_back(static_cast<std::uint32_t>(ordered.size()));
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (used[i]) continue;
    const LinePlace begin = sources_[i].begin;
    Where where = sources_[i].parsed ? Where{name_} : Where{name_, begin.line, begin.column, {}, {}, {}};
    where.part = sources_[i].id;
    where.vpd = Vpd::music().child(static_cast<std::uint32_t>(ordered.size())).str();
    operation_.diagnostics().add({Severity::warning,
                                  "BU1022",
                                  "the part \"" + sources_[i].id + "\" is not in the part list",
                                  std::move(where),
                                  {}});
    heads_.emplace_back().id = sources_[i].id;
    ordered.push_back(std::move(sources_[i]));
  }
  std::vector<RawPart> parts_in_order;
  parts_in_order.reserve(parts.size());
  for (const PartSource& source : ordered) parts_in_order.push_back(std::move(parts[source.index]));
  parts = std::move(parts_in_order);
  for (PartGroup group : list_.groups) {
    const std::uint32_t end = index_of_head[group.first + group.count];
    group.first = index_of_head[group.first];
    group.count = end - group.first;
    if (group.count > 0) piece_->groups.push_back(std::move(group));
  }
  sources_.clear();
  if (parts.empty()) return fail(Errc::bad_input, "BU1003", "the score has no parts", {name_});
  return {};
}

/// Places, in findings and in errors, are counted from the start of the source's text.
Expected<RawPart> Import::convert(const PartSource& source) {
  Expected<RawPart> part = source.parsed ? convert_nodes(source) : convert_text(source);
  if (part) part->findings.locate(source.text);
  return part;
}

Expected<RawPart> Import::convert_text(const PartSource& source) {
  MeasureStream stretches(source.text, limits_, false);
  Expected<RawPart> part = convert_stream(source, stretches);
  const bool broken = stretches.problem() || stretches.shape_problem();
  if (!broken || stretches.parsed_whole()) return part;
  // Perhaps only the cuts were wrong; else the parser now says what is wrong with the part as it stands.
  MeasureStream whole(source.text, limits_, true);
  return convert_stream(source, whole);
}

Expected<RawPart> Import::convert_stream(const PartSource& source, MeasureStream& measures) {
  RawPart part;
  part.id = source.id;
  PartContext context(table_, limits_, part);
  PartReader reader(context);
  while (measures.next()) {
    context.base = measures.base();
    const MeasureNodes nodes{measures.current(), measures.current()};
    BURIN_CHECK(convert_measure(reader, context, nodes, measures.following(), source.text));
  }
  if (measures.shape_problem()) return misshapen(*measures.shape_problem(), source.text);
  if (measures.problem()) return malformed(*measures.problem(), source.text);
  part.parse_seconds = measures.parse_seconds();
  reader.finish();
  pair_spans(part);
  return part;
}

Expected<RawPart> Import::convert_nodes(const PartSource& source) {
  RawPart part;
  part.id = source.id;
  PartContext context(table_, limits_, part);
  PartReader reader(context);
  const std::vector<MeasureNodes>& measures = source.measures;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const XmlNode next = i + 1 < measures.size() ? measures[i + 1].content : XmlNode();
    BURIN_CHECK(convert_measure(reader, context, measures[i], next, source.text));
  }
  reader.finish();
  pair_spans(part);
  return part;
}

Expected<void> Import::convert_measure(PartReader& reader, PartContext& context, MeasureNodes nodes, XmlNode next,
                                       std::string_view text) {
  const RawPart& part = context.part;
  BURIN_CHECK(operation_.check());
  if (part.measures.size() >= limits_.measures) {
    context.exceed("BU1017", "a part has more than " + std::to_string(limits_.measures) + " measures", nodes.content);
  } else {
    reader.read_measure(nodes.attributes, nodes.content, next);
  }
  if (part.notes > limits_.notes) context.exceed("BU1018", too_many_notes(), nodes.content);
  if (!context.exceeded) return {};
  const Exceeded& what = *context.exceeded;
  Where where = place(text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(what.offset, 0)));
  where.part = part.id;
  if (!part.measures.empty()) where.measure = part.measures.back().number;
  return fail(Errc::limit, what.code, what.message, std::move(where));
}

Expected<void> Import::check_totals(const std::vector<RawPart>& parts) const {
  std::uint64_t notes = 0;
  std::size_t measures = 0;
  StageTiming& parsing = operation_.report().stage(Stage::parse);
  for (const RawPart& part : parts) {
    notes += part.notes;
    measures = std::max(measures, part.measures.size());
    parsing.cpu_s += part.parse_seconds;
  }
  if (notes > limits_.notes) {
    return fail(Errc::limit, "BU1018", too_many_notes(), {name_});
  }
  if (measures == 0) return fail(Errc::bad_input, "BU1003", "the score has no measures", {name_});
  return {};
}

void Import::report(const std::vector<RawPart>& parts) {
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const RawPart& part = parts[index];
    for (const Finding& finding : part.findings.items()) {
      Diagnostic out{finding.severity, std::string(finding.code), finding.message, {name_}, {}};
      if (finding.offset >= 0) {
        const LinePlace place = place_behind(part.begin, finding.place);
        out.where.line = place.line;
        out.where.column = place.column;
      }
      out.where.part = part.id;
      if (finding.measure < part.measures.size()) out.where.measure = part.measures[finding.measure].number;
      out.where.vpd = Vpd::music()
                          .child(static_cast<std::uint32_t>(index))
                          .child(0)
                          .child(finding.staff)
                          .child(finding.measure)
                          .str();
      operation_.diagnostics().add(std::move(out));
    }
    for (std::size_t i = 0; i < part.findings.lost(); ++i) operation_.diagnostics().count_lost();
  }
}

void Import::report_unsupported() {
  for (const Credit& credit : piece_->credits) {
    if (credit.image.empty()) continue;
    operation_.diagnostics().add({Severity::note,
                                  "BU1048",
                                  "the image \"" + credit.image.substr(0, 200) + "\" is not fetched",
                                  {name_, 0, 0, Vpd().str(), {}, {}},
                                  {}});
  }
  for (const auto& [tag, count] : piece_->unsupported) {
    operation_.diagnostics().add(
        {Severity::note,
         "BU1050",
         "<" + tag + "> is not drawn (" + std::to_string(count) + (count == 1 ? " time)" : " times)"),
         {name_, 0, 0, Vpd().str(), {}, {}},
         {}});
  }
}

void Import::count_into_report() {
  const PieceCounts counts = count(*piece_);
  ScoreReport& report = operation_.report();
  report.parts = counts.parts;
  report.staves = counts.staves;
  report.measures = counts.measures;
  report.notes = counts.notes;
}

}  // namespace

Expected<Shared<Piece>> import_musicxml(std::string bytes, const std::string& name, const ImportTable& table,
                                        const ImportLimits& limits, Executor& executor, Operation& operation) {
  return Import(name, table, limits, executor, operation).run(std::move(bytes));
}

}  // namespace burin::io
