// What the rules on httpsRedirect ask first.
#pragma once

#include "lint/facts.h"

namespace asmgw {

inline bool has_redirect(const ServerFacts& server) {
  return given(server->tls) && given(server->tls->https_redirect) &&
         *server->tls->https_redirect;
}

inline bool is_plain_http(const ServerFacts& server) {
  return server.protocol && is_http_family(*server.protocol);
}

}  // namespace asmgw
