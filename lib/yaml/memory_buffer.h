// What yaml-cpp reads a text from.
#pragma once

#include <algorithm>
#include <cstring>
#include <streambuf>
#include <string_view>

namespace asmgw {

/// A text as a stream, without a copy.
class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // a get area is never const
    setg(begin, begin, begin + text.size());
  }

 protected:
  std::streamsize xsgetn(char* out, std::streamsize wanted) override {
    const std::streamsize n = std::min(wanted, egptr() - gptr());
    std::memcpy(out, gptr(), static_cast<std::size_t>(n));
    setg(eback(), gptr() + n, egptr());
    return n;
  }
};

}  // namespace asmgw
