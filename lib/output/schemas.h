// The JSON Schemas that are shipped.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// Of the Gateway kind, made from the tables that the decoder reads; for
/// editors.
std::string gateway_schema();

/// Of what `lint -o json` prints: the text of schemas/lint.schema.json.
std::string_view lint_schema();

/// The same of `render -o json` and its like.
std::string_view render_schema();
std::string_view diff_schema();
std::string_view resolve_schema();
std::string_view groups_schema();
std::string_view test_schema();

/// Of the files that `test` reads; for editors.
std::string_view test_file_schema();

}  // namespace asmgw
