// Whatever render says has its explanation.
#include "output/render_terms.h"

#include "output/render_rows.h"

#include <doctest/doctest.h>

#include <set>

namespace asmgw {
namespace {

/// All words of an enum behind its first, which end with `end`.
template <class E>
void check_words(std::string_view end) {
  for (std::uint8_t i = 1; text_of(static_cast<E>(i)) != end; ++i) {
    CAPTURE(text_of(static_cast<E>(i)));
    CHECK(find_render_term(text_of(static_cast<E>(i))));
  }
}

}  // namespace

TEST_CASE("every word of render is explained, once") {
  check_words<RowStatus>("ok");
  check_words<DropReason>("");
  check_words<ListenerReason>("");
  CHECK(find_render_term("nack"));
  std::set<std::string_view> words;
  for (const OutcomeText& one : render_terms)
    CHECK(words.insert(one.word).second);
}

}  // namespace asmgw
