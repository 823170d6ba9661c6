# What the released program is compiled and linked with against those who know
# a fault of it; lib/testing/hardened.py checks that it took effect. And what makes
# two builds of one source the same, wherever it lies.
include(CheckCXXCompilerFlag)
include(CheckCXXSourceRuns)
include(CheckLinkerFlag)

target_compile_options(asmgw_options INTERFACE
  -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
  -D_GLIBCXX_ASSERTIONS)
foreach(flag -fstack-clash-protection -fcf-protection)
  string(MAKE_C_IDENTIFIER "HAVE${flag}" known)
  check_cxx_compiler_flag(${flag} ${known})
  if(${known})
    target_compile_options(asmgw_options INTERFACE ${flag})
  endif()
endforeach()
target_link_options(asmgw_options INTERFACE
  -static-pie -Wl,-z,relro,-z,now,-z,noexecstack)

# A program that may lie anywhere has thousands of addresses to put right at
# each start; packed, they are a page or two. The C library must know them.
set(CMAKE_REQUIRED_FLAGS -fPIE)
set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie -Wl,-z,pack-relative-relocs)
check_cxx_source_runs("
  static int value;
  int* volatile place = &value;
  int main() { return *place; }" HAVE_PACKED_RELOCATIONS)
unset(CMAKE_REQUIRED_FLAGS)
unset(CMAKE_REQUIRED_LINK_OPTIONS)
if(HAVE_PACKED_RELOCATIONS)
  target_link_options(asmgw_options INTERFACE -Wl,-z,pack-relative-relocs)
endif()

target_compile_options(asmgw_options INTERFACE
  -ffile-prefix-map=${PROJECT_BINARY_DIR}=build
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
