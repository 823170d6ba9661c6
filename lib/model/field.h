// Field<T>: a value of a manifest and where it was written.
#pragma once

#include "source/problem.h"
#include "source/source.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {

enum class Given : std::uint8_t {
  absent,
  null,        ///< written as null: the API server takes it out
  unreadable,  ///< written, but a Problem says why it has no value
  yes,
  repaired,  ///< under a misspelt key: read as what was meant
};

/// A value that is large and often absent: an absent one takes a pointer's
/// room and reads as an empty `T`.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(const Boxed& other) : box_(other.copy()) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    box_ = other.copy();
    return *this;
  }
  Boxed& operator=(Boxed&&) noexcept = default;
  Boxed& operator=(T value) {
    box_ = std::make_unique<T>(std::move(value));
    return *this;
  }
  ~Boxed() = default;

  operator const T&() const {
    static const T empty{};
    return box_ ? *box_ : empty;
  }
  operator T&() {
    if (!box_) box_ = std::make_unique<T>();
    return *box_;
  }

 private:
  [[nodiscard]] std::unique_ptr<T> copy() const {
    return box_ ? std::make_unique<T>(*box_) : nullptr;
  }
  std::unique_ptr<T> box_;
};

/// How a Field holds its value; specialise for what had better be boxed.
template <class T>
struct Holds {
  using type = T;
};

template <class T>
struct Field {
  typename Holds<T>::type value{};
  Given given = Given::absent;
  /// The key; for an item of a list the item itself. Absent: the key of the
  /// mapping that lacks it, so that a rule can always point.
  Range key;
  /// The value with its quotes. Absent or null: as `key`.
  Range range;
  PathId path = root_path;  ///< absent: that of the mapping that lacks it

  T& operator*() { return value; }
  const T& operator*() const { return value; }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
};

template <class T>
using List = std::vector<Field<T>>;

/// There is a value to look at.
template <class T>
bool given(const Field<T>& field) {
  return field.given == Given::yes || field.given == Given::repaired;
}

/// Nothing was written, or only null: what the API server takes for absent.
/// Not true of a value that could not be read, so one mistake is one finding.
template <class T>
bool absent(const Field<T>& field) {
  return field.given == Given::absent || field.given == Given::null;
}

/// Given and not empty: a string with characters, a list with items.
template <class T>
bool filled(const Field<T>& field) {
  return given(field) && !field.value.empty();
}

/// Absent, null or empty, and nothing that could not be read.
template <class T>
bool blank(const Field<T>& field) {
  return absent(field) || (given(field) && field.value.empty());
}

}  // namespace asmgw
