// Questions about bytes: searches, hashes, statistics, comparing. The figures are P1 to P3, P19, P24 and P25 of the
// goals.

#include <cstdio>
#include <cstring>
#include <fstream>
#include <random>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/model/saving/open_file.hpp"
#include "core/analysis/byte_histogram.hpp"
#include "core/analysis/column_statistics.hpp"
#include "core/analysis/difference.hpp"
#include "core/analysis/digest.hpp"
#include "core/analysis/hit_list.hpp"
#include "core/analysis/searcher.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

constexpr std::size_t size = std::size_t{1} << 30;

// ---- what is searched

// One gibibyte that all of these share, in huge pages; filled anew for each kind of content.
enum class Content { None, Random, Zeros, Text, Floats, Hits };

class Memory {
public:
    Memory() {
        void* const at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (at == MAP_FAILED) std::abort();
        ::madvise(at, size, MADV_HUGEPAGE);
        bytes_ = {static_cast<std::byte*>(at), size};
    }
    std::span<const std::byte> with(Content content) {
        if (content != content_) fill(content);
        content_ = content;
        return bytes_;
    }

private:
    std::uint64_t next() { return state_ = state_ * 6364136223846793005u + 1442695040888963407u; }
    std::uint64_t word() {
        const std::uint64_t high = next() & 0xffffffff00000000u;
        return high | next() >> 32;
    }
    void put(std::size_t at, std::string_view text) { std::memcpy(bytes_.data() + at, text.data(), text.size()); }

    void fill(Content content) {
        state_ = 1;
        if (content == Content::Text) return fill_text();
        for (std::size_t at = 0; at < size; at += 8) {
            std::uint64_t word8 = word();
            // Nine words of ten.
            if (content == Content::Zeros && word8 % 10 != 0) word8 = 0;
            std::memcpy(bytes_.data() + at, &word8, 8);
        }
        if (content == Content::Hits) {
            for (std::size_t at = 0; at + 1024 <= size; at += 1024) put(at + word() % 1000, "manyhits");
            for (std::size_t i = 0; i < 8; ++i) put(i * (size / 8) + 512, "fewhits!");
        }
    }
    void fill_text() {
        static constexpr std::string_view words[] = {"the ",    "of ",   "stride ", "a ",      "picture ", "\n",
                                                     "offset ", "byte ", "and ",    "prisms ", "in ",      "Buffer "};
        std::size_t at = 0;
        while (at + 16 < size) {
            const std::string_view text = words[word() % std::size(words)];
            put(at, text);
            at += text.size();
        }
        std::memset(bytes_.data() + at, ' ', size - at);
    }

    std::span<std::byte> bytes_;
    Content content_ = Content::None;
    std::uint64_t state_ = 1;
};

std::span<const std::byte> memory(Content content) {
    static Memory one;
    return one.with(content);
}

// ---- limits

void read(std::span<const std::byte> bytes) { benchmark::DoNotOptimize(plain_read(bytes)); }

// ---- P1: in memory

SearchPattern hex(std::string_view text) { return {parse_hex_pattern(text)}; }
SearchPattern text(std::string_view what, LetterCase letter_case = LetterCase::Matters) {
    return {text_pattern(what, *find_text_encoding("UTF-8"), letter_case)};
}
SearchPattern regular(std::string what) { return {RegularExpression{std::move(what)}}; }
SearchPattern floats(std::string_view what) {
    SearchPattern pattern{{}, 28, 12};
    pattern.what = std::get<NumberPattern>(parse_number_pattern(what));
    return pattern;
}

std::uint64_t hits_in(const SearchPattern& pattern, std::span<const std::byte> bytes) {
    Searcher searcher(pattern);
    Progress progress;
    std::uint64_t hits = 0;
    searcher.scan(
        {bytes, 0, true}, [&](ByteRange) { return ++hits, true; }, progress);
    return hits;
}

void search_beside_read(benchmark::State& state, Content content, const SearchPattern& pattern) {
    const auto bytes = memory(content);
    std::uint64_t hits = 0;
    run_pairs(
        state, [&] { read(bytes); }, [&] { hits = hits_in(pattern, bytes); });
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
    state.counters["hits"] = static_cast<double>(hits);
}

#define BYTEPRISM_SEARCH(name, content, pattern)                                                          \
    void Search_##name(benchmark::State& state) { search_beside_read(state, Content::content, pattern); } \
    BENCHMARK(Search_##name)->Iterations(9)->UseManualTime();

BYTEPRISM_SEARCH(rare_bytes, Random, hex("DE AD BE EF 12 34 56 78"))
BYTEPRISM_SEARCH(common_first_byte, Text, text("the gold"))
BYTEPRISM_SEARCH(free_nibbles, Random, hex("DE A? BE ?? 1? 34 5? 78"))
BYTEPRISM_SEARCH(among_zeros, Zeros, hex("00 00 00 00 00 00 12 34"))
BYTEPRISM_SEARCH(zeros_around, Zeros, hex("00 00 01 00 00 02 00 00"))
BYTEPRISM_SEARCH(either_case, Text, text("Byteprism", LetterCase::Ignored))
BYTEPRISM_SEARCH(regular_literal, Text, regular("gold.*?end"))
BYTEPRISM_SEARCH(regular_class, Text, regular("[A-Z][a-z]+[0-9]"))
BYTEPRISM_SEARCH(regular_random, Random, regular("\\x89PNG.{4}IHDR"))
BYTEPRISM_SEARCH(strided_floats, Random, floats("<f=[1, 1.0001]"))
BYTEPRISM_SEARCH(strided_floats_many, Random, floats("<f=[0, 1]"))
BYTEPRISM_SEARCH(floats_anywhere, Random,
                 SearchPattern{std::get<NumberPattern>(parse_number_pattern("<f=[1, 1.0001]"))})

// The C library's own, of eight bytes without wildcards: `ratio` says how many times as fast we are.
void Search_beside_memmem(benchmark::State& state) {
    const auto bytes = memory(Content::Random);
    const auto pattern = hex("DE AD BE EF 12 34 56 78");
    const auto& what = std::get<BytePattern>(pattern.what).value;
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(::memmem(bytes.data(), bytes.size(), what.data(), what.size())); },
        [&] { benchmark::DoNotOptimize(hits_in(pattern, bytes)); });
}
BENCHMARK(Search_beside_memmem)->Iterations(9)->UseManualTime();

// ---- P2: in a file that was just opened, its bytes in the page cache

class File {
public:
    File() {
        std::ofstream out(path_, std::ios::binary);
        const auto bytes = memory(Content::Random);
        out.write(static_cast<const char*>(static_cast<const void*>(bytes.data())),
                  static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) std::abort();
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_ = "/tmp/byteprism-bench-" + std::to_string(::getpid());
};

const std::string& file_path() {
    static const File file;
    return file.path();
}

void read_by_pread() {
    static std::vector<std::byte> scratch(std::size_t{256} << 10);
    const int file = ::open(file_path().c_str(), O_RDONLY);
    std::uint64_t sum = 0;
    for (std::int64_t at = 0;;) {
        const ssize_t length = ::pread(file, scratch.data(), scratch.size(), at);
        if (length <= 0) break;
        sum += plain_read(std::span(scratch).first(static_cast<std::size_t>(length)));
        at += length;
    }
    ::close(file);
    benchmark::DoNotOptimize(sum);
}

void read_by_mapping() {
    const int file = ::open(file_path().c_str(), O_RDONLY);
    void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    read({static_cast<const std::byte*>(at), size});
    ::munmap(at, size);
}

template <class Scan>
void scan_file(const Scan& scan) {
    const Buffer buffer = open_file(file_path(), Access::ReadOnly).buffer;
    const ReadBytes read_bytes = [&](std::int64_t offset, std::span<std::byte> to) {
        buffer.storage().read(static_cast<std::size_t>(offset), to);
    };
    scan(read_bytes);
}

void search_file() {
    scan_file([](const ReadBytes& read_bytes) {
        Searcher searcher(hex("DE AD BE EF 12 34 56 78"));
        Progress progress;
        std::uint64_t hits = 0;
        search(
            searcher, {0, size}, read_bytes, [&](ByteRange) { return ++hits, true; }, progress);
        benchmark::DoNotOptimize(hits);
    });
}

void SearchFile_beside_pread(benchmark::State& state) { run_pairs(state, read_by_pread, search_file); }
BENCHMARK(SearchFile_beside_pread)->Iterations(9)->UseManualTime();
void SearchFile_beside_mapping(benchmark::State& state) { run_pairs(state, read_by_mapping, search_file); }
BENCHMARK(SearchFile_beside_mapping)->Iterations(9)->UseManualTime();

// ---- P3: a million hits beside eight

void search_into_list(std::string_view what) {
    const auto bytes = memory(Content::Hits);
    Searcher searcher(text(what));
    Progress progress;
    HitList hits;
    searcher.scan(
        {bytes, 0, true}, [&](ByteRange hit) { return hits.add(hit), true; }, progress);
    benchmark::DoNotOptimize(hits.size());
}

void Search_million_hits_beside_eight(benchmark::State& state) {
    run_pairs(
        state, [] { search_into_list("fewhits!"); }, [] { search_into_list("manyhits"); });
}
BENCHMARK(Search_million_hits_beside_eight)->Iterations(9)->UseManualTime();

// ---- P19: what stays resident of a file that was gone through

std::int64_t resident_bytes() {
    std::ifstream in("/proc/self/statm");
    std::int64_t total = 0, resident = 0;
    in >> total >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

void hash_file() {
    scan_file([](const ReadBytes& read_bytes) {
        const auto digest = find_digest("xxh3")->begin();
        scan_slices({0, size}, read_bytes, [&](const SearchSlice& slice) {
            digest->add(slice.bytes);
            return slice.offset + static_cast<std::int64_t>(slice.bytes.size());
        });
        benchmark::DoNotOptimize(digest->end());
    });
}

// While it is open; counter `MiB`.
void resident_growth(benchmark::State& state, void (*work)()) {
    file_path();
    double most = 0;
    for (auto _ : state) {
        const std::int64_t before = resident_bytes();
        work();
        most = std::max(most, static_cast<double>(resident_bytes() - before) / (1 << 20));
    }
    state.counters["MiB"] = most;
}
void ResidentAfterSearch(benchmark::State& state) { resident_growth(state, search_file); }
BENCHMARK(ResidentAfterSearch)->Iterations(3);
void ResidentAfterHash(benchmark::State& state) { resident_growth(state, hash_file); }
BENCHMARK(ResidentAfterHash)->Iterations(3);

// ---- P24: statistics

ByteHistogram histogram_of(std::span<const std::byte> bytes) {
    ByteHistogram counts{};
    count_bytes(bytes, counts);
    return counts;
}

void histogram_beside_read(benchmark::State& state, Content content) {
    const auto bytes = memory(content);
    run_pairs(
        state, [&] { read(bytes); }, [&] { benchmark::DoNotOptimize(histogram_of(bytes)); });
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}
void Histogram_random(benchmark::State& state) { histogram_beside_read(state, Content::Random); }
BENCHMARK(Histogram_random)->Iterations(7)->UseManualTime();
void Histogram_zeros(benchmark::State& state) { histogram_beside_read(state, Content::Zeros); }
BENCHMARK(Histogram_zeros)->Iterations(7)->UseManualTime();

// The entropy of every block of so many bytes.
void EntropyMap_beside_histogram(benchmark::State& state) {
    const auto bytes = memory(Content::Random);
    const auto block = static_cast<std::size_t>(state.range(0));
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(histogram_of(bytes)); },
        [&] {
            double sum = 0;
            for (std::size_t at = 0; at < size; at += block) sum += entropy(histogram_of(bytes.subspan(at, block)));
            benchmark::DoNotOptimize(sum);
        });
}
BENCHMARK(EntropyMap_beside_histogram)->Arg(4 << 10)->Arg(64 << 10)->Iterations(7)->UseManualTime();

void extremes_beside_read(benchmark::State& state, const NumberColumn& column) {
    const auto bytes = memory(Content::Random);
    run_pairs(
        state, [&] { read(bytes); },
        [&] {
            benchmark::DoNotOptimize(
                extremes(column, bytes.data(), column.size, size / static_cast<std::size_t>(column.size)));
        });
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

#define BYTEPRISM_EXTREMES(name, ...)                                                                         \
    void Extremes_##name(benchmark::State& state) { extremes_beside_read(state, NumberColumn{__VA_ARGS__}); } \
    BENCHMARK(Extremes_##name)->Iterations(9)->UseManualTime();

BYTEPRISM_EXTREMES(u8, NumberColumn::Kind::Unsigned, 1)
BYTEPRISM_EXTREMES(u16, NumberColumn::Kind::Unsigned, 2)
BYTEPRISM_EXTREMES(i32, NumberColumn::Kind::Signed, 4)
BYTEPRISM_EXTREMES(u64, NumberColumn::Kind::Unsigned, 8)
BYTEPRISM_EXTREMES(f16, NumberColumn::Kind::Float, 2)
BYTEPRISM_EXTREMES(f32, NumberColumn::Kind::Float, 4)
BYTEPRISM_EXTREMES(f64, NumberColumn::Kind::Float, 8)
BYTEPRISM_EXTREMES(u16_big_endian, NumberColumn::Kind::Unsigned, 2, ByteOrder::Big)
BYTEPRISM_EXTREMES(f32_big_endian, NumberColumn::Kind::Float, 4, ByteOrder::Big)

// ---- P25: checksums, comparing

void digest_in_slices(std::string_view name, std::span<const std::byte> bytes) {
    constexpr std::size_t slice = std::size_t{256} << 10;
    const auto digest = find_digest(name)->begin();
    for (std::size_t at = 0; at < bytes.size(); at += slice) digest->add(bytes.subspan(at, slice));
    benchmark::DoNotOptimize(digest->end());
}

void Crc32_beside_libdeflate(benchmark::State& state) {
    const auto bytes = memory(Content::Random);
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(libdeflate_crc32(0, bytes.data(), bytes.size())); },
        [&] { digest_in_slices("crc32", bytes); });
}
BENCHMARK(Crc32_beside_libdeflate)->Iterations(9)->UseManualTime();

void Sha256_beside_openssl(benchmark::State& state) {
    const auto bytes = memory(Content::Random);
    run_pairs(
        state,
        [&] {
            unsigned char result[EVP_MAX_MD_SIZE];
            EVP_Digest(bytes.data(), bytes.size(), result, nullptr, EVP_sha256(), nullptr);
            benchmark::DoNotOptimize(result);
        },
        [&] { digest_in_slices("sha256", bytes); });
}
BENCHMARK(Sha256_beside_openssl)->Iterations(7)->UseManualTime();

// Two halves of half a gibibyte that are equal but for a few bytes, or but for every `range(0)`-th.
void Compare_beside_reading_both(benchmark::State& state) {
    const auto a = memory(Content::Zeros).first(size / 2);
    std::vector<std::byte> b(a.begin(), a.end());
    const auto apart = static_cast<std::size_t>(state.range(0));
    for (std::size_t at = 77; at < b.size(); at += apart) b[at] ^= std::byte{1};
    std::uint64_t runs = 0;
    run_pairs(
        state, [&] { read(a), read(b); },
        [&] {
            DifferenceFinder finder;
            Progress progress;
            const auto sink = [&](ByteRange) { return ++runs, true; };
            runs = 0;
            finder.scan(a, b, 0, sink, progress);
            finder.finish(sink);
        });
    state.counters["runs"] = static_cast<double>(runs);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}
BENCHMARK(Compare_beside_reading_both)->Arg(64 << 20)->Arg(1000)->Arg(20)->Iterations(9)->UseManualTime();

}  // namespace
}  // namespace byteprism::bench
