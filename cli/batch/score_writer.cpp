// Writing one score: every file to a temporary name first, all put into place together.
#include <optional>

#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "cli/batch/score_job.hpp"
#include "core/store/family_names.hpp"
#include "io/fsys/deflate.hpp"
#include "io/fsys/files.hpp"
#include "io/fsys/journal.hpp"
#include "io/geometry/geometry.hpp"
#include "io/musicxml/writer/write_musicxml.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::cli {

namespace {

namespace fs = std::filesystem;

/// One file that is complete under its temporary name.
struct Pending {
  std::unique_ptr<io::OutputFile> file;
  fs::path path;
  std::uint64_t bytes{0};
  std::uint32_t pages{1};
  std::string format;
};

using Pieces = io::SvgPieces;  // of a file, one behind the other

Expected<Pending> write_page(const fs::path& path, const std::string& format, Pieces pieces) {
  BURIN_CHECK(io::make_folders(path));  // a template may have a folder for each page
  BURIN_TRY(io::OutputFile file, io::OutputFile::create(path));
  std::uint64_t bytes = 0;
  for (const std::string_view piece : pieces) {
    BURIN_CHECK(file.write(piece));
    bytes += piece.size();
  }
  BURIN_CHECK(file.finish());
  return Pending{std::make_unique<io::OutputFile>(std::move(file)), path, bytes, 1, format};
}

std::string joined(Pieces pieces) {
  std::size_t bytes = 0;
  for (const std::string_view piece : pieces) bytes += piece.size();
  std::string whole;
  whole.reserve(bytes);
  for (const std::string_view piece : pieces) whole += piece;
  return whole;
}

Expected<std::string> render_page(const Page& page, std::size_t count, const DocumentInfo& info,
                                  const std::string& format, const RunContext& context) {
  if (format == "svg") return io::svg_page(page, count, info, *context.fonts, context.svg);
  if (format == "svgz") return io::gzipped(io::svg_page(page, count, info, *context.fonts, context.svg));
  return io::png_page(page, *context.fonts, context.dpi);
}

/// Pages of a page-wise format in parallel; `take(i, pieces)` makes a result, or an error, of what page i is.
template <class Out, class Take>
Expected<std::vector<Out>> render_pages(const Engraved& engraved, const std::string& format, RunContext& context,
                                        Operation& operation, Take&& take) {
  if (format == "png") {
    return map_slots<Out>(
        *context.executor, operation, Stage::write, engraved.pages.size(), [&](std::size_t i) -> Expected<Out> {
          BURIN_TRY(const std::string png, io::png_page(*engraved.pages[i], *context.fonts, context.dpi));
          const std::string_view whole = png;
          return take(i, Pieces(&whole, 1));
        });
  }
  std::vector<Expected<Out>> slots(engraved.pages.size());
  const ReleasedSlots<Expected<Out>> given_back(*context.executor, slots);
  const auto take_svg = [&](std::size_t i, Pieces pieces) {
    const std::string packed = format == "svgz" ? io::gzipped(joined(pieces)) : std::string();
    const std::string_view whole = packed;
    slots[i] = take(i, packed.empty() ? pieces : Pieces(&whole, 1));
  };
  BURIN_CHECK(io::svg_pages(engraved.pages, engraved.page_count, engraved.info, *context.fonts, context.svg, take_svg,
                            *context.executor, operation));
  return take_slots(slots);
}

/// Pages of a page-wise format, rendered and written in parallel.
Expected<std::vector<Pending>> write_pages(const Input& input, const OutputName& name, const std::string& format,
                                           const Engraved& engraved, RunContext& context, Operation& operation) {
  return render_pages<Pending>(engraved, format, context, operation, [&](std::size_t i, Pieces pieces) {
    return write_page(output_path(context.outputs, input, name, format, engraved.pages[i]->number, engraved.page_count),
                      format, pieces);
  });
}

/// Writes the PDF; a writer that records no tasks of its own counts as one.
Expected<std::uint64_t> timed_pdf(const fs::path& path, const Engraved& engraved, RunContext& context,
                                  Operation& operation) {
  StageTiming& timing = operation.report().stage(Stage::write);
  const double recorded = timing.wall_s;
  const double begin = monotonic_seconds();
  const double cpu = thread_cpu_seconds();
  auto bytes = io::write_pdf(engraved.pages, engraved.info, *context.fonts, path, *context.executor, operation);
  if (timing.wall_s != recorded) return bytes;
  if (recorded == 0.0) timing.begin_s = begin;
  const double seconds = monotonic_seconds() - begin;
  timing.wall_s += seconds;
  timing.span_s += seconds;
  timing.cpu_s += thread_cpu_seconds() - cpu;
  timing.task_seconds.push_back(static_cast<float>(seconds));
  return bytes;
}

/// A device or pipe cannot be renamed to: the PDF is made elsewhere and copied.
Expected<Pending> copy_document(io::OutputFile device, const fs::path& path, const Engraved& engraved,
                                RunContext& context, Operation& operation);

/// The PDF writer renames its own result; giving it our temporary name keeps the set of files all-or-nothing.
Expected<Pending> write_document(const fs::path& path, const Engraved& engraved, RunContext& context,
                                 Operation& operation) {
  BURIN_TRY(io::OutputFile file, io::OutputFile::create(path));
  if (file.temporary().empty()) return copy_document(std::move(file), path, engraved, context, operation);
  BURIN_CHECK(file.finish());
  BURIN_TRY(const std::uint64_t bytes, timed_pdf(file.temporary(), engraved, context, operation));
  return Pending{std::make_unique<io::OutputFile>(std::move(file)), path, bytes,
                 static_cast<std::uint32_t>(engraved.pages.size()), "pdf"};
}

/// The PDF as bytes, by way of a temporary file that is never put into place.
Expected<std::string> document_bytes(const Engraved& engraved, RunContext& context, Operation& operation) {
  std::error_code error;
  const fs::path folder = fs::temp_directory_path(error);
  if (error) {
    return fail(Errc::io, "BU0402", "there is no folder for temporary files: " + error.message(), {},
                "set TMPDIR to one, or write to a file");
  }
  BURIN_TRY(const Pending document, write_document(folder / "burin-output.pdf", engraved, context, operation));
  return io::read_file(document.file->temporary(), document.bytes);
}

Expected<Pending> copy_document(io::OutputFile device, const fs::path& path, const Engraved& engraved,
                                RunContext& context, Operation& operation) {
  BURIN_TRY(const std::string bytes, document_bytes(engraved, context, operation));
  BURIN_CHECK(device.write(bytes));
  return Pending{std::make_unique<io::OutputFile>(std::move(device)), path, bytes.size(),
                 static_cast<std::uint32_t>(engraved.pages.size()), "pdf"};
}

OutputName name_of(const Engraved& engraved) {
  return {engraved.beside_others ? engraved.part_file : std::string(), engraved.number, title_of(*engraved.piece)};
}

/// The score itself: MusicXML, plain or compressed, or a saved piece.
Expected<std::string> score_bytes(const Engraved& engraved, const std::string& format, RunContext& context,
                                  Operation& operation) {
  if (format == "burin") return encode_piece(*engraved.piece, TableNames(layout::import_table()));
  BURIN_TRY(std::string text,
            io::write_musicxml(*engraved.piece, layout::export_table(), *context.executor, operation));
  return format == "mxl" ? io::pack_score(text) : std::move(text);
}

Expected<Pending> write_score_file(const fs::path& path, const std::string& format, const Engraved& engraved,
                                   RunContext& context, Operation& operation) {
  BURIN_TRY(const std::string bytes, score_bytes(engraved, format, context, operation));
  const std::string_view whole = bytes;
  BURIN_TRY(Pending pending, write_page(path, format, Pieces(&whole, 1)));
  pending.pages = 0;
  return pending;
}

Expected<void> add_format(std::vector<Pending>& pending, const Input& input, const std::string& format,
                          const Engraved& engraved, RunContext& context, Operation& operation) {
  const OutputName name = name_of(engraved);
  const fs::path path = output_path(context.outputs, input, name, format);
  if (format == "pdf") {
    BURIN_CHECK(io::make_folders(path));
    BURIN_TRY(Pending document, write_document(path, engraved, context, operation));
    pending.push_back(std::move(document));
    return {};
  }
  if (is_score_format(format)) {
    BURIN_TRY(Pending score, write_score_file(path, format, engraved, context, operation));
    pending.push_back(std::move(score));
    return {};
  }
  BURIN_TRY(std::vector<Pending> pages, write_pages(input, name, format, engraved, context, operation));
  for (Pending& page : pages) pending.push_back(std::move(page));
  return {};
}

/// Puts everything into its place. When one file cannot be, those before it are taken back.
Expected<void> commit(std::vector<Pending>& pending) {
  const std::lock_guard lock(commit_mutex());
  for (std::size_t i = 0; i < pending.size(); ++i) {
    auto committed = pending[i].file->commit();
    if (committed) continue;
    while (i-- > 0) pending[i].file->take_back();
    return tl::unexpected(std::move(committed.error()));
  }
  io::journal_complete_set();
  return {};
}

/// None of the files may take the place of another output of the run or of an input.
Expected<void> claim(const Input& input, const std::vector<Pending>& pending, const RunContext& context) {
  if (!context.claim) return {};
  std::vector<fs::path> places;
  for (const Pending& file : pending) {
    if (!file.file->temporary().empty()) places.push_back(file.path);  // devices and pipes take any number of outputs
  }
  return places.empty() ? Expected<void>() : context.claim(input.path.string(), places);
}

void list_outputs(const std::vector<Pending>& pending, io::ScoreEntry& entry) {
  for (const Pending& file : pending) {
    entry.outputs.push_back({file.path.string(), file.format, file.bytes, file.pages});
  }
}

Expected<void> print_document(const Engraved& engraved, RunContext& context, Operation& operation,
                              io::ScoreEntry& entry) {
  BURIN_TRY(const std::string bytes, document_bytes(engraved, context, operation));
  entry.outputs.push_back({"-", "pdf", bytes.size(), static_cast<std::uint32_t>(engraved.pages.size())});
  return print(bytes);
}

Expected<void> print_score(const Engraved& engraved, const std::string& format, RunContext& context,
                           Operation& operation, io::ScoreEntry& entry) {
  BURIN_TRY(const std::string bytes, score_bytes(engraved, format, context, operation));
  entry.outputs.push_back({"-", format, bytes.size(), 0});
  return print(bytes);
}

Expected<void> print_page(const Engraved& engraved, const std::string& format, RunContext& context,
                          io::ScoreEntry& entry) {
  if (engraved.pages.size() != 1) {
    return fail(
        Errc::bad_input, "BU0308",
        "has " + std::to_string(engraved.pages.size()) + " pages, but standard output takes one " + format + " page",
        {}, "write to a folder with -o, or use -f pdf");
  }
  BURIN_TRY(const std::string bytes, render_page(*engraved.pages.front(), 1, engraved.info, format, context));
  entry.outputs.push_back({"-", format, bytes.size(), 1});
  return print(bytes);
}

}  // namespace

Expected<std::vector<RenderedFile>> render_score(const Input& input, const Engraved& engraved, RunContext& context,
                                                 Operation& operation) {
  std::vector<RenderedFile> files;
  const std::size_t count = engraved.page_count;
  const OutputName name = name_of(engraved);
  for (const std::string& format : context.outputs.formats) {
    if (!engraved.part.empty() && is_score_format(format)) continue;
    if (format == "pdf" || is_score_format(format)) {
      BURIN_TRY(std::string bytes, format == "pdf" ? document_bytes(engraved, context, operation)
                                                   : score_bytes(engraved, format, context, operation));
      files.push_back({output_path(context.outputs, input, name, format), format, std::move(bytes)});
      continue;
    }
    BURIN_TRY(std::vector<RenderedFile> pages,
              render_pages<RenderedFile>(
                  engraved, format, context, operation, [&](std::size_t i, Pieces pieces) -> Expected<RenderedFile> {
                    return RenderedFile{
                        output_path(context.outputs, input, name, format, engraved.pages[i]->number, count), format,
                        joined(pieces)};
                  }));
    for (RenderedFile& page : pages) files.push_back(std::move(page));
  }
  return files;
}

Expected<void> find_geometry(const std::vector<Engraved>& all, RunContext& context, io::ScoreEntry& entry) {
  Operation beside(context.stop);
  BURIN_TRY(entry.geometry, map_slots<std::string>(*context.executor, beside, Stage::write, all.size(),
                                                   [&](std::size_t i) -> Expected<std::string> {
                                                     return io::geometry_json(all[i].pages, all[i].part,
                                                                              *context.fonts);
                                                   }));
  return {};
}

Expected<void> draw_thumbnails(const std::vector<Engraved>& all, RunContext& context, io::ScoreEntry& entry) {
  constexpr double small = 40.0;  // dots per inch
  std::vector<std::pair<const Engraved*, const Page*>> pages;
  for (const Engraved& one : all) {
    for (const auto& page : one.pages) {
      if (pages.size() < context.thumbnails) pages.emplace_back(&one, page.get());
    }
  }
  Operation beside(context.stop);  // what a report costs is no part of what it reports
  BURIN_TRY(entry.thumbnails,
            map_slots<io::Thumbnail>(*context.executor, beside, Stage::write, pages.size(),
                                     [&](std::size_t i) -> Expected<io::Thumbnail> {
                                       const auto& [score, page] = pages[i];
                                       BURIN_TRY(std::string png, io::png_page(*page, *context.fonts, small));
                                       return io::Thumbnail{score->part, page->number, std::move(png)};
                                     }));
  return {};
}

Expected<void> write_joined(const std::vector<std::vector<Engraved>>& scores, RunContext& context, Operation& operation,
                            std::vector<io::ScoreEntry>& entries) {
  Engraved all;
  std::vector<std::uint32_t> pages(scores.size(), 0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (const Engraved& one : scores[i]) {
      if (all.info.title.empty()) all.info = one.info;
      all.pages.insert(all.pages.end(), one.pages.begin(), one.pages.end());
      pages[i] += static_cast<std::uint32_t>(one.pages.size());
    }
  }
  if (all.pages.empty()) return {};
  std::vector<Pending> pending(1);
  BURIN_CHECK(io::make_folders(context.outputs.file));
  BURIN_TRY(pending.front(), write_document(context.outputs.file, all, context, operation));
  BURIN_CHECK(operation.check());
  BURIN_CHECK(commit(pending));
  std::uint64_t bytes = pending.front().bytes;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (pages[i] == 0) continue;
    entries[i].outputs.push_back({context.outputs.file.string(), "pdf", std::exchange(bytes, 0), pages[i]});
  }
  return {};
}

Expected<void> write_score(const Input& input, const std::vector<Engraved>& all, RunContext& context,
                           Operation& operation, io::ScoreEntry& entry) {
  if (context.outputs.to_stdout) {
    if (all.size() != 1) {
      return fail(Errc::bad_input, "BU0308", "standard output takes one score or part", {},
                  "write to a folder with -o");
    }
    const Engraved& engraved = all.front();
    const std::string& format = context.outputs.formats.front();
    if (is_score_format(format)) return print_score(engraved, format, context, operation, entry);
    return format == "pdf" ? print_document(engraved, context, operation, entry)
                           : print_page(engraved, format, context, entry);
  }
  std::vector<Pending> pending;
  for (const Engraved& engraved : all) {
    for (const std::string& format : context.outputs.formats) {
      if (!engraved.part.empty() && is_score_format(format)) continue;  // these hold the whole score, once
      BURIN_CHECK(add_format(pending, input, format, engraved, context, operation));
    }
  }
  BURIN_CHECK(operation.check());
  BURIN_CHECK(claim(input, pending, context));
  BURIN_CHECK(commit(pending));
  list_outputs(pending, entry);
  return {};
}

}  // namespace burin::cli
