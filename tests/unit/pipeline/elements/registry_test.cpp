#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/elements/element.hpp"

namespace burin::layout {
namespace {

TEST(Registry, lists_families_sorted_by_name_and_once) {
  const auto all = families();
  ASSERT_FALSE(all.empty());
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1]->name, all[i]->name);
}

TEST(Registry, finds_each_family_by_the_id_of_its_name) {
  for (const ElementFamily* one : families()) {
    EXPECT_EQ(family(family_id(one->name)), one);
    EXPECT_EQ(import_table().name_of(family_id(one->name)), one->name);
    EXPECT_FALSE(one->summary.empty()) << one->name;
  }
}

TEST(Registry, finds_every_rule_by_parent_and_tag) {
  for (const ElementFamily* one : families()) {
    for (const ImportRule& rule : one->rules) {
      const ImportRule* found = import_table().find(rule.parent, rule.tag);
      ASSERT_NE(found, nullptr) << rule.parent << "/" << rule.tag;
      EXPECT_EQ(found->family, family_id(one->name)) << rule.parent << "/" << rule.tag;
    }
  }
}

TEST(Registry, says_of_every_tag_that_is_read_how_it_is_written) {
  for (const ElementFamily* one : families()) {
    for (const ImportRule& rule : one->rules) {
      if (rule.tag.empty()) continue;
      const ExportRule& write = one->write;
      const bool named = write.tags.empty()
                             ? write.tag.empty() || write.tag == rule.tag
                             : std::find(write.tags.begin(), write.tags.end(), rule.tag) != write.tags.end();
      EXPECT_TRUE(named) << one->name << " reads <" << rule.tag << ">, but would write another tag";
    }
  }
}

TEST(Registry, finds_the_form_of_a_mark_by_its_place) {
  Mark fermata;
  fermata.family = family_id("fermata");
  ExportShape shape;
  ASSERT_TRUE(export_table().find(fermata, MarkPlace::note, shape));
  EXPECT_EQ(shape.parent, "notations");
  ASSERT_TRUE(export_table().find(fermata, MarkPlace::barline, shape));
  EXPECT_EQ(shape.parent, "barline");
  EXPECT_FALSE(export_table().find(fermata, MarkPlace::direction, shape));
  EXPECT_FALSE(export_table().find(Mark{}, MarkPlace::note, shape));
}

TEST(Registry, claims_any_child_of_a_parent_with_an_empty_tag) {
  ASSERT_NE(import_table().find("dynamics", "a-new-dynamic"), nullptr);
  EXPECT_EQ(import_table().find("dynamics", "a-new-dynamic")->family, family_id("dynamic"));
}

TEST(Registry, knows_no_rule_for_foreign_tags) {
  EXPECT_EQ(import_table().find("notations", "fnord"), nullptr);
  EXPECT_EQ(family_id("fnord"), FamilyId::unsupported);
  EXPECT_EQ(family(FamilyId::unsupported), nullptr);
}

}  // namespace
}  // namespace burin::layout
