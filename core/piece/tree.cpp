#include "core/piece/tree.hpp"

namespace burin::tree {

namespace {

tl::unexpected<Error> nowhere(const Vpd& path, std::size_t level, const std::string& what) {
  const std::string wrong = cut(path, level + 1).str();
  Where where;
  where.vpd = path.str();
  return fail(Errc::not_found, "BU0202", wrong + ": " + what, std::move(where));
}

}  // namespace

Vpd cut(const Vpd& path, std::size_t depth) noexcept {
  Vpd prefix = path;
  while (prefix.depth() > depth) prefix = prefix.parent();
  return prefix;
}

tl::unexpected<Error> missing(const Vpd& path, std::size_t level, std::string_view parent, std::size_t size) {
  std::string text(parent);
  text += " has ";
  text += size == 0 ? "no" : std::to_string(size);
  text += ' ';
  if (parent == "chord") {
    text += size == 1 ? "note" : "notes";
  } else {
    text += size == 1 ? Vpd::thing_name(path.root(), level + 1) : Vpd::level_name(path.root(), level);
  }
  return nowhere(path, level, text);
}

tl::unexpected<Error> childless(const Vpd& path, std::size_t level, std::string_view parent) {
  return nowhere(path, level, std::string(parent) + " has no items");
}

std::string_view name_of(const Item& item) noexcept {
  static constexpr std::array<std::string_view, std::variant_size_v<Item>> names{"chord",  "rest",        "space",
                                                                                 "tuplet", "grace group", "tremolo"};
  return names[item.index()];
}

}  // namespace burin::tree
