// Names as Kubernetes and Istio accept them.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// Istio's DNS label: 1 to 63 bytes of letters, digits and `-`, no `-` at
/// either end; upper case is accepted.
bool is_istio_label(std::string_view text);
/// Lower-case RFC 1123 subdomain of up to 253 bytes: what metadata.name must
/// be.
bool is_dns_subdomain(std::string_view text);
/// Lower-case RFC 1123 label of up to 63 bytes.
bool is_dns_label(std::string_view text);
/// `text` turned into a name that Kubernetes and Istio take: a lower-case
/// label.
std::string usable_name(std::string_view text);
/// A label key: `[prefix/]name`.
bool is_qualified_name(std::string_view text);
/// A label value: empty, or up to 63 bytes, alphanumeric at both ends.
bool is_label_value(std::string_view text);
/// An IP address as Go's netip.ParseAddr takes it: dotted quad without leading
/// zeros, or IPv6 with an optional `%zone`; no brackets, no port.
bool is_ip_address(std::string_view text);

}  // namespace asmgw
