// Small pieces to try things on.
#pragma once

#include <memory>

#include "core/piece/piece.hpp"

namespace burin::test {

/// A chord of a quarter's length with one note for each step given.
inline Chord chord(std::initializer_list<int> steps) {
  Chord made;
  made.duration = Rational(1);
  for (const int step : steps) {
    Note note;
    note.pitch.step = static_cast<std::int8_t>(step);
    made.notes.push_back(note);
  }
  return made;
}

inline Shared<Voice> voice(std::vector<Item> items, std::int16_t number = 1) {
  auto made = std::make_shared<Voice>();
  made->number = number;
  made->items = std::move(items);
  return made;
}

inline Shared<Measure> measure(std::vector<Shared<Voice>> voices) {
  auto made = std::make_shared<Measure>();
  made->voices = std::move(voices);
  return made;
}

inline Shared<Staff> staff(std::size_t measures, const Shared<Measure>& each) {
  auto made = std::make_shared<Staff>();
  made->measures = PVector<Shared<Measure>>(std::vector<Shared<Measure>>(measures, each));
  return made;
}

inline Shared<Musician> musician(std::string name, std::vector<Shared<Staff>> staves) {
  auto instrument = std::make_shared<Instrument>();
  instrument->name = name;
  instrument->staves = PVector<Shared<Staff>>(std::move(staves));
  auto made = std::make_shared<Musician>();
  made->name = std::move(name);
  made->instruments = PVector<Shared<Instrument>>({std::move(instrument)});
  return made;
}

inline Shared<Piece> piece(std::vector<Shared<Musician>> musicians, std::size_t measures) {
  auto made = std::make_shared<Piece>();
  made->title = "Sample";
  std::vector<MeasureInfo> infos(measures);
  for (std::size_t i = 0; i < measures; ++i) {
    infos[i].number = std::to_string(i + 1);
    infos[i].length = Rational(4);
  }
  made->measures = infos;
  made->musicians = PVector<Shared<Musician>>(std::move(musicians));
  return made;
}

/// One musician with one instrument of so many staves, each with measures of one voice of four quarters.
inline Shared<Piece> orchestra(std::size_t staves, std::size_t measures) {
  const auto each = measure({voice({chord({0}), chord({1}), chord({2}), chord({3})})});
  std::vector<Shared<Staff>> all;
  for (std::size_t i = 0; i < staves; ++i) all.push_back(staff(measures, each));
  return piece({musician("Orchestra", std::move(all))}, measures);
}

}  // namespace burin::test
