#include "app/platform/run.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include <imgui.h>
#include <stb_image_write.h>

#include "app/model/compare/comparing.hpp"
#include "app/model/paths.hpp"
#include "app/model/sources/watcher.hpp"
#include "app/model/workspace/saved_state.hpp"
#include "app/platform/canvas.hpp"
#include "app/platform/clipboard.hpp"
#include "app/platform/gl_textures.hpp"
#include "app/platform/offscreen.hpp"
#include "app/platform/window.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/theme.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Clock = std::chrono::steady_clock;

void complain(const std::string& text) { std::fprintf(stderr, "byteprism: %s\n", text.c_str()); }

int failed(const Error& error) {
    complain(error.what());
    return dynamic_cast<const IoError*>(&error) ? 3 : 2;
}

// Says each notice on standard error as well, once.
class NoticeLog {
public:
    void follow(const Workbench& bench) {
        const std::uint64_t news = std::min<std::uint64_t>(bench.notices_given - said_, bench.notices.size());
        for (auto notice = bench.notices.end() - static_cast<std::ptrdiff_t>(news); notice != bench.notices.end();
             ++notice) {
            complain(notice->text);
        }
        said_ = bench.notices_given;
    }

private:
    std::uint64_t said_ = 0;
};

std::string title_of(const Workbench& bench) {
    const Sheet* const sheet = bench.active();
    if (sheet == nullptr) return "Byteprism";
    const Document& document = bench.document(*sheet);
    return document.name() + (document.modified() ? " *" : "") + " - Byteprism";
}

// The frames of one window, and what they are drawn with. Made in this order, so that panels give their textures back
// while there is a context.
class Stage {
public:
    Stage(Workbench& bench, Clipboard& clipboard) : bench_(bench), canvas_(clipboard) {}

    // One frame, not painted yet. Whether another should follow.
    bool run(const Surface& surface, std::span<const InputEvent> events) {
        // What moves by itself moves on by a sixtieth of a second in each frame, however fast frames follow; the clock
        // then waits for the real one, so that a double click is not stretched.
        const Clock::duration least = std::chrono::microseconds(events.empty() ? 16667 : 1);
        const Clock::time_point time = std::max(Clock::now(), time_ + least);
        canvas_.begin(surface, bench_.settings, std::chrono::duration<float>(time - time_).count());
        time_ = time;
        return frame_.run(bench_, textures_, events);
    }
    void paint() { canvas_.paint(); }

private:
    Workbench& bench_;
    Canvas canvas_;
    GlTextures textures_;
    Frame frame_;
    Clock::time_point time_ = Clock::now();  // of the last frame
};

// Frames until the input is dealt out, each batch of it to a window that has come to rest after the one before: a key
// typed right after another opened or closed something belongs to what is there then. Paints nothing, so after 30 ms it
// leaves the rest for later. Whether there is a rest.
bool run_frames(GlfwWindow& window, Stage& stage) {
    constexpr int frames_to_rest = 3;
    const Clock::time_point start = Clock::now();
    bool more = true;
    do {
        more = stage.run(window.surface(), window.input().next_frame());
        for (int frames = 0; more && frames < frames_to_rest; ++frames) more = stage.run(window.surface(), {});
    } while (!window.input().empty() && Clock::now() - start < std::chrono::milliseconds(30));
    return more || !window.input().empty();
}

// How long to sleep for want of input: for ever, unless the last frames left something to do.
std::optional<double> patience(bool unsettled, const Workbench& bench) {
    if (unsettled) return 0;
    // Holding a button down on something may scroll or repeat.
    if (ImGui::IsAnyMouseDown() && ImGui::IsAnyItemActive()) return 1.0 / 30;
    return bench.patience();
}

// Until there is something to do.
void sleep(GlfwWindow& window, bool unsettled, const Workbench& bench, std::atomic<bool>& woken) {
    bool rested = false;
    do {
        const std::optional<double> seconds = patience(unsettled, bench);
        const Clock::time_point start = Clock::now();
        window.wait(seconds);
        rested = seconds && std::chrono::duration<double>(Clock::now() - start).count() >= *seconds;
    } while (!rested && window.input().empty() && !window.take_damage() && !woken.exchange(false));
}

void write_png(const std::string& path, Surface surface, std::span<const std::byte> rgb) {
    std::ofstream file(path, std::ios::binary);
    const auto append = [](void* to, void* bytes, int count) {
        static_cast<std::ofstream*>(to)->write(static_cast<const char*>(bytes), count);
    };
    const bool encoded =
        stbi_write_png_to_func(append, &file, surface.width, surface.height, 3, rgb.data(), surface.width * 3) != 0;
    file.close();
    if (!encoded || !file) throw IoError(path + ": cannot write the picture");
}

// Ends the jobs of the workbench before what they wake is gone.
class EndOfJobs {
public:
    explicit EndOfJobs(Workbench& bench) : bench_(bench) {}
    EndOfJobs(const EndOfJobs&) = delete;
    EndOfJobs& operator=(const EndOfJobs&) = delete;
    ~EndOfJobs() {
        bench_.errands.clear();
        bench_.guess.reset();
        bench_.finding.reset();
        if (bench_.pair) bench_.pair->comparison.reset();
        bench_.table_work.reset();
    }

private:
    Workbench& bench_;
};

}  // namespace

int run_window(const Launch& launch) try {
    SystemClipboard clipboard;
    Workbench bench(&clipboard);
    clipboard.say = [&bench](std::string text) { bench.notify(Notice::Severity::Information, std::move(text)); };
    if (const std::string state = state_folder(); !state.empty()) {
        bench.keep_for_recovery(state + "/recovery");
        bench.tell_others(state + "/open");
    }
    SavedState saved(settings_folder(), state_folder());
    saved.restore(bench);
    NoticeLog log;
    open(launch, bench);
    if (bench.settings.reopen && launch.sources.empty()) saved.reopen(bench);
    log.follow(bench);
    GlfwWindow window(launch.window, title_of(bench), colors(bench.settings.theme).window);
    std::atomic<bool> woken = false;
    const auto wake = [&woken] {
        woken = true;
        GlfwWindow::wake();
    };
    bench.jobs->wake_with(wake);
    const EndOfJobs end_of_jobs(bench);
    Stage stage(bench, clipboard);
    bench.watch_files();
    Watcher watcher(wake);
    for (bool unsettled = true; !bench.quitting;) {
        unsettled = run_frames(window, stage);
        log.follow(bench);
        window.set_title(title_of(bench));
        window.set_cursor(ImGui::GetMouseCursor());
        if (!window.iconified()) {
            stage.paint();
            window.present();
        }
        if (bench.quitting) break;
        if (!unsettled && !ImGui::IsAnyMouseDown()) saved.keep(bench);
        for (const int descriptor : bench.news()) watcher.wake_when_readable(descriptor);
        sleep(window, unsettled, bench, woken);
    }
    saved.keep_all(bench);
    bench.leave();
    log.follow(bench);
    return 0;
} catch (const Error& error) {
    return failed(error);
}

int run_screenshot(const Launch& launch) try {
    // Enough for everything that takes a few frames to find its size.
    constexpr int most_frames = 16;
    SystemClipboard clipboard;
    Workbench bench(&clipboard);
    NoticeLog log;
    open(launch, bench);
    log.follow(bench);
    const Offscreen offscreen(launch.window);
    Stage stage(bench, clipboard);
    bool more = true;
    for (int frames = 0; frames < most_frames && more;) {
        const bool working = bench.jobs->running();
        if (working) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        more = stage.run(offscreen.surface(), {}) || working;
        frames += working ? 0 : 1;
    }
    log.follow(bench);
    stage.paint();
    write_png(launch.screenshot.value(), offscreen.surface(), offscreen.read_rgb());
    const auto failure = [](const Notice& notice) { return notice.severity == Notice::Severity::Error; };
    return std::ranges::any_of(bench.notices, failure) ? 3 : 0;
} catch (const Error& error) {
    return failed(error);
}

}  // namespace byteprism
