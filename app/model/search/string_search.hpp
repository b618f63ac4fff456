// StringSearch: the strings of a document, found by a job and read while it finds them; found anew when the bytes or
// the question are others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/jobs/job.hpp"
#include "app/model/sheet.hpp"
#include "core/analysis/string_list.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

struct StringQuestion {
    ByteRange range;  // inside the document
    std::array<bool, string_encodings> encodings{true, false, true, false};
    std::int64_t least_characters = 4;
    bool all_scripts = false;  // as in StringRules
    std::string filter = {};   // UTF-8, in either case: strings without it are not listed; empty: all are
    bool operator==(const StringQuestion&) const = default;
};

struct FoundStrings;

class StringJob {
public:
    // Begins. Strings that memory of `most_bytes` does not hold are counted alone.
    StringJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const StringQuestion& question,
              std::size_t most_bytes = std::size_t{128} << 20);

    // Of the document, when the search began: strings are at places of then.
    std::uint64_t version() const { return job_.version(); }
    double progress() const { return job_.progress(); }
    bool ended() const { return job_.ended(); }
    // Requires ended(). Why it gave up; empty: it did not.
    const std::string& failure() const { return job_.failure(); }

    // ---- so far.
    struct Counts {
        std::uint64_t found = 0;   // whether they have the filter's text or not
        std::uint64_t passed = 0;  // those that have it
        std::uint64_t kept = 0;    // of these
        std::size_t memory = 0;    // that these take
    };
    Counts counts() const;
    // The strings that are kept, by offset: as many from the index on as `to` has room for; gives how many.
    std::size_t read(std::uint64_t first, std::span<ListedString> to) const;
    // The number of those before the offset: the index of the first one at or behind it.
    std::uint64_t index_from(std::int64_t offset) const;

private:
    StringJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const StringQuestion& question,
              std::shared_ptr<FoundStrings> found);

    std::shared_ptr<FoundStrings> found_;
    Job job_;
};

class StringSearch {
public:
    // Once a frame: begins a job where there is none for this question and these bytes. Not while they are being edited
    // or still arrive.
    void follow(const std::shared_ptr<Jobs>& jobs, DocumentId id, const Document& document,
                const StringQuestion& question);
    // Null: none has begun.
    const StringJob* job() const { return job_.get(); }

private:
    struct Wanted {
        DocumentId document;
        std::uint64_t version;
        StringQuestion question;
        bool operator==(const Wanted&) const = default;
    };
    std::optional<Wanted> wanted_;
    std::unique_ptr<StringJob> job_;
};

// As text_encodings() calls it.
const char* name_of(StringEncoding encoding);
// The text of a string, UTF-8, from its first bytes, as many as there are: half a character at their end is left out,
// and a tab is a blank.
std::string string_text(StringEncoding encoding, std::span<const std::byte> bytes);

}  // namespace byteprism
