// Where a document comes from, if the program that made it says so.
#pragma once

#include "source/source.h"

#include <cstdint>
#include <string>

namespace asmgw {

/// Of the document that holds the byte at `offset`: the comment that helm
/// template writes in front (`# Source: shop/templates/gw.yaml`), or what
/// kustomize writes into an annotation for `originAnnotations` (`path: …`).
/// "" if there is neither, or the document may hold a Secret. Cost: that of
/// reading the document.
std::string origin_of(const SourceFile& file, std::uint32_t offset);

}  // namespace asmgw
