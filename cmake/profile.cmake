# Profile-guided optimisation: the compiler lays out code by what a run was seen to do. BURIN_PROFILE says which of the
# two builds this is:
#   use      the program is built once more, in the folder `profile`, to count; it engraves the samples and a synthetic
#            score (scripts/train); then everything is built with these counts. Once for a build folder: later changes of
#            the sources use the counts of what is still the same. Twice the time of a build; a tenth less time of a run.
#   measure  the counting build itself.
#   off      neither (the default but in the preset `release`).
# Only with GCC. Without counts for a function it is compiled as ever, so a profile never changes what is computed.
set(BURIN_PROFILE off CACHE STRING "Profile-guided optimisation: use, measure or off")
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(BURIN_PROFILE off)
endif()

set(counts ${PROJECT_BINARY_DIR}/counts)
# The folder's own name must not be part of the counts' file names: two builds share them.
if(BURIN_PROFILE STREQUAL measure)
  add_compile_options(-fprofile-generate=${counts} -fprofile-prefix-path=${PROJECT_BINARY_DIR} -fprofile-update=single)
  add_link_options(-fprofile-generate=${counts})
elseif(BURIN_PROFILE STREQUAL use)
  include(ExternalProject)
  set(measuring ${PROJECT_BINARY_DIR}/profile)
  ExternalProject_Add(burin_profile
    SOURCE_DIR ${PROJECT_SOURCE_DIR}
    BINARY_DIR ${measuring}
    CMAKE_ARGS -DBURIN_PROFILE=measure -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE} -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
    BUILD_COMMAND ${CMAKE_COMMAND} --build <BINARY_DIR> --target burin
    INSTALL_COMMAND ${PROJECT_SOURCE_DIR}/scripts/train <BINARY_DIR>/burin
    USES_TERMINAL_BUILD ON)
  add_compile_options(-fprofile-use=${measuring}/counts -fprofile-prefix-path=${PROJECT_BINARY_DIR}
    -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch
    -Wno-restrict -Wno-maybe-uninitialized -Wno-dangling-pointer)  # GCC 12 sees ghosts in strings that it inlines more
endif()

# A target, and whatever links it, waits for the counts.
function(burin_with_profile target)
  if(BURIN_PROFILE STREQUAL use)
    add_dependencies(${target} burin_profile)
  endif()
endfunction()
