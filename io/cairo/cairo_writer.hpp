// PDF and PNG through cairo.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/paint/paint_list.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

using Pages = std::vector<std::shared_ptr<const Page>>;

/// Writes all pages into one PDF (by io/pdf/pdf_writer): embedded font subsets, searchable text, metadata, page labels.
/// Appears whole or not at all. Returns the bytes written.
[[nodiscard]] Expected<std::uint64_t> write_pdf(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                                const std::filesystem::path& path, Executor& executor,
                                                Operation& operation);

/// The same through cairo, one page after the other: the reference that the fast writer is compared with.
[[nodiscard]] Expected<std::string> pdf_by_cairo(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                                 Operation& operation);

/// One page as PNG at `dpi`. White background.
[[nodiscard]] Expected<std::string> png_page(const Page& page, const FontLibrary& fonts, double dpi);

}  // namespace burin::io
