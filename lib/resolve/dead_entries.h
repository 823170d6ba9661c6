// Entries of `http` whose delegates give them no route.
#pragma once

#include "resolve/steps.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Those that would take a request if their delegates gave them routes.
class DeadEntries {
 public:
  /// `domain`: of the virtual host that has the Host; "": there is none.
  DeadEntries(Scene& scene, const Sent& sent, const RouteConfiguration& routes,
              std::string_view domain);

  /// The first before a route whose delegate may be elsewhere; null: none.
  [[nodiscard]] const DeadEntry* unknown_before(const Route* route) const;
  /// Nobody can say what the request reaches: ends the last step.
  void give_up(const DeadEntry& entry, Answer& answer);
  /// Names them as what was near.
  void tell(Step& step);

 private:
  [[nodiscard]] const DeadDelegate& delegate(const DeadEntry& entry);
  std::string name(const DeadEntry& entry);
  std::string words(const DeadEntry& entry);
  std::optional<Range> place(const DeadEntry& entry);

  Scene& scene_;
  std::vector<const DeadEntry*> all_;
};

}  // namespace asmgw
