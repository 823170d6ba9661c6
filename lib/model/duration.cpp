// Number and unit, again and again.
#include "model/duration.h"

#include "base/text.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace asmgw {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 8> units{{
    {"ns", 1},
    {"us", 1e3},
    {"\u00b5s", 1e3},
    {"\u03bcs", 1e3},
    {"ms", 1e6},
    {"s", 1e9},
    {"m", 60e9},
    {"h", 3600e9},
}};

std::optional<double> unit_of(std::string_view name) {
  for (const auto& [known, nanoseconds] : units)
    if (known == name) return nanoseconds;
  return std::nullopt;
}

/// Digits with at most one dot, at the start of `text`; 0 if it has no digit.
std::size_t number_length(std::string_view text) {
  std::size_t length = 0, digits = 0, dots = 0;
  for (; length < text.size(); ++length) {
    const char c = text[length];
    if (is_digit(c))
      ++digits;
    else if (c != '.' || ++dots > 1)
      break;
  }
  return digits == 0 ? 0 : length;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    const std::size_t length = number_length(text);
    if (length == 0 || length > 30) return std::nullopt;
    const double number = std::stod("0" + std::string(text.substr(0, length)));
    text.remove_prefix(length);
    const auto unit =
        unit_of(text.substr(0, text.find_first_of(".0123456789")));
    if (!unit) return std::nullopt;
    text.remove_prefix(
        std::min(text.find_first_of(".0123456789"), text.size()));
    sum += number * *unit;
  }
  if (sum >= 9223372036854775808.0) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(std::llround(sum));
  return negative ? -whole : whole;
}

}  // namespace asmgw
