// Records of a format: one column and all fields of them beside loops by hand and plain reads (P24, P26 of the goals),
// the statistics of a column of 10^8 records, and frames of a table of as many. numpy_columns.py holds those that have
// names of their own against Python and NumPy.

#include <cstring>
#include <memory>
#include <new>

#include <benchmark/benchmark.h>
#include <sys/mman.h>

#include "app/model/structure/structure_type.hpp"
#include "app/model/table/table_work.hpp"
#include "app/ui/panel.hpp"
#include "core/view/pack.hpp"
#include "core/view/view.hpp"
#include "tests/app/ui/headless.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

constexpr int pairs = 15;
constexpr const char* record_format = "<IHHf";
constexpr std::int64_t record_size = 12;

// Bytes that take no memory until they are touched.
class Memory {
public:
    explicit Memory(std::int64_t size) : size_(static_cast<std::size_t>(size)) {
        constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
        void* const memory = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        ::madvise(memory, size_, MADV_HUGEPAGE);
        data_ = static_cast<std::byte*>(memory);
    }
    ~Memory() { ::munmap(data_, size_); }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    // With a float that is none too large or small in every record.
    void fill() {
        std::uint64_t state = 1;
        for (std::size_t i = 0; i + record_size <= size_; i += record_size) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            std::memcpy(data_ + i, &state, 8);
            const float value = static_cast<float>(state >> 40);
            std::memcpy(data_ + i + 8, &value, 4);
        }
    }
    std::span<std::byte> bytes() const { return {data_, size_}; }

private:
    std::byte* data_;
    std::size_t size_;
};

template <class Number, class Sum>
Sum sum_by_hand(std::span<const std::byte> bytes, std::size_t offset) {
    Sum sum = 0;
    for (std::size_t at = offset; at + sizeof(Number) <= bytes.size(); at += record_size) {
        Number number;
        std::memcpy(&number, bytes.data() + at, sizeof number);
        sum += number;
    }
    return sum;
}

// P26: the sum (and with it the least and the greatest) of field k of 2^20 records, beside the sum alone by a loop that
// knows the type.
void StructColumnSum(benchmark::State& state) {
    Memory memory((1 << 20) * record_size);
    memory.fill();
    const std::span<const std::byte> bytes = memory.bytes();
    const Format format = Format::parse(record_format);
    const Field& field = format.fields()[static_cast<std::size_t>(state.range(0))];
    const NumberColumn column = *number_column(field);
    const auto offset = static_cast<std::size_t>(field.offset);
    run_pairs(
        state,
        [&] {
            if (column.size == 2)
                benchmark::DoNotOptimize(sum_by_hand<std::uint16_t, std::uint64_t>(bytes, offset));
            else if (column.whole())
                benchmark::DoNotOptimize(sum_by_hand<std::uint32_t, std::uint64_t>(bytes, offset));
            else
                benchmark::DoNotOptimize(sum_by_hand<float, double>(bytes, offset));
        },
        [&] {
            ColumnSummarizer summarizer(column);
            summarizer.add(bytes.data() + offset, record_size, bytes.size() / record_size);
            benchmark::DoNotOptimize(summarizer.summary());
        });
}
BENCHMARK(StructColumnSum)->ArgName("field")->Arg(0)->Arg(1)->Arg(3)->Iterations(pairs)->UseManualTime();

// P26: every field of 2^20 records as doubles, into an array for each that is there.
void StructAllFields(benchmark::State& state) {
    constexpr std::size_t rows = 1 << 20;
    Memory memory(static_cast<std::int64_t>(rows) * record_size);
    memory.fill();
    const Format format = Format::parse(record_format);
    std::vector<std::vector<double>> numbers(format.fields().size(), std::vector<double>(rows));
    for (auto _ : state) {
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            const Field& field = format.fields()[k];
            load_doubles(*number_column(field), memory.bytes().data() + field.offset, record_size, rows,
                         numbers[k].data());
            benchmark::DoNotOptimize(numbers[k].data());
            benchmark::ClobberMemory();
        }
    }
}
BENCHMARK(StructAllFields);

// The same as tuples of values, one after the other.
void StructIterUnpack(benchmark::State& state) {
    Memory memory((1 << 20) * record_size);
    memory.fill();
    const View view = View::of(Buffer::borrow(memory.bytes()));
    for (auto _ : state) {
        iter_unpack(record_format, view, [](const Tuple& tuple) { benchmark::DoNotOptimize(&tuple); });
    }
}
BENCHMARK(StructIterUnpack);

// P24: the least and the greatest of 64 MiB of numbers, beside a plain read of the same bytes.
void ColumnExtremesBesideARead(benchmark::State& state, const char* format) {
    Memory memory(64 << 20);
    memory.fill();
    const NumberColumn column = *number_column(Format::parse(format).fields()[0]);
    const std::size_t count = memory.bytes().size() / static_cast<std::size_t>(column.size);
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(plain_read(memory.bytes())); },
        [&] { benchmark::DoNotOptimize(extremes(column, memory.bytes().data(), column.size, count)); });
}
#define BYTEPRISM_EXTREMES(name, format) \
    BENCHMARK_CAPTURE(ColumnExtremesBesideARead, name, format)->Iterations(pairs)->UseManualTime()
BYTEPRISM_EXTREMES(u8, "<B");
BYTEPRISM_EXTREMES(i16, "<h");
BYTEPRISM_EXTREMES(u16_big, ">H");
BYTEPRISM_EXTREMES(u32, "<I");
BYTEPRISM_EXTREMES(i64, "<q");
BYTEPRISM_EXTREMES(f16, "<e");
BYTEPRISM_EXTREMES(f32, "<f");
BYTEPRISM_EXTREMES(f64, "<d");
#undef BYTEPRISM_EXTREMES

// A workbench whose structure panel shows so many records as a table.
class Shown {
public:
    explicit Shown(std::int64_t rows) : memory_(rows * record_size) {
        Sheet& sheet = bench.add(Document::untitled("bench", Buffer::borrow(memory_.bytes())));
        sheet.structure.settings.text = record_format;
        sheet.structure.settings.count = 0;
        sheet.structure.settings.face = StructureFace::Table;
        sheet.structure.type = compile(sheet.structure.settings);
    }
    void fill() { memory_.fill(); }
    std::span<const std::byte> bytes() const { return memory_.bytes(); }

    Workbench bench;

private:
    Memory memory_;
};

// Of 10^8 records: least, greatest, mean, how many different ones, histogram.
void ColumnStatisticsOf(benchmark::State& state) {
    Shown shown(100'000'000);
    shown.fill();
    const Table table = bind_table(*shown.bench.active(), shown.bench.document(*shown.bench.active()));
    const auto read = [&](std::int64_t offset, std::span<std::byte> to) {
        std::memcpy(to.data(), shown.bytes().data() + offset, to.size());
    };
    for (auto _ : state) {
        Progress progress;
        const auto found = find_statistics(table, static_cast<std::size_t>(state.range(0)), nullptr, read, progress);
        benchmark::DoNotOptimize(found.summary.mean);
    }
}
BENCHMARK(ColumnStatisticsOf)->ArgName("field")->Arg(1)->Arg(3)->Iterations(3)->Unit(benchmark::kMillisecond);

// Least, greatest and mean alone.
void ColumnSummaryOf(benchmark::State& state) {
    Shown shown(100'000'000);
    shown.fill();
    const Format format = Format::parse(record_format);
    const Field& field = format.fields()[static_cast<std::size_t>(state.range(0))];
    for (auto _ : state) {
        ColumnSummarizer summarizer(*number_column(field));
        summarizer.add(shown.bytes().data() + field.offset, record_size, shown.bytes().size() / record_size);
        benchmark::DoNotOptimize(summarizer.summary().mean);
    }
}
BENCHMARK(ColumnSummaryOf)->ArgName("field")->Arg(1)->Arg(3)->Iterations(3)->Unit(benchmark::kMillisecond);

// The structure panel in a window of its own.
class TableFrames {
public:
    explicit TableFrames(std::int64_t rows) : shown_(rows) { open(); }

    // As if the panel had never been drawn.
    void open() { panel_ = make_structure_panel(); }
    void draw(float wheel) {
        context_.make_current();
        const ImVec2 size{1000, 900};
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = size;
        io.MousePos = {size.x / 2, size.y / 2};
        io.MouseWheel = wheel;
        Actions actions;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(size);
        ImGui::Begin("table", nullptr, ImGuiWindowFlags_NoDecoration);
        const Sheet& sheet = *shown_.bench.active();
        std::vector<std::string> dropped;
        panel_->draw({shown_.bench, sheet, shown_.bench.document(sheet), textures_, actions, dropped});
        ImGui::End();
        ImGui::Render();
        shown_.bench.apply(actions);
    }

private:
    struct Context {
        void make_current() { ImGui::SetCurrentContext(context); }
        HeadlessImGui imgui;
        ImGuiContext* context = ImGui::GetCurrentContext();
    };
    Context context_;
    FakeTextures textures_;
    Shown shown_;
    std::unique_ptr<PanelDrawer> panel_;
};

// Frames of a table of 10^8 rows beside those of one of 10^3: 1 is as fast. `us`: one of ours.
template <class One>
void beside_a_short_table(benchmark::State& state, const One& one) {
    constexpr int frames = 50;
    TableFrames small(1000), large(100'000'000);
    for (TableFrames* frame : {&small, &large}) {
        for (int n = 0; n < 10; ++n) frame->draw(0);
    }
    std::vector<double> seconds;
    const auto several = [&](TableFrames& table) {
        for (int n = 0; n < frames; ++n) one(table, n);
    };
    run_pairs(
        state, [&] { several(small); }, [&] { seconds.push_back(seconds_of([&] { several(large); })); });
    state.counters["us"] = median(seconds) / frames * 1e6;
}

void TableFrameBesideAShortOne(benchmark::State& state) {
    beside_a_short_table(state, [](TableFrames& table, int) { table.draw(0); });
}
BENCHMARK(TableFrameBesideAShortOne)->Iterations(pairs)->UseManualTime();

// By the wheel, each frame some rows down, then as many up.
void TableScrollBesideAShortOne(benchmark::State& state) {
    beside_a_short_table(state, [](TableFrames& table, int n) { table.draw(n < 25 ? -1.0f : 1.0f); });
}
BENCHMARK(TableScrollBesideAShortOne)->Iterations(pairs)->UseManualTime();

// The first frame of a new panel.
void TableFirstPaintBesideAShortOne(benchmark::State& state) {
    beside_a_short_table(state, [](TableFrames& table, int) {
        table.open();
        table.draw(0);
    });
}
BENCHMARK(TableFirstPaintBesideAShortOne)->Iterations(pairs)->UseManualTime();

}  // namespace
}  // namespace byteprism::bench
