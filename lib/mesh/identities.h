// What the objects of a file are called, without parsing what need not be.
#pragma once

#include "mesh/file_objects.h"
#include "mesh/settings.h"
#include "source/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct ObjectIdentity {
  std::string kind, namespace_, name;
  /// False: `namespace_` is where objects land that name none.
  bool namespace_written = true;

  bool operator==(const ObjectIdentity&) const = default;
};

/// Of the Gateways and the objects beside them (kinds.h) that have a name, in
/// no order. Names that hold a placeholder (`${NAME}`) are left out: what they
/// become is not known. Of a document that only parsing can tell, nothing.
std::vector<ObjectIdentity> identities_of(const FileObjects& file,
                                          const Sources& sources,
                                          const MeshSettings& settings);

/// All of them come from a cluster: they carry `uid` and `resourceVersion`.
bool is_dump(std::string_view text);

}  // namespace asmgw
