// A change for traffic as data: what differs, where on both sides, how bad it
// is, and what happens at run time.
#pragma once

#include "resolve/request.h"
#include "resolve/told.h"
#include "source/source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// `none`: the effective configuration is the same. `safe`: what worked keeps
/// working. `risky`: it depends on what the inputs do not tell. `breaking`: a
/// request or handshake that works can fail, or a protection is gone.
enum class Impact : std::uint8_t { none, safe, risky, breaking };

enum class ChangeClass : std::uint8_t {
  unused,  ///< fills a list
  availability,
  security,
  exposure,
  drain,
  ops,
};

std::string_view text_of(Impact impact);
std::string_view text_of(ChangeClass one);

/// Short lists without braces for a span: unused places are `unused` or "".
using ChangeClasses = std::array<ChangeClass, 3>;
using ChangeIds = std::array<std::string_view, 6>;

/// A pair that shows a class of change. The texts are whole documents if they
/// begin with `apiVersion`; the body of `spec` if they begin with `selector` or
/// `servers`; the items of `servers` if they begin with `-`, with the selector
/// `{istio: ingressgateway}`; or, beginning with `{`, the `tls` of one server:
/// HTTPS, 443, shop.example.com. "" is a side with nothing in it.
struct ChangeExample {
  /// What is special: `HTTPS`, or "" where the class has one form only.
  std::string_view variant{};
  Impact level;
  std::string_view older, newer;
  /// What `newer` could be without this change: from `older` to here is none of
  /// this class.
  std::string_view silent;
  std::string_view context{};  ///< documents that both sides share
  std::string_view options{};  ///< of `asmgw diff`: `--istio-version 1.19`
};

/// A class of change: a record, as a rule is one.
struct ChangeKind {
  std::string_view id;  ///< `host-removed`; never used again
  Impact level;         ///< as a rule; the text says what moves it
  ChangeClasses classes;
  std::string_view summary;  ///< one line, no full stop
  std::string_view
      rationale;            ///< what happens at run time, what moves the level
  std::string_view source;  ///< where Istio or Envoy decides it; may be ""
  /// What the opposite change can be called.
  ChangeIds inverse;
  std::span<const ChangeExample> examples;
};

/// A place in an object of one side.
struct Spot {
  Range range;
  std::string pointer;  ///< JSON pointer
};

/// A request that shows a change: what it reaches on the workload of both
/// sides.
struct Witness {
  Request request;
  Told before, after;
};

struct Change {
  const ChangeKind* kind = nullptr;
  Impact level = Impact::none;
  ChangeClasses classes{};
  std::string title;  ///< `api.example.com leaves 443/HTTPS`
  std::string now;    ///< what is, one clause; "" if the title says it
  std::string then;   ///< what happens at run time once it is applied
  std::vector<std::string> notes;  ///< why the level is what it is; more
  std::string gateway;             ///< `ns/name`
  std::string workload;            ///< id of the first it is seen on, or ""
  std::size_t more_workloads = 0;  ///< beside that one
  std::string listener;            ///< `0.0.0.0_443`, or ""
  std::vector<std::string> hosts;  ///< it touches; sorted
  /// Beside id and object in the fingerprint: a server, a host, ...
  std::vector<std::string> subject;
  std::optional<Spot> older, newer;
  std::optional<Witness> witness{};  ///< of breaking changes, if there is one
};

}  // namespace asmgw
