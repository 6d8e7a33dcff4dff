// Marks: one element each, as their families say.
#include <algorithm>

#include "core/base/decimal_text.hpp"
#include "core/export/span_words.hpp"
#include "io/musicxml/writer/words.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

std::string text_of(const ParamValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  return decimal_text(std::get<double>(value));
}

void write_attributes_of(XmlWriter& xml, const Params& params, std::span<const ExportField> fields) {
  for (const ExportField& field : fields) {
    const ParamValue* value = params.find(field.param);
    if (value == nullptr || field.as == ExportField::As::text) continue;
    if (field.as == ExportField::As::attribute) {
      xml.attribute(field.attribute, text_of(*value));
    } else if (params.whole(field.param) != 0) {
      xml.attribute(field.attribute, field.word);
    }
  }
}

void write_texts_of(XmlWriter& xml, const Params& params, std::span<const ExportField> fields) {
  for (const ExportField& field : fields) {
    if (field.as != ExportField::As::text) continue;
    if (const ParamValue* value = params.find(field.param)) xml.text(text_of(*value));
  }
}

void write_span(WriteContext& context, const Mark& mark, const ExportShape& shape) {
  if (shape.import == nullptr || shape.import->pairing == Pairing::none) return;
  context.xml.attribute("type", shape.rule->type == nullptr ? word_of(mark.role) : shape.rule->type(mark));
  if (shape.import->pairing != Pairing::number) return;
  const int number = context.plan.numbers.of(mark);
  const bool has_number = shape.tag != "principal-voice";  // in the schema: then only overlaps are told apart by it
  if (has_number || number != 1) context.xml.number("number", number);
}

/// The schema gives an octave-shift no side: its type says where it stands, unless somebody wants it elsewhere.
bool side_is_usual(const Mark& mark, const ExportShape& shape) {
  return shape.tag == "octave-shift" && mark.side == (mark.variant == 1 ? Side::below : Side::above);
}

/// Any sign may have a colour and a size, whether its family has a field for it or not.
bool writes(const ExportRule& rule, Param param) {
  const auto is_it = [param](const ExportField& field) { return field.param == param; };
  return std::any_of(rule.fields.begin(), rule.fields.end(), is_it) ||
         std::any_of(rule.style.begin(), rule.style.end(), is_it);
}

}  // namespace

void write_size(XmlWriter& xml, double points) {
  if (points > 0.0) xml.attribute("font-size", decimal_text(points));
}

void write_look(XmlWriter& xml, const Mark& mark) {
  xml.attribute("color", mark.parameters().text(Param::color));
  if (const ParamValue* size = mark.parameters().find(Param::font_size)) xml.attribute("font-size", text_of(*size));
}

bool same_look(const Mark& a, const Mark& b) {
  const auto same = [&](Param param) {
    const ParamValue* x = a.parameters().find(param);
    const ParamValue* y = b.parameters().find(param);
    return (x == nullptr || y == nullptr) ? x == y : *x == *y;
  };
  return same(Param::color) && same(Param::font_size);
}

std::optional<ExportShape> shape_of(const WriteContext& context, const Mark& mark, MarkPlace place) {
  ExportShape shape;
  if (context.table.find(mark, place, shape) && is_xml_name(shape.tag)) return shape;
  if (mark.family != FamilyId::unsupported) return std::nullopt;
  shape.tag = mark.parameters().text(Param::element);
  if (!is_xml_name(shape.tag)) return std::nullopt;
  shape.parent = place == MarkPlace::note ? "notations" : place == MarkPlace::barline ? "barline" : "direction-type";
  shape.rule = nullptr;
  shape.import = nullptr;
  return shape;
}

void write_mark(WriteContext& context, const Mark& mark, const ExportShape& shape, bool with_side,
                const std::function<void()>& tail) {
  XmlWriter& xml = context.xml;
  const Params& params = mark.parameters();
  const bool has_rule = shape.rule != nullptr;
  xml.open(shape.tag);
  if (has_rule) write_span(context, mark, shape);
  if (!has_rule && shape.tag == "other-notation") xml.attribute("type", "single");  // the schema demands one
  if (with_side && !(has_rule && shape.rule->own_side) && !side_is_usual(mark, shape))
    xml.attribute("placement", placement_of(mark.side));
  const bool by_notations = shape.parent == "notations" && (shape.tag == "slur" || shape.tag == "tied");
  if (mark.hidden && !by_notations) xml.attribute("print-object", "no");
  if (has_rule) {
    write_attributes_of(xml, params, shape.rule->fields);
    write_attributes_of(xml, params, shape.rule->style);
    MarkOutput out(xml);
    const bool said_around = shape.parent == "dynamics";
    if (!said_around && !writes(*shape.rule, Param::color)) xml.attribute("color", params.text(Param::color));
    const ParamValue* size = params.find(Param::font_size);
    if (size != nullptr && !said_around && !writes(*shape.rule, Param::font_size))
      xml.attribute("font-size", text_of(*size));
    if (shape.rule->write != nullptr) shape.rule->write(mark, out);
    write_texts_of(xml, params, shape.rule->fields);
  }
  if (tail) tail();
  xml.close();
}

}  // namespace burin::io
