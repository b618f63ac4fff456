#include "app/model/bookmarks/bookmarks.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "app/model/follow_splice.hpp"

namespace byteprism {
namespace {

bool one_run(const Layout& items) { return is_c_contiguous(items) || item_count(items) == 0; }

void place_run(Bookmark& bookmark, ByteRange run) {
    const std::int64_t itemsize = std::max<std::int64_t>(bookmark.items.itemsize, 1);
    if (run.length == byte_count(bookmark.items)) {
        bookmark.items.offset = run.offset;
    } else if (run.length % itemsize == 0) {
        bookmark.items = c_order(std::array{run.length / itemsize}, itemsize, run.offset);
    } else {
        bookmark.format = "B";
        bookmark.items = c_order(std::array{run.length}, 1, run.offset);
    }
}

bool same_place(const Bookmark& a, const Bookmark& b) { return a.items == b.items && a.format == b.format; }

}  // namespace

bool fits(const Bookmark& bookmark, std::int64_t document_size) {
    const ByteRange range = bounds(bookmark.items);
    return range.offset >= 0 && range.end() <= document_size;
}

Bookmark moved(Bookmark bookmark, const Splice& splice) {
    const ByteRange range = bounds(bookmark.items);
    const std::int64_t cut_end = splice.offset + splice.removed;
    const std::int64_t further = splice.inserted - splice.removed;
    if (range.end() <= splice.offset && !(range.empty() && range.offset == splice.offset)) return bookmark;
    if (cut_end <= range.offset) {
        // Whoever marks the end of 64 bits stays there.
        if (further <= std::numeric_limits<std::int64_t>::max() - range.end()) bookmark.items.offset += further;
        return bookmark;
    }
    if (!one_run(bookmark.items)) return bookmark;
    place_run(bookmark, moved(range, splice));
    return bookmark;
}

const Bookmark* Bookmarks::find(BookmarkId id) const {
    const auto at = std::ranges::find(list_, id, &Bookmark::id);
    return at == list_.end() ? nullptr : &*at;
}

const Bookmark* Bookmarks::named(std::string_view name) const {
    const auto at = std::ranges::find(list_, name, &Bookmark::name);
    return at == list_.end() ? nullptr : &*at;
}

const Bookmark* Bookmarks::at(std::int64_t offset) const {
    const Bookmark* found = nullptr;
    for (const Bookmark& bookmark : list_) {
        if (bookmark.offset() > offset) break;
        if (locate(bookmark.items, offset)) found = &bookmark;
    }
    return found;
}

const Bookmark* Bookmarks::next(std::int64_t offset) const {
    if (list_.empty()) return nullptr;
    const auto at = std::ranges::find_if(list_, [&](const Bookmark& each) { return each.offset() > offset; });
    return at == list_.end() ? &list_.front() : &*at;
}

const Bookmark* Bookmarks::previous(std::int64_t offset) const {
    if (list_.empty()) return nullptr;
    const auto at = std::find_if(list_.rbegin(), list_.rend(), [&](const Bookmark& b) { return b.offset() < offset; });
    return at == list_.rend() ? &list_.back() : &*at;
}

void Bookmarks::changed() {
    std::ranges::stable_sort(list_, {}, [](const Bookmark& each) { return each.offset(); });
    if (list_.empty()) passed_.clear();
    ++version_;
}

BookmarkId Bookmarks::add(Bookmark bookmark) {
    bookmark.id = BookmarkId{++last_id_};
    list_.push_back(std::move(bookmark));
    const BookmarkId id = list_.back().id;
    changed();
    return id;
}

bool Bookmarks::change(const Bookmark& bookmark) {
    const auto at = std::ranges::find(list_, bookmark.id, &Bookmark::id);
    if (at == list_.end()) return false;
    *at = bookmark;
    changed();
    return true;
}

bool Bookmarks::remove(BookmarkId id) {
    if (std::erase_if(list_, [&](const Bookmark& each) { return each.id == id; }) == 0) return false;
    changed();
    return true;
}

void Bookmarks::follow(const Splice& splice) {
    if (list_.empty()) return;
    const bool taken_back = !passed_.empty() && passed_.back().splice == inverse(splice);
    Passed passed = taken_back ? std::move(passed_.back()) : Passed{splice, {}};
    if (taken_back) passed_.pop_back();
    for (Bookmark& each : list_) {
        const Bookmark before = std::exchange(each, moved(each, splice));
        if (!taken_back) {
            if (!same_place(moved(each, inverse(splice)), before)) passed.lost.push_back({before, each});
            continue;
        }
        const auto lost = std::ranges::find(passed.lost, each.id, [](const Lost& one) { return one.after.id; });
        if (lost == passed.lost.end() || !same_place(lost->after, before)) continue;
        each.items = lost->before.items;
        each.format = lost->before.format;
    }
    if (!taken_back) passed_.push_back(std::move(passed));
    if (passed_.size() > most_passed) passed_.erase(passed_.begin(), passed_.begin() + most_passed / 2);
    changed();
}

std::string new_name(const Bookmarks& bookmarks) {
    std::string name;
    for (std::size_t number = bookmarks.list().size() + 1; name.empty() || bookmarks.named(name) != nullptr; ++number) {
        name = "bookmark " + std::to_string(number);
    }
    return name;
}

}  // namespace byteprism
