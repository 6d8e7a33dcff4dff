#include "io/pdf/pdf_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "io/fsys/files.hpp"
#include "io/pdf/pdf_objects.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "support/fixture_page.hpp"

namespace burin::io {
namespace {

namespace fs = std::filesystem;

Pages fixture_pages(std::uint32_t count) {
  Pages pages;
  for (std::uint32_t i = 1; i <= count; ++i) pages.push_back(std::make_shared<const Page>(test::fixture_page(i)));
  return pages;
}

class PdfDocument : public testing::Test {
 protected:
  static const FontLibrary& fonts() {
    static const auto loaded = FontLibrary::load({}).value();
    return *loaded;
  }
  static std::string make(const Pages& pages) {
    SerialExecutor executor;
    Operation operation;
    return pdf_document(pages, test::fixture_info(), fonts(), executor, operation).value();
  }
};

TEST_F(PdfDocument, CrossReferencesPointAtTheirObjects) {
  const std::string pdf = make(fixture_pages(2));
  const std::size_t table = std::stoul(pdf.substr(pdf.rfind("startxref") + 10));
  ASSERT_EQ(pdf.compare(table, 5, "xref\n"), 0);
  std::size_t at = pdf.find('\n', table + 5) + 1;
  const int count = std::stoi(pdf.substr(table + 7));
  for (int i = 0; i < count; ++i, at += 20) {
    if (i == 0) continue;
    const std::string begin = std::to_string(i) + " 0 obj";
    EXPECT_EQ(pdf.compare(std::stoul(pdf.substr(at, 10)), begin.size(), begin), 0) << i;
  }
}

TEST_F(PdfDocument, IsTheSameForAnyNumberOfJobs) {
  const Pages pages = fixture_pages(7);
  const auto executor = layout::make_executor(4);
  Operation operation;
  EXPECT_EQ(make(pages), pdf_document(pages, test::fixture_info(), fonts(), *executor, operation).value());
}

TEST_F(PdfDocument, StopsWhenTheOperationIsCancelled) {
  SerialExecutor executor;
  Operation operation;
  operation.cancel();
  const auto pdf = pdf_document(fixture_pages(2), {}, fonts(), executor, operation);
  ASSERT_FALSE(pdf.has_value());
  EXPECT_EQ(pdf.error().code, Errc::cancelled);
}

TEST_F(PdfDocument, WithoutPagesIsStillADocument) { EXPECT_THAT(make({}), testing::EndsWith("%%EOF\n")); }

TEST(PdfObjects, TextStringsAreEscapedOrUtf16) {
  EXPECT_EQ(text_string("a(b)\\"), "(a\\(b\\)\\\\)");
  EXPECT_EQ(text_string("ü\xF0\x9D\x84\x9E"), "<FEFF00FCD834DD1E>");
}

/// What other programs make of the file. Skipped where they are not installed.
class PdfByOthers : public PdfDocument {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "burin-pdf-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    ASSERT_TRUE(write_file(folder_ / "a.pdf", make(fixture_pages(2))).has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] static bool available(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
  }
  std::string output(const std::string& command) const {
    FILE* pipe = popen(("cd '" + folder_.string() + "' && " + command + " 2>&1").c_str(), "r");
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      text.append(buffer.data(), got);
    const int status = pclose(pipe);
    return status == 0 ? text : text + "\nexit status " + std::to_string(status);
  }
  fs::path folder_;
};

TEST_F(PdfByOthers, QpdfFindsNoFault) {
  if (!available("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  EXPECT_THAT(output("qpdf --check a.pdf"), testing::HasSubstr("No syntax or stream encoding errors"));
}

TEST_F(PdfByOthers, TextIsFoundWithItsLigaturesAndAccents) {
  if (!available("pdftotext")) GTEST_SKIP() << "pdftotext is not installed";
  const std::string text = output("pdftotext a.pdf -");
  EXPECT_THAT(text, testing::HasSubstr("Sinfonie in B♭ <für „Größe“ & AVAToffice>"));
  EXPECT_THAT(text, testing::HasSubstr("fine affinity"));
  EXPECT_THAT(text, testing::HasSubstr("Anton Brückner"));
}

TEST_F(PdfByOthers, FontsAreEmbeddedSubsetsWithUnicode) {
  if (!available("pdffonts")) GTEST_SKIP() << "pdffonts is not installed";
  const std::string fonts = output("pdffonts a.pdf");
  EXPECT_THAT(fonts, testing::HasSubstr("Bravura"));
  EXPECT_EQ(std::ranges::count(fonts, '\n'), 2 + 5) << fonts;
  std::size_t good = 0;
  for (std::size_t at = 0; (at = fonts.find("yes yes yes", at)) != std::string::npos; ++at) ++good;
  EXPECT_EQ(good, 5U) << fonts;
}

TEST_F(PdfByOthers, InformationAndPageSizeAreRead) {
  if (!available("pdfinfo")) GTEST_SKIP() << "pdfinfo is not installed";
  const std::string info = output("pdfinfo a.pdf");
  EXPECT_THAT(info, testing::ContainsRegex("Title: +Sinfonie <B♭> & more"));
  EXPECT_THAT(info, testing::ContainsRegex("Author: +Anton Brückner"));
  EXPECT_THAT(info, testing::ContainsRegex("Page size: +595.276 x 841.89 pts \\(A4\\)"));
}

/// Share of pixels, in thousandths, where two PGM pictures of equal size differ by more than half of black to white.
double difference(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a.empty()) return 1000.0;
  std::size_t different = 0;
  for (std::size_t i = 20; i < a.size(); ++i) {
    different += std::abs(static_cast<unsigned char>(a[i]) - static_cast<unsigned char>(b[i])) > 128 ? 1U : 0U;
  }
  return 1000.0 * static_cast<double>(different) / static_cast<double>(a.size());
}

TEST_F(PdfByOthers, LooksAsCairoDrawsIt) {
  if (!available("pdftoppm")) GTEST_SKIP() << "pdftoppm is not installed";
  Operation operation;
  const Pages pages = fixture_pages(1);
  ASSERT_TRUE(
      write_file(folder_ / "c.pdf", pdf_by_cairo(pages, test::fixture_info(), fonts(), operation).value()).has_value());
  output("pdftoppm -gray -r 300 -l 1 -singlefile a.pdf a && pdftoppm -gray -r 300 -l 1 -singlefile c.pdf c");
  const std::string ours = read_file(folder_ / "a.pgm", 1U << 28U).value_or("");
  const std::string cairo = read_file(folder_ / "c.pgm", 1U << 28U).value_or("");
  EXPECT_LT(difference(ours, cairo), 0.5);
}

}  // namespace
}  // namespace burin::io
