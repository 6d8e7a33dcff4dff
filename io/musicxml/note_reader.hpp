// Notes: one <note> becomes a notehead, a rest or a member of a chord.
#pragma once

#include <vector>

#include "io/musicxml/voice_builder.hpp"

namespace burin::io {

/// Reads the notes of one part. Keeps the entries of the current measure. One thread.
class NoteReader {
 public:
  explicit NoteReader(PartContext& context) : context_(context) {}

  /// Reads a <note>, moves the context's time on.
  void read(XmlNode node);
  /// Entries of the measure so far; build_voices empties them.
  [[nodiscard]] std::vector<Entry>& entries() noexcept { return entries_; }

 private:
  struct Parts;  // the children of a note
  void collect(XmlNode node, Parts& parts);
  [[nodiscard]] Pitch middle_of(const RawStaff& staff) const;
  void look_for_need(const RawStaff& staff, const Note& head);
  void begin_entry(const Parts& parts, XmlNode node);
  void check_duration(const Parts& parts, Rational duration, XmlNode node);
  void add_head(const Parts& parts);
  void read_marks(const Parts& parts, bool joins);
  void read_notations(XmlNode notations, const Parts& parts);
  void read_notation(XmlNode child, const Parts& parts, bool hidden);
  void read_container(XmlNode container, const Parts& parts);
  void read_tuplet(XmlNode node, bool hidden);
  bool read_tremolo(XmlNode node);
  void attach(XmlNode node, std::string_view parent, std::string_view placement, const Parts& parts, bool hidden);
  void take_named_verse(std::string_view name);
  void separate_verses();
  [[nodiscard]] std::vector<Mark>& marks() noexcept;

  PartContext& context_;
  std::vector<Entry> entries_;
  std::vector<XmlNode> notations_;
  std::vector<XmlNode> lyrics_;
};

}  // namespace burin::io
