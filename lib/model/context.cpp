// Questions about context objects.
#include "model/context.h"

#include <algorithm>

namespace asmgw {

bool is_subset(const Labels& some, const Labels& all) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

std::string full_name(const ObjectHead& head) {
  return head.namespace_ + '/' + head.name;
}

}  // namespace asmgw
