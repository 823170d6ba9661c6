// Which text may hold a Secret, and what of a line may be shown all the same.
// Judged without parsing: what cannot be parsed is what gets into messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// `document` is not certainly free of key material. Free is what begins as an
/// object does and names a kind, unless something in it looks like a Secret: a
/// kind of that sort, `data:`, `stringData:`, `tls.key`, a block of PEM.
bool may_hold_secrets(std::string_view document);

/// Documents of a file, by their ends, and which of them may hold secrets. One
/// that is cut off by a --- with text behind it goes with the one above it.
struct SecretSpan {
  std::uint32_t end = 0;
  bool secret = false;
};
std::vector<SecretSpan> secret_spans(std::string_view text);

/// How many bytes of a line of such a document may be shown: its indentation
/// and a key that manifests usually have. The value may go on from line to
/// line, so that an unusual word might be a part of it.
std::size_t shown_of(std::string_view line);

/// A message about such a document without what it quotes: all from its first
/// quote to its last.
std::string concealed(std::string message);

}  // namespace asmgw
