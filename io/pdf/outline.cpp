#include "io/pdf/outline.hpp"

#include <algorithm>

namespace burin::io {

namespace {

constexpr double points_per_mm = 72.0 / 25.4;

struct Found {
  OutlineEntry entry;
  double x{0.0};  // main staff spaces
};

/// Collects the texts of groups of one class.
class Finder {
 public:
  Finder(const Page& page, std::size_t index) : page_(page), index_(index) {}

  void look(const PlacedPaint& placed, GroupClass wanted, std::vector<Found>& out) const {
    if (!placed.paint) return;
    std::size_t depth = 0;  // below the group that is wanted
    for (const PaintOp& op : *placed.paint) {
      if (op.kind == PaintKind::open) {
        const bool begins = op.group_class() == wanted && (op.extras() & extra_continuation) == 0;
        if (depth > 0) {
          ++depth;
        } else if (begins) {
          depth = 1;
          out.push_back({{{}, index_, 0.0, wanted == GroupClass::title}, 0.0});
        }
      } else if (op.kind == PaintKind::close) {
        if (depth > 0 && --depth == 0 && out.back().entry.text.empty()) out.pop_back();
      } else if (op.kind == PaintKind::text && depth > 0) {
        add(placed, op, out.back());
      }
    }
  }

 private:
  void add(const PlacedPaint& placed, const PaintOp& op, Found& found) const {
    OutlineEntry& entry = found.entry;
    if (entry.text.empty()) {
      const double up = static_cast<double>(op.v[1]) + static_cast<double>(op.v[2]);  // above the first line
      entry.top_mm = std::max(0.0, (placed.y - placed.scale * up) * page_.space_mm);
      found.x = placed.x + placed.scale * static_cast<double>(op.v[0]);
    } else {
      entry.text += ' ';
    }
    entry.text += op.text();
  }

  const Page& page_;
  std::size_t index_;
};

/// One item of the tree as PDF wants it.
struct Node {
  int number{0};
  int parent{0}, previous{0}, next{0}, first{0}, last{0};
  int below{0};
};

std::vector<Node> tree_of(PdfObjects& objects, const std::vector<OutlineEntry>& entries, int root, Node& top) {
  std::vector<Node> nodes(entries.size());
  Node* title = nullptr;
  for (Node& node : nodes) node.number = objects.reserve();  // one after the other
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Node& node = nodes[i];
    if (entries[i].title) title = nullptr;
    Node& parent = title == nullptr ? top : *title;
    node.parent = title == nullptr ? root : title->number;
    node.previous = parent.last;
    if (parent.first == 0) parent.first = node.number;
    if (parent.last != 0) nodes[static_cast<std::size_t>(parent.last - nodes.front().number)].next = node.number;
    parent.last = node.number;
    ++parent.below;
    if (entries[i].title) title = &node;
  }
  return nodes;
}

std::string links(const Node& node) {
  std::string out;
  const auto add = [&](std::string_view key, int number) {
    if (number != 0) out += " /" + std::string(key) + " " + reference(number);
  };
  add("Parent", node.parent), add("Prev", node.previous), add("Next", node.next);
  add("First", node.first), add("Last", node.last);
  if (node.below > 0) out += " /Count " + std::to_string(node.below);
  return out;
}

}  // namespace

std::vector<OutlineEntry> outline_of(const Page& page, std::size_t index) {
  std::vector<OutlineEntry> entries;
  std::vector<Found> found;
  const auto take = [&] {
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.x < b.x; });
    for (Found& one : found) entries.push_back(std::move(one.entry));
    found.clear();
  };
  const Finder finder(page, index);
  finder.look(page.furniture, GroupClass::title, found);
  take();
  for (const PlacedSystem& system : page.systems) {
    finder.look(system.overlay, GroupClass::rehearsal, found);
    for (const PlacedStaff& staff : system.staves) finder.look(staff.paint, GroupClass::rehearsal, found);
    take();
  }
  return entries;
}

int write_outline(PdfObjects& objects, const std::vector<OutlineEntry>& entries,
                  const std::vector<std::shared_ptr<const Page>>& pages, const std::vector<int>& page_objects) {
  if (entries.empty()) return 0;
  const int root = objects.reserve();
  Node top;
  const std::vector<Node> nodes = tree_of(objects, entries, root, top);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const OutlineEntry& entry = entries[i];
    const double from_foot = pages[entry.page]->height_mm - entry.top_mm;
    objects.write(nodes[i].number, "<< /Title " + text_string(entry.text) + links(nodes[i]) + " /Dest [" +
                                       reference(page_objects[entry.page]) + " /XYZ null " +
                                       pdf_number(from_foot * points_per_mm) + " null] >>");
  }
  objects.write(root, "<< /Type /Outlines" + links(top) + " >>");
  return root;
}

}  // namespace burin::io
