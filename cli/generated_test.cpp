// What is committed is what asmgw-gen would write.
#include "cli/gen/files.h"
#include "cli/testing/run.h"
#include "output/schemas.h"

#include <doctest/doctest.h>

#include <tuple>

namespace asmgw::cli {

TEST_CASE("generated files are fresh: run build/dev/cli/asmgw-gen") {
  for (const auto& file : generated_files()) {
    const auto& path = std::get<0>(file);
    CAPTURE(path);
    const bool fresh = file_text(path) == std::get<1>(file);
    CHECK(fresh);
  }
}

TEST_CASE("schemas are printed as they are committed") {
  CHECK(file_text("schemas/lint.schema.json") == lint_schema());
  CHECK(file_text("schemas/render.schema.json") == render_schema());
}

}  // namespace asmgw::cli
