// How long a job goes on after it was told to stop: every kind over a gibibyte of what it is slowest with, stopped at a
// random moment. `greatest` of the rounds, in milliseconds, is to stay below 50.

#include <chrono>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <thread>

#include <benchmark/benchmark.h>

#include "app/model/compare/compare_job.hpp"
#include "app/model/image/image_guess.hpp"
#include "app/model/jobs/job.hpp"
#include "app/model/search/find_job.hpp"
#include "app/model/search/string_search.hpp"
#include "app/model/structure/structure_type.hpp"
#include "app/model/survey/survey.hpp"
#include "app/model/table/column_job.hpp"
#include "app/model/table/row_order.hpp"
#include "app/model/workbench.hpp"
#include "core/analysis/digest.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t size = std::size_t{1} << 30;
constexpr int rounds = 30;

enum class Content { Zeros, Random, Text };

void fill(std::span<std::byte> bytes, Content content) {
    static constexpr std::string_view sentence = "aaaaaaaaaaaaac the quick brown fox aaaaaaaaaaaaaaaac ";
    std::uint64_t state = 1;
    for (std::size_t at = 0; content == Content::Random && at < bytes.size(); at += 8) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        std::memcpy(bytes.data() + at, &state, 8);
    }
    for (std::size_t at = 0; content == Content::Text && at < bytes.size(); ++at) {
        bytes[at] = static_cast<std::byte>(sentence[at % sentence.size()]);
    }
}

// A workbench with one sheet of a gibibyte, as 32-bit floats in its table.
struct Desk {
    explicit Desk(Content content) {
        Buffer buffer = Buffer::zeros(size);
        fill(buffer.mutable_bytes(), content);
        Sheet& sheet = bench.add(Document::untitled("bench", std::move(buffer)));
        sheet.structure.settings.text = "<I";
        sheet.structure.settings.count = 0;
        sheet.structure.settings.face = StructureFace::Table;
        sheet.structure.type = compile(sheet.structure.settings);
    }
    const Document& document() const { return bench.document(*bench.active()); }
    Workbench bench;
};

Desk& desk(Content content) {
    static std::unique_ptr<Desk> one;
    static Content now{};
    if (one == nullptr || now != content) {
        one.reset();
        one = std::make_unique<Desk>(content);
        now = content;
    }
    return *one;
}

// `begin` gives what stops its job when it goes.
template <class Begin>
void stop(benchmark::State& state, Content content, const Begin& begin) {
    Desk& at = desk(content);
    std::mt19937 random(1);
    std::vector<double> waits;
    for (auto _ : state) {
        auto job = begin(at);
        std::this_thread::sleep_for(std::chrono::milliseconds(10 + random() % 190));
        const auto start = Clock::now();
        job.reset();
        const double wait = std::chrono::duration<double>(Clock::now() - start).count();
        waits.push_back(1000 * wait);
        state.SetIterationTime(wait);
    }
    state.counters["greatest"] = *std::ranges::max_element(waits);
    state.counters["median"] = median(waits);
}

#define BYTEPRISM_STOP(name, content, begin)                                            \
    void Stop_##name(benchmark::State& state) { stop(state, Content::content, begin); } \
    BENCHMARK(Stop_##name)->Iterations(rounds)->UseManualTime()->Unit(benchmark::kMillisecond);

auto finding(const SearchPattern& pattern) {
    return [pattern](const Desk& at) {
        return std::make_unique<FindJob>(at.bench.jobs, at.document(), pattern, ByteRange{0, at.document().size()});
    };
}

auto working(const std::function<void(const ReadBytes& read, Progress& progress)>& work) {
    return [work](const Desk& at) {
        return std::make_unique<Job>(at.bench.jobs, at.document(), [work](JobReader& reader) {
            work([&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); }, reader.progress());
        });
    };
}

auto comparing(bool aligned, std::int64_t from) {
    return [aligned, from](const Desk& at) {
        const std::int64_t length = at.document().size() - from;
        const std::array<CompareJob::Part, 2> parts{{{at.document(), {0, length}}, {at.document(), {from, length}}}};
        return std::make_unique<CompareJob>(at.bench.jobs, parts, ComparisonRules{aligned, 4});
    };
}

auto listing_strings(const std::string& filter) {
    return [filter](const Desk& at) {
        StringQuestion question{{0, at.document().size()}, {true, true, true, true}, 1, true, filter};
        return std::make_unique<StringJob>(at.bench.jobs, at.document(), question);
    };
}

const Layout whole{0, 1, {Axis{static_cast<std::int64_t>(size), 1}}};

SearchPattern text(std::string_view what) {
    return {text_pattern(what, *find_text_encoding("UTF-8"), LetterCase::Ignored)};
}

SearchPattern numbers(std::string_view what) {
    SearchPattern pattern;
    pattern.what = std::get<NumberPattern>(parse_number_pattern(what));
    return pattern;
}

BYTEPRISM_STOP(find_bytes, Random, finding({parse_hex_pattern("DE AD ?? EF 12")}))
BYTEPRISM_STOP(find_every_byte, Zeros, finding({parse_hex_pattern("00")}))
BYTEPRISM_STOP(find_text, Text, finding(text("quick brown cat")))
BYTEPRISM_STOP(find_numbers, Random, finding(numbers("<f=[0, 1]")))
BYTEPRISM_STOP(find_lazy, Zeros, finding({RegularExpression{"\\x00.*?\\x01"}}))
BYTEPRISM_STOP(find_backtracking, Text, finding({RegularExpression{"(a+a+)+b"}}))
BYTEPRISM_STOP(strings, Text, listing_strings(""))
BYTEPRISM_STOP(strings_filtered, Zeros, listing_strings("byteprism"))
BYTEPRISM_STOP(statistics, Random,
               working([](const ReadBytes& read, Progress& progress) { find_byte_statistics(whole, read, progress); }))
BYTEPRISM_STOP(every_checksum, Random, working([](const ReadBytes& read, Progress& progress) {
                   std::vector<std::string> names;
                   for (const DigestKind& kind : digest_kinds()) names.emplace_back(kind.name);
                   find_digests(names, whole, read, progress);
               }))
BYTEPRISM_STOP(compare, Zeros, comparing(false, 1))
BYTEPRISM_STOP(compare_differing, Random, comparing(false, 7))
BYTEPRISM_STOP(align_shifted, Random, comparing(true, 7))
BYTEPRISM_STOP(align_periodic, Text, comparing(true, 7))
BYTEPRISM_STOP(align_zeros, Zeros, comparing(true, 7))
BYTEPRISM_STOP(guess_picture, Random,
               [](const Desk& at) { return std::make_unique<ImageGuess>(at.bench, *at.bench.active()); })
BYTEPRISM_STOP(column_statistics, Random, [](const Desk& at) {
    auto table = std::make_shared<const Table>(bind_table(*at.bench.active(), at.document()));
    return working([table](const ReadBytes& read, Progress& progress) {
        find_statistics(*table, 0, nullptr, read, progress);
    })(at);
})
BYTEPRISM_STOP(sort_rows, Random, [](const Desk& at) {
    auto table = std::make_shared<const Table>(bind_table(*at.bench.active(), at.document()));
    return working([table](const ReadBytes& read, Progress& progress) {
        find_order(*table, {"", table->columns[0].name, false}, read, progress);
    })(at);
})
BYTEPRISM_STOP(filter_rows, Random, [](const Desk& at) {
    auto table = std::make_shared<const Table>(bind_table(*at.bench.active(), at.document()));
    return working([table](const ReadBytes& read, Progress& progress) {
        find_order(*table, {table->columns[0].name + " > 1000", "", false}, read, progress);
    })(at);
})

}  // namespace
}  // namespace byteprism::bench
