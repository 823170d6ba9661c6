#include "model/chart.h"

#include "model/each_document.h"

namespace asmgw {

bool is_library_chart(std::string_view text) {
  bool is = false;
  each_document(text, [&](const Mapping& chart) {
    is |= chart.text("type") == "library";
  });
  return is;
}

}  // namespace asmgw
