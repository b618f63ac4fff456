// One frame of the hex grid: layout, input and drawing, up to what a renderer would be given. The figures are P11, P13
// and P14 of the goals.

#include <cstdio>
#include <memory>
#include <random>

#include <benchmark/benchmark.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "app/ui/hex/hex_paint.hpp"
#include "app/ui/panel.hpp"
#include "tests/app/ui/headless.hpp"
#include "tests/bench/allocations.hpp"
#include "tests/bench/pairs.hpp"
#include "tests/bench/text_per_cell.hpp"

namespace byteprism::bench {
namespace {

constexpr int pairs = 21;
constexpr int frames_a_turn = 50;

// Bytes that take no memory until they are touched.
class Mapping {
public:
    explicit Mapping(std::size_t size) : size_(size) {
        constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
        void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        data_ = static_cast<std::byte*>(memory);
        std::mt19937 random(1);
        const std::size_t part = std::min<std::size_t>(size, 16'384);
        for (std::byte* at : {data_, data_ + size - part}) {
            std::generate_n(at, part, [&] { return static_cast<std::byte>(random()); });
        }
    }
    ~Mapping() { ::munmap(data_, size_); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::span<std::byte> bytes() { return {data_, size_}; }

private:
    std::byte* data_;
    std::size_t size_;
};

// A workbench with one document, a selection and marks, and a window in which a grid of these rows fits exactly.
class Bench {
public:
    Bench(std::size_t size, int rows, int columns) : mapping_(size) {
        Sheet& sheet = bench_.add(Document::untitled("bench", Buffer::borrow(mapping_.bytes())));
        sheet.hex.columns = columns;
        const std::byte changed[]{std::byte{1}, std::byte{2}, std::byte{3}};
        bench_.document(sheet).write(70, changed, Gesture::None);
        sheet.cursor.offset = 150;
        sheet.cursor.anchor = 400;
        sheet.hover = {{30, 8}};
        begin_frame({4000, 4000});
        const MonoFace face;
        const HexFrame grid = lay_out_hex(sheet, bench_.document(sheet), colors(Theme::Dark), face, {0, 0}, {800, 600});
        ImGui::End();
        ImGui::Render();
        // The header, the rows, and less than one row more.
        size_ = {grid.columns.width() + grid.bar_width,
                 grid.header_height + static_cast<float>(rows) * grid.row_height + 1};
        for (int n = 0; n < 4; ++n) ours();
    }

    void ours() {
        Actions actions;
        begin_frame(size_);
        const Sheet& sheet = *bench_.active();
        std::vector<std::string> dropped;
        panel_->draw({bench_, sheet, bench_.document(sheet), textures_, actions, dropped});
        ImGui::End();
        ImGui::Render();
        bench_.apply(actions);
    }
    void jump_to(std::int64_t row) {
        Actions actions;
        actions.push(ScrollToRow{bench_.active_sheet, row});
        bench_.apply(actions);
    }
    // The same rows, each cell a text of its own.
    void text_per_cell();

private:
    static void begin_frame(ImVec2 size) {
        ImGui::GetIO().DisplaySize = size;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(size);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::Begin("grid", nullptr, ImGuiWindowFlags_NoDecoration);
        ImGui::PopStyleVar();
    }

    Mapping mapping_;
    HeadlessImGui imgui_;
    FakeTextures textures_;
    Workbench bench_;
    std::unique_ptr<PanelDrawer> panel_ = make_hex_panel();
    ImVec2 size_;
};

void Bench::text_per_cell() {
    begin_frame(size_);
    bench::text_per_cell(*bench_.active(), bench_.document(*bench_.active()));
    ImGui::End();
    ImGui::Render();
}

// `ratio`: how many of our frames fit into one of the grid of texts. Rows, columns, the size as a power of 2; 0 at the
// start, 1 at the end.
void HexFrameBesideTextPerCell(benchmark::State& state) {
    Bench bench(std::size_t{1} << state.range(2), static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    if (state.range(3) == 1) bench.jump_to(std::int64_t{1} << 60);
    bench.ours();
    run_pairs(
        state,
        [&] {
            for (int n = 0; n < frames_a_turn; ++n) bench.text_per_cell();
        },
        [&] {
            for (int n = 0; n < frames_a_turn; ++n) bench.ours();
        });
}
BENCHMARK(HexFrameBesideTextPerCell)
    ->Args({62, 16, 20, 0})
    ->Args({64, 64, 20, 0})
    ->Args({64, 64, 40, 0})
    ->Args({64, 64, 40, 1})
    ->Iterations(pairs)
    ->UseManualTime();

// The end of a document of 1 GiB and of 1 TiB beside the start of one of 64 KiB. `ratio`: 1 is as fast.
void HexFrameAtTheEnd(benchmark::State& state) {
    Bench small(1 << 16, 62, 16);
    ImGuiContext* const small_context = ImGui::GetCurrentContext();
    Bench large(std::size_t{1} << state.range(0), 62, 16);
    ImGuiContext* const large_context = ImGui::GetCurrentContext();
    large.jump_to(std::int64_t{1} << 60);
    large.ours();
    run_pairs(
        state,
        [&] {
            ImGui::SetCurrentContext(small_context);
            for (int n = 0; n < frames_a_turn; ++n) small.ours();
        },
        [&] {
            ImGui::SetCurrentContext(large_context);
            for (int n = 0; n < frames_a_turn; ++n) large.ours();
        });
}
BENCHMARK(HexFrameAtTheEnd)->Arg(30)->Arg(40)->Iterations(pairs)->UseManualTime();

// Each frame after a jump from one end to the other, beside frames that stay.
void HexFrameAfterAJump(benchmark::State& state) {
    Bench bench(std::size_t{1} << 40, 62, 16);
    const auto frames = [&](std::int64_t step) {
        for (int n = 0; n < frames_a_turn; ++n) {
            bench.jump_to(n % 2 == 0 ? 0 : step);
            bench.ours();
        }
    };
    run_pairs(
        state, [&] { frames(0); }, [&] { frames(std::int64_t{1} << 60); });
}
BENCHMARK(HexFrameAfterAJump)->Iterations(pairs)->UseManualTime();

// `allocations` and `faults` of one frame; both should be 0.
void HexFrameSteady(benchmark::State& state) {
    Bench bench(1 << 20, 62, 16);
    const auto faults = [] {
        rusage usage{};
        ::getrusage(RUSAGE_THREAD, &usage);
        return usage.ru_minflt;
    };
    const std::size_t allocations_before = allocations();
    const long faults_before = faults();
    for (auto _ : state) bench.ours();
    const auto frames = static_cast<double>(state.iterations());
    state.counters["allocations"] = static_cast<double>(allocations() - allocations_before) / frames;
    state.counters["faults"] = static_cast<double>(faults() - faults_before) / frames;
}
BENCHMARK(HexFrameSteady);

}  // namespace
}  // namespace byteprism::bench
