#include "cli/commands/sarif.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "core/base/codes.hpp"
#include "core/base/version.hpp"

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a relative or absolute URI reference: everything but unreserved characters and slashes is escaped.
std::string as_uri(const std::string& path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return uri;
}

Json location_of(const Where& where) {
  Json physical = {{"artifactLocation", {{"uri", as_uri(where.file)}}}};
  if (where.line > 0) {
    physical["region"]["startLine"] = where.line;
    if (where.column > 0) physical["region"]["startColumn"] = where.column;
  }
  Json location = {{"physicalLocation", std::move(physical)}};
  const auto add = [&](const char* kind, const std::string& name) {
    if (!name.empty()) location["logicalLocations"].push_back({{"fullyQualifiedName", name}, {"kind", kind}});
  };
  add("vpd", where.vpd);
  add("part", where.part);
  add("measure", where.measure);
  return location;
}

struct Results {
  Json list = Json::array();
  std::set<std::string> codes;

  void add(const Where& where, const std::string& code, std::string_view level, const std::string& message) {
    codes.insert(code);
    list.push_back({{"ruleId", code},
                    {"level", level},
                    {"message", {{"text", message}}},
                    {"locations", Json::array({location_of(where)})}});
  }
};

Json rules_of(const std::set<std::string>& codes) {
  Json rules = Json::array();
  for (const std::string& code : codes) {
    Json rule = {{"id", code}};
    if (const CodeInfo* info = find_code(code)) {
      rule["shortDescription"] = {{"text", info->title}};
      rule["fullDescription"] = {{"text", info->meaning}};
      rule["help"] = {{"text", info->mend}};
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

std::string findings_sarif(const io::RunReport& report) {
  Results results;
  for (const io::ScoreEntry& entry : report.scores) {
    for (const Diagnostic& d : entry.diagnostics) {
      results.add(d.where, std::string(d.code), name_of(d.severity), d.message);
    }
    if (entry.error) results.add(entry.error->where, std::string(entry.error->id), "error", entry.error->message);
  }
  Json driver = {{"name", "burin"}, {"version", version()}, {"rules", rules_of(results.codes)}};
  Json run = {{"tool", {{"driver", std::move(driver)}}}, {"results", std::move(results.list)}};
  const Json log = {{"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace burin::cli
