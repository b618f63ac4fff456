// Whole frames of the window: without a renderer (P12 of the goals), and drawn by the software OpenGL that servers and
// virtual machines have (P15, P20). Set LIBGL_ALWAYS_SOFTWARE=1 where there is a graphics card.
#include <random>
#include <vector>

#include <benchmark/benchmark.h>
#include <glad/gl.h>

#include "app/model/structure/structure_type.hpp"
#include "app/platform/canvas.hpp"
#include "app/platform/gl_textures.hpp"
#include "app/platform/offscreen.hpp"
#include "app/ui/frame.hpp"
#include "tests/app/ui/headless.hpp"
#include "tests/bench/pairs.hpp"
#include "tests/bench/text_per_cell.hpp"

namespace byteprism::bench {
namespace {

constexpr int pairs = 15;

// A workbench with 4 MiB that every panel shows.
class Shown {
public:
    Shown() : bytes_(4 << 20) {
        std::mt19937 random(1);
        std::ranges::generate(bytes_, [&] { return static_cast<std::byte>(random()); });
        Sheet& sheet = bench.add(Document::untitled("bench", Buffer::borrow(std::span<std::byte>(bytes_))));
        sheet.hex.columns = 16;
        sheet.image.pixels = "rgb565le";
        sheet.image.width = sheet.image.height = 1024;
        sheet.structure.settings.text = "<50H";
        sheet.structure.type = compile(sheet.structure.settings);
        sheet.cursor.offset = 150;
        sheet.cursor.anchor = 400;
    }
    // Until the jobs have ended and nothing moves.
    template <class One>
    static void settle(const Workbench& bench, const One& frame) {
        for (int n = 0; n < 20 || bench.jobs->running(); ++n) frame();
        for (int n = 0; n < 20; ++n) frame();
    }

    Workbench bench;

private:
    std::vector<std::byte> bytes_;
};

// `ratio`: how many of our whole windows (hex, inspector, image, structure, bars) fit into one frame of a grid of texts
// of 62 x 16.
void WindowBesideTextPerCell(benchmark::State& state) {
    Shown shown;
    HeadlessImGui imgui;
    FakeTextures textures;
    Frame frame;
    const auto ours = [&] {
        ImGui::GetIO().DisplaySize = {1600, 900};
        frame.run(shown.bench, textures, {});
    };
    Shown::settle(shown.bench, ours);
    Sheet sheet = *shown.bench.active();
    sheet.hex.visible_rows = 62;
    sheet.hex.first_row = 0;
    const auto theirs = [&] {
        ImGui::NewFrame();
        ImGui::SetNextWindowSize({1000, 1200});
        ImGui::Begin("grid", nullptr, ImGuiWindowFlags_NoDecoration);
        text_per_cell(sheet, shown.bench.document(sheet));
        ImGui::End();
        ImGui::Render();
    };
    constexpr int frames = 50;
    run_pairs(
        state,
        [&] {
            for (int n = 0; n < frames; ++n) theirs();
        },
        [&] {
            for (int n = 0; n < frames; ++n) ours();
        });
}
BENCHMARK(WindowBesideTextPerCell)->Iterations(pairs)->UseManualTime();

// What is drawn on: 1600 x 900 pixels in memory.
class Screen {
public:
    // Draws what `make` does between NewFrame and Render, or a frame that does both itself.
    template <class Make>
    void draw(const Make& make) {
        canvas_.begin(offscreen_.surface(), settings_, 1.0f / 60);
        make();
        canvas_.paint();
        glFinish();
    }
    GlTextures textures;

private:
    Offscreen offscreen_{{1600, 900}};
    FakeClipboard clipboard_;
    Settings settings_;
    Canvas canvas_{clipboard_};
};

// A quad with a texture over half of the window, and 5,000 glyphs.
void quad_and_glyphs(ImTextureID texture) {
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddImage(texture, {800, 0}, {1600, 900});
    const MonoFace face;
    const std::string line(100, 'E');
    for (int row = 0; row < 50; ++row) list.AddText({0, static_cast<float>(row) * 17}, 0xffffffff, line.c_str());
    ImGui::Render();
}

// `ratio`: how many of our windows are drawn in the CPU time of that. `step`: rows that the grid scrolls for each: 0,
// or as Page Down does it; `ms`: the median of ours.
void WindowBesideAQuadAndGlyphs(benchmark::State& state) {
    Screen screen;
    Shown shown;
    Frame frame;
    const auto ours = [&] {
        if (state.range(0) != 0) {
            Actions actions;
            actions.push(MoveCursor{shown.bench.active_sheet, Motion::PageDown, Extend::No});
            shown.bench.apply(actions);
        }
        screen.draw([&] { frame.run(shown.bench, screen.textures, {}); });
    };
    Shown::settle(shown.bench, ours);
    const TextureId texture = screen.textures.create(512, 512);
    std::vector<double> seconds;
    run_pairs(
        state, [&] { screen.draw([&] { quad_and_glyphs(glue::texture_id(texture)); }); },
        [&] { seconds.push_back(seconds_of(ours, CLOCK_PROCESS_CPUTIME_ID)); }, CLOCK_PROCESS_CPUTIME_ID);
    state.counters["ms"] = median(seconds) * 1e3;
}
BENCHMARK(WindowBesideAQuadAndGlyphs)->ArgName("page")->Arg(0)->Arg(1)->Iterations(4 * pairs)->UseManualTime();

}  // namespace
}  // namespace byteprism::bench
