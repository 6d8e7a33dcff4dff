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
