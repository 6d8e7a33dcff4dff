#include "io/pdf/pdf_writer.hpp"

#include <array>
#include <optional>
#include <vector>

#include "io/fsys/deflate.hpp"
#include "io/fsys/files.hpp"
#include "io/pdf/outline.hpp"
#include "io/pdf/page_content.hpp"
#include "io/pdf/pdf_fonts.hpp"
#include "io/pdf/pdf_objects.hpp"

namespace burin::io {

namespace {

constexpr double points_per_mm = 72.0 / 25.4;

struct PackedPage {
  std::string stream;
  FontUses fonts;
  std::vector<OutlineEntry> outline;
};

Expected<std::vector<PackedPage>> pack_pages(const Pages& pages, const FontLibrary& fonts, Executor& executor,
                                             Operation& operation) {
  return map_slots<PackedPage>(
      executor, operation, Stage::write, pages.size(), [&](std::size_t i) -> Expected<PackedPage> {
        PageContent content = page_content(*pages[i], fonts);
        return PackedPage{deflated(content.operators), std::move(content.fonts), outline_of(*pages[i], i)};
      });
}

std::string_view font_bytes(const FontLibrary& fonts, std::size_t font) {
  return font == pdf_music_font ? fonts.music_font_bytes() : fonts.text_font_bytes(static_cast<FontFace>(font));
}

/// Subsets of the fonts that are used at all, in the order of FontUses.
Expected<std::vector<std::optional<PdfFont>>> subset_fonts(const std::vector<PackedPage>& pages,
                                                           const FontLibrary& fonts, Executor& executor,
                                                           Operation& operation) {
  FontUses uses;
  for (const PackedPage& page : pages) {
    for (std::size_t i = 0; i < uses.size(); ++i) uses[i].merge(page.fonts[i]);
  }
  using Slot = std::optional<PdfFont>;
  return map_slots<Slot>(executor, operation, Stage::write, uses.size(), [&](std::size_t i) -> Expected<Slot> {
    if (uses[i].empty()) return Slot();
    BURIN_TRY(PdfFont font, subset_font(font_bytes(fonts, i), uses[i]));
    return Slot(std::move(font));
  });
}

std::string font_resources(PdfObjects& objects, const std::vector<std::optional<PdfFont>>& fonts) {
  std::string resources = "<< /Font <<";
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    if (fonts[i]) resources += " /F" + std::to_string(i) + " " + reference(write_font(objects, *fonts[i]));
  }
  return resources + " >> >>";
}

/// Runs of pages whose numbers follow each other, as /PageLabels wants them.
std::string page_labels(const Pages& pages) {
  std::string labels = "<< /Nums [";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i > 0 && pages[i]->number == pages[i - 1]->number + 1) continue;
    labels += std::to_string(i) + " << /S /D /St " + std::to_string(std::max(1U, pages[i]->number)) + " >> ";
  }
  return labels + "] >>";
}

std::string page_object(const Page& page, int parent, int resources, int content) {
  return "<< /Type /Page /Parent " + reference(parent) + " /MediaBox [0 0 " +
         pdf_number(page.width_mm * points_per_mm) + " " + pdf_number(page.height_mm * points_per_mm) +
         "] /Resources " + reference(resources) + " /Contents " + reference(content) + " >>";
}

std::string info_object(const DocumentInfo& info) {
  std::string entries = "<<";
  const auto add = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) entries += " /" + std::string(key) + " " + text_string(value);
  };
  add("Title", info.title);
  add("Author", info.composer);
  add("Creator", info.creator);
  add("Producer", info.creator);
  return entries + " >>";
}

std::string assemble(const Pages& pages, const std::vector<PackedPage>& packed,
                     const std::vector<std::optional<PdfFont>>& fonts, const DocumentInfo& info) {
  PdfObjects objects;
  const int catalog = objects.reserve();
  const int tree = objects.reserve();
  const int information = objects.add(info_object(info));
  const int resources = objects.reserve();
  objects.write(resources, font_resources(objects, fonts));
  std::string kids;
  std::vector<int> page_objects;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int page = objects.reserve();
    const int content = objects.add_stream("/Filter /FlateDecode", packed[i].stream);
    objects.write(page, page_object(*pages[i], tree, resources, content));
    kids += reference(page) + " ";
    page_objects.push_back(page);
  }
  objects.write(tree, "<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [" + kids + "] >>");
  std::vector<OutlineEntry> entries;
  for (const PackedPage& page : packed) entries.insert(entries.end(), page.outline.begin(), page.outline.end());
  const int outline = write_outline(objects, entries, pages, page_objects);
  objects.write(catalog, "<< /Type /Catalog /Pages " + reference(tree) + " /PageLabels " + page_labels(pages) +
                             (outline == 0 ? std::string() : " /Outlines " + reference(outline)) +
                             " /ViewerPreferences << /DisplayDocTitle true >> >>");
  return objects.finish(catalog, information);
}

}  // namespace

Expected<std::string> pdf_document(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                   Executor& executor, Operation& operation) {
  BURIN_TRY(const std::vector<PackedPage> packed, pack_pages(pages, fonts, executor, operation));
  BURIN_TRY(const auto subsets, subset_fonts(packed, fonts, executor, operation));
  return assemble(pages, packed, subsets, info);
}

Expected<std::uint64_t> write_pdf(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                  const std::filesystem::path& path, Executor& executor, Operation& operation) {
  BURIN_TRY(const std::string bytes, pdf_document(pages, info, fonts, executor, operation));
  return write_file(path, bytes);
}

}  // namespace burin::io
