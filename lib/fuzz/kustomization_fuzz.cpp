// Any bytes as a kustomization.yaml: the paths of patches in it.
#include "fuzz/fuzz.h"
#include "model/kustomization.h"

namespace asmgw {

void fuzz(std::string_view bytes) {
  const auto paths = patch_files(bytes);
  must(paths.size() <= bytes.size());
  for (const std::string& path : paths) {
    must(!path.empty());
    must(path.find('\n') == std::string::npos);
  }
}

}  // namespace asmgw
