// GW3xx: TLS.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule auto_passthrough_public_host;
extern const Rule certificate_in_passthrough;
extern const Rule certificate_missing;
extern const Rule certificate_sources;
extern const Rule certificate_without_mode;
extern const Rule cipher_operator;
extern const Rule cipher_repeated;
extern const Rule cipher_unknown;
extern const Rule ciphers_all_unknown;
extern const Rule ciphers_too_new;
extern const Rule ciphers_with_tls_1_3;
extern const Rule client_ca_missing;
extern const Rule client_ca_name;
extern const Rule client_ca_of_first_credential;
extern const Rule client_ca_unread;
extern const Rule client_check_ignored;
extern const Rule credential_in_namespace;
extern const Rule credential_is_ca;
extern const Rule credential_name_invalid;
extern const Rule credential_names_item;
extern const Rule credential_special_form;
extern const Rule crl_in_passthrough;
extern const Rule crl_without_client_certificate;
extern const Rule curve_unknown;
extern const Rule file_beside_credential;
extern const Rule https_passthrough;
extern const Rule istio_mutual_certificate;
extern const Rule old_tls_without_ciphers;
extern const Rule pin_unread;
extern const Rule san_pattern;
extern const Rule san_without_ca;
extern const Rule tls_ignored_on_http;
extern const Rule tls_missing;
extern const Rule tls_mode_unset;
extern const Rule tls_on_http;
extern const Rule tls_on_tcp;
extern const Rule tls_parameters_ignored;
extern const Rule tls_terminated_to_tcp;
extern const Rule tls_versions_crossed;

inline constexpr std::array<const Rule*, 39> tls_rules{
    &tls_missing,
    &tls_on_http,
    &tls_on_tcp,
    &tls_ignored_on_http,
    &certificate_without_mode,
    &tls_mode_unset,
    &https_passthrough,
    &tls_terminated_to_tcp,
    &auto_passthrough_public_host,
    &certificate_missing,
    &client_ca_missing,
    &certificate_sources,
    &istio_mutual_certificate,
    &certificate_in_passthrough,
    &crl_in_passthrough,
    &crl_without_client_certificate,
    &file_beside_credential,
    &credential_in_namespace,
    &credential_is_ca,
    &credential_name_invalid,
    &credential_special_form,
    &credential_names_item,
    &client_ca_of_first_credential,
    &client_ca_name,
    &client_ca_unread,
    &san_without_ca,
    &pin_unread,
    &client_check_ignored,
    &san_pattern,
    &old_tls_without_ciphers,
    &cipher_unknown,
    &cipher_repeated,
    &ciphers_all_unknown,
    &tls_versions_crossed,
    &ciphers_with_tls_1_3,
    &cipher_operator,
    &ciphers_too_new,
    &curve_unknown,
    &tls_parameters_ignored,
};

}  // namespace asmgw::rules
