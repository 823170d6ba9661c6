// Words for levels and layers.
#include "lint/rule.h"

namespace asmgw {

std::string_view text_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
    case Severity::off:
      break;
  }
  return "off";
}

std::string_view text_of(Layer layer) {
  switch (layer) {
    case Layer::reading:
      return "reading";
    case Layer::api_server:
      return "api-server";
    case Layer::istio:
      return "istio";
    case Layer::runtime:
      return "runtime";
    case Layer::config:
      break;
  }
  return "config";
}

}  // namespace asmgw
