// Classes of change: TLS.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind tls_client_auth_dropped;
extern const ChangeKind tls_client_auth_optional;
extern const ChangeKind tls_optional_auth_dropped;
extern const ChangeKind tls_client_auth_required;
extern const ChangeKind tls_client_auth_requested;
extern const ChangeKind tls_mode_istio_mutual;
extern const ChangeKind tls_terminate_to_passthrough;
extern const ChangeKind tls_passthrough_to_terminate;
extern const ChangeKind tls_auto_passthrough_enabled;
extern const ChangeKind tls_auto_passthrough_disabled;
extern const ChangeKind redirect_added;
extern const ChangeKind redirect_dropped;
extern const ChangeKind tls_min_lowered;
extern const ChangeKind tls_min_raised;
extern const ChangeKind tls_min_explicit_default;
extern const ChangeKind tls_max_lowered;
extern const ChangeKind tls_max_raised;
extern const ChangeKind cipher_removed;
extern const ChangeKind cipher_added;
extern const ChangeKind cipher_list_void;
extern const ChangeKind cipher_invalid_changed;
extern const ChangeKind cipher_duplicate;
extern const ChangeKind cipher_reordered;
extern const ChangeKind tls_params_ignored;
extern const ChangeKind tls_params_ignored_resolved;
extern const ChangeKind curves_changed;
extern const ChangeKind credential_changed;
extern const ChangeKind credential_form_changed;
extern const ChangeKind credential_added;
extern const ChangeKind credential_removed;
extern const ChangeKind credential_list_equivalent;
extern const ChangeKind certificate_source_changed;
extern const ChangeKind certificate_path_changed;
extern const ChangeKind client_ca_changed;
extern const ChangeKind crl_removed;
extern const ChangeKind crl_added;
extern const ChangeKind san_narrowed;
extern const ChangeKind san_widened;
extern const ChangeKind san_removed;
extern const ChangeKind pin_added;
extern const ChangeKind pin_changed;
extern const ChangeKind pin_removed;
extern const ChangeKind skip_verify_enabled;
extern const ChangeKind skip_verify_disabled;

inline constexpr std::array<const ChangeKind*, 44> tls{
    &tls_client_auth_dropped,
    &tls_client_auth_optional,
    &tls_optional_auth_dropped,
    &tls_client_auth_required,
    &tls_client_auth_requested,
    &tls_mode_istio_mutual,
    &tls_terminate_to_passthrough,
    &tls_passthrough_to_terminate,
    &tls_auto_passthrough_enabled,
    &tls_auto_passthrough_disabled,
    &redirect_added,
    &redirect_dropped,
    &tls_min_lowered,
    &tls_min_raised,
    &tls_min_explicit_default,
    &tls_max_lowered,
    &tls_max_raised,
    &cipher_removed,
    &cipher_added,
    &cipher_list_void,
    &cipher_invalid_changed,
    &cipher_duplicate,
    &cipher_reordered,
    &tls_params_ignored,
    &tls_params_ignored_resolved,
    &curves_changed,
    &credential_changed,
    &credential_form_changed,
    &credential_added,
    &credential_removed,
    &credential_list_equivalent,
    &certificate_source_changed,
    &certificate_path_changed,
    &client_ca_changed,
    &crl_removed,
    &crl_added,
    &san_narrowed,
    &san_widened,
    &san_removed,
    &pin_added,
    &pin_changed,
    &pin_removed,
    &skip_verify_enabled,
    &skip_verify_disabled};

}  // namespace asmgw::changes
