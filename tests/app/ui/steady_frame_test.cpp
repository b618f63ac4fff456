// Frames in which nothing happens ask for no memory, neither of C++ nor of Dear ImGui.
#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>
#include <thread>

#include <gtest/gtest.h>

#include "app/ui/panel.hpp"
#include "tests/app/ui/headless.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef COUNTS_ALLOCATIONS
#define COUNTS_ALLOCATIONS 1
#endif

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return std::malloc(size == 0 ? 1 : size);
}

}  // namespace

#if COUNTS_ALLOCATIONS
// Where either is inlined, GCC takes them for a pair that does not match.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (void* memory = counted(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace byteprism {
namespace {

// Dear ImGui asks here from before its context is made.
struct CountedImGui {
    CountedImGui() {
        ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return counted(size); },
                                     [](void* memory, void*) { std::free(memory); });
    }
    ~CountedImGui() {
        ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                     [](void* memory, void*) { std::free(memory); });
    }
};

class SteadyFrameTest : public testing::Test {
protected:
    SteadyFrameTest() {
        if (!COUNTS_ALLOCATIONS) return;
        std::vector<std::byte> bytes(1 << 16);
        for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<std::byte>(at * 7);
        Sheet& sheet = bench.add(Document::untitled("test", Buffer::copy_of(bytes)));
        const std::byte changed[]{std::byte{1}, std::byte{2}, std::byte{3}};
        bench.document(sheet).write(40, changed, Gesture::None);
        sheet.cursor.offset = 100;
        sheet.cursor.anchor = 200;
        sheet.hover = {{30, 8}};
    }
    void frame() {
        Actions actions;
        ImGui::NewFrame();
        ImGui::SetNextWindowSize({800, 600});
        ImGui::Begin("window");
        const Sheet& sheet = *bench.active();
        std::vector<std::string> dropped;
        panel->draw({bench, sheet, bench.document(sheet), textures, actions, dropped});
        ImGui::End();
        ImGui::Render();
        bench.apply(actions);
    }
    std::size_t allocations_of_a_steady_frame() {
        for (int n = 0; n < 8; ++n) frame();
        while (bench.jobs->running()) std::this_thread::yield();  // the minimap's: a thread of its own allocates
        for (int n = 0; n < 8; ++n) frame();
        const std::size_t before = allocations;
        for (int n = 0; n < 8; ++n) frame();
        return allocations - before;
    }

    CountedImGui counted;
    HeadlessImGui imgui;
    FakeTextures textures;
    Workbench bench;
    std::unique_ptr<PanelDrawer> panel;
};

TEST_F(SteadyFrameTest, OfTheHexGridAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    panel = make_hex_panel();
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
}

TEST_F(SteadyFrameTest, OfTheInspectorAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    panel = make_inspector_panel();
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
}

TEST_F(SteadyFrameTest, OfTheBookmarksAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    panel = make_bookmarks_panel();
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u) << "without any";
    Actions actions;
    for (int n = 0; n < 3; ++n) actions.push(AddBookmark{bench.active_sheet, ""});
    bench.apply(actions);
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
}

TEST_F(SteadyFrameTest, OfThePictureAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    panel = make_image_panel();
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
}

TEST_F(SteadyFrameTest, OfTheStructureAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    panel = make_structure_panel();
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
    Actions actions;
    StructureSettings settings;
    settings.text = "struct S { uint8_t n; uint8_t text[n]; }; struct A { enum E : uint8_t { X } e; struct S all[]; };";
    settings.turned = {"all", "all[3]"};
    actions.push(SetStructure{bench.active_sheet, settings});
    bench.apply(actions);
    EXPECT_EQ(allocations_of_a_steady_frame(), 0u) << "of declarations";
}

TEST_F(SteadyFrameTest, UnderTheMouseAllocatesNothing) {
    if (!COUNTS_ALLOCATIONS) GTEST_SKIP() << "a sanitizer allocates on its own";
    for (const auto make : {make_hex_panel, make_inspector_panel}) {
        panel = make();
        ImGui::GetIO().MousePos = {200, 150};
        EXPECT_EQ(allocations_of_a_steady_frame(), 0u);
    }
}

}  // namespace
}  // namespace byteprism
