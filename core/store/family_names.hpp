// Names of element families as the import table has them.
#pragma once

#include "core/import/source_element.hpp"
#include "core/store/piece_codec.hpp"

namespace burin {

/// The table must outlive it. Thread-safe.
class TableNames final : public FamilyNames {
 public:
  explicit TableNames(const ImportTable& table) : table_(table) {}
  [[nodiscard]] std::string_view name_of(FamilyId family) const override { return table_.name_of(family); }
  [[nodiscard]] FamilyId id_of(std::string_view name) const override { return table_.id_of(name); }

 private:
  const ImportTable& table_;
};

}  // namespace burin
