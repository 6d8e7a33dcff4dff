#include "core/paint/paint_list.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace burin {

namespace {

// clang-format off
constexpr std::array<std::string_view, static_cast<std::size_t>(GroupClass::count_)> group_names{
    "page", "system", "staff", "measure", "note", "notehead", "accidental", "dots", "ledger-lines", "stem", "flag",
    "beam", "beamlet", "chord", "rest", "measure-rest", "multi-measure-rest", "measure-repeat", "slash", "clef",
    "key-signature", "time-signature", "barline", "staff-lines", "bracket", "brace", "system-barline", "repeat-dots",
    "ending", "segno", "coda", "jump", "tie", "slur", "tuplet", "dynamic", "hairpin", "words", "metronome", "tempo",
    "rehearsal", "dashes", "line-bracket", "articulation", "ornament", "technical", "fermata", "arpeggio", "tremolo",
    "glissando", "fingering", "breath-mark", "trill-line", "octave-line", "pedal", "lyric", "lyric-hyphen",
    "lyric-extender", "chord-symbol", "chord-diagram", "figured-bass", "percussion-sign", "harp-pedals", "scordatura",
    "tab-number", "instrument-name", "bar-number", "title", "subtitle", "composer", "lyricist", "arranger", "credit",
    "copyright", "page-number", "header", "footer", "unsupported", "system-divider", "non-arpeggio", "change-mark"};
// clang-format on

// The first word of a command: its kind, then
//   open     class, extras, which of the fields of GroupInfo follow
//   glyph    code point, whether a scale follows
//   line     style, which says whether dash and gap follow
//   polygon  number of points
//   text     face, align
// Coordinates come next, then (text) the length of the text in bytes and the text, padded with zeros.
constexpr unsigned kind_bits = 3;
constexpr unsigned class_at = kind_bits;
constexpr unsigned extras_at = class_at + 8;
constexpr unsigned fields_at = extras_at + 8;
constexpr unsigned scaled_at = kind_bits + 21;
constexpr unsigned align_at = kind_bits + 2;

enum GroupField : std::uint32_t {
  field_vpd = 1U << fields_at,
  field_label = 2U << fields_at,
  field_index = 4U << fields_at,
  field_onset = 8U << fields_at,
  field_staff = 16U << fields_at,
  field_scale = 32U << fields_at,
  field_color = 64U << fields_at,
};

constexpr std::uint32_t word_of(PaintKind kind) noexcept { return static_cast<std::uint32_t>(kind); }
constexpr PaintKind kind_of(std::uint32_t word) noexcept {
  return static_cast<PaintKind>(word & ((1U << kind_bits) - 1U));
}
constexpr std::uint32_t bits(std::uint32_t word, unsigned at, unsigned count) noexcept {
  return word >> at & ((1U << count) - 1U);
}
constexpr std::uint32_t u(std::size_t v) noexcept { return static_cast<std::uint32_t>(v); }

/// Words that a text takes, with its length.
constexpr std::size_t text_words(std::size_t bytes) noexcept { return 1 + (bytes + 3) / 4; }

std::string_view text_at(const std::uint32_t* at) noexcept { return {reinterpret_cast<const char*>(at + 1), *at}; }

/// Where a command has coordinates: after its first word, or further on.
struct Places {
  std::size_t first{1};
  std::size_t pairs{0};
};

Places places_of(std::uint32_t word) noexcept {
  switch (kind_of(word)) {
    case PaintKind::glyph:
    case PaintKind::text: return {1, 1};
    case PaintKind::line:
    case PaintKind::rect: return {1, 2};
    case PaintKind::polygon: return {1, word >> kind_bits};
    case PaintKind::curve: return {2, 8};
    default: return {};
  }
}

/// Numbers behind the first word, but for points.
std::size_t numbers_of(std::uint32_t word) noexcept {
  switch (kind_of(word)) {
    case PaintKind::glyph: return 2 + bits(word, scaled_at, 1);
    case PaintKind::line: return bits(word, kind_bits, 2) == 0 ? 5 : 7;
    case PaintKind::rect: return 4;
    case PaintKind::curve: return 1;
    case PaintKind::text: return 3;
    default: return 0;
  }
}

std::size_t group_words(const std::uint32_t* words) noexcept {
  const std::uint32_t head = *words;
  std::size_t at = 1;
  if ((head & field_vpd) != 0) at += text_words(words[at]);
  if ((head & field_label) != 0) at += text_words(words[at]);
  if ((head & field_index) != 0) at += 1;
  if ((head & field_onset) != 0) at += 4;
  if ((head & field_staff) != 0) at += 1;
  if ((head & field_scale) != 0) at += 2;
  if ((head & field_color) != 0) at += 1;
  return at;
}

/// Words of a whole command.
std::size_t size_of(const std::uint32_t* words) noexcept {
  switch (kind_of(*words)) {
    case PaintKind::open: return group_words(words);
    case PaintKind::polygon: return 1 + 2 * std::size_t{*words >> kind_bits};
    case PaintKind::curve: return 2 + 16;
    case PaintKind::text: return 4 + text_words(words[4]);
    default: return 1 + numbers_of(*words);
  }
}

template <class T>
T take(const std::uint32_t*& at) noexcept {
  std::array<std::uint32_t, sizeof(T) / sizeof(std::uint32_t)> words{};
  std::copy_n(at, words.size(), words.begin());
  at += words.size();
  return std::bit_cast<T>(words);
}

}  // namespace

std::string_view name_of(GroupClass group) noexcept { return group_names[static_cast<std::size_t>(group)]; }

GroupClass PaintOp::group_class() const noexcept { return static_cast<GroupClass>(bits(*words, class_at, 8)); }
std::uint8_t PaintOp::extras() const noexcept { return static_cast<std::uint8_t>(bits(*words, extras_at, 8)); }

GroupInfo PaintOp::group() const noexcept {
  const std::uint32_t head = *words;
  const std::uint32_t* at = words + 1;
  GroupInfo info;
  info.group = group_class();
  info.extras = extras();
  for (const auto& [field, text] : {std::pair(field_vpd, &info.vpd), std::pair(field_label, &info.label)}) {
    if ((head & field) == 0) continue;
    *text = text_at(at);
    at += text_words(text->size());
  }
  if ((head & field_index) != 0) info.index = take<std::int32_t>(at);
  info.has_onset = (head & field_onset) != 0;
  if (info.has_onset) info.onset = take<Rational>(at);
  if ((head & field_staff) != 0) info.staff = static_cast<std::int16_t>(take<std::int32_t>(at));
  if ((head & field_scale) != 0) info.scale = take<double>(at);
  if ((head & field_color) != 0) info.color = take<Color>(at);
  return info;
}

std::string_view PaintOp::text() const noexcept { return text_at(words + 4); }

std::array<float, 2> PaintOp::point(std::size_t index) const noexcept {
  const std::uint32_t* at = words + places_of(*words).first + 2 * index;
  return {std::bit_cast<float>(at[0]), std::bit_cast<float>(at[1])};
}

PaintList::Iterator& PaintList::Iterator::operator++() noexcept {
  op_.words = next_;
  if (next_ == end_) return *this;
  const std::uint32_t head = *next_++;
  op_ = {};
  op_.words = next_ - 1;
  op_.kind = kind_of(head);
  const auto numbers = [this](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) op_.v[i] = std::bit_cast<float>(next_[i]);
    next_ += count;
  };
  switch (op_.kind) {
    case PaintKind::open: next_ = op_.words + group_words(op_.words); break;
    case PaintKind::close: break;
    case PaintKind::glyph:
      op_.code = bits(head, kind_bits, 21);
      numbers(2);
      op_.v[2] = bits(head, scaled_at, 1) != 0 ? std::bit_cast<float>(*next_++) : 1.0F;
      break;
    case PaintKind::line:
      op_.style = static_cast<std::uint8_t>(bits(head, kind_bits, 2));
      numbers(op_.style == 0 ? 5 : 7);
      break;
    case PaintKind::rect: numbers(4); break;
    case PaintKind::polygon:
      op_.count = head >> kind_bits;
      next_ += 2 * std::size_t{op_.count};
      break;
    case PaintKind::curve:
      op_.count = 8;
      numbers(1);
      next_ += 16;
      break;
    case PaintKind::text:
      op_.face = static_cast<std::uint8_t>(bits(head, kind_bits, 2));
      op_.align = static_cast<std::uint8_t>(bits(head, align_at, 2));
      numbers(3);
      next_ += text_words(*next_);
      break;
  }
  return *this;
}

void PaintBuilder::put(std::initializer_list<double> numbers) {
  std::array<std::uint32_t, 8> words;
  std::uint32_t* end = words.data();
  for (const double number : numbers) *end++ = std::bit_cast<std::uint32_t>(static_cast<float>(number));
  list_.words_.insert(list_.words_.end(), words.data(), end);
}

void PaintBuilder::put(std::string_view text) {
  std::array<std::uint32_t, 16> words{u(text.size())};  // most texts are addresses
  const std::size_t more = text_words(text.size());
  if (more <= words.size()) {
    if (!text.empty()) std::memcpy(words.data() + 1, text.data(), text.size());
    list_.words_.insert(list_.words_.end(), words.data(), words.data() + more);
    return;
  }
  const std::size_t at = list_.words_.size();
  list_.words_.resize(at + more);
  list_.words_[at] = words.front();
  std::memcpy(&list_.words_[at] + 1, text.data(), text.size());
}

GroupInfo& PaintBuilder::open(GroupClass group, std::uint8_t extras) {
  flush();
  opening_ = true;
  vpd_.clear();
  label_.clear();
  group_ = {};
  group_.group = group;
  group_.extras = extras;
  return group_;
}

GroupInfo& PaintBuilder::open(GroupClass group, const Vpd& vpd, std::uint8_t extras) {
  open(group, extras);
  vpd.append_to(vpd_);
  return group_;
}

void PaintBuilder::put_group() {
  opening_ = false;
  const std::size_t at = list_.words_.size();
  std::uint32_t head = word_of(PaintKind::open) | u(static_cast<std::size_t>(group_.group)) << class_at |
                       std::uint32_t{group_.extras} << extras_at;
  put(head);
  if (!vpd_.empty()) head |= field_vpd, put(vpd_);
  if (!label_.empty()) head |= field_label, put(label_);
  if (group_.index >= 0) head |= field_index, put(static_cast<std::uint32_t>(group_.index));
  if (group_.has_onset) {
    head |= field_onset;
    for (const std::uint32_t part : std::bit_cast<std::array<std::uint32_t, 4>>(group_.onset)) put(part);
  }
  if (group_.staff >= 0) head |= field_staff, put(static_cast<std::uint32_t>(group_.staff));
  if (group_.scale != 1.0) {
    head |= field_scale;
    for (const std::uint32_t half : std::bit_cast<std::array<std::uint32_t, 2>>(group_.scale)) put(half);
  }
  if (group_.color != 0) head |= field_color, put(group_.color);
  list_.words_[at] = head;
}

void PaintBuilder::close() {
  flush();
  put(word_of(PaintKind::close));
}

void PaintBuilder::clear() noexcept {
  opening_ = false;
  list_.words_.clear();
}

void PaintBuilder::label(std::string_view text) { label_ = text; }

void PaintBuilder::tint(Color color) {
  if (color == 0) return;
  const auto first =
      std::find_if(list_.begin(), list_.end(), [](const PaintOp& op) { return op.kind == PaintKind::open; });
  if (first == list_.end()) {
    if (opening_ && group_.color == 0) group_.color = color;
    return;
  }
  const auto at = first.words() - list_.words_.data();
  if ((list_.words_[static_cast<std::size_t>(at)] & field_color) != 0) return;
  list_.words_[static_cast<std::size_t>(at)] |= field_color;
  list_.words_.insert(list_.words_.begin() + (first.next() - list_.words_.data()), color);  // the last field
}

void PaintBuilder::glyph(GlyphId id, double x, double y, double scale) {
  flush();
  const bool scaled = static_cast<float>(scale) != 1.0F;
  put(word_of(PaintKind::glyph) | bits(id, 0, 21) << kind_bits | std::uint32_t{scaled} << scaled_at);
  put({x, y});
  if (scaled) put({scale});
}

void PaintBuilder::line(Point from, Point to, double width, LineStyle style, double dash, double gap) {
  flush();
  put(word_of(PaintKind::line) | static_cast<std::uint32_t>(style) << kind_bits);
  put({from.x, from.y, to.x, to.y, width});
  if (style != LineStyle::solid) put({dash, gap});
}

void PaintBuilder::rect(const Box& box) {
  flush();
  put(word_of(PaintKind::rect));
  put({box.left, box.bottom, box.right, box.top});
}

void PaintBuilder::polygon(std::initializer_list<Point> points) {
  flush();
  put(word_of(PaintKind::polygon) | u(points.size()) << kind_bits);
  for (const Point& point : points) put({point.x, point.y});
}

void PaintBuilder::quad(Point a, Point b, Point c, Point d) { polygon({a, b, c, d}); }

void PaintBuilder::curve(const std::array<Point, 4>& outer, const std::array<Point, 4>& inner, double outline) {
  flush();
  put(word_of(PaintKind::curve));
  put({outline});
  for (const auto* side : {&outer, &inner}) {
    for (const Point& point : *side) put({point.x, point.y});
  }
}

void PaintBuilder::text(std::string_view utf8, double x, double y, double size, FontFace face, TextAlign align) {
  flush();
  put(word_of(PaintKind::text) | static_cast<std::uint32_t>(face) << kind_bits |
      static_cast<std::uint32_t>(align) << align_at);
  put({x, y, size});
  put(utf8);
}

void PaintBuilder::append(const PaintList& source, double dx, double dy) {
  flush();
  std::size_t at = list_.words_.size();
  list_.words_.insert(list_.words_.end(), source.words_.begin(), source.words_.end());
  const std::array<float, 2> by{static_cast<float>(dx), static_cast<float>(dy)};
  if (by[0] == 0.0F && by[1] == 0.0F) return;
  for (std::uint32_t* words = list_.words_.data(); at < list_.words_.size(); at += size_of(words + at)) {
    const Places places = places_of(words[at]);
    for (std::size_t i = 0; i < 2 * places.pairs; ++i) {
      std::uint32_t& number = words[at + places.first + i];
      number = std::bit_cast<std::uint32_t>(std::bit_cast<float>(number) + by[i % 2]);
    }
  }
}

void PaintBuilder::scale(double factor) {
  const PaintList before = take();
  list_ = {};
  const auto by = static_cast<float>(factor);
  const auto d = [&](float v) { return static_cast<double>(v * by); };
  for (auto at = before.begin(); at != before.end(); ++at) {
    const std::size_t first = list_.words_.size();
    if (at->kind == PaintKind::glyph) {  // which may have no word for its scale yet
      glyph(at->code, d(at->v[0]), d(at->v[1]), d(at->v[2]));
      continue;
    }
    list_.words_.insert(list_.words_.end(), at.words(), at.next());
    const Places places = places_of(*at.words());
    const bool has_sizes = at->kind == PaintKind::line || at->kind == PaintKind::curve || at->kind == PaintKind::text;
    std::size_t count = 2 * places.pairs;
    std::size_t begin = places.first;
    if (at->kind == PaintKind::curve) begin = 1, ++count;
    if (at->kind == PaintKind::line || at->kind == PaintKind::text) count = numbers_of(*at.words());
    if (places.pairs == 0 && !has_sizes) continue;
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t& number = list_.words_[first + begin + i];
      number = std::bit_cast<std::uint32_t>(std::bit_cast<float>(number) * by);
    }
  }
}

void DrawnElements::add(const DrawnElements& more) {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += more.counts[i];
  for (const auto& [name, number] : more.unsupported) unsupported[name] += number;
}

DrawnElements drawn_on(const Page& page) {
  DrawnElements drawn;
  const auto add = [&](const PlacedPaint& placed) {
    if (placed.paint == nullptr) return;
    for (const PaintOp& op : *placed.paint) {
      if (op.kind != PaintKind::open || (op.extras() & extra_continuation) != 0) continue;
      ++drawn.counts[static_cast<std::size_t>(op.group_class())];
      if (op.group_class() == GroupClass::unsupported) ++drawn.unsupported[std::string(op.group().label)];
    }
  };
  add(page.furniture);
  for (const PlacedSystem& system : page.systems) {
    add(system.overlay);
    for (const PlacedStaff& staff : system.staves) add(staff.paint);
  }
  return drawn;
}

}  // namespace burin
