# The licences of all that is compiled or linked into the program, installed
# beside it, as the packages that they come from tell them.
set(packages libcli11-dev libfmt-dev libre2-dev libsodium-dev libutf8proc-dev
  libyaml-cpp-dev nlohmann-json3-dev)
if(RE2_ABSEIL)
  list(APPEND packages libabsl-dev)
endif()
if(ASMGW_STATIC)
  string(REGEX MATCH "^[0-9]+" major ${CMAKE_CXX_COMPILER_VERSION})
  list(APPEND packages libc6-dev libstdc++-${major}-dev)
endif()
foreach(package ${packages})
  set(licence /usr/share/doc/${package}/copyright)
  if(EXISTS ${licence})
    file(REAL_PATH ${licence} licence)
    install(FILES ${licence} RENAME ${package}
      DESTINATION ${CMAKE_INSTALL_DOCDIR}/licenses)
  else()
    message(WARNING "${licence} is missing: it is not installed")
  endif()
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
