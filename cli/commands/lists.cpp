// burin fonts, elements, explain, completions, man: they list what is there.
#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/app/help.hpp"
#include "core/base/codes.hpp"
#include "io/fonts/font_library.hpp"
#include "io/musicxml/coverage.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/style_table.hpp"

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Prints a result; a closed pipe is no failure.
Exit show_text(std::string_view text) {
  auto printed = print(text);
  if (printed) return Exit::ok;
  console().error(printed.error());
  return Exit::output_failed;
}

Exit show_json(const Json& json) { return show_text(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"); }

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, out.size() + 1), ' ');
  return out;
}

Json font_json(const io::FontInfo& font) {
  return {{"name", font.name},          {"version", font.version},      {"kind", font.kind},
          {"default", font.is_default}, {"licence", font.licence_name}, {"licence_text", font.licence_text}};
}

std::string font_line(const io::FontInfo& font) {
  return padded(font.name, 14) + padded(font.version, 10) + padded(font.kind, 8) + font.licence_name +
         (font.is_default ? " (default)" : "") + "\n";
}

std::string licence(const io::FontInfo& font) {
  return "== " + font.name + " " + font.version + ": " + font.licence_name + "\n\n" + font.licence_text + "\n\n";
}

std::string sources_of(const layout::ElementFamily& family) {
  std::string out;
  for (const ImportRule& rule : family.rules) {
    if (!out.empty()) out += ", ";
    out += rule.parent.empty() ? std::string{} : std::string(rule.parent) + "/";
    out += rule.tag.empty() ? std::string_view("*") : rule.tag;
  }
  return out.empty() ? "-" : out;
}

Json element_json(const layout::ElementFamily& family) {
  Json sources = Json::array();
  for (const ImportRule& rule : family.rules) sources.push_back({{"parent", rule.parent}, {"tag", rule.tag}});
  const bool drawn =
      family.paint != nullptr || family.paint_span != nullptr || family.rule.placing == layout::Placing::custom;
  return {{"name", family.name},  {"summary", family.summary},
          {"formatter", "burin"}, {"sources", sources},
          {"read", true},         {"drawn", drawn}};
}

Json coverage_json(const std::string& name, io::Fate fate, std::string_view by) {
  const bool read = fate != io::Fate::unread;
  const bool drawn = fate == io::Fate::drawn || fate == io::Fate::inside;
  return {{"name", name},  {"summary", io::name_of(fate)}, {"formatter", read ? "burin" : ""},
          {"by", by},      {"sources", Json::array()},     {"read", read},
          {"drawn", drawn}};
}

/// An attribute; its name is ELEMENT@ATTRIBUTE.
Json attribute_json(const io::AttributeCoverage& row, std::string_view attribute) {
  return coverage_json(std::string(row.element) + "@" + std::string(attribute), row.fate, row.by);
}

std::string attribute_lines(const io::AttributeCoverage& row) {
  std::string names;
  io::for_each_attribute(row, [&](std::string_view name) { names += (names.empty() ? "" : " ") + std::string(name); });
  return padded(row.element, 28) + padded(io::name_of(row.fate), 8) + padded(row.by, 18) + names + "\n";
}

std::string style_line(const layout::StyleKey& key) {
  std::array<char, 96> numbers{};
  std::snprintf(numbers.data(), numbers.size(), "%g (%g to %g)", key.otherwise(), key.least, key.most);
  const std::string value = std::string(numbers.data()) + (key.unit.empty() ? "" : " " + std::string(key.unit));
  return padded(key.key, 30) + padded(key.type, 8) + padded(value, 26) + std::string(key.meaning) + "\n";
}

std::string explained(const CodeInfo& info) {
  return std::string(info.code) + ": " + std::string(info.title) + "\n\n" + std::string(info.meaning) + "\n" +
         std::string(info.mend) + "\n";
}

Json code_json(const CodeInfo& info) {
  return {{"code", info.code}, {"title", info.title}, {"meaning", info.meaning}, {"mend", info.mend}};
}

Exit unknown_code(const std::string& code) {
  std::vector<std::string_view> codes;
  for (const CodeInfo& info : code_table()) codes.push_back(info.code);
  const std::string_view near = nearest(code, codes);
  console().error(
      {Errc::usage,
       "BU0302",
       "there is no diagnostic '" + code + "'",
       {},
       near.empty() ? std::string("`burin explain` lists them all") : "did you mean '" + std::string(near) + "'?"});
  return Exit::usage;
}

}  // namespace

Exit run_fonts(const Invocation& invocation) {
  const std::vector<io::FontInfo> fonts = io::built_in_fonts();
  Json json = Json::array();
  std::string text;
  for (const io::FontInfo& font : fonts) {
    json.push_back(font_json(font));
    text += invocation.settings.flag("licences") ? licence(font) : font_line(font);
  }
  return invocation.settings.flag("json") ? show_json(json) : show_text(text);
}

Exit run_elements(const Invocation& invocation) {
  Json json = Json::array();
  std::string text;
  for (const layout::ElementFamily* family : layout::families()) {
    json.push_back(element_json(*family));
    text += padded(family->name, 20) + std::string(family->summary) + "\n" + padded("", 20) + "from " +
            sources_of(*family) + "\n";
  }
  text += "\nElements that the readers deal with themselves:\n";
  for (const io::ElementCoverage& one : io::element_coverage()) {
    json.push_back(coverage_json(std::string(one.element), one.fate, one.by));
    text += padded(one.element, 28) + padded(io::name_of(one.fate), 8) + std::string(one.by) + "\n";
  }
  text += "\nAttributes, by what their element is read or drawn by (*: of every element that has no row for them):\n";
  for (const io::AttributeCoverage& row : io::attribute_coverage()) {
    io::for_each_attribute(row, [&](std::string_view name) { json.push_back(attribute_json(row, name)); });
    text += attribute_lines(row);
  }
  std::stable_sort(json.begin(), json.end(), [](const Json& a, const Json& b) {
    return a["name"].get_ref<const std::string&>() < b["name"].get_ref<const std::string&>();
  });
  return invocation.settings.flag("json") ? show_json(json) : show_text(text);
}

Exit run_explain(const Invocation& invocation) {
  Json json = Json::array();
  std::string text;
  if (!invocation.words.empty() && find_code(invocation.words.front()) == nullptr) {
    return unknown_code(invocation.words.front());
  }
  for (const CodeInfo& info : code_table()) {
    if (!invocation.words.empty() && info.code != invocation.words.front()) continue;
    json.push_back(code_json(info));
    text += invocation.words.empty() ? padded(info.code, 8) + std::string(info.title) + "\n" : explained(info);
  }
  return invocation.settings.flag("json") ? show_json(json) : show_text(text);
}

Exit run_style(const Invocation& invocation) {
  const std::string wanted = invocation.words.empty() ? std::string() : invocation.words.front();
  if (!wanted.empty() && layout::find_style_key(wanted) == nullptr) {
    console().error(layout::check_style({wanted, 0.0}).error());
    return Exit::usage;
  }
  Json json = Json::array();
  std::string text;
  for (const layout::StyleKey& key : layout::style_keys()) {
    if (!wanted.empty() && key.key != wanted) continue;
    json.push_back({{"key", key.key},
                    {"type", key.type},
                    {"unit", key.unit},
                    {"default", key.otherwise()},
                    {"least", key.least},
                    {"most", key.most},
                    {"meaning", key.meaning}});
    text += style_line(key);
  }
  return invocation.settings.flag("json") ? show_json(json) : show_text(text);
}

Exit run_completions(const Invocation& invocation) {
  const std::string text = completions(invocation.words.front());
  if (!text.empty()) return show_text(text);
  console().error({Errc::usage, "BU0301", "'" + invocation.words.front() + "' is not one of bash, zsh, fish", {}, {}});
  return Exit::usage;
}

Exit run_man(const Invocation&) { return show_text(manual_page()); }

}  // namespace burin::cli
