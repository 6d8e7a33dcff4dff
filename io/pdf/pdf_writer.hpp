// PDF documents, written by hand: pages in parallel, one set of font subsets for all of them.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "io/cairo/cairo_writer.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

/// A whole PDF in memory. Equal bytes for any number of jobs: nothing in it tells of time, names of files or threads.
/// Errors: cancelled, limit (from the operation), unsupported (a font with other outlines than CFF and TrueType).
[[nodiscard]] Expected<std::string> pdf_document(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                                 Executor& executor, Operation& operation);

}  // namespace burin::io
