#include "io/musicxml/baseline.hpp"

#include "core/run/report.hpp"
#include "io/musicxml/container.hpp"
#include "io/musicxml/encoding.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

Expected<BaselineTimes> time_baseline(std::string_view bytes, const std::string& name) {
  BaselineTimes times;
  std::string text(bytes);
  double start = monotonic_seconds();
  if (is_zip(bytes)) {
    BURIN_TRY(text, unpack_score(bytes, name, {}, Unpacking::by_libzip));
    times.unzip_s = monotonic_seconds() - start;
  }
  text = to_utf8(std::move(text)).text;
  times.xml_bytes = text.size();
  XmlDocument document;
  start = monotonic_seconds();
  const auto problem = document.parse_in_place(text.data(), text.size());
  times.parse_s = monotonic_seconds() - start;
  if (problem) return fail(Errc::bad_input, "BU1001", "the XML is broken: " + std::string(problem->what), {name});
  return times;
}

}  // namespace burin::io
