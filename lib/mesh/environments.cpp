// The words, as data: what public repositories call their environments.
#include "mesh/environments.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace asmgw {
namespace {

/// Names by themselves, with a number (`prod2`) or a zone (`east-1`, `us-1a`).
constexpr std::array<std::string_view, 44> words{
    "dev",       "develop",   "development", "test",       "testing",
    "qa",        "int",       "integration", "sit",        "uat",
    "stage",     "staging",   "stg",         "preprod",    "preview",
    "sandbox",   "demo",      "prod",        "production", "prd",
    "live",      "canary",    "blue",        "green",      "dr",
    "east",      "west",      "north",       "south",      "eu",
    "us",        "ap",        "cn",          "central",    "northeast",
    "northwest", "southeast", "southwest",   "before",     "after",
    "old",       "new",       "solution",    "solutions"};

/// Names only with a number or a letter: `cluster2`, `region-b`, `step-02`.
constexpr std::array<std::string_view, 17> counted_words{
    "cluster", "region", "zone",    "az",       "env",     "v",
    "version", "step",   "chapter", "ch",       "example", "ex",
    "lab",     "lesson", "part",    "exercise", "tutorial"};

/// By the first letter, the lengths of the words, a bit each: most parts of a
/// path are none of them.
constexpr auto lengths = [] {
  std::array<std::uint32_t, 256> made{};
  const auto add = [&](const auto& all) {
    for (std::string_view word : all)
      made[static_cast<unsigned char>(word[0])] |= 1U << word.size();
  };
  add(words);
  add(counted_words);
  return made;
}();

bool may_be_word(std::string_view part) {
  return !part.empty() && part.size() < 32 &&
         (lengths[static_cast<unsigned char>(part[0])] >> part.size() & 1U) !=
             0;
}

template <class Words>
bool holds(const Words& all, std::string_view word) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

/// `2`, `02`, `1a`
bool is_number(std::string_view part) {
  if (part.empty() || !is_digit(part.front())) return false;
  const std::size_t end = part.find_first_not_of("0123456789");
  return end == std::string_view::npos || end + 1 == part.size();
}

bool is_letter(std::string_view part) {
  return part.size() == 1 && is_alphanumeric(part.front());
}

/// What a part of a segment is by itself.
enum class Part { other, name, counted };

Part part_of(std::string_view part) {
  const std::size_t digits =
      std::min(part.find_first_of("0123456789"), part.size());
  const std::string_view word = part.substr(0, digits);
  const std::string_view rest = part.substr(digits);
  if (!may_be_word(word) || (!rest.empty() && !is_number(rest)))
    return Part::other;
  if (holds(words, word)) return Part::name;
  if (!holds(counted_words, word)) return Part::other;
  return rest.empty() ? Part::counted : Part::name;
}

std::string_view next_part(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && !is_separator(text[end])) ++end;
  return text.substr(0, end);
}

class Pattern {
 public:
  explicit Pattern(std::string_view text) : text_(text) {}

  std::string make() {
    while (true) {
      take(next_part(text_.substr(at_)));
      if (at_ >= text_.size()) break;
      separator_ = text_[at_++];
    }
    return found_ ? out_ : std::string();
  }

 private:
  /// With the number behind it, if there is one: `east-1`, `region-b`.
  void take(std::string_view part) {
    const Part is = part_of(part);
    at_ += part.size();
    const std::string_view behind =
        at_ < text_.size() ? next_part(text_.substr(at_ + 1)) : "";
    const bool numbered =
        is_number(behind) || (is == Part::counted && is_letter(behind));
    if (is == Part::other || (is == Part::counted && !numbered))
      return add(part, false);
    if (numbered) at_ += 1 + behind.size();
    add("*", true);
  }

  /// Names one behind the other are one: `us-east-1`.
  void add(std::string_view part, bool is_name) {
    if (!(is_name && was_name_)) {
      if (separator_ != 0) out_ += separator_;
      out_ += part;
    }
    was_name_ = is_name;
    found_ |= is_name;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
  char separator_ = 0;  ///< before the next part
  bool was_name_ = false, found_ = false;
};

}  // namespace

std::string environment_pattern(std::string_view segment) {
  return Pattern(lower(segment)).make();
}

}  // namespace asmgw
