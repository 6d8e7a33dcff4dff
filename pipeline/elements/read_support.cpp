#include "pipeline/elements/read_support.hpp"

#include <charconv>
#include <cmath>
#include <string>

#include "core/base/font_size.hpp"

namespace burin::layout {

ParamsOf& ParamsOf::text(Param name, std::string_view value) {
  if (!value.empty()) params_.set(name, std::string(value));
  return *this;
}

ParamsOf& ParamsOf::whole(Param name, std::int64_t value) {
  params_.set(name, value);
  return *this;
}

ParamsOf& ParamsOf::real(Param name, double value) {
  params_.set(name, value);
  return *this;
}

ParamsOf& ParamsOf::number(Param name, std::string_view value) {
  const double number = decimal(value, std::nan(""));
  if (!std::isnan(number)) params_.set(name, number);
  return *this;
}

void ParamsOf::into(Mark& mark) {
  if (!params_.empty()) mark.params = std::make_shared<const Params>(std::move(params_));
}

double decimal(std::string_view text, double otherwise) noexcept {
  double value = 0.0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end == text.data() || !std::isfinite(value) || std::abs(value) > 1e6) return otherwise;
  return value;
}

std::int64_t whole_number(std::string_view text, std::int64_t otherwise) noexcept {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || value > 1'000'000'000 || value < -1'000'000'000) return otherwise;
  return value;
}

bool yes_no(std::string_view text, bool otherwise) noexcept {
  if (text == "yes") return true;
  if (text == "no") return false;
  return otherwise;
}

SpanRole role_of_type(std::string_view type) noexcept {
  if (type == "start") return SpanRole::start;
  if (type == "stop") return SpanRole::stop;
  if (type == "continue") return SpanRole::middle;
  if (type == "let-ring") return SpanRole::let_ring;
  return SpanRole::none;
}

Side side_of(std::string_view word) noexcept {
  if (word == "above" || word == "over") return Side::above;
  if (word == "below" || word == "under") return Side::below;
  return Side::automatic;
}

void read_span(const SourceElement& element, ReadMark& out) noexcept {
  out.mark.role = role_of_type(element.attribute("type"));
  out.number = static_cast<std::int32_t>(whole_number(element.attribute("number"), 1));
}

void read_text_style(const SourceElement& element, ParamsOf& params) {
  if (element.attribute("font-style") == "italic") params.whole(Param::italic, 1);
  if (element.attribute("font-weight") == "bold") params.whole(Param::bold, 1);
  const std::string_view size = element.attribute("font-size");
  if (css_size_factor(size) > 0.0) {
    params.text(Param::font_size, size);
  } else {
    params.number(Param::font_size, size);
  }
  const std::string_view enclosure = element.attribute("enclosure");
  if (enclosure != "none") params.text(Param::enclosure, enclosure);
  params.text(Param::justify, element.attribute("justify"));
  params.text(Param::color, element.attribute("color"));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

GlyphSigns::GlyphSigns(std::initializer_list<GlyphSign> signs) {
  entries_.reserve(signs.size());
  for (const GlyphSign& sign : signs) {
    Mark mark;
    ParamsOf params;
    params.text(Param::type, sign.tag).text(Param::text, sign.text);
    if (sign.glyph != 0) params.whole(Param::glyph, static_cast<std::int64_t>(sign.glyph));
    params.into(mark);
    entries_.push_back({sign.tag, mark.params});
  }
}

bool GlyphSigns::read(const SourceElement& element, ReadMark& out) const {
  const std::string_view tag = element.tag();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].tag != tag) continue;
    out.mark.variant = static_cast<std::uint16_t>(i);
    out.mark.params = entries_[i].params;
    return true;
  }
  return false;
}

}  // namespace burin::layout
