// The tables of model/schema.h -> paths -> text.
#include "output/gateway_fields.h"

#include "base/text.h"
#include "model/schema.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

template <class M>
void add_fields(const std::string& lead, std::vector<FieldText>& out);

template <class E>
std::string enum_text() {
  std::string out;
  for (const auto& word : words_of(E{}))
    out += fmt::format("{}{}", out.empty() ? "one of " : ", ", word.text);
  return out;
}

/// Names the type of a field, and goes on to the fields below it.
struct Walker {
  FieldText field;
  std::vector<FieldText>& out;

  void leaf(std::string type) {
    field.type = std::move(type);
    out.push_back(std::move(field));
  }
  template <class T>
  void below(std::string type, std::string lead) {
    leaf(std::move(type));
    add_fields<T>(lead, out);
  }

  template <class M>
  void operator()(Field<std::string> M::*) {
    leaf("string");
  }
  template <class M>
  void operator()(Field<bool> M::*) {
    leaf("true or false");
  }
  template <class M>
  void operator()(Field<std::uint32_t> M::*) {
    leaf("number");
  }
  template <class M>
  void operator()(Field<TlsMode> M::*) {
    leaf(enum_text<TlsMode>());
  }
  template <class M>
  void operator()(Field<TlsVersion> M::*) {
    leaf(enum_text<TlsVersion>());
  }
  template <class M>
  void operator()(Field<List<std::string>> M::*) {
    leaf("list of strings");
  }
  template <class M>
  void operator()(Field<StringMap> M::*) {
    leaf("mapping of strings");
  }
  template <class M, class T>
  void operator()(Field<std::vector<Field<T>>> M::*) {
    field.path += "[]";
    below<T>("list of mappings", field.path + '.');
  }
  template <class M, class T>
  void operator()(Field<T> M::*) {
    below<T>("mapping", field.path + '.');
  }
};

template <class M>
void add_fields(const std::string& lead, std::vector<FieldText>& out) {
  for (const Member<M>& member : Schema<M>::members)
    std::visit(Walker{{lead + std::string(member.name),
                       {},
                       member.summary,
                       member.required,
                       member.since},
                      out},
               member.slot);
}

/// Lower case, without what stands in brackets.
std::string plain_path(std::string_view text) {
  std::string out;
  bool inside = false;
  for (char c : lower(text)) {
    if (c == '[') inside = true;
    if (!inside) out += c;
    if (c == ']') inside = false;
  }
  return out;
}

std::string_view last_name(std::string_view path) {
  if (path.ends_with("[]")) path.remove_suffix(2);
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

/// What texts call the field. Much else has a `name`: of that, with what it is
/// the name of.
std::vector<std::string> words_of(const FieldText& field) {
  const std::string name(last_name(field.path));
  if (name != "name") return {name};
  const std::string above(
      last_name(std::string_view(field.path).substr(0, field.path.rfind('.'))));
  return {above + " name", above + ".name"};
}

bool has_word(std::string_view text, std::string_view word) {
  const auto ends = [&](std::size_t at) {
    return at >= text.size() || !is_alphanumeric(text[at]);
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1))
    if ((at == 0 || ends(at - 1)) && ends(at + word.size())) return true;
  return false;
}

}  // namespace

std::vector<FieldText> gateway_fields() {
  std::vector<FieldText> out;
  add_fields<Gateway>("", out);
  return out;
}

std::vector<FieldText> find_fields(std::string_view word) {
  std::string wanted = plain_path(word);
  while (wanted.starts_with('.')) wanted.erase(0, 1);
  std::vector<FieldText> found;
  if (wanted.empty()) return found;
  for (FieldText& field : gateway_fields()) {
    const std::string path = plain_path(field.path);
    const bool fits = path == wanted || path.ends_with('.' + wanted);
    if (fits) found.push_back(std::move(field));
  }
  return found;
}

std::string explanation(const FieldText& field, RuleList rules) {
  std::string out =
      fmt::format("{}: {}\n\nType: {}", field.path, field.summary, field.type);
  if (field.required) out += ", required";
  if (field.since != IstioVersion{})
    out += fmt::format(", since Istio {}", first_release(field.since));
  out += '\n';
  const std::vector<std::string> words = words_of(field);
  std::string spoken;
  for (const Rule* rule : rules)
    if (std::any_of(words.begin(), words.end(), [&](const std::string& word) {
          return has_word(rule->summary, word) ||
                 has_word(rule->rationale, word);
        }))
      spoken +=
          fmt::format("  {} {}: {}\n", rule->id, rule->name, rule->summary);
  if (!spoken.empty()) out += "\nRules that speak of it:\n\n" + spoken;
  return out;
}

}  // namespace asmgw
