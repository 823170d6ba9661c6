// Requests that a test file may begin with: one for each host and port, more
// where one would not show a server that goes.
#pragma once

#include "listen/effective.h"
#include "resolve/request.h"
#include "yaml/limits.h"

#include <string>
#include <vector>

namespace asmgw {

struct Proposal {
  Request request;
  std::string expect;
  std::string server;  ///< that must answer; "": whichever does

  /// By URL, address, Host, method, headers and client certificate: nothing is
  /// asked twice.
  bool operator<(const Proposal& other) const;
};

/// With what each reaches today. Sorted, without repeats.
///
/// Names that no server has come to serve are asked for as well. Beside the
/// request for a name, which goes to the first route that it can reach, there
/// is one for each further VirtualService of the name, and one without client
/// certificate where one is required. The server is named where another would
/// take its TLS connections, or answer with 404 as well.
std::vector<Proposal> proposals(const SharedList<Effective>& workloads,
                                const Mesh& mesh, const MeshSettings& settings);

/// A whole test file. `in`: where the manifests are; `group`: which of them, ""
/// for all. Of `settings` stand in it
/// those that are not as they would be anyway.
std::string test_file_text(const std::vector<std::string>& in,
                           const std::string& group,
                           const MeshSettings& settings,
                           const std::vector<Proposal>& all);

/// A request that no test file can hold, and why.
struct Unwritable {
  std::string url, why;
};

/// Takes out of `all` what would not be read again, and, where all of it is
/// more than may stand in one file, its end.
std::vector<Unwritable> take_unwritable(std::vector<Proposal>& all,
                                        const Limits& limits = {});

}  // namespace asmgw
