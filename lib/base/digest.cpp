// One call of libsodium; this one needs no initialisation.
#include "base/digest.h"

#include <fmt/core.h>
#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace asmgw {

std::string sha256(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(),
                     reinterpret_cast<const unsigned char*>(text.data()),
                     text.size());
  std::string digits;
  digits.reserve(2 * hash.size());
  for (const unsigned char byte : hash) digits += fmt::format("{:02x}", byte);
  return digits;
}

std::string fingerprint_of(std::span<const std::string> fields) {
  std::string text;
  for (const std::string& field : fields)
    text += fmt::format("{}:{}", field.size(), field);
  return sha256(text).substr(0, fingerprint_digits);
}

std::string hidden_text(std::string_view text) {
  return fmt::format("<hidden, {} byte{}, sha256 {}>", text.size(),
                     text.size() == 1 ? "" : "s", sha256(text).substr(0, 16));
}

}  // namespace asmgw
