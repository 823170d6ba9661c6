// What findings say of where their objects come from.
#pragma once

#include "lint/linter.h"
#include "model/origin.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace asmgw {

/// Looks once at each document that has findings.
class Origins {
 public:
  Origins(const Sources& sources, const LintResult& result)
      : sources_(sources), result_(result) {}

  /// "" if nothing tells.
  const std::string& of(const Diagnostic& found) {
    const std::uint32_t document =
        result_.objects[static_cast<std::uint32_t>(found.object)].document;
    const auto [place, is_new] =
        known_.try_emplace({found.range.file, document});
    if (is_new)
      place->second =
          origin_of(sources_.file(found.range.file), found.range.begin);
    return place->second;
  }

 private:
  const Sources& sources_;
  const LintResult& result_;
  std::map<std::pair<FileId, std::uint32_t>, std::string> known_;
};

}  // namespace asmgw
