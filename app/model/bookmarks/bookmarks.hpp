// Bookmarks: views of a document's bytes that somebody gave a name to. Plain data: none of them pins the document, and
// one may reach outside of it, where the file has become another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/document/splice.hpp"
#include "core/memory/byte_range.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

enum class BookmarkId : std::uint32_t {};

// One of the colours of fields, counted from 0 and around, or one of its own.
struct BookmarkColor {
    int field = 0;
    std::optional<std::uint32_t> rgb;  // 0xrrggbb
    bool operator==(const BookmarkColor&) const = default;
};

struct Bookmark {
    BookmarkId id{};
    std::string name;
    std::string comment;
    BookmarkColor color;
    std::string format = "B";  // of an item
    Layout items;              // where they lie
    bool operator==(const Bookmark&) const = default;

    std::int64_t offset() const { return bounds(items).offset; }
};

bool fits(const Bookmark& bookmark, std::int64_t document_size);

// The same after a change of length. Behind it a bookmark moves; one run of bytes in which it happens grows or shrinks,
// down to none at all. Items with gaps stay where they are, if it happens between the first and the last.
Bookmark moved(Bookmark bookmark, const Splice& splice);

// Those of one document, by their offsets.
class Bookmarks {
public:
    const std::vector<Bookmark>& list() const { return list_; }
    // Counts the changes.
    std::uint64_t version() const { return version_; }

    const Bookmark* find(BookmarkId id) const;
    const Bookmark* named(std::string_view name) const;
    // The one that holds the byte; of several the one that begins last.
    const Bookmark* at(std::int64_t offset) const;
    // Around the end; null without any.
    const Bookmark* next(std::int64_t offset) const;
    const Bookmark* previous(std::int64_t offset) const;

    // Under a new id, which it gives.
    BookmarkId add(Bookmark bookmark);
    // That with the same id; false if it is gone.
    bool change(const Bookmark& bookmark);
    bool remove(BookmarkId id);
    // The document has changed its length. Taken back, bookmarks get back what they lost by it.
    void follow(const Splice& splice);

private:
    struct Lost {
        Bookmark before, after;
    };
    // A change of length, and the bookmarks that it cut.
    struct Passed {
        Splice splice;
        std::vector<Lost> lost;
    };
    static constexpr std::size_t most_passed = 1 << 16;

    void changed();

    std::vector<Bookmark> list_;
    std::vector<Passed> passed_;  // as undo would take them back, from the last on
    std::uint32_t last_id_ = 0;
    std::uint64_t version_ = 0;
};

// A name that none of them has: "bookmark 3".
std::string new_name(const Bookmarks& bookmarks);

}  // namespace byteprism
