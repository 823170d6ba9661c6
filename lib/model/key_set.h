// Reasons of a validator for refusing something, each by its key.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace asmgw {

/// Those that hold of one thing; none: it is accepted. `Key` is an enum from 0
/// on that has a `text_of`.
template <class Key>
class KeySet {
 public:
  void add(Key key) { bits_ |= bit(key); }
  void add_if(bool holds, Key key) {
    if (holds) add(key);
  }
  [[nodiscard]] bool has(Key key) const { return (bits_ & bit(key)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  /// `HN2`, `HD1`, ... in the order of the enum.
  [[nodiscard]] std::vector<std::string_view> names() const {
    std::vector<std::string_view> out;
    for (unsigned i = 0; i < 32; ++i)
      if (const Key key = static_cast<Key>(i); has(key))
        out.push_back(text_of(key));
    return out;
  }

  bool operator==(const KeySet&) const = default;

 private:
  static std::uint32_t bit(Key key) {
    return std::uint32_t{1} << static_cast<unsigned>(key);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace asmgw
