// Scalars as sigs.k8s.io/yaml reads them (go-yaml v2, resolve.go).
#include "yaml/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

namespace asmgw {
namespace {

constexpr std::string_view core = "tag:yaml.org,2002:";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool one_of(std::string_view text,
            std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

/// What the first byte promises: a word, a number, nothing.
enum class Hint : std::uint8_t { none, word, point, number };

Hint hint_of(std::string_view text) {
  if (text.empty()) return Hint::number;
  const char c = text[0];
  if (is_digit(c) || c == '+' || c == '-') return Hint::number;
  if (c == '.') return Hint::point;
  return std::string_view("yYnNtTfFoO~").find(c) == std::string_view::npos
             ? Hint::none
             : Hint::word;
}

constexpr std::size_t longest_word = 5;  // false

/// A null or a boolean, by length first: this runs for every key.
bool is_word(std::string_view text) {
  switch (text.size()) {
    case 0:
      return true;
    case 1:
      return std::string_view("~yYnN").find(text[0]) != std::string_view::npos;
    case 2:
      return one_of(text, {"on", "On", "ON", "no", "No", "NO"});
    case 3:
      return one_of(text, {"yes", "Yes", "YES", "off", "Off", "OFF"});
    case 4:
      return one_of(text, {"true", "True", "TRUE", "null", "Null", "NULL"});
    default:
      return one_of(text, {"false", "False", "FALSE"});
  }
}

std::optional<Scalar> read_word(std::string_view text) {
  Scalar found;
  if (one_of(text, {"", "~", "null", "Null", "NULL"})) {
    found.type = ScalarType::null;
    return found;
  }
  if (one_of(text, {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on",
                    "On", "ON"})) {
    found.type = ScalarType::boolean;
    found.boolean = true;
    return found;
  }
  if (one_of(text, {"n", "N", "no", "No", "NO", "false", "False", "FALSE",
                    "off", "Off", "OFF"})) {
    found.type = ScalarType::boolean;
    return found;
  }
  if (one_of(text, {".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf",
                    "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"})) {
    found.type = ScalarType::floating;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    found.number = text.back() == 'n' || text.back() == 'N' ? std::nan("")
                   : text[0] == '-'                         ? -infinity
                                                            : infinity;
    return found;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> read_digits(std::string_view digits, int base) {
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || error != std::errc{} || last != end)
    return std::nullopt;
  return value;
}

/// Go's strconv.ParseInt and ParseUint with base 0: 0x, 0o, 0b and a leading 0
/// for octal. A sign is for signed numbers only, so it halves the range.
std::optional<Scalar> read_integer(std::string_view text) {
  Scalar found;
  found.type = ScalarType::integer;
  std::string_view digits = text;
  const bool sign = !digits.empty() && (digits[0] == '-' || digits[0] == '+');
  found.negative = sign && digits[0] == '-';
  if (sign) digits.remove_prefix(1);
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    const char mark = static_cast<char>(digits[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    digits.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  const auto value = read_digits(digits, base);
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  if (!value || (sign && *value > most - (found.negative ? 0 : 1)))
    return std::nullopt;
  found.magnitude = *value;
  found.number = static_cast<double>(*value) * (found.negative ? -1 : 1);
  if (found.magnitude == 0) found.negative = false;
  return found;
}

bool is_decimal_float(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - from;
  };
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  const std::size_t whole = digits();
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

std::optional<Scalar> read_float(std::string_view text) {
  if (!is_decimal_float(text)) return std::nullopt;
  Scalar found;
  found.type = ScalarType::floating;
  found.number = std::strtod(std::string(text).c_str(), nullptr);
  if (!std::isfinite(found.number)) return std::nullopt;  // out of range
  return found;
}

std::optional<Scalar> read_number(std::string_view text) {
  std::string plain(text);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  if (auto found = read_integer(plain)) return found;
  return read_float(plain);
}

std::optional<std::string> read_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  std::size_t used = 0, padding = 0;
  for (char c : text) {
    if (c == '\n' || c == '\r') continue;
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t value = letters.find(c);
    ++used;
    if (c == '=') {
      ++padding;
      continue;
    }
    if (value == std::string_view::npos || padding > 0) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFF);
  }
  if (used % 4 != 0 || padding > 2) return std::nullopt;
  return out;
}

Scalar string_of(std::string_view text) {
  Scalar found;
  found.text = text;
  return found;
}

Scalar resolve(std::string_view text) {
  const Hint hint = hint_of(text);
  if (is_plain_string(text)) return string_of(text);
  if (auto word = read_word(text)) return *word;
  if (hint == Hint::word) return string_of(text);
  if (hint == Hint::point) return read_float(text).value_or(string_of(text));
  return read_number(text).value_or(string_of(text));
}

ScalarType expected_by(std::string_view tag) {
  if (tag == "null") return ScalarType::null;
  if (tag == "bool") return ScalarType::boolean;
  if (tag == "int") return ScalarType::integer;
  if (tag == "float") return ScalarType::floating;
  return ScalarType::string;
}

/// A date as Go's layouts take it: year-month-day, or with a time behind it.
bool is_timestamp(std::string_view text) {
  const auto number = [&](std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < text.size() && n < most && is_digit(text[n])) ++n;
    text.remove_prefix(n);
    return n >= least;
  };
  const auto mark = [&](char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  };
  return number(4, 4) && mark('-') && number(1, 2) && mark('-') &&
         number(1, 2) &&
         (text.empty() || text[0] == 'T' || text[0] == 't' || text[0] == ' ');
}

Scalar resolve_as(std::string_view text, std::string_view tag) {
  Scalar invalid;
  invalid.type = ScalarType::invalid;
  if (tag == "str") return string_of(text);
  if (tag == "binary") {
    const auto bytes = read_base64(text);
    return bytes ? string_of(*bytes) : invalid;
  }
  if (tag == "timestamp") return is_timestamp(text) ? string_of(text) : invalid;
  Scalar found = resolve(text);
  const ScalarType wanted = expected_by(tag);
  if (wanted == ScalarType::floating && found.type == ScalarType::integer) {
    found.type = ScalarType::floating;
    return found;
  }
  return found.type == wanted ? found : invalid;
}

/// Go's strconv.FormatFloat with 'g', the shortest form and 32 bits, which is
/// what Kubernetes makes of a key.
std::string shortest_float(double number) {
  if (std::isnan(number)) return ".nan";
  const auto rounded = static_cast<float>(number);
  if (std::isinf(rounded)) return rounded < 0 ? "-.inf" : ".inf";
  std::array<char, 64> text{};
  const auto write = [&](std::chars_format format) {
    char* end = text.data() + text.size();
    return std::string(text.data(),
                       std::to_chars(text.data(), end, rounded, format).ptr);
  };
  std::string out = write(std::chars_format::scientific);
  const int exponent = std::atoi(out.c_str() + out.find('e') + 1);
  return exponent < -4 || exponent >= 6 ? out : write(std::chars_format::fixed);
}

}  // namespace

std::string name_of_key(const Scalar& key) {
  if (key.type == ScalarType::string) return key.text;
  if (key.type == ScalarType::boolean) return key.boolean ? "true" : "false";
  if (key.type == ScalarType::integer)
    return (key.negative ? "-" : "") + std::to_string(key.magnitude);
  return shortest_float(key.number);
}

bool is_plain_string(std::string_view text) {
  // Most keys begin like a word (`name`, `tls`) and are longer than any.
  switch (hint_of(text)) {
    case Hint::none:
      return true;
    case Hint::word:
      return text.size() > longest_word || !is_word(text);
    default:
      return false;
  }
}

Scalar read_scalar(std::string_view text, bool plain, std::string_view tag) {
  Scalar found;
  if (tag.empty() && plain) {
    found = resolve(text);
  } else if (tag.substr(0, core.size()) == core &&
             one_of(tag.substr(core.size()), {"null", "bool", "int", "float",
                                              "str", "binary", "timestamp"})) {
    found = resolve_as(text, tag.substr(core.size()));
  } else {
    // Quoted, or a tag of somebody's own: that says nothing, nor does "!".
    found = string_of(text);
  }
  if (found.type == ScalarType::floating && !std::isfinite(found.number))
    found.type = ScalarType::invalid;
  return found;
}

Scalar read_scalar(const Tree& tree, const Node& node) {
  return read_scalar(tree.text(node), node.style == Style::plain,
                     tree.tag(node));
}

}  // namespace asmgw
