#include "tests/fuzz/xml_mutator.hpp"

#include <array>
#include <random>
#include <vector>

namespace burin::fuzz {

namespace {

/// A stretch of the text.
struct Stretch {
  std::size_t begin{0};
  std::size_t end{0};
};

/// Where the changeable things of a text are.
struct Anatomy {
  std::vector<Stretch> elements;  // with both tags
  std::vector<Stretch> names;     // of the opening tags of the same elements
  std::vector<Stretch> texts;     // between an opening tag and its closing tag, no element inside
  std::vector<Stretch> values;    // of attributes, without quotes
};

constexpr std::array<std::string_view, 38> hostile{"",           "0",
                                                   "-1",         "1",
                                                   "2",          "3",
                                                   "7",          "16",
                                                   "127",        "128",
                                                   "255",        "256",
                                                   "32767",      "65536",
                                                   "2147483647", "-2147483648",
                                                   "4294967296", "1e300",
                                                   "-1e300",     "nan",
                                                   "inf",        "0.5",
                                                   "1/3",        "0.0000001",
                                                   "999999999",  "9223372036854775807",
                                                   "no",         "yes",
                                                   "start",      "stop",
                                                   "continue",   "up",
                                                   "down",       "begin",
                                                   "end",        "\xF0\x9D\x84\x9E",
                                                   "&#1;",       "quarter"};

void note_values(std::string_view text, Stretch tag, Anatomy& out) {
  std::size_t at = tag.begin;
  while ((at = text.find_first_of("\"'", at)) < tag.end) {
    const std::size_t close = text.find(text[at], at + 1);
    if (close >= tag.end) return;
    out.values.push_back({at + 1, close});
    at = close + 1;
  }
}

std::size_t end_of_name(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of(" \t\r\n/>", at);
  return end == std::string_view::npos ? text.size() : end;
}

Anatomy anatomy_of(std::string_view text) {
  Anatomy out;
  std::vector<std::size_t> open;  // indices of elements
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos; ++at) {
    const std::size_t close = text.find('>', at);
    if (close == std::string_view::npos) break;
    const char kind = at + 1 < text.size() ? text[at + 1] : '>';
    if (kind == '?' || kind == '!') continue;
    if (kind == '/') {
      if (open.empty()) continue;
      const Stretch name = out.names[open.back()];
      Stretch& element = out.elements[open.back()];
      const std::size_t inside = text.find('>', name.end) + 1;
      if (open.back() + 1 == out.elements.size() && inside <= at) out.texts.push_back({inside, at});
      element.end = close + 1;
      open.pop_back();
      continue;
    }
    out.elements.push_back({at, close + 1});
    out.names.push_back({at + 1, end_of_name(text, at + 1)});
    note_values(text, {at, close}, out);
    if (text[close - 1] != '/') open.push_back(out.elements.size() - 1);
  }
  return out;
}

class Mutator {
 public:
  Mutator(std::string_view text, std::uint32_t seed) : text_(text), random_(seed), anatomy_(anatomy_of(text)) {}

  std::string run() {
    if (anatomy_.elements.empty()) return {};
    switch (random_() % 8) {
      case 0: return without(any(anatomy_.elements));
      case 1: return repeated();
      case 2: return moved();
      case 3: return replaced(any(anatomy_.elements), piece(any(anatomy_.elements)));
      case 4: return renamed();
      case 5: return anatomy_.values.empty() ? renamed() : changed(anatomy_.values);
      default: return anatomy_.texts.empty() ? moved() : changed(anatomy_.texts);
    }
  }

 private:
  Stretch any(const std::vector<Stretch>& from) { return from[random_() % from.size()]; }
  [[nodiscard]] std::string_view piece(Stretch where) const {
    return text_.substr(where.begin, where.end - where.begin);
  }

  [[nodiscard]] std::string replaced(Stretch where, std::string_view by) const {
    std::string out(text_.substr(0, where.begin));
    out += by;
    out += text_.substr(where.end);
    return out;
  }
  [[nodiscard]] std::string without(Stretch where) const { return replaced(where, {}); }
  [[nodiscard]] std::string inserted(std::size_t at, std::string_view what) const { return replaced({at, at}, what); }

  std::string repeated() {
    const Stretch one = any(anatomy_.elements);
    std::string copies;
    for (unsigned times = 1 + random_() % 4; times > 0 && copies.size() < 4'000; --times) copies += piece(one);
    return inserted(one.end, copies);
  }

  std::string moved() {
    const Stretch one = any(anatomy_.elements);
    const Stretch to = any(anatomy_.elements);
    const std::size_t inside = text_.find('>', to.begin) + 1;
    const bool in = random_() % 2 == 0 && text_[inside - 2] != '/';
    return inserted(in ? inside : random_() % 2 == 0 ? to.begin : to.end, piece(one));
  }

  /// An element gets the name of another one, in both of its tags.
  std::string renamed() {
    const std::size_t index = random_() % anatomy_.elements.size();
    const Stretch element = anatomy_.elements[index];
    const std::string_view name = piece(anatomy_.names[index]);
    const std::string_view other = piece(any(anatomy_.names));
    const std::size_t closing = element.end - name.size() - 1;
    std::string out(text_);
    if (closing > anatomy_.names[index].end && text_.substr(closing, name.size()) == name) {
      out.replace(closing, name.size(), other);
    }
    out.replace(anatomy_.names[index].begin, name.size(), other);
    return out;
  }

  std::string changed(const std::vector<Stretch>& places) {
    const Stretch one = any(places);
    if (random_() % 2 == 0) return replaced(one, piece(any(places)));
    return replaced(one, hostile[random_() % hostile.size()]);
  }

  std::string_view text_;
  std::minstd_rand random_;
  Anatomy anatomy_;
};

}  // namespace

std::string mutate_xml(std::string_view text, std::uint32_t seed) { return Mutator(text, seed).run(); }

}  // namespace burin::fuzz
