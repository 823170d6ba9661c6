// Regular expressions by the library that Envoy uses: the same syntax, and time
// linear in the text whatever the expression.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// Each expression is compiled once. Not for several threads.
class Regexes {
 public:
  Regexes();
  ~Regexes();
  Regexes(const Regexes&) = delete;
  Regexes& operator=(const Regexes&) = delete;

  /// The expression fits the whole text; nothing: it is none.
  std::optional<bool> full_match(const std::string& expression,
                                 std::string_view text);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace asmgw
