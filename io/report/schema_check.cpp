#include "io/report/schema_check.hpp"

#include <algorithm>
#include <array>

#include "io/report/report_schema_text.hpp"
#include "io/script/script_reader.hpp"

namespace burin::io {

namespace {

std::string article(std::string_view type) {
  const bool vowel = !type.empty() && std::string_view("aeio").find(type.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(type);
}

bool is_number(const Data& value) { return value.whole() != nullptr || std::holds_alternative<double>(value.value); }

bool has_type(const Data& value, std::string_view type) {
  if (type == "object") return value.map() != nullptr;
  if (type == "array") return value.list() != nullptr;
  if (type == "string") return value.text() != nullptr;
  if (type == "integer") return value.whole() != nullptr;
  if (type == "number") return is_number(value);
  if (type == "boolean") return std::holds_alternative<bool>(value.value);
  return type == "null" && value.is_null();
}

double number_of(const Data& value) {
  if (const std::int64_t* whole = value.whole()) return static_cast<double>(*whole);
  const double* real = std::get_if<double>(&value.value);
  return real == nullptr ? 0.0 : *real;
}

class Checker {
 public:
  explicit Checker(const Data& root) : root_(root) {}

  Expected<void> check(const Data& value, const Data& schema, const std::string& path) const {
    for (const Rule& rule : rules) {
      const Data* wanted = schema.find(rule.keyword);
      if (wanted != nullptr) BURIN_CHECK((this->*rule.check)(value, *wanted, path));
    }
    return {};
  }

 private:
  struct Rule {
    std::string_view keyword;
    Expected<void> (Checker::*check)(const Data&, const Data&, const std::string&) const;
  };
  static const std::array<Rule, 9> rules;

  static tl::unexpected<Error> wrong(const Data& value, const std::string& path, const std::string& what) {
    return fail_at(value, "BU0701", path + " " + what);
  }
  static tl::unexpected<Error> not_like(const Data& value, const std::string& path, const std::string& wanted) {
    return wrong(value, path, "is " + std::string(value.kind()) + ", not " + wanted);
  }

  Expected<void> check_ref(const Data& value, const Data& wanted, const std::string& path) const {
    const Data* target = &root_;
    std::string_view rest = wanted.text() == nullptr ? std::string_view() : std::string_view(*wanted.text());
    while (target != nullptr && rest.find('/') != std::string_view::npos) {
      rest.remove_prefix(rest.find('/') + 1);
      target = target->find(rest.substr(0, rest.find('/')));
    }
    return target == nullptr ? Expected<void>() : check(value, *target, path);
  }
  Expected<void> check_type(const Data& value, const Data& wanted, const std::string& path) const {
    if (wanted.text() == nullptr || has_type(value, *wanted.text())) return {};
    return not_like(value, path, article(*wanted.text()));
  }
  Expected<void> check_const(const Data& value, const Data& wanted, const std::string& path) const {
    return value == wanted ? Expected<void>() : wrong(value, path, "is not " + json_text(wanted));
  }
  Expected<void> check_enum(const Data& value, const Data& wanted, const std::string& path) const {
    const Data::List* list = wanted.list();
    if (list == nullptr || std::find(list->begin(), list->end(), value) != list->end()) return {};
    return wrong(value, path, "is not one of " + json_text(wanted));
  }
  Expected<void> check_minimum(const Data& value, const Data& wanted, const std::string& path) const {
    if (!is_number(value) || number_of(value) >= number_of(wanted)) return {};
    return wrong(value, path, "is below " + json_text(wanted));
  }
  Expected<void> check_required(const Data& value, const Data& wanted, const std::string& path) const {
    if (value.map() == nullptr || wanted.list() == nullptr) return {};
    for (const Data& key : *wanted.list()) {
      if (key.text() != nullptr && value.find(*key.text()) == nullptr) {
        return wrong(value, path, "has no \"" + *key.text() + "\"");
      }
    }
    return {};
  }
  Expected<void> check_properties(const Data& value, const Data& wanted, const std::string& path) const {
    if (value.map() == nullptr || wanted.map() == nullptr) return {};
    for (const DataEntry& entry : *value.map()) {
      if (const Data* schema = wanted.find(entry.key)) BURIN_CHECK(check(entry.value, *schema, path + "." + entry.key));
    }
    return {};
  }
  Expected<void> check_items(const Data& value, const Data& wanted, const std::string& path) const {
    if (value.list() == nullptr) return {};
    for (std::size_t i = 0; i < value.list()->size(); ++i) {
      BURIN_CHECK(check((*value.list())[i], wanted, path + "[" + std::to_string(i) + "]"));
    }
    return {};
  }
  Expected<void> check_any(const Data& value, const Data& wanted, const std::string& path) const {
    Expected<void> last;
    if (wanted.list() == nullptr) return last;
    for (const Data& choice : *wanted.list()) {
      last = check(value, choice, path);
      if (last) return last;
    }
    return last;
  }

  const Data& root_;
};

const std::array<Checker::Rule, 9> Checker::rules{{{"$ref", &Checker::check_ref},
                                                   {"type", &Checker::check_type},
                                                   {"const", &Checker::check_const},
                                                   {"enum", &Checker::check_enum},
                                                   {"minimum", &Checker::check_minimum},
                                                   {"required", &Checker::check_required},
                                                   {"properties", &Checker::check_properties},
                                                   {"items", &Checker::check_items},
                                                   {"anyOf", &Checker::check_any}}};

}  // namespace

Expected<void> check_schema(const Data& value, const Data& schema) { return Checker(schema).check(value, schema, "$"); }

const Data& report_schema() {
  static const Data schema = read_json(report_schema_text).value_or(Data());
  return schema;
}

}  // namespace burin::io
