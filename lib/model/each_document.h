// The documents of a text that is not ours to judge, as mappings.
#pragma once

#include "model/mapping.h"
#include "source/source.h"
#include "yaml/read.h"

#include <string>
#include <string_view>

namespace asmgw {

/// Hands over the mapping of each document that can be read.
template <class Take>
void each_document(std::string_view text, const Take& take) {
  const SourceFile file("manifest", std::string(text));
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, FileId{}, chunk, Limits{});
    if (document.readable && !document.tree.empty())
      take(Mapping(document.tree, 0));
  }
}

}  // namespace asmgw
