// What a Chart.yaml says.
#pragma once

#include <string_view>

namespace asmgw {

/// `type: library`: helm renders nothing of it by itself.
bool is_library_chart(std::string_view text);

}  // namespace asmgw
