// <measure>: voices one after the other, and between their notes what holds or stands at a place.
#include <algorithm>

#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

/// Moments at which a voice has a note, rest or space begin or end.
std::vector<Rational> boundaries(const Voice& voice) {
  std::vector<Rational> out{Rational()};
  auto leaf = [&](const auto& one) { out.push_back(out.back() + one.duration); };
  each_leaf(voice.items, leaf);
  return out;
}

/// What has to stand at an exact time: attributes, barlines, tempos.
struct Exact {
  std::vector<Rational> attributes, barlines, tempos;

  [[nodiscard]] std::vector<Rational> places() const {
    std::vector<Rational> all = attributes;
    all.insert(all.end(), barlines.begin(), barlines.end());
    all.insert(all.end(), tempos.begin(), tempos.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }
};

bool has(const std::vector<Rational>& sorted, Rational at) {
  return std::binary_search(sorted.begin(), sorted.end(), at);
}

/// Writes one measure.
class MeasureWriter final : public BetweenNotes {
 public:
  explicit MeasureWriter(WriteContext& context) : context_(context) {}

  void write() {
    const MeasureInfo& info = context_.piece.measures[context_.measure];
    XmlWriter& xml = context_.xml;
    xml.open("measure");
    xml.required("number", info.number);
    xml.flag("implicit", info.implicit);
    write_print(info);
    write_left_barline(context_);
    context_.now = Rational();
    write_attributes(context_, Rational());
    plan();
    for (std::size_t i = 0; i < context_.staves(); ++i) write_staff(i);
    write_exact_left_over();
    fill(info);
    write_right_barline(context_);
    xml.close();
  }

  void before(Rational begin, Rational end, std::size_t graces) override {
    const auto here = std::find(exact_here_.begin(), exact_here_.end(), begin);
    const bool exact = here != exact_here_.end();
    if (exact) {
      exact_here_.erase(here);
      write_exact(begin);
    }
    if (marks_ != nullptr) marks_->write_until(begin, end, graces);
    if (exact) write_sound(context_);
  }

 private:
  void write_print(const MeasureInfo& info) {
    const std::string_view numbering = context_.first ? numbering_of(info) : std::string_view();
    bool open = context_.first && (info.system_break || info.page_break || !numbering.empty());
    if (open) open_print(info);
    context_.xml.child("measure-numbering", numbering);
    for (const NameChange& change : context_.instrument.name_changes) {
      if (change.measure != context_.measure) continue;
      if (!open) context_.xml.open("print");
      write_name("part-name-display", change.name);
      write_name("part-abbreviation-display", change.short_name);
      context_.xml.close();
      open = false;
    }
    if (open) context_.xml.close();
  }

  /// What is said of bar numbers here; empty when that is what held before.
  std::string_view numbering_of(const MeasureInfo& info) const {
    using Numbering = MeasureInfo::Numbering;
    const std::uint32_t here = context_.measure;
    if (here > 0 && context_.piece.measures[here - 1].numbering == info.numbering) return {};
    switch (info.numbering) {
      case Numbering::none: return "none";
      case Numbering::system: return "system";
      case Numbering::measure: return "measure";
      default: return here > 0 ? "system" : std::string_view();  // what was said before cannot be unsaid
    }
  }

  void open_print(const MeasureInfo& info) {
    context_.xml.open("print");
    context_.xml.flag("new-page", info.page_break);
    context_.xml.flag("new-system", info.system_break);
  }

  void write_name(std::string_view tag, std::string_view name) {
    context_.xml.open(tag);
    context_.xml.child("display-text", name);
    context_.xml.close();
  }

  void plan() {
    exact_.attributes = attribute_places(context_);
    exact_.barlines = barline_places(context_);
    exact_.tempos = tempo_places(context_);
    left_over_ = exact_.places();
    if (!exact_.barlines.empty() && exact_.barlines.front() == Rational()) write_middle_barlines(context_, Rational());
  }

  /// The places that this voice can take over from those nobody has taken yet.
  void take_places(const Voice& voice) {
    exact_here_.clear();
    if (left_over_.empty()) return;
    std::vector<Rational> rest;
    const std::vector<Rational> own = boundaries(voice);
    for (const Rational at : left_over_) (has(own, at) ? exact_here_ : rest).push_back(at);
    left_over_ = std::move(rest);
  }

  void write_exact(Rational at) {
    if (at == Rational()) return;  // written at the start of the measure
    if (has(exact_.attributes, at)) write_attributes(context_, at);
    if (has(exact_.barlines, at)) write_middle_barlines(context_, at);
  }

  void write_exact_left_over() {
    for (const Rational at : left_over_) {
      context_.move_to(at);
      write_exact(at);
      write_sound(context_);
    }
  }

  void write_staff(std::size_t staff) {
    StaffMarks marks(context_, staff);
    marks_ = &marks;
    const Measure* measure = context_.measure_of(staff);
    if (measure != nullptr) {
      for (const auto& voice : measure->voices) {
        context_.move_to(Rational());
        take_places(*voice);
        write_voice(context_, *voice, staff, *this);
        marks.write_rest();
        marks_ = nullptr;
      }
    }
    if (marks_ != nullptr) write_marks_alone(marks);
    marks_ = nullptr;
  }

  /// Marks of a staff without notes.
  void write_marks_alone(StaffMarks& marks) {
    if (marks.empty()) return;
    context_.move_to(Rational());
    marks.write_rest();
  }

  /// The measure's length is that of its longest part: when no voice reaches it, the first part goes on in silence.
  void fill(const MeasureInfo& info) {
    if (!context_.first || context_.fullest >= info.length) return;
    if (context_.fullest == Rational() && info.length == context_.usual_length()) return;
    context_.move_to(info.length);
  }

  WriteContext& context_;
  Exact exact_;
  std::vector<Rational> left_over_, exact_here_;
  StaffMarks* marks_{nullptr};
};

}  // namespace

void WriteContext::move_to(Rational at) {
  if (at == now) return;
  xml.open(at < now ? "backup" : "forward");
  xml.count("duration", ticks(at < now ? now - at : at - now));
  xml.close();
  now = at;
}

Rational WriteContext::usual_length() const {
  const TimeSignature* time = piece.times.at(position({}));
  const Rational length = time == nullptr ? Rational(4) : time->measure_length();
  return length.num() <= 0 ? Rational(4) : length;
}

void write_measure(WriteContext& context) { MeasureWriter(context).write(); }

}  // namespace burin::io
