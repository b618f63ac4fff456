#include "app/model/search/string_search.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "core/analysis/searcher.hpp"
#include "core/view/text_encoding.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {

// Shared by the thread that finds and the one that shows.
struct FoundStrings {
    explicit FoundStrings(std::size_t most_bytes) : list(most_bytes) {}

    std::mutex mutex;
    StringList list;
    std::uint64_t found = 0;
};

namespace {

constexpr std::size_t strings_at_once = 1024;  // handed over under one lock

bool is_wide(StringEncoding encoding) {
    return encoding == StringEncoding::Utf16Little || encoding == StringEncoding::Utf16Big;
}

// What was found in a slice, and how it is handed over: by offset, so that a list that is full has the first ones.
class Collector {
public:
    explicit Collector(FoundStrings& found) : found_(found) {}
    void count() { ++counted_; }
    void add(const ListedString& found) { waiting_.push_back(found); }
    void hand_over() {
        std::ranges::sort(waiting_, {}, [](const ListedString& each) { return each.range.offset; });
        std::span<const ListedString> left = waiting_;
        do {
            const std::scoped_lock lock(found_.mutex);
            const auto some = left.first(std::min(left.size(), strings_at_once));
            for (const ListedString& each : some) found_.list.add(each);
            found_.found += std::exchange(counted_, 0);
            left = left.subspan(some.size());
        } while (!left.empty());
        waiting_.clear();
    }

private:
    FoundStrings& found_;
    std::vector<ListedString> waiting_;
    std::uint64_t counted_ = 0;
};

// Whether strings of one encoding contain a text, in either case. They come by their offsets.
class StringFilter {
public:
    StringFilter(const std::string& text, StringEncoding encoding) {
        if (text.empty()) return;
        everything_ = false;
        try {
            pattern_.what = text_pattern(text, *find_text_encoding(name_of(encoding)), LetterCase::Ignored);
        } catch (const ValueError&) {
            return;  // the encoding lacks a character of it
        }
        // Characters of two bytes begin at either parity, and a searcher keeps to one.
        pattern_.stride = is_wide(encoding) ? 2 : 1;
        for (pattern_.offset = 0; pattern_.offset < pattern_.stride; ++pattern_.offset) {
            searchers_.emplace_back(pattern_);
        }
    }

    // `slice` has the string's bytes, if it has them all.
    bool passes(ByteRange string, const SearchSlice& slice, const ReadBytes& read) {
        if (everything_ || searchers_.empty()) return everything_;
        Progress unseen;  // these bytes were looked through already
        bool found = false;
        const std::int64_t end = slice.offset + std::ssize(slice.bytes);
        if (string.offset >= slice.offset && string.end() <= end) {
            const SearchSlice bytes{slice.bytes.subspan(static_cast<std::size_t>(string.offset - slice.offset),
                                                        static_cast<std::size_t>(string.length)),
                                    string.offset, true};
            searchers_[static_cast<std::size_t>(string.offset % pattern_.stride)].scan(
                bytes, [&](ByteRange) { return found = true; }, unseen);
            return found;
        }
        pattern_.offset = string.offset % pattern_.stride;
        Searcher searcher(pattern_);
        const auto stop = [&](ByteRange) {
            found = true;
            return false;
        };
        search(searcher, string, read, stop, unseen);
        return found;
    }

private:
    bool everything_ = true;
    SearchPattern pattern_;
    std::vector<Searcher> searchers_;  // by the parity of the offset; none: nothing passes
};

// The strings of one encoding, slice by slice.
class EncodingScan {
public:
    EncodingScan(const StringQuestion& question, StringEncoding encoding)
        : encoding_(encoding),
          // What is ASCII throughout is listed as that alone.
          only_beyond_ascii_(encoding == StringEncoding::Utf8 &&
                             question.encodings[static_cast<std::size_t>(StringEncoding::Ascii)]),
          finder_({encoding, question.least_characters, question.all_scripts}),
          filter_(question.filter, encoding),
          next_(question.range.offset) {}

    // Gives where the next slice is to begin for it.
    std::int64_t scan(const SearchSlice& slice, const ReadBytes& read, Collector& collector, Progress& progress) {
        const SearchSlice rest{slice.bytes.subspan(static_cast<std::size_t>(next_ - slice.offset)), next_, slice.last};
        const auto sink = [&](const FoundString& found) {
            if (only_beyond_ascii_ && found.characters == found.range.length) return true;
            collector.count();
            if (filter_.passes(found.range, slice, read)) collector.add({found.range, encoding_});
            progress.add(0);  // many short ones take longer than their bytes
            return true;
        };
        return next_ = finder_.scan(rest, sink, progress);
    }

private:
    StringEncoding encoding_;
    bool only_beyond_ascii_;
    StringFinder finder_;
    StringFilter filter_;
    std::int64_t next_;
};

void find_strings(const StringQuestion& question, FoundStrings& found, JobReader& reader) {
    const ReadBytes read = [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); };
    std::vector<EncodingScan> scans;
    for (std::size_t i = 0; i < string_encodings; ++i) {
        if (question.encodings[i]) scans.emplace_back(question, static_cast<StringEncoding>(i));
    }
    if (scans.empty()) return;
    reader.progress().expect(question.range.length * std::ssize(scans));
    Collector collector(found);
    scan_slices(question.range, read, [&](const SearchSlice& slice) {
        std::int64_t next = slice.offset + std::ssize(slice.bytes);
        for (EncodingScan& scan : scans) next = std::min(next, scan.scan(slice, read, collector, reader.progress()));
        collector.hand_over();
        return next;
    });
}

}  // namespace

StringJob::StringJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const StringQuestion& question,
                     std::size_t most_bytes)
    : StringJob(jobs, document, question, std::make_shared<FoundStrings>(most_bytes)) {}

StringJob::StringJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const StringQuestion& question,
                     std::shared_ptr<FoundStrings> found)
    : found_(found),
      job_(jobs, document, [question, found](JobReader& reader) { find_strings(question, *found, reader); }) {}

StringJob::Counts StringJob::counts() const {
    const std::scoped_lock lock(found_->mutex);
    const StringList& list = found_->list;
    return {found_->found, list.counted(), list.size(), list.memory()};
}

std::size_t StringJob::read(std::uint64_t first, std::span<ListedString> to) const {
    const std::scoped_lock lock(found_->mutex);
    return found_->list.read(first, to);
}

std::uint64_t StringJob::index_from(std::int64_t offset) const {
    const std::scoped_lock lock(found_->mutex);
    return found_->list.index_from(offset);
}

void StringSearch::follow(const std::shared_ptr<Jobs>& jobs, DocumentId id, const Document& document,
                          const StringQuestion& question) {
    const Wanted now{id, document.version(), question};
    if (wanted_ == now) return;
    wanted_.reset();
    job_.reset();
    if (document.busy() || document.arriving()) return;
    wanted_ = now;
    job_ = std::make_unique<StringJob>(jobs, document, question);
}

const char* name_of(StringEncoding encoding) {
    static constexpr std::array<const char*, string_encodings> names{"ASCII", "UTF-8", "UTF-16LE", "UTF-16BE"};
    return names[static_cast<std::size_t>(encoding)];
}

std::string string_text(StringEncoding encoding, std::span<const std::byte> bytes) {
    TextDecoder decoder(*find_text_encoding(name_of(encoding)));
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const DecodedCharacter decoded = decoder.decode(bytes, at);
        if (!decoded.character) break;
        append_utf8(text, *decoded.character == U'\t' ? U' ' : *decoded.character);
        at += decoded.length;
    }
    return text;
}

}  // namespace byteprism
