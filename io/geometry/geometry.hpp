// Where everything stands on the pages: for programs that put something over them or look for what was clicked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

/// The boxes of a layout's pages as a JSON object. A box is [left, top, right, bottom] in millimetres from the page's
/// upper left corner and encloses the ink. Pages hold systems and things, systems staves and things, staves measures
/// and things, measures things; a thing is a group of the SVG contract, named by its class, before those inside it.
/// What has no ink is left out. Pure, any thread; O(commands).
///   {"part":"","pages":[{"number":1,"width":210,"height":297,"systems":[{"vpd":"l/0/0/0","box":[…],"staves":[
///     {"vpd":"m/0/0/0","staff":0,"box":[…],"measures":[{"vpd":"m/0/0/0/3","n":3,"measure":"4","box":[…],"things":[
///       {"class":"note","vpd":"m/0/0/0/3/0/i/0","box":[…]}]}],"things":[…]}],"things":[…]}],"things":[…]}]}
[[nodiscard]] std::string geometry_json(const std::vector<std::shared_ptr<const Page>>& pages, std::string_view part,
                                        const FontLibrary& fonts);

/// One input of a run with its layouts as geometry_json() gives them.
struct ScoreGeometry {
  std::string input;
  std::vector<std::string> layouts;
};
/// The file that `--geometry` writes, schema burin-geometry/1.
[[nodiscard]] std::string geometry_file(const std::vector<ScoreGeometry>& scores);

}  // namespace burin::io
