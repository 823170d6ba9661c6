// A rule: a record and a function. All that is known of it, for explain, the
// man page, JSON and the tests, is in the record.
#pragma once

#include "model/version.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace asmgw {

struct Facts;
struct SetFacts;
class Report;

enum class Severity : std::uint8_t { off, info, warning, error };

/// Who minds. `reading` is YAML itself, `api_server` the schema and unknown
/// fields, `istio` the validating webhook; `runtime` is accepted, but broken or
/// surprising; `config` is our own (GW9xx).
enum class Layer : std::uint8_t { reading, api_server, istio, runtime, config };

/// `gateway`: decided by one object alone. `set`: needs all inputs.
enum class Scope : std::uint8_t { gateway, set };

std::string_view text_of(Severity severity);
std::string_view text_of(Layer layer);

/// Short lists without braces for a span: unused places are "".
using Keys = std::array<std::string_view, 8>;

/// The function of a rule: on one object or on all of them.
struct Check {
  using One = void (*)(const Facts&, Report&);
  using Set = void (*)(const SetFacts&, Report&);
  constexpr Check(One check) : one(check) {}
  constexpr Check(Set check) : set(check) {}

  One one = nullptr;
  Set set = nullptr;
};

/// What a finding does to others of the same object.
enum class Bearing : std::uint8_t {
  none,
  /// Istio stops there: its other findings are not made.
  stops_istio,
  /// The API server drops the field: what Istio finds without it is said there.
  drops_field,
};

/// What a finding of a rule on several objects says, which decides where it
/// looks: see `Linter::finish`.
enum class Claim : std::uint8_t {
  none,      ///< of rules on one object
  accuses,   ///< objects of each other: only where both reach one mesh
  doubles,   ///< the same of two definitions of one object
  misses,    ///< something that is nowhere: not in any mesh that may be meant
  evidence,  ///< goes by what other objects say, wherever they are
};

struct Rule {
  std::string_view id;    ///< GWnnn, never used again
  std::string_view name;  ///< says what is found, reads well after "allow"
  Severity severity;      ///< the highest a check may give
  Layer layer;
  Scope scope;
  /// First and last release it applies to; {} is no bound. A bound without a
  /// patch means the whole series.
  IstioVersion since, until;
  std::string_view summary;    ///< one line, no full stop
  std::string_view rationale;  ///< what Istio does and what happens at run time
  /// The body of `spec`, or whole documents if it begins with `apiVersion`;
  /// `# <--` marks the lines the rule reports. May begin with a line
  /// `# asmgw: --istio-version 1.22`. Empty: a golden case shows it.
  std::string_view bad, good;
  std::string_view source;  ///< where Istio or Kubernetes decides it
  Keys keys;                ///< the keys of man/rules.md it covers: X1, T37
  Keys aliases;             ///< what other tools call it: IST0145, KIA0301
  Check check;
  Bearing bearing = Bearing::none;
  Claim claim = Claim::none;
};

}  // namespace asmgw
