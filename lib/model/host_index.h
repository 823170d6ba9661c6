// Hosts by name: who answers a name, who else covers it, who has names in
// common with it, and who only looks as if. Nobody is compared with all others.
#pragma once

#include "model/host.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asmgw {

enum class LetterCase : std::uint8_t {
  ignored,  ///< as Envoy and clients see names
  kept,     ///< as Istio compares hosts
};

/// The names of a HostIndex, each with a number from 0 on. Not for several
/// threads.
class HostNames {
 public:
  HostNames(const HostNames&) = delete;
  HostNames& operator=(const HostNames&) = delete;
  HostNames(HostNames&&) = default;
  HostNames& operator=(HostNames&&) = default;
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 protected:
  using Visit = std::function<bool(std::size_t)>;

  explicit HostNames(LetterCase letters) : letters_(letters) {}
  ~HostNames() = default;

  [[nodiscard]] std::string_view name(std::size_t number) const {
    return names_[number];
  }
  std::size_t number_of(std::string_view dns);
  [[nodiscard]] std::optional<std::size_t> find(std::string_view dns) const;
  [[nodiscard]] std::vector<std::size_t> near(std::string_view dns) const;
  bool any_covering(std::string_view dns, const Visit& visit) const;
  bool any_below(std::string_view dns, const Visit& visit) const;
  bool any_related(std::string_view dns, const Visit& visit) const;

 private:
  /// What a name must end in to be covered; of a plain name itself. Ordered by
  /// the last byte first, so that what a wildcard covers stands behind it.
  struct End {
    std::string_view text;
    bool wildcard;
    bool operator<(const End& other) const;
  };
  using ByEnd = std::map<End, std::size_t>;
  using Below = std::unordered_map<std::string_view, std::vector<std::size_t>>;
  static End end_of(std::string_view name);
  /// `text`, or a copy of it in `room`, as names are compared.
  std::string_view folded(std::string_view text, std::string& room) const;
  bool any_wildcard(std::string_view end, const Visit& visit) const;
  const ByEnd& by_end() const;
  const Below& below() const;

  LetterCase letters_;
  std::deque<std::string> lowered_;  ///< those that were not in lower case
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
  ByEnd wildcards_;
  // These two are made when they are first asked for, of all names:
  mutable std::optional<ByEnd> by_end_;
  /// the first few names one label below another.
  mutable std::optional<Below> below_;
};

/// A dns part is a name, a wildcard, or `*`. What is added is not copied unless
/// it has to be put into lower case.
template <class T, LetterCase letters = LetterCase::ignored>
class HostIndex : private HostNames {
 public:
  /// A name and what was added for it, in this order.
  struct Found {
    std::string_view name;  ///< in lower case where case is ignored
    std::span<const T> all;
  };

  HostIndex() : HostNames(letters) {}
  using HostNames::size;

  /// All of a name, to add to.
  std::vector<T>& of(std::string_view dns) {
    const std::size_t number = number_of(dns);
    if (number == values_.size()) values_.emplace_back();
    return values_[number];
  }
  void add(std::string_view dns, T value) {
    of(dns).push_back(std::move(value));
  }
  /// Not if it is what was added last for the name: then false.
  bool add_once(std::string_view dns, const T& value) {
    std::vector<T>& all = of(dns);
    if (!all.empty() && all.back() == value) return false;
    all.push_back(value);
    return true;
  }
  /// Of several with one name only the first is kept.
  void add_first(std::string_view dns, T value) {
    if (auto& all = of(dns); all.empty()) all.push_back(std::move(value));
  }

  /// Those of just this name.
  [[nodiscard]] std::span<const T> at(std::string_view dns) const {
    const auto number = find(dns);
    return number ? std::span<const T>(values_[*number]) : std::span<const T>();
  }
  /// What Envoy takes for the name: what is named exactly, else the longest
  /// wildcard above, `*` last. Empty: none.
  [[nodiscard]] std::span<const T> all_best(std::string_view dns) const {
    std::span<const T> found;
    any_covering(dns, [&](const Found& one) {
      found = one.all;
      return true;
    });
    return found;
  }
  /// The first that was added for it; null: none.
  [[nodiscard]] const T* best(std::string_view dns) const {
    const std::span<const T> all = all_best(dns);
    return all.empty() ? nullptr : &all.front();
  }
  /// All that cover the name or wildcard, the best first.
  [[nodiscard]] std::vector<Found> covering(std::string_view dns) const {
    std::vector<Found> all;
    any_covering(dns, [&](const Found& one) {
      all.push_back(one);
      return false;
    });
    return all;
  }
  /// Some that do not cover the name but look as if they might: what is one
  /// label below it, its neighbours, or what it is near in spelling.
  [[nodiscard]] std::vector<Found> near(std::string_view dns) const {
    std::vector<Found> all;
    for (std::size_t number : HostNames::near(dns)) all.push_back(made(number));
    return all;
  }
  /// Something has a name in common with `dns`.
  [[nodiscard]] bool relates(std::string_view dns) const {
    return any_related(dns, [](const T&) { return true; });
  }

  /// These call `visit` until it returns true; true: it did once. With all that
  /// cover `dns`, the best first;
  template <class Visit>
  bool any_covering(std::string_view dns, Visit visit) const {
    return HostNames::any_covering(
        dns, [&](std::size_t number) { return visit(made(number)); });
  }
  /// with each that `dns` covers, itself included, in no special order;
  template <class Visit>
  bool any_below(std::string_view dns, Visit visit) const {
    return HostNames::any_below(dns, each(visit));
  }
  /// with each that covers it or is covered, as Istio relates hosts: `*a.com`
  /// covers `a.com`.
  template <class Visit>
  bool any_related(std::string_view dns, Visit visit) const {
    return HostNames::any_related(dns, each(visit));
  }

 private:
  [[nodiscard]] Found made(std::size_t number) const {
    return {name(number), values_[number]};
  }
  template <class Visit>
  auto each(Visit& visit) const {
    return [this, &visit](std::size_t number) {
      for (const T& one : values_[number])
        if (visit(one)) return true;
      return false;
    };
  }

  std::vector<std::vector<T>> values_;  ///< by the number of their name
};

}  // namespace asmgw
