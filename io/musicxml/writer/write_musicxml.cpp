#include "io/musicxml/writer/write_musicxml.hpp"

#include <algorithm>

#include "io/musicxml/writer/head_writer.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

constexpr std::string_view prolog =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
    "\"http://www.musicxml.org/dtds/partwise.dtd\">\n";

Expected<std::string> write_part(const Piece& piece, const ScorePart& part, const PartPlan& plan, bool first,
                                 const std::vector<Rational>& fullest, const ExportTable& table,
                                 const Operation& operation) {
  XmlWriter xml(64 * 1024, 1);
  WriteContext context{table, piece, *part.instrument, plan, first, xml};
  context.running.resize(context.staves());
  xml.open("part");
  xml.attribute("id", part.id);
  for (std::size_t i = 0; i < piece.measures.size(); ++i) {
    if (operation.stopped()) return tl::unexpected(operation.check().error());
    context.measure = i;
    context.fullest = fullest[i];
    write_measure(context);
  }
  xml.close();
  return xml.take();
}

/// How far the voices of any part go, by measure.
std::vector<Rational> fullest_of(const std::vector<PartPlan>& plans, std::size_t measures) {
  std::vector<Rational> out(measures);
  for (const PartPlan& plan : plans) {
    for (std::size_t i = 0; i < measures; ++i) out[i] = std::max(out[i], plan.reach[i]);
  }
  return out;
}

}  // namespace

Expected<std::string> write_musicxml(const Piece& piece, const ExportTable& table, Executor& executor,
                                     Operation& operation) {
  const std::vector<ScorePart> parts = parts_of(piece);
  BURIN_TRY(const std::vector<PartPlan> plans,
            map_slots<PartPlan>(executor, operation, Stage::write, parts.size(), [&](std::size_t i) {
              return Expected<PartPlan>(plan_part(*parts[i].instrument, piece, i == 0));
            }));
  const std::vector<Rational> fullest = fullest_of(plans, piece.measures.size());
  BURIN_TRY(const std::vector<std::string> texts,
            map_slots<std::string>(executor, operation, Stage::write, parts.size(), [&](std::size_t i) {
              return write_part(piece, parts[i], plans[i], i == 0, fullest, table, operation);
            }));
  std::size_t bytes = 64 * 1024;
  for (const std::string& text : texts) bytes += text.size();
  XmlWriter xml(bytes);
  xml.prolog(prolog);
  xml.open("score-partwise");
  xml.attribute("version", "4.0");
  write_head(xml, piece, parts);
  for (const std::string& text : texts) xml.splice(text);
  xml.close();
  return xml.take();
}

}  // namespace burin::io
