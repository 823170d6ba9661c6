// Requests that a test file may begin with: one for each host and port.
#pragma once

#include "listen/effective.h"

#include <optional>
#include <string>
#include <vector>

namespace asmgw {

struct Proposal {
  std::string url, expect;
  std::optional<std::string> address;  ///< of a listener bound to it
  bool client_certificate = false;

  /// By URL and address: nothing is asked twice.
  bool operator<(const Proposal& other) const;
};

/// With what each reaches today. Sorted, without repeats.
std::vector<Proposal> proposals(const std::vector<Effective>& workloads,
                                const Mesh& mesh, const MeshSettings& settings);

/// A whole test file.
std::string test_file_text(const std::vector<std::string>& in,
                           const std::vector<Proposal>& all);

}  // namespace asmgw
