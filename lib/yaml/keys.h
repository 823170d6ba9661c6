// What is checked on a finished tree: keys, tags, aliases.
#pragma once

#include "yaml/read.h"

namespace asmgw {

/// Keys given twice (also through `<<`), keys that are null or collections,
/// and `<<` with something that is no mapping. Keys that are no strings get the
/// text that Kubernetes makes of them: `on` becomes `true`.
void check_keys(FileId file, Document& document);

/// Scalars whose tag does not fit, and numbers JSON cannot express.
void check_scalars(FileId file, Document& document);

/// The problem of a document whose aliases expand past the limit.
void refuse_aliases(FileId file, const Limits& limits, Document& document);

}  // namespace asmgw
