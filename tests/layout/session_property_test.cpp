// Whatever is edited: a session's layout is the one that scratch gives, to the byte.
#include <algorithm>

#include "core/piece/operations.hpp"
#include "core/piece/timewalk.hpp"
#include "pipeline/engine/session.hpp"
#include "property/support.hpp"
#include "score.hpp"

namespace burin {
namespace {

using test::fonts;

struct Edit {
  enum class Kind : std::uint8_t {
    pitch,
    accidental,
    length,
    remove,
    articulate,
    clef,
    key,
    time,
    copy,
    title,
    lines,
    options
  };
  Kind kind{Kind::pitch};
  std::uint32_t where{0};
  std::uint32_t other{0};
  int amount{0};
};

std::vector<Vpd> items_of(const Piece& piece) {
  std::vector<Vpd> items;
  timewalk(piece, {}, [&](const TimewalkEvent& event) {
    if (event.item() != nullptr && std::holds_alternative<Chord>(*event.item())) items.push_back(event.vpd);
    return true;
  });
  return items;
}

Vpd measure_of(const Vpd& item) {
  Vpd at = item;
  while (at.depth() > 4) at = at.parent();
  return at;
}

Edited change_chord(const Shared<Piece>& piece, const Vpd& at, const std::function<void(Chord&)>& change) {
  BURIN_TRY(Thing thing, get(*piece, at));
  change(std::get<Chord>(std::get<Item>(thing)));
  return set(piece, at, std::move(thing));
}

FamilyId articulation() { return layout::family_id("articulation"); }

/// The piece after an edit, or as it was when the edit makes no sense there.
Shared<Piece> edited(const Shared<Piece>& piece, const Edit& edit) {
  const std::vector<Vpd> items = items_of(*piece);
  if (items.empty()) return piece;
  const Vpd at = items[edit.where % items.size()];
  const Vpd other = items[edit.other % items.size()];
  const Vpd measure = measure_of(at);
  const Position from{static_cast<std::int32_t>(*at.measure()), {}};
  Edited result = piece;
  switch (edit.kind) {
    case Edit::Kind::pitch:
      result = change_chord(piece, at, [&](Chord& chord) {
        const int height = std::clamp(chord.notes.front().pitch.diatonic() + edit.amount, 14, 60);
        chord.notes.front().pitch.octave = static_cast<std::int8_t>(height / 7);
        chord.notes.front().pitch.step = static_cast<std::int8_t>(height % 7);
      });
      break;
    case Edit::Kind::accidental:
      result = change_chord(piece, at, [](Chord& chord) { chord.notes.front().accidental = 0xE262; });
      break;
    case Edit::Kind::length:
      result = change_chord(piece, at, [](Chord& chord) {
        ++chord.written.value;
        chord.duration = chord.duration * Rational(1, 2);
      });
      break;
    case Edit::Kind::remove: result = remove(piece, at); break;
    case Edit::Kind::articulate: {
      Mark mark;
      mark.family = articulation();
      result = add_mark(piece, at, mark);
      break;
    }
    case Edit::Kind::clef: result = set_clef(piece, measure.parent(), from, Clef{ClefSign::f, 4}); break;
    case Edit::Kind::key: {
      KeySignature key;
      key.fifths = static_cast<std::int8_t>(edit.amount);
      result = set_key_signature(piece, measure.parent(), from, key);
      break;
    }
    case Edit::Kind::time: result = remove_time_signature(piece, Vpd(), from); break;
    case Edit::Kind::copy: {
      auto copied = get(*piece, measure_of(other));
      if (copied) result = set(piece, measure, std::move(*copied));
      break;
    }
    case Edit::Kind::title:
      result = set_attribute(piece, {Vpd(), "title"}, std::string("Title ") + std::to_string(edit.amount));
      break;
    case Edit::Kind::lines:
      result = set_attribute(piece, {measure.parent(), "lines"}, std::int64_t{edit.amount % 2 == 0 ? 5 : 1});
      break;
    case Edit::Kind::options: break;
  }
  return result ? *result : piece;
}

EngraveOptions other_options(EngraveOptions options, const Edit& edit) {
  switch (edit.where % 5) {
    case 0: options.page.height_mm += edit.amount * 5.0; break;
    case 1: options.page.width_mm += edit.amount * 5.0; break;
    case 2: options.spacing_density = 1.0 + edit.amount * 0.05; break;
    case 3: options.bar_numbers = !options.bar_numbers; break;
    default: options.hide_empty = edit.amount % 2 == 0 ? HideEmpty::always : HideEmpty::never; break;
  }
  return options;
}

std::vector<Edit> any_edits() {
  using K = Edit::Kind;
  return *rc::gen::container<std::vector<Edit>>(
      *rc::gen::inRange<std::size_t>(1, 12),
      rc::gen::build<Edit>(
          rc::gen::set(&Edit::kind, rc::gen::element(K::pitch, K::pitch, K::pitch, K::accidental, K::length, K::remove,
                                                     K::articulate, K::clef, K::key, K::time, K::copy, K::title,
                                                     K::lines, K::options)),
          rc::gen::set(&Edit::where, rc::gen::inRange<std::uint32_t>(0, 10'000)),
          rc::gen::set(&Edit::other, rc::gen::inRange<std::uint32_t>(0, 10'000)),
          rc::gen::set(&Edit::amount, rc::gen::inRange(-4, 5))));
}

const std::vector<Shared<Piece>>& scores() {
  static const std::vector<Shared<Piece>> all{
      test::read_score("samples/quartet.musicxml"), test::read_score("samples/song.musicxml"),
      test::read_score("samples/prelude.musicxml"), test::read_score("samples/overture.musicxml")};
  return all;
}

BURIN_PROPERTY(LayoutSession, edits_one_after_the_other_give_what_scratch_gives, [] {
  Shared<Piece> piece = scores()[*rc::gen::inRange<std::size_t>(0, scores().size())];
  EngraveOptions options = test::small_pages();
  SerialExecutor executor;
  layout::LayoutSession session(options, fonts().glyphs(), fonts().text());
  for (const Edit& edit : any_edits()) {
    if (edit.kind == Edit::Kind::options) {
      options = other_options(options, edit);
      session.set_options(options);
    }
    piece = edited(piece, edit);
    Operation operation;
    const auto laid_out = session.engrave(piece, executor, operation);
    const std::string now = laid_out ? test::text_of(*laid_out) : laid_out.error().id;
    RC_ASSERT(now == test::scratch(*piece, options, executor));
  }
});

}  // namespace
}  // namespace burin
