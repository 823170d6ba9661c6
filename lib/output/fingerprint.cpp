// What identifies a finding, field by field.
#include "output/fingerprint.h"

#include "base/digest.h"

namespace asmgw {

std::string Fingerprints::next(const Diagnostic& found) {
  const ObjectName& object =
      result_->objects[static_cast<std::uint32_t>(found.object)];
  std::vector<std::string> fields{"finding", std::string(found.rule->id)};
  if (object.name)
    fields.insert(fields.end(),
                  {"object", object.namespace_.value_or(""), *object.name});
  else
    fields.insert(fields.end(),
                  {"file", sources_->file(found.range.file).path()});
  fields.push_back(found.stable_pointer);
  const int before = seen_[fields]++;
  fields.push_back(std::to_string(before));
  return fingerprint_of(fields);
}

}  // namespace asmgw
