// Which rules run, and at what level.
#pragma once

#include "base/result.h"
#include "lint/rule.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// What the user asked for; words are ids, families (`GW3`), names or `all`.
struct Selection {
  std::vector<std::string> select;         ///< empty: all rules
  std::vector<std::string> extend_select;  ///< in addition
  std::vector<std::string> ignore;         ///< wins over the others
  std::vector<std::string> severity;       ///< `RULE=LEVEL`
};

class RuleSet {
 public:
  struct Active {
    const Rule* rule;
    Severity severity;
    bool fixed;  ///< the user set the level: no case lowers it
  };

  /// All rules at their own level.
  explicit RuleSet(std::span<const Rule* const> rules);
  /// An unknown word is an error that names the nearest known one.
  static Result<RuleSet> make(std::span<const Rule* const> rules,
                              const Selection& selection);

  [[nodiscard]] const std::vector<Active>& active() const { return active_; }

 private:
  std::vector<Active> active_;
};

/// The first rule with this id, name or alias (ids and aliases in any case), or
/// null.
const Rule* find_rule(std::span<const Rule* const> rules,
                      std::string_view word);
/// All of them: several rules have one alias.
std::vector<const Rule*> rules_called(std::span<const Rule* const> rules,
                                      std::string_view word);

/// Ids, names and aliases of all rules, for did-you-mean.
std::vector<std::string_view> rule_words(std::span<const Rule* const> rules);

}  // namespace asmgw
