// Whatever is read comes back from its export: for generated scores, tidy and untidy ones.
#include "core/run/executor.hpp"
#include "core/store/piece_difference.hpp"
#include "io/musicxml/import.hpp"
#include "io/musicxml/writer/write_musicxml.hpp"
#include "pipeline/elements/element.hpp"
#include "property/support.hpp"

namespace burin::io {
namespace {

using Dice = std::vector<std::uint16_t>;

/// Writes a score by dice: notes that fill their measures, and on them everything that may stand there, in its place or
/// not (slurs without an end, beams that only go on).
class Composer {
 public:
  explicit Composer(Dice dice) : dice_(std::move(dice)) {}

  std::string score() {
    const int parts = 1 + below(2);
    const int measures = 1 + below(3);
    std::string list;
    std::string music;
    for (int p = 0; p < parts; ++p) {
      const std::string id = "P" + std::to_string(p);
      list += "<score-part id=\"" + id + "\"><part-name>" + id + "</part-name></score-part>";
      music += "<part id=\"" + id + "\">";
      for (int m = 0; m < measures; ++m) music += measure(m);
      music += "</part>";
    }
    return "<score-partwise version=\"4.0\"><part-list>" + list + "</part-list>" + music + "</score-partwise>";
  }

 private:
  static constexpr int full = 48;  // divisions of a measure, twelve a quarter

  int below(int n) {
    if (n <= 1 || next_ >= dice_.size()) return 0;
    return dice_[next_++] % n;
  }
  bool rarely() { return below(8) == 7; }
  std::string one_of(std::initializer_list<const char*> all) {
    return *(all.begin() + below(static_cast<int>(all.size())));
  }

  std::string measure(int index) {
    std::string out =
        "<measure number=\"" + std::to_string(index + 1) + "\"" + (rarely() ? " implicit=\"yes\"" : "") + ">";
    if (rarely())
      out += "<print new-system=\"yes\"><measure-numbering>" + one_of({"none", "system", "measure"}) +
             "</measure-numbering></print>";
    if (rarely()) out += "<barline location=\"left\"><repeat direction=\"forward\"/></barline>";
    out += attributes(index == 0);
    out += voice(1);
    if (below(3) == 1) out += "<backup><duration>48</duration></backup>" + voice(2);
    if (rarely()) {
      out += "<barline location=\"right\"><bar-style>" + one_of({"light-light", "dashed", "light-heavy"}) +
             "</bar-style>" + (rarely() ? "<repeat direction=\"backward\"/>" : "") + "</barline>";
    }
    return out + "</measure>";
  }

  std::string attributes(bool first) {
    std::string out;
    if (first) out += "<divisions>12</divisions>";
    if (rarely()) out += "<key><fifths>" + std::to_string(below(15) - 7) + "</fifths></key>";
    if (first || rarely()) out += "<time><beats>4</beats><beat-type>4</beat-type></time>";
    if (first || rarely()) out += "<clef><sign>" + one_of({"G", "F", "C", "percussion"}) + "</sign></clef>";
    return out.empty() ? out : "<attributes>" + out + "</attributes>";
  }

  std::string voice(int number) {
    std::string out;
    for (int at = 0; at < full;) {
      if (rarely()) out += direction();
      if (rarely())
        out += note(number, 0, "eighth", "", "<grace" + std::string(rarely() ? " slash=\"yes\"" : "") + "/>");
      const int kind = below(6);
      if (kind == 5 && at + 12 <= full) {
        out += triplet(number);
        at += 12;
        continue;
      }
      static constexpr std::array<std::pair<int, const char*>, 5> values{
          {{12, "quarter"}, {6, "eighth"}, {24, "half"}, {3, "16th"}, {48, "whole"}}};
      auto [length, name] = values[static_cast<std::size_t>(kind % 5)];
      while (at + length > full) {
        length = 3;
        name = "16th";
      }
      out += note(number, length, name, "", "");
      at += length;
    }
    return out;
  }

  std::string triplet(int number) {
    const std::string ratio =
        "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>";
    const std::string look =
        one_of({"", " bracket=\"yes\"", " bracket=\"no\"", " show-number=\"both\"", " show-type=\"both\""});
    return note(number, 4, "eighth", ratio, "", "<tuplet type=\"start\"" + look + "/>") +
           note(number, 4, "eighth", ratio, "") + note(number, 4, "eighth", ratio, "", "<tuplet type=\"stop\"/>");
  }

  std::string pitch() {
    const std::string alter = rarely() ? "<alter>" + one_of({"1", "-1", "0.5", "2"}) + "</alter>" : "";
    return "<pitch><step>" + one_of({"C", "D", "E", "F", "G", "A", "B"}) + "</step>" + alter + "<octave>" +
           std::to_string(3 + below(3)) + "</octave></pitch>";
  }

  std::string note(int voice, int length, const std::string& type, const std::string& ratio, const std::string& first,
                   const std::string& tuplet = "") {
    const std::string duration = length > 0 ? "<duration>" + std::to_string(length) + "</duration>" : "";
    const std::string tail = "<voice>" + std::to_string(voice) + "</voice><type>" + type + "</type>";
    const std::string hidden = rarely() ? " print-object=\"no\"" : "";
    const std::string signs = notations(tuplet);
    if (below(6) == 1 && first.empty())
      return "<note" + hidden + "><rest/>" + duration + tail + ratio + signs + "</note>";
    std::string out = "<note" + hidden + ">" + first + pitch() + duration + tail + look() + ratio + stem() + beams() +
                      signs + lyric() + "</note>";
    if (rarely()) out += "<note>" + first + "<chord/>" + pitch() + duration + tail + ratio + notations("") + "</note>";
    return out;
  }

  std::string look() {
    return rarely() ? "<accidental>" + one_of({"sharp", "flat", "natural", "quarter-flat"}) + "</accidental>" : "";
  }
  std::string stem() { return rarely() ? "<stem>" + one_of({"up", "down", "none"}) + "</stem>" : ""; }
  std::string beams() {
    if (!rarely()) return {};
    return "<beam number=\"1\"" + std::string(rarely() ? " fan=\"accel\"" : "") + ">" +
           one_of({"begin", "continue", "end", "forward hook"}) + "</beam>";
  }
  std::string lyric() {
    if (!rarely()) return {};
    return "<lyric number=\"" + std::to_string(1 + below(2)) + "\"><syllabic>" +
           one_of({"single", "begin", "middle", "end"}) + "</syllabic><text>la</text>" + (rarely() ? "<extend/>" : "") +
           "</lyric>";
  }

  std::string notations(const std::string& tuplet) {
    std::string out = tuplet;
    const std::string number = std::to_string(1 + below(2));
    if (rarely()) out += "<tied type=\"" + one_of({"start", "stop", "let-ring"}) + "\"/>";
    if (rarely()) out += "<slur type=\"" + one_of({"start", "stop"}) + "\" number=\"" + number + "\"/>";
    if (rarely()) out += "<glissando type=\"" + one_of({"start", "stop"}) + "\" line-type=\"wavy\"/>";
    if (rarely())
      out += "<ornaments><" + one_of({"trill-mark", "turn", "mordent"}) +
             "/><accidental-mark>sharp</accidental-mark></ornaments>";
    if (rarely()) out += "<technical><fingering>" + std::to_string(1 + below(5)) + "</fingering></technical>";
    if (rarely())
      out += "<articulations><" + one_of({"staccato", "accent", "tenuto", "breath-mark"}) +
             " placement=\"above\"/></articulations>";
    if (rarely()) out += "<fermata type=\"" + one_of({"upright", "inverted"}) + "\"/>";
    if (rarely()) out += "<arpeggiate/>";
    return out.empty()
               ? out
               : "<notations" + std::string(rarely() ? " print-object=\"no\"" : "") + ">" + out + "</notations>";
  }

  std::string direction() {
    const std::string type = one_of({"<dynamics><mf/></dynamics>", "<words font-weight=\"bold\">dolce</words>",
                                     "<wedge type=\"crescendo\" number=\"1\"/>", "<wedge type=\"stop\" number=\"1\"/>",
                                     "<octave-shift type=\"up\" size=\"8\"/>",
                                     "<octave-shift type=\"stop\" size=\"8\"/>", "<pedal type=\"start\" line=\"yes\"/>",
                                     "<pedal type=\"stop\" line=\"yes\"/>", "<rehearsal>A</rehearsal>", "<segno/>"});
    return "<direction placement=\"" + one_of({"above", "below"}) + "\"><direction-type>" + type + "</direction-type>" +
           (rarely() ? "<offset>3</offset>" : "") + "</direction>";
  }

  Dice dice_;
  std::size_t next_{0};
};

Expected<Shared<Piece>> read(const std::string& text) {
  SerialExecutor executor;
  Operation operation;
  return import_musicxml(text, "generated", layout::import_table(), ImportLimits{}, executor, operation);
}

BURIN_PROPERTY(Export, generated_scores_come_back_as_they_were, [] {
  const auto dice = *rc::gen::container<Dice>(400, rc::gen::arbitrary<std::uint16_t>());
  const std::string source = Composer(dice).score();
  const auto first = read(source);
  RC_ASSERT(first.has_value());
  SerialExecutor executor;
  Operation operation;
  const auto text = write_musicxml(**first, layout::export_table(), executor, operation);
  RC_ASSERT(text.has_value());
  const auto again = read(*text);
  RC_ASSERT(again.has_value());
  const std::string difference = first_difference(**first, **again).value_or("");
  if (!difference.empty()) RC_LOG() << difference << "\n" << source << "\n" << *text;
  RC_ASSERT(difference == "");
  RC_ASSERT(**first == **again);
});

}  // namespace
}  // namespace burin::io
