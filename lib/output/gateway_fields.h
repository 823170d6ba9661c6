// The fields of a Gateway as text, for `asmgw explain`.
#pragma once

#include "output/catalogue.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct FieldText {
  std::string path;  ///< `spec.servers[].tls.mode`
  std::string type;  ///< `string`, `list of strings`, or the words it takes
  std::string_view summary;
  bool required = false;
  IstioVersion since = {};  ///< {}: always
};

/// Those that the schema knows, in its order.
std::vector<FieldText> gateway_fields();

/// Those that a word names: the whole path or the end of one, in any case, with
/// or without `[]`.
std::vector<FieldText> find_fields(std::string_view word);

/// What `asmgw explain` prints of a field, with the rules that speak of it.
std::string explanation(const FieldText& field, RuleList rules);

}  // namespace asmgw
