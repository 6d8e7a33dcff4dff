// The parser of plain XML: what it reads, what it leaves to the library, and that both read alike.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/unit/io/musicxml/xml_trees.hpp"

namespace burin::io {
namespace {

std::string plain(std::string_view text, XmlForm form = XmlForm::fragment, const ImportLimits& limits = {}) {
  XmlDocument document;
  return document.parse_plain(text, limits, 0, form) ? tree_of(document) : "refused";
}

std::string by_library(std::string_view text, XmlForm form = XmlForm::fragment) {
  XmlDocument document;
  return document.parse(text, form) ? "broken" : tree_of(document);
}

TEST(PlainXml, reads_elements_attributes_text_and_references_as_the_library_does) {
  for (const std::string_view text :
       {"<a/>", "<a></a>", "<a>x</a><b>y</b>", " <a x='1' y=\"2\"/>\n", "<a x=''> t <b/> u </a>", "<a><b/>late</a>",
        "<a>&lt;&amp;&gt;&quot;&apos;</a>", "<a x='&#65;&#x42;&#xe4;&#x1D11E;'>&#228;</a>", "<a\n  x='1'\t/>",
        "<a-b.c_1 xml:lang='de'>\xC3\xA4</a-b.c_1  >", "<a x='1' x='2'/>", "<a> \n </a>", "<a>> ]]></a>", ""}) {
    EXPECT_EQ(plain(text), by_library(text)) << text;
    EXPECT_NE(plain(text), "refused") << text;
  }
}

TEST(PlainXml, reads_a_document_behind_its_declaration_and_doctype) {
  const std::string_view text = "<?xml version='1.0'?>\n<!DOCTYPE a PUBLIC \"x\" \"y\">\n<a><b>c</b></a>\n";
  EXPECT_EQ(plain(text, XmlForm::document), by_library(text, XmlForm::document));
  EXPECT_NE(plain(text, XmlForm::document), "refused");
}

TEST(PlainXml, leaves_to_the_library_what_is_not_plain_or_broken) {
  for (const std::string_view text : {"<a><!-- c --></a>",
                                      "<a><![CDATA[x]]></a>",
                                      "<a><?pi?></a>",
                                      "<n:a/>",
                                      "<a>",
                                      "</a>",
                                      "<a></b>",
                                      "<a>x",
                                      "<a",
                                      "<a x",
                                      "<a x=",
                                      "<a x='",
                                      "<a x=1/>",
                                      "<a x='1'y='2'/>",
                                      "<a / >",
                                      "< a/>",
                                      "x",
                                      "<a>&nbsp;</a>",
                                      "<a>&</a>",
                                      "<a>&#0;</a>",
                                      "<a>&#xD800;</a>",
                                      "<a>&#x110000;</a>",
                                      "<a>&#99999999999;</a>",
                                      "<a>&#-5;</a>",
                                      "<a x='&bad'/>",
                                      "<a></aa>",
                                      "<aa></a>",
                                      "<a></a"}) {
    EXPECT_EQ(plain(text), "refused") << text;
  }
  EXPECT_EQ(plain("<a/><b/>", XmlForm::document), "refused");
  EXPECT_EQ(plain("", XmlForm::document), "refused");
  EXPECT_EQ(plain("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", XmlForm::document), "refused");
  EXPECT_EQ(plain(std::string_view("<a>\0</a>", 8)), "refused");
  EXPECT_EQ(plain(std::string_view("<a x='\0'/>", 10)), "refused");
}

TEST(PlainXml, keeps_the_limits_of_shape) {
  ImportLimits limits;
  limits.xml_depth = 2;
  limits.attribute_bytes = 3;
  limits.text_bytes = 3;
  EXPECT_NE(plain("<a><b x='123'> 123 </b></a>", XmlForm::fragment, limits), "refused");
  EXPECT_EQ(plain("<a><b><c/></b></a>", XmlForm::fragment, limits), "refused");
  EXPECT_EQ(plain("<a x='1234'/>", XmlForm::fragment, limits), "refused");
  EXPECT_EQ(plain("<a>1234</a>", XmlForm::fragment, limits), "refused");
  EXPECT_EQ(plain("<a>1<b/>1234</a>", XmlForm::fragment, limits), "refused");
}

TEST(PlainXml, a_document_is_used_again_for_another_text) {
  XmlDocument document;
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "<a x='" + std::to_string(i) + "'>" + std::to_string(i) + "</a>";
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(document.parse_plain(many, {}, 0, XmlForm::fragment));
    EXPECT_EQ(tree_of(document), by_library(many));
    ASSERT_TRUE(document.parse_plain("<b>c</b>", {}, 0, XmlForm::fragment));
    EXPECT_EQ(tree_of(document), by_library("<b>c</b>"));
  }
}

TEST(PlainXml, whatever_it_accepts_the_library_reads_alike) {
  constexpr std::array<std::string_view, 34> pieces{
      "<a>",  "</a>",     "<a>",  "</a>", "<b/>",      "<b x='1'/>", "<c y=\"&amp;\" z='\"'>",
      "</c>", "x",        " ",    "\n",   "&lt;",      "&#x41;",     "&#233;",
      "&#2",  ";",        "&",    "<",    ">",         "/",          "'",
      "\"",   "=",        "<!--", "-->",  "<![CDATA[", "]]>",        "<?p",
      "?>",   "\xC3\xA9", "a:b",  "<d",   " e='f'",    "&bad;"};
  std::mt19937 random(20);
  int accepted = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    const auto count = 1 + random() % 9;
    for (std::uint32_t k = 0; k < count; ++k) text += pieces[random() % (i % 3 == 0 ? pieces.size() : 14)];
    if (i % 2 == 0) text = "<a>" + text + "</a>";
    const std::string own = plain(text);
    if (own == "refused") continue;
    ++accepted;
    ASSERT_EQ(own, by_library(text)) << text;
  }
  EXPECT_GT(accepted, 2000);
}

}  // namespace
}  // namespace burin::io
