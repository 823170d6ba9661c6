// XXH64 over what identifies a finding.
#include "output/fingerprint.h"

#define XXH_INLINE_ALL
#include <fmt/core.h>
#include <xxhash.h>

namespace asmgw {

std::string short_hash(std::string_view text) {
  return fmt::format("{:016x}", XXH64(text.data(), text.size(), 0));
}

std::string Fingerprints::next(const Diagnostic& found) {
  const ObjectName& object =
      result_->objects[static_cast<std::uint32_t>(found.object)];
  const std::string owner =
      object.name ? object.namespace_.value_or("") + '/' + *object.name
                  : sources_->file(found.range.file).path();
  std::string key =
      fmt::format("{}\n{}\n{}", found.rule->id, owner, found.stable_pointer);
  const int before = seen_[key]++;
  if (before > 0) key += fmt::format("\n{}", before);
  return short_hash(key);
}

}  // namespace asmgw
