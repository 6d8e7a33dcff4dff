#include "io/svg/svg_writer.hpp"

#include <atomic>
#include <optional>

#include "io/svg/svg_body.hpp"
#include "io/svg/svg_head.hpp"

namespace burin::io {

namespace {

constexpr std::string_view document_end = "</svg>\n";
constexpr std::size_t stretch_words = 8192;  // of paint; about an eighth of a millisecond

/// All pages of a document on their way.
class Document {
 public:
  Document(std::span<const std::shared_ptr<const Page>> pages, std::size_t page_count, const DocumentInfo& info,
           const FontLibrary& fonts, const SvgOptions& options, const std::function<void(std::size_t, SvgPieces)>& done)
      : page_count_(page_count), info_(info), fonts_(fonts), options_(options), done_(done), pages_(pages.size()) {
    for (std::size_t i = 0; i < pages.size(); ++i) divide(i, *pages[i]);
  }

  [[nodiscard]] std::size_t stretches() const noexcept { return turns_.size(); }

  /// Writes a stretch, and finishes its page if the others are there.
  void write(std::size_t i) {
    const Turn& turn = turns_[i];
    OpenPage& open = pages_[turn.page];
    const std::span<const BodyPart> parts(open.parts);
    open.stretches[turn.slot] =
        write_stretch(*open.page, parts.subspan(turn.begin, turn.end - turn.begin), fonts_, options_);
    if (open.missing.fetch_sub(1, std::memory_order_acq_rel) == 1) finish(turn.page);
  }

 private:
  struct OpenPage {
    const Page* page{nullptr};
    std::vector<BodyPart> parts;
    std::vector<std::optional<SvgStretch>> stretches;
    std::atomic<std::size_t> missing{0};
  };
  struct Turn {
    std::size_t page{0}, slot{0};
    std::size_t begin{0}, end{0};  // parts
  };

  void divide(std::size_t number, const Page& page) {
    OpenPage& open = pages_[number];
    open.page = &page;
    open.parts = body_parts(page);
    std::size_t slots = 0;
    for (std::size_t begin = 0, end = 0; begin < open.parts.size(); begin = end) {
      for (std::size_t words = 0; end < open.parts.size() && words < stretch_words; ++end)
        words += open.parts[end].words;
      turns_.push_back({number, slots++, begin, end});
    }
    open.stretches.resize(slots);
    open.missing = slots;
  }

  void finish(std::size_t number) {
    OpenPage& open = pages_[number];
    SvgNeeds& needs = open.stretches.front()->needs;
    for (std::size_t i = 1; i < open.stretches.size(); ++i) needs.merge(open.stretches[i]->needs);
    const TextBuffer head = svg_head(*open.page, page_count_, info_, needs, fonts_, options_);
    std::vector<std::string_view> pieces{head.view()};
    for (const std::optional<SvgStretch>& stretch : open.stretches) pieces.push_back(stretch->text.view());
    pieces.push_back(document_end);
    done_(number, pieces);
    open.stretches.clear();
  }

  std::size_t page_count_;
  const DocumentInfo& info_;
  const FontLibrary& fonts_;
  const SvgOptions& options_;
  const std::function<void(std::size_t, SvgPieces)>& done_;
  std::vector<OpenPage> pages_;
  std::vector<Turn> turns_;
};

}  // namespace

std::string svg_page(const Page& page, std::size_t page_count, const DocumentInfo& info, const FontLibrary& fonts,
                     const SvgOptions& options) {
  const SvgStretch body = write_stretch(page, body_parts(page), fonts, options);
  const TextBuffer head = svg_head(page, page_count, info, body.needs, fonts, options);
  std::string document;
  document.reserve(head.size() + body.text.size() + document_end.size());
  return document.append(head.view()).append(body.text.view()).append(document_end);
}

Expected<void> svg_pages(std::span<const std::shared_ptr<const Page>> pages, std::size_t page_count,
                         const DocumentInfo& info, const FontLibrary& fonts, const SvgOptions& options,
                         const std::function<void(std::size_t, SvgPieces)>& done, Executor& executor,
                         Operation& operation) {
  Document document(pages, page_count, info, fonts, options, done);
  return run_slots(executor, operation, Stage::write, document.stretches(), [&](std::size_t i) { document.write(i); });
}

}  // namespace burin::io
