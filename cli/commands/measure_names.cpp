#include "cli/commands/measure_names.hpp"

namespace burin::cli {

namespace {

std::string name_of(const Piece& piece, std::uint32_t measure) {
  const std::string& number = piece.measures[measure].number;
  return number.empty() ? "#" + std::to_string(measure + 1) : number;
}

void add(std::string& out, const Piece& piece, const std::vector<std::uint32_t>& measures, const std::string& what) {
  if (measures.empty()) return;
  out += out.empty() ? "" : ", ";
  out += (measures.size() == 1 ? "measure " : "measures ") + measure_names(piece, measures) + " " + what;
}

}  // namespace

std::string measure_names(const Piece& piece, const std::vector<std::uint32_t>& measures) {
  std::string out;
  for (std::size_t i = 0; i < measures.size();) {
    std::size_t last = i;
    while (last + 1 < measures.size() && measures[last + 1] == measures[last] + 1) ++last;
    out += (out.empty() ? "" : ", ") + name_of(piece, measures[i]);
    if (last > i) out += "-" + name_of(piece, measures[last]);
    i = last + 1;
  }
  return out;
}

std::string difference_text(const Piece& before, const Piece& after, const PieceDifference& difference) {
  std::string out;
  add(out, after, difference.changed, "changed");
  add(out, after, difference.added, "added");
  add(out, before, difference.removed, "removed");
  if (difference.staves) out += std::string(out.empty() ? "" : ", ") + "staves came or went";
  if (difference.head) out += std::string(out.empty() ? "" : ", ") + "titles or names changed";
  return out.empty() ? "no change" : out;
}

}  // namespace burin::cli
