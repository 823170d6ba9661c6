// Words, and what stands before and behind them.
#include "source/secrecy.h"

#include "base/text.h"
#include "source/secret_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace asmgw {
namespace {

/// Keys that hold key material, whatever the kind.
constexpr std::array<std::string_view, 5> secret_keys{
    "data", "stringData", "binaryData", "encryptedData", "tls.key"};

/// Parts of the names of kinds that do.
constexpr std::array<std::string_view, 6> secret_kinds{
    "secret", "credential", "certificate", "password", "token", "key"};

/// What an object, a list of them, or a file of requests begins with.
constexpr std::array<std::string_view, 8> first_keys{
    "apiVersion", "kind",   "metadata", "spec",
    "items",      "status", "in",       "requests"};

constexpr std::array<std::string_view, 37> usual_keys{
    "apiVersion",    "kind",      "metadata",
    "name",          "namespace", "labels",
    "annotations",   "items",     "type",
    "immutable",     "data",      "stringData",
    "binaryData",    "spec",      "encryptedData",
    "template",      "tls.key",   "tls.crt",
    "ca.crt",        "ca.crl",    "key",
    "cert",          "cacert",    "crl",
    "token",         "username",  ".dockerconfigjson",
    "password",      "selector",  "servers",
    "port",          "number",    "protocol",
    "hosts",         "tls",       "mode",
    "credentialName"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& all,
               std::string_view word) {
  return std::any_of(all.begin(), all.end(), [&](std::string_view one) {
    return equal_ignoring_case(one, word);
  });
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
bool in_word(char c) {
  return is_alphanumeric(c) || c == '_' || c == '.' || c == '-' || c == '/';
}

/// The same text with `\u0064` and `\x64` as the letters they stand for, and
/// the lines of a quoted scalar joined where they say so.
std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\\'), text.size());
    out += text.substr(0, end);
    text.remove_prefix(end);
    if (text.size() < 2) break;
    const std::size_t digits = text[1] == 'x'   ? 2
                               : text[1] == 'u' ? 4
                               : text[1] == 'U' ? 8
                                                : 0;
    const std::string_view hex = text.substr(2, digits);
    unsigned code = 0x80;
    std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (digits > 0 && code < 0x80) {
      out += static_cast<char>(code);
      text.remove_prefix(2 + hex.size());
    } else if (is_break(text[1])) {
      text.remove_prefix(
          std::min(text.find_first_not_of(" \t\r\n", 1), text.size()));
    } else {
      out += text.substr(0, 2);
      text.remove_prefix(2);
    }
  }
  return out + std::string(text);
}

struct Token {
  std::string_view text;
  bool first = false;         ///< of its line, or behind a bracket or comma
  bool colon = false;         ///< one follows
  std::string_view behind{};  ///< all that follows the colon

  /// It stands where a key does.
  [[nodiscard]] bool is_key() const { return first || colon; }
};

/// Nothing but what may lead a key stands between `at` and what begins one.
bool leads(std::string_view text, std::size_t at) {
  while (at > 0) {
    const char c = text[at - 1];
    if (is_break(c) || c == '{' || c == '[' || c == ',') return true;
    if (!is_blank(c) && !is_quote(c) && c != '-' && c != '?') return false;
    --at;
  }
  return true;
}

Token word_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && in_word(text[end])) ++end;
  Token word{text.substr(begin, end - begin), leads(text, begin)};
  while (end < text.size() && (is_blank(text[end]) || is_quote(text[end])))
    ++end;
  word.colon = end < text.size() && text[end] == ':';
  if (word.colon) word.behind = text.substr(end + 1);
  return word;
}

/// Calls `use` with each word until it says false.
template <class Use>
bool all_words(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    if (!in_word(text[at])) {
      ++at;
      continue;
    }
    // `- ` and `-data` lead a word.
    while (at < text.size() && text[at] == '-') ++at;
    if (at == text.size() || !in_word(text[at])) continue;
    const Token word = word_at(text, at);
    if (!use(word)) return false;
    at += word.text.size();
  }
  return true;
}

/// A plain or quoted word of letters and digits, "" if it is anything else.
std::string_view plain_value(std::string_view behind) {
  while (!behind.empty() && is_blank(behind.front())) behind.remove_prefix(1);
  if (!behind.empty() && is_quote(behind.front())) behind.remove_prefix(1);
  const auto end = std::find_if_not(behind.begin(), behind.end(), in_word);
  const auto size = static_cast<std::size_t>(end - behind.begin());
  return behind.substr(0, size);
}

/// Not an object, nor what tools write around one.
bool begins_oddly(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\r"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    line = trim(line);
    const bool around =
        line.empty() || line.starts_with("{{") ||
        std::string_view("#%<=>").find(line[0]) != std::string_view::npos ||
        line.starts_with("---") || line.starts_with("...");
    if (around) continue;
    const std::size_t word = line.find_first_not_of("-?{[\"' \t");
    if (word == std::string_view::npos) continue;
    return !is_one_of(first_keys, word_at(line, word).text);
  }
  return true;
}

/// What the words say.
bool words_allow(std::string_view text) {
  bool object = false;  // some kind is named
  bool ours = false, servers = false;
  const bool allowed = all_words(text, [&](const Token& word) {
    if (word.is_key() && is_secret_key(word.text)) return false;
    if (equal_ignoring_case(word.text, "stringData")) return false;
    if (word.is_key() && word.text == "kind") {
      const std::string_view kind = plain_value(word.behind);
      if (is_secret_kind(kind) || kind.empty()) return false;
      object |= word.first;
    }
    object |= word.first && word.colon &&
              (word.text == "requests" || word.text == "in");
    ours |= word.first && word.text == "apiVersion" &&
            plain_value(word.behind).starts_with("networking.istio.io/");
    servers |= word.first && word.text == "servers";
    return true;
  });
  return allowed && (object || (ours && servers));
}

/// Where the document that begins at `begin` ends: before a line that is `---`
/// with or without a text behind it.
std::size_t end_of_document(std::string_view text, std::size_t begin) {
  constexpr std::string_view line = "\n---";
  std::size_t at = text.find(line, begin);
  const auto separates = [&](std::size_t end) {
    return end >= text.size() || is_blank(text[end]) || is_break(text[end]);
  };
  while (at != std::string_view::npos && !separates(at + line.size()))
    at = text.find(line, at + 1);
  return at == std::string_view::npos ? text.size() : at + 1;
}

/// `--- text`, where no comment is meant.
bool begins_with_stray_text(std::string_view document) {
  if (!document.starts_with("---")) return false;
  const std::string_view rest =
      trim(document.substr(3, document.find('\n') - 3));
  return !rest.empty() && rest.front() != '#';
}

}  // namespace

bool is_secret_key(std::string_view key) { return is_one_of(secret_keys, key); }

bool is_secret_kind(std::string_view kind) {
  const std::string word = lower(kind);
  return std::any_of(
             secret_kinds.begin(), secret_kinds.end(),
             [&](std::string_view part) { return contains(word, part); }) ||
         (word.size() < 16 && edit_distance(word, "secret") <= 2);
}

bool may_hold_secrets(std::string_view document) {
  if (has_key_material(document) || begins_oddly(document)) return true;
  if (!contains(document, "\\")) return !words_allow(document);
  // A text may say one thing to one reader and another to the next.
  return !words_allow(document) || !words_allow(unescaped(document));
}

std::vector<SecretSpan> secret_spans(std::string_view text) {
  std::vector<SecretSpan> spans;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_document(text, begin);
    const std::string_view document = text.substr(begin, end - begin);
    const bool torn = !spans.empty() && spans.back().secret &&
                      begins_with_stray_text(document);
    spans.push_back(
        {static_cast<std::uint32_t>(end), torn || may_hold_secrets(document)});
    begin = end;
  }
  return spans;
}

std::size_t shown_of(std::string_view line) {
  const std::size_t begin =
      std::min(line.find_first_not_of(" \t-?{[\"'"), line.size());
  const std::size_t blanks =
      std::min(line.find_first_not_of(" \t"), line.size());
  const Token word = word_at(line, begin);
  if (!word.colon || std::find(usual_keys.begin(), usual_keys.end(),
                               word.text) == usual_keys.end())
    return blanks;
  return line.size() - word.behind.size();
}

std::string concealed(std::string message) {
  std::size_t begin = message.find('"');
  // `":"` and `"---"` are our own.
  while (begin != std::string::npos) {
    const std::size_t end = message.find_first_not_of(":-", begin + 1);
    if (end == std::string::npos || message[end] != '"') break;
    begin = message.find('"', end + 1);
  }
  const std::size_t end = message.rfind('"');
  if (begin < end) message.replace(begin, end + 1 - begin, "…");
  return message;
}

}  // namespace asmgw
