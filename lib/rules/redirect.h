// GW38x: httpsRedirect.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, redirect_rules, redirect_without_effect,
              redirect_for_namespaced_host, redirect_without_https,
              redirect_off_port_80, redirect_beside_plain_http,
              redirected_challenge);

}  // namespace asmgw::rules
