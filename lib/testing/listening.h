// Gateways in short notation -> manifests -> what one workload listens on, as
// text of a few lines.
#pragma once

#include "listen/effective.h"
#include "source/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Manifests from lines, each a server, an object or a setting of the pod:
///
///   a: HTTPS 443 a.com,./b.com S #name @10.0.0.1
///     Server of Gateway `a` (`ns/a`: of another namespace than default). S is
///     SIMPLE, M MUTUAL, each with a credential of the Gateway's name; I is
///     ISTIO_MUTUAL, PT and APT pass on, R redirects. The port is named pN by
///     its index if no #name is given. `tls={...}`, at the end, stands for
///     itself.
///   vs v: a,b a.com,*.b.com http /x
///     VirtualService for two Gateways and two hosts. `http /x` has a prefix,
///     `http` no match, `tls a.com,b.com` sniHosts, `tcp` no match; all lead to
///     port 9 of the host `v.to`. May be followed by `export=.,w`.
///   svc s: 80>8080 dns=53>5353/UDP off
///     Service of the gateway pod; `off` bears the label that disables port
///     translation.
///   pod web=9000 unprivileged
///     Container ports; there is a pod of the labels that all Gateways select
///     even without such a line.
///
/// `at=2024` gives any of them a creationTimestamp. What stands behind a line
/// `---` is YAML.
std::string manifests(std::string_view notation);

/// Without the first line break and what all lines are indented by.
std::string unindented(std::string_view text);

/// The same lines with the last Gateway first. Servers of one Gateway, which
/// must stand together, keep their order.
std::string swapped(std::string_view notation);

/// Gateways in the order of the text, unless the settings say otherwise, and no
/// VirtualServices but those of the text.
MeshSettings in_file_order();

/// What a workload listens on, as text.
class ListeningText {
 public:
  ListeningText(const Mesh& mesh, const Effective& effective)
      : mesh_(mesh), effective_(effective) {}

  /// A line a listener, `- ` a chain of it, then dropped servers:
  ///
  ///   0.0.0.0_443 nack same-match
  ///   - a.com,b.com https a#0 https.443.p0.a.default
  ///   - * tcp b#1 outbound|9||v.to
  ///   dropped b#0 duplicate-tls-host b.com by a#0 order
  ///
  /// `order` is there if it is order sensitive, `by (a#0)` says that the winner
  /// is dropped itself.
  [[nodiscard]] std::string listeners() const;
  /// `http.80 a#0,b#0`
  [[nodiscard]] std::string route_names() const;
  /// `http.80 a.com:80 [a.com,b.com] tls v/x w` : name, domains, `tls` if it
  /// redirects to TLS, routes as VirtualService and path.
  [[nodiscard]] std::string virtual_hosts() const;
  /// `a#0 SIMPLE kubernetes://a ca=kubernetes://a-cacert h2,http/1.1 client`
  [[nodiscard]] std::string tls() const;
  /// `ns/v/x`, the namespace left out if it is default.
  [[nodiscard]] std::string route(const Route& route) const;

 private:
  [[nodiscard]] std::string name(ServerId id) const;
  [[nodiscard]] std::string names(const std::vector<ServerId>& ids) const;
  [[nodiscard]] std::string chain(const Chain& chain) const;

  const Mesh& mesh_;
  const Effective& effective_;
};

/// Manifests or short notation, and the first workload there is.
class Listening {
 public:
  explicit Listening(std::string_view notation,
                     MeshSettings settings = in_file_order());

  [[nodiscard]] std::string listeners() const { return text().listeners(); }
  [[nodiscard]] std::string route_names() const { return text().route_names(); }
  [[nodiscard]] std::string virtual_hosts() const {
    return text().virtual_hosts();
  }
  [[nodiscard]] std::string tls() const { return text().tls(); }

  [[nodiscard]] const Effective& effective() const { return effective_; }
  [[nodiscard]] const Mesh& mesh() const { return mesh_; }

 private:
  [[nodiscard]] ListeningText text() const { return {mesh_, effective_}; }

  Sources sources_;
  MeshSettings settings_;
  Mesh mesh_;
  Effective effective_;
};

struct ListeningCase {
  std::string_view about, notation;
  std::string_view expected;               ///< what `listeners` says
  std::string_view expected_swapped = "";  ///< "": there is one Gateway
};

/// Cases that differ, with what they should be and are; "" if none does. Each
/// is tried as it stands and with its Gateways swapped.
std::string differing(const std::vector<ListeningCase>& cases);

}  // namespace asmgw
