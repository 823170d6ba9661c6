// The VirtualService API as data: names, types and age of every field below
// `spec`. Source: istio/api networking/v1alpha3/virtual_service.proto and the
// CustomResourceDefinition of Istio 1.16 to 1.32 (the three served versions
// never differ, nor do the patches of a series).
#pragma once

#include "model/version.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace asmgw {

enum class SchemaType : std::uint8_t {
  string,
  boolean,
  int32,
  uint32,
  number,
  duration,  ///< a string such as `1.5s`
  word,      ///< of `SchemaField::words`
  object,
};

enum class SchemaShape : std::uint8_t { one, list, map };

struct SchemaObject;

struct SchemaField {
  std::string_view name;
  SchemaType type = SchemaType::string;
  SchemaShape shape = SchemaShape::one;
  const SchemaObject* object = nullptr;
  bool required = false;    ///< by the schema, since 1.20
  IstioVersion since = {};  ///< first release whose schema has it
  std::span<const std::string_view> words = {};
};

struct SchemaObject {
  std::string_view name;
  std::span<const SchemaField> fields;
  /// Of these at most one may be there.
  std::span<const std::string_view> one_of = {};
};

namespace virtual_service_schema {

using enum SchemaType;
using enum SchemaShape;

/// The first release whose schema requires fields and checks durations.
inline constexpr IstioVersion requires_fields{1, 20, 0};

inline constexpr std::string_view match_ways[] = {"exact", "prefix", "regex"};
inline constexpr SchemaField string_match_fields[] = {
    {"exact"}, {"prefix"}, {"regex"}};
inline constexpr SchemaObject string_match{"StringMatch", string_match_fields,
                                           match_ways};

inline constexpr SchemaField percent_fields[] = {{"value", number}};
inline constexpr SchemaObject percent{"Percent", percent_fields};

inline constexpr SchemaField port_fields[] = {{"number", uint32}};
inline constexpr SchemaObject port_selector{"PortSelector", port_fields};

inline constexpr SchemaField destination_fields[] = {
    {"host", string, one, nullptr, true},
    {"subset"},
    {"port", object, one, &port_selector}};
inline constexpr SchemaObject destination{"Destination", destination_fields};

inline constexpr SchemaField header_operation_fields[] = {
    {"set", string, map}, {"add", string, map}, {"remove", string, list}};
inline constexpr SchemaObject header_operations{"HeaderOperations",
                                                header_operation_fields};
inline constexpr SchemaField headers_fields[] = {
    {"request", object, one, &header_operations},
    {"response", object, one, &header_operations}};
inline constexpr SchemaObject headers{"Headers", headers_fields};

inline constexpr SchemaField http_match_fields[] = {
    {"name"},
    {"uri", object, one, &string_match},
    {"scheme", object, one, &string_match},
    {"method", object, one, &string_match},
    {"authority", object, one, &string_match},
    {"headers", object, map, &string_match},
    {"port", uint32},
    {"sourceLabels", string, map},
    {"gateways", string, list},
    {"queryParams", object, map, &string_match},
    {"ignoreUriCase", boolean},
    {"withoutHeaders", object, map, &string_match},
    {"sourceNamespace"},
    {"statPrefix"}};
inline constexpr SchemaObject http_match{"HTTPMatchRequest", http_match_fields};

inline constexpr SchemaField http_destination_fields[] = {
    {"destination", object, one, &destination, true},
    {"weight", int32},
    {"headers", object, one, &headers}};
inline constexpr SchemaObject http_destination{"HTTPRouteDestination",
                                               http_destination_fields};

inline constexpr std::string_view derived_ports[] = {"FROM_PROTOCOL_DEFAULT",
                                                     "FROM_REQUEST_PORT"};
inline constexpr std::string_view redirect_ports[] = {"port", "derivePort"};
inline constexpr SchemaField redirect_fields[] = {
    {"uri"},
    {"authority"},
    {"port", uint32},
    {"derivePort", word, one, nullptr, false, {}, derived_ports},
    {"scheme"},
    {"redirectCode", uint32},
    {"prefixRewrite", string, one, nullptr, false, {1, 31, 0}}};
inline constexpr SchemaObject redirect{"HTTPRedirect", redirect_fields,
                                       redirect_ports};

inline constexpr std::string_view bodies[] = {"string", "bytes"};
inline constexpr SchemaField body_fields[] = {{"string"}, {"bytes"}};
inline constexpr SchemaObject body{"HTTPBody", body_fields, bodies};
inline constexpr SchemaField direct_response_fields[] = {
    {"status", uint32, one, nullptr, true}, {"body", object, one, &body}};
inline constexpr SchemaObject direct_response{"HTTPDirectResponse",
                                              direct_response_fields};

inline constexpr SchemaField delegate_fields[] = {{"name"}, {"namespace"}};
inline constexpr SchemaObject delegate{"Delegate", delegate_fields};

inline constexpr SchemaField regex_rewrite_fields[] = {{"match"}, {"rewrite"}};
inline constexpr SchemaObject regex_rewrite{"RegexRewrite",
                                            regex_rewrite_fields};
inline constexpr SchemaField rewrite_fields[] = {
    {"uri"},
    {"authority"},
    {"uriRegexRewrite", object, one, &regex_rewrite, false, {1, 19, 0}}};
inline constexpr SchemaObject rewrite{"HTTPRewrite", rewrite_fields};

inline constexpr SchemaField retries_fields[] = {
    {"attempts", int32},
    {"perTryTimeout", duration},
    {"retryOn"},
    {"retryRemoteLocalities", boolean},
    {"retryIgnorePreviousHosts", boolean, one, nullptr, false, {1, 26, 0}},
    {"backoff", duration, one, nullptr, false, {1, 26, 0}}};
inline constexpr SchemaObject retries{"HTTPRetry", retries_fields};

inline constexpr std::string_view delays[] = {"fixedDelay", "exponentialDelay"};
inline constexpr SchemaField delay_fields[] = {
    {"percent", int32},
    {"fixedDelay", duration},
    {"exponentialDelay", duration},
    {"percentage", object, one, &percent}};
inline constexpr SchemaObject delay{"Delay", delay_fields, delays};
inline constexpr std::string_view aborts[] = {"httpStatus", "grpcStatus",
                                              "http2Error"};
inline constexpr SchemaField abort_fields[] = {
    {"httpStatus", int32},
    {"grpcStatus"},
    {"http2Error"},
    {"percentage", object, one, &percent}};
inline constexpr SchemaObject abort{"Abort", abort_fields, aborts};
inline constexpr SchemaField fault_fields[] = {{"delay", object, one, &delay},
                                               {"abort", object, one, &abort}};
inline constexpr SchemaObject fault{"HTTPFaultInjection", fault_fields};

inline constexpr SchemaField mirror_fields[] = {
    {"destination", object, one, &destination, true},
    {"percentage", object, one, &percent}};
inline constexpr SchemaObject mirror{"HTTPMirrorPolicy", mirror_fields};

inline constexpr std::string_view preflights[] = {"UNSPECIFIED", "FORWARD",
                                                  "IGNORE"};
inline constexpr SchemaField cors_fields[] = {
    {"allowOrigin", string, list},
    {"allowOrigins", object, list, &string_match},
    {"allowMethods", string, list},
    {"allowHeaders", string, list},
    {"exposeHeaders", string, list},
    {"maxAge", duration},
    {"allowCredentials", boolean},
    {"unmatchedPreflights", word, one, nullptr, false, {1, 23, 0}, preflights}};
inline constexpr SchemaObject cors{"CorsPolicy", cors_fields};

inline constexpr SchemaField http_fields[] = {
    {"name"},
    {"match", object, list, &http_match},
    {"route", object, list, &http_destination},
    {"redirect", object, one, &redirect},
    {"directResponse", object, one, &direct_response},
    {"delegate", object, one, &delegate},
    {"rewrite", object, one, &rewrite},
    {"timeout", duration},
    {"retries", object, one, &retries},
    {"fault", object, one, &fault},
    {"mirror", object, one, &destination},
    {"mirrors", object, list, &mirror, false, {1, 19, 0}},
    {"mirrorPercent", uint32},
    {"mirror_percent", uint32},
    {"mirrorPercentage", object, one, &percent},
    {"corsPolicy", object, one, &cors},
    {"headers", object, one, &headers}};
inline constexpr SchemaObject http_route{"HTTPRoute", http_fields};

inline constexpr SchemaField l4_destination_fields[] = {
    {"destination", object, one, &destination, true}, {"weight", int32}};
inline constexpr SchemaObject l4_destination{"RouteDestination",
                                             l4_destination_fields};

inline constexpr SchemaField tls_match_fields[] = {
    {"sniHosts", string, list, nullptr, true},
    {"destinationSubnets", string, list},
    {"port", uint32},
    {"sourceLabels", string, map},
    {"gateways", string, list},
    {"sourceNamespace"}};
inline constexpr SchemaObject tls_match{"TLSMatchAttributes", tls_match_fields};
inline constexpr SchemaField tls_fields[] = {
    {"match", object, list, &tls_match, true},
    {"route", object, list, &l4_destination}};
inline constexpr SchemaObject tls_route{"TLSRoute", tls_fields};

inline constexpr SchemaField tcp_match_fields[] = {
    {"destinationSubnets", string, list},
    {"port", uint32},
    {"sourceSubnet"},
    {"sourceLabels", string, map},
    {"gateways", string, list},
    {"sourceNamespace"}};
inline constexpr SchemaObject tcp_match{"L4MatchAttributes", tcp_match_fields};
inline constexpr SchemaField tcp_fields[] = {
    {"match", object, list, &tcp_match},
    {"route", object, list, &l4_destination}};
inline constexpr SchemaObject tcp_route{"TCPRoute", tcp_fields};

inline constexpr SchemaField spec_fields[] = {
    {"hosts", string, list},
    {"gateways", string, list},
    {"http", object, list, &http_route},
    {"tls", object, list, &tls_route},
    {"tcp", object, list, &tcp_route},
    {"exportTo", string, list}};
inline constexpr SchemaObject spec{"VirtualService", spec_fields};

}  // namespace virtual_service_schema
}  // namespace asmgw
