// Classes of change: TLS.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, tls, tls_client_auth_dropped,
              tls_client_auth_optional, tls_optional_auth_dropped,
              tls_client_auth_required, tls_client_auth_requested,
              tls_mode_istio_mutual, tls_terminate_to_passthrough,
              tls_passthrough_to_terminate, tls_auto_passthrough_enabled,
              tls_auto_passthrough_disabled, redirect_added, redirect_dropped,
              tls_min_lowered, tls_min_raised, tls_min_explicit_default,
              tls_max_lowered, tls_max_raised, cipher_removed, cipher_added,
              cipher_list_void, cipher_invalid_changed, cipher_duplicate,
              cipher_reordered, tls_params_ignored, tls_params_ignored_resolved,
              curves_changed, credential_changed, credential_form_changed,
              credential_added, credential_removed, credential_list_equivalent,
              certificate_source_changed, certificate_path_changed,
              client_ca_changed, crl_removed, crl_added, san_narrowed,
              san_widened, san_removed, pin_added, pin_changed, pin_removed,
              skip_verify_enabled, skip_verify_disabled);

}  // namespace asmgw::changes
