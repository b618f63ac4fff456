// Items and vectors at any address, for vector kernels. Inside core only.
#pragma once

#include <cstddef>
#include <cstring>

namespace byteprism {

// Items are moved as unsigned integers of their size.
template <class T>
T load(const std::byte* at) {
    T item;
    std::memcpy(&item, at, sizeof item);
    return item;
}
template <class T>
void store(std::byte* at, T item) {
    std::memcpy(at, &item, sizeof item);
}

// Vectors are loaded and stored through pointers to their lanes.
template <class T>
const T* lanes(const std::byte* at) {
    return static_cast<const T*>(static_cast<const void*>(at));
}
template <class T>
T* lanes(std::byte* at) {
    return static_cast<T*>(static_cast<void*>(at));
}

}  // namespace byteprism
