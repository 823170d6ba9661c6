// GW3xx: TLS.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, tls_rules, tls_missing, tls_on_http, tls_on_tcp,
              tls_ignored_on_http, certificate_without_mode, tls_mode_unset,
              https_passthrough, tls_terminated_to_tcp,
              auto_passthrough_public_host, certificate_missing,
              client_ca_missing, certificate_sources, istio_mutual_certificate,
              certificate_in_passthrough, crl_in_passthrough,
              crl_without_client_certificate, file_beside_credential,
              credential_in_namespace, credential_is_ca,
              credential_name_invalid, credential_special_form,
              credential_names_item, client_ca_of_first_credential,
              client_ca_name, client_ca_unread, san_without_ca, pin_unread,
              client_check_ignored, san_pattern, pin_malformed, san_is_own_host,
              old_tls_without_ciphers, cipher_unknown, cipher_repeated,
              ciphers_all_unknown, tls_versions_crossed, ciphers_with_tls_1_3,
              cipher_operator, ciphers_too_new, curve_unknown,
              tls_parameters_ignored, ciphers_for_old_tls_only);

}  // namespace asmgw::rules
