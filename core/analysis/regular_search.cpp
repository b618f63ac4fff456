// The search for regular expressions, by PCRE2's just-in-time compiler where the machine has one.

#include <algorithm>
#include <array>
#include <chrono>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "core/analysis/search_engine.hpp"

namespace byteprism {
namespace {

// Steps of one attempt at a place; the worst expression takes them in about 25 ms.
constexpr std::uint32_t most_steps = 5'000'000;
constexpr std::int64_t most_places = 64 << 10;  // tried at a time
constexpr std::size_t stack_start = std::size_t{32} << 10;
constexpr std::size_t stack_most = std::size_t{1} << 20;

template <class T, void (*release)(T*)>
struct Released {
    void operator()(T* what) const { release(what); }
};
template <class T, void (*release)(T*)>
using Owned = std::unique_ptr<T, Released<T, release>>;

template <class T>
T checked(T made) {
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

std::string message_of(int error) {
    std::array<PCRE2_UCHAR, 256> text{};
    pcre2_get_error_message(error, text.data(), text.size());
    return static_cast<const char*>(static_cast<const void*>(text.data()));
}

const PCRE2_UCHAR* units(const void* bytes) { return static_cast<const PCRE2_UCHAR*>(bytes); }

class RegularSearch final : public SearchEngine {
public:
    RegularSearch(const SearchPattern& pattern, const RegularExpression& what)
        : SearchEngine(pattern),
          rules_(checked(pcre2_compile_context_create(nullptr))),
          limits_(checked(pcre2_match_context_create(nullptr))),
          stack_(checked(pcre2_jit_stack_create(stack_start, stack_most, nullptr))) {
        compile(what);
        match_.reset(checked(pcre2_match_data_create(1, nullptr)));
        pcre2_jit_stack_assign(limits_.get(), nullptr, stack_.get());
        std::uint32_t behind = 0;
        pcre2_pattern_info(code_.get(), PCRE2_INFO_MAXLOOKBEHIND, &behind);
        context_ = static_cast<std::int64_t>(behind) + 1;
    }

    std::int64_t scan(const SearchSlice& slice, const HitSink& sink, Progress& progress) override {
        const std::int64_t end = slice.offset + static_cast<std::int64_t>(slice.bytes.size());
        next_ = std::max(next_, slice.offset);
        std::int64_t told = std::min(next_, end);
        bool enough = true;  // of bytes
        while (enough && next_ < end && !stopped()) {
            enough = attempt(slice, std::min(end, next_ + window_), sink);
            progress.add(std::min(next_, end) - told);
            told = std::min(next_, end);
        }
        // So that what looks behind finds what it looked at.
        return slice.last ? end : std::max(slice.offset, std::min(next_, end) - context_);
    }

private:
    void compile(const RegularExpression& what) {
        pcre2_set_newline(rules_.get(), PCRE2_NEWLINE_LF);
        const std::uint32_t options = PCRE2_DOTALL | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_USE_OFFSET_LIMIT |
                                      (what.ignore_case ? PCRE2_CASELESS : 0u);
        int error = 0;
        std::size_t at = 0;
        code_.reset(pcre2_compile(units(what.text.data()), what.text.size(), options, &error, &at, rules_.get()));
        if (code_ == nullptr) throw PatternError(std::min(at, what.text.size()), message_of(error));
        pcre2_jit_compile(code_.get(), PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD);  // else it is interpreted
    }

    // Tries the places from next_ to `end`. False: more bytes are needed to go on.
    bool attempt(const SearchSlice& slice, std::int64_t end, const HitSink& sink) {
        const auto start = std::chrono::steady_clock::now();
        const std::int64_t places = end - next_;
        pcre2_set_match_limit(limits_.get(), steps_of(places));
        pcre2_set_offset_limit(limits_.get(), static_cast<std::size_t>(end - 1 - slice.offset));
        const std::uint32_t options = PCRE2_NOTEMPTY | (slice.last ? 0u : PCRE2_PARTIAL_HARD);
        const int result =
            pcre2_match(code_.get(), units(slice.bytes.data()), slice.bytes.size(),
                        static_cast<std::size_t>(next_ - slice.offset), options, match_.get(), limits_.get());
        adapt(std::chrono::steady_clock::now() - start, places);
        const std::size_t* const found = pcre2_get_ovector_pointer(match_.get());
        if (result == PCRE2_ERROR_NOMATCH) {
            next_ = end;
        } else if (result == PCRE2_ERROR_PARTIAL) {
            next_ = std::max(next_, slice.offset + static_cast<std::int64_t>(found[0]));
            return false;
        } else if (result == PCRE2_ERROR_MATCHLIMIT && places > 1) {
            window_ = 1;  // the next place alone, with all the steps there are
        } else if (result < 0) {
            give_up(result, slice);
        } else {
            take({slice.offset + static_cast<std::int64_t>(found[0]),
                  static_cast<std::int64_t>(found[1]) - static_cast<std::int64_t>(found[0])},
                 sink);
        }
        return true;
    }

    // PCRE2 counts anew at every place: all of them together take no more steps than one place may.
    static std::uint32_t steps_of(std::int64_t places) {
        return std::max<std::uint32_t>(200, most_steps / static_cast<std::uint32_t>(places));
    }

    void take(ByteRange hit, const HitSink& sink) {
        const std::int64_t from = next_;
        if (hit.length > 0 && position_from(hit.offset) == hit.offset) {
            report(hit, sink);
        } else {
            next_ = hit.offset + 1;  // not there: perhaps one that begins behind
        }
        next_ = std::max(next_, from + 1);  // \K may move the begin of a match
    }

    // A slow expression gets fewer places at a time, so that it can be cancelled between them.
    void adapt(std::chrono::steady_clock::duration taken, std::int64_t places) {
        using namespace std::chrono_literals;
        if (taken > 4ms) window_ = std::max<std::int64_t>(1, places / 4);
        if (taken < 1ms) window_ = std::min(window_ * 2, most_places);
    }

    [[noreturn]] void give_up(int error, const SearchSlice& slice) const {
        const std::string place = "between byte " + std::to_string(next_) + " and " +
                                  std::to_string(slice.offset + static_cast<std::int64_t>(slice.bytes.size()));
        if (error == PCRE2_ERROR_NOMEMORY) throw std::bad_alloc();
        if (error == PCRE2_ERROR_MATCHLIMIT || error == PCRE2_ERROR_DEPTHLIMIT || error == PCRE2_ERROR_HEAPLIMIT) {
            throw SearchLimitError("the regular expression gave up " + place + ": more than " +
                                   std::to_string(most_steps) + " steps at one place; nested repetitions do that");
        }
        if (error == PCRE2_ERROR_JIT_STACKLIMIT) {
            throw SearchLimitError("the regular expression gave up " + place + ": it goes back over more than " +
                                   std::to_string(stack_most >> 10) + " KiB of steps");
        }
        throw SearchLimitError("the regular expression failed " + place + ": " + message_of(error));
    }

    Owned<pcre2_compile_context, pcre2_compile_context_free> rules_;
    Owned<pcre2_match_context, pcre2_match_context_free> limits_;
    Owned<pcre2_jit_stack, pcre2_jit_stack_free> stack_;
    Owned<pcre2_code, pcre2_code_free> code_;
    Owned<pcre2_match_data, pcre2_match_data_free> match_;
    std::int64_t context_ = 1;    // bytes before a place that the expression may look at
    std::int64_t window_ = 1024;  // places tried at a time
};

}  // namespace

std::unique_ptr<SearchEngine> regular_search(const SearchPattern& pattern, const RegularExpression& what) {
    return std::make_unique<RegularSearch>(pattern, what);
}

}  // namespace byteprism
