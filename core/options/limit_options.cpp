#include "core/options/limit_options.hpp"

namespace burin {

ImportLimits import_limits(const Settings& settings) {
  ImportLimits limits;
  const auto take = [&](auto& limit, std::string_view option) {
    limit = static_cast<std::remove_reference_t<decltype(limit)>>(settings.whole(option));
  };
  take(limits.input_bytes, "max-file-bytes");
  take(limits.unpacked_bytes, "max-unpacked-bytes");
  take(limits.compression_ratio, "max-zip-ratio");
  take(limits.zip_entries, "max-zip-entries");
  take(limits.xml_depth, "max-xml-depth");
  take(limits.attribute_bytes, "max-attribute-bytes");
  take(limits.text_bytes, "max-text-bytes");
  take(limits.parts, "max-parts");
  take(limits.staves_per_part, "max-staves");
  take(limits.measures, "max-measures");
  take(limits.notes, "max-notes");
  take(limits.voices_per_measure, "max-voices");
  return limits;
}

}  // namespace burin
