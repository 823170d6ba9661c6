// A list whose items several lists hold at once.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace asmgw {

/// Reads as a `std::vector<T>` of constants; copying it copies no item.
template <class T>
class SharedList {
 public:
  using Item = std::shared_ptr<const T>;

  class iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    iterator() = default;
    explicit iterator(const Item* at) : at_(at) {}

    const T& operator*() const { return **at_; }
    const T* operator->() const { return at_->get(); }
    const T& operator[](std::ptrdiff_t by) const { return *at_[by]; }
    iterator& operator++() { return *this += 1; }
    iterator& operator--() { return *this -= 1; }
    iterator operator++(int) { return iterator(at_++); }
    iterator operator--(int) { return iterator(at_--); }
    iterator& operator+=(std::ptrdiff_t by) {
      at_ += by;
      return *this;
    }
    iterator& operator-=(std::ptrdiff_t by) { return *this += -by; }
    iterator operator+(std::ptrdiff_t by) const { return iterator(at_ + by); }
    iterator operator-(std::ptrdiff_t by) const { return iterator(at_ - by); }
    std::ptrdiff_t operator-(const iterator& other) const {
      return at_ - other.at_;
    }
    auto operator<=>(const iterator&) const = default;

   private:
    const Item* at_ = nullptr;
  };
  using const_iterator = iterator;
  using value_type = T;

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] iterator begin() const { return iterator(items_.data()); }
  [[nodiscard]] iterator end() const { return begin() + std::ssize(items_); }
  const T& operator[](std::size_t i) const { return *items_[i]; }
  [[nodiscard]] const T& front() const { return *items_.front(); }
  [[nodiscard]] const T& back() const { return *items_.back(); }
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  /// To be put in order, taken out and exchanged.
  std::vector<Item>& items() { return items_; }

  void push_back(Item item) { items_.push_back(std::move(item)); }
  void push_back(T object) {
    items_.push_back(std::make_shared<const T>(std::move(object)));
  }
  /// Changes item `i` here alone: other lists keep it as it was.
  template <class Change>
  void change(std::size_t i, Change change) {
    auto changed = std::make_shared<T>(*items_[i]);
    change(*changed);
    items_[i] = std::move(changed);
  }
  template <class Test>
  std::size_t remove_if(Test test) {
    return std::erase_if(items_, [&](const Item& one) { return test(*one); });
  }

 private:
  std::vector<Item> items_;
};

}  // namespace asmgw
