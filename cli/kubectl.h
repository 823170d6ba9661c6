// The folders that `kubectl diff` makes: a file an object, with no extension.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// `networking.istio.io.v1.Gateway.shop.shop-gw`: group, version, kind,
/// namespace (may be empty), name.
bool is_kubectl_name(std::string_view file_name);

struct KubectlFolders {
  std::vector<std::string> old_names, new_names;  ///< sorted
};
/// What the two hold, if they are folders as kubectl makes them, and not both
/// empty.
std::optional<KubectlFolders> kubectl_folders(const std::string& old_dir,
                                              const std::string& new_dir);

/// The differences of some of the files, as `kubectl diff` itself shows them;
/// what may hold a Secret shows only which of its values differ.
Result<std::string> text_diff(const std::string& old_dir,
                              const std::string& new_dir,
                              const std::vector<std::string>& file_names);

}  // namespace asmgw::cli
