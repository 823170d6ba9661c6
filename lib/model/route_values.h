// What Istio asks of single values of a VirtualService. Each returns what is
// wrong, lower case and in words, or "".
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// ValidateFQDN.
std::string fault_of_domain(std::string_view text);
/// ValidateWildcardDomain.
std::string fault_of_wildcard_domain(std::string_view text);
/// ValidateHTTPHeaderValue: control characters, a lone `%`.
std::string fault_of_header_value(std::string_view text);
/// A part of `retryOn`.
std::string fault_of_retry_policy(std::string_view text);

/// `SERVICE_NAMESPACE`, as replacements of kustomize and scripts look for it:
/// no DNS label, but none that anybody would apply.
bool is_blank_name(std::string_view text);

/// Characters of a header name, at least one.
bool is_header_name(std::string_view text);
/// The same, or `*`.
bool is_cors_header_name(std::string_view text);
/// `@request.auth.claims.NAME` or `@request.auth.claims[NAME]`.
bool is_jwt_claim(std::string_view text);
/// `:authority` and the like.
bool is_pseudo_header(std::string_view text);
/// `:authority` or `Host`.
bool is_authority_header(std::string_view text);
/// Begins with a colon, or is `Host`.
bool is_internal_header(std::string_view text);
bool is_cors_method(std::string_view text);
bool is_grpc_status(std::string_view text);
/// An address, or an address and the length of its prefix.
bool is_subnet(std::string_view text);

}  // namespace asmgw
