// Walks the schema's table of `tls`.
#include "rules/tls/settings.h"

#include "model/schema.h"

#include <algorithm>

namespace asmgw {
namespace {

bool says_something(const Field<std::string>& field) { return !blank(field); }
bool says_something(const Field<TlsMode>& field) { return !absent(field); }
bool says_something(const Field<bool>& field) {
  return !absent(field) && (!given(field) || *field);
}
bool says_something(const Field<TlsVersion>& field) {
  return !absent(field) && (!given(field) || *field != TlsVersion::automatic);
}
template <class T>
bool says_something(const Field<List<T>>& field) {
  return !blank(field);
}
template <class T>
bool says_something(const Field<T>& field) {
  return !absent(field);
}

}  // namespace

SettingList written(const Tls& tls, IstioVersion version, SettingNames names) {
  SettingList found;
  for (const Member<Tls>& member : Schema<Tls>::members) {
    const bool wanted =
        std::find(names.begin(), names.end(), member.name) != names.end();
    if (!wanted || version < member.since) continue;
    std::visit(
        [&](auto slot) {
          const auto& field = tls.*slot;
          if (says_something(field))
            found.push_back({member.name, field.key, field.path});
        },
        member.slot);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.key.begin < b.key.begin;
  });
  return found;
}

std::string listed(const SettingList& settings) {
  std::string out;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (i > 0) out += i + 1 == settings.size() ? " and " : ", ";
    out += settings[i].name;
  }
  return out;
}

void note_others(Finding& finding, const SettingList& settings) {
  for (std::size_t i = 1; i < settings.size(); ++i)
    finding.note(settings[i].key, "{} as well", settings[i].name);
}

}  // namespace asmgw
