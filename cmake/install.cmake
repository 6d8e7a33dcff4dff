# Installs the program, the static libraries with their headers, and the CMake package `burin`:
# find_package(burin) gives burin::core, burin::pipeline and burin::io.
include(CMakePackageConfigHelpers)
set(burin_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/burin)

install(TARGETS burin RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(TARGETS burin_core burin_pipeline burin_io EXPORT burinTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
# Headers keep their paths below include/burin, so that "core/piece/piece.hpp" is found as in the tree.
foreach(layer IN ITEMS core pipeline io)
  install(DIRECTORY ${layer} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/burin COMPONENT development
    FILES_MATCHING PATTERN "*.hpp")
endforeach()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

install(EXPORT burinTargets NAMESPACE burin:: DESTINATION ${burin_package_dir} COMPONENT development)
configure_package_config_file(cmake/burinConfig.cmake.in ${PROJECT_BINARY_DIR}/burinConfig.cmake
  INSTALL_DESTINATION ${burin_package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/burinConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/burinConfig.cmake ${PROJECT_BINARY_DIR}/burinConfigVersion.cmake
  DESTINATION ${burin_package_dir} COMPONENT development)
