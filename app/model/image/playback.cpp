#include "app/model/image/playback.hpp"

#include <algorithm>

#include "app/model/image/image_actions.hpp"
#include "app/model/side_by_side.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Clock = std::chrono::steady_clock;

// Of the pair in sight.
bool blink(Workbench& bench) {
    if (shown_pair(bench) == nullptr) return false;
    ImageComparison& pictures = bench.pair->pictures;
    if (!pictures.next_blink || Clock::now() < *pictures.next_blink) return false;
    pictures.shows_other = !pictures.shows_other;
    pictures.next_blink = Clock::now() + blink_interval;
    return true;
}

}  // namespace

std::int64_t frame_count(const BoundImage& image, std::int64_t size) {
    const std::int64_t stride = image.frame_stride;
    // All keeps to 62 bits.
    const ByteRange now = extent_of(image.format, image.layout);
    const std::int64_t start = now.offset - image.settings.frame * stride;
    const std::int64_t end = now.end() - image.settings.frame * stride;
    if (stride > 0 && end <= size) return (size - end) / stride + 1;
    if (stride < 0 && start >= 0 && end <= size) return start / -stride + 1;
    return 1;
}

bool play(Workbench& bench) {
    Sheet* const sheet = bench.find(bench.active_sheet);
    if (sheet == nullptr) return false;
    const bool blinked = blink(bench);
    std::optional<Clock::time_point>& due = sheet->hand.next_frame;
    if (!due || Clock::now() < *due) return blinked;
    try {
        const std::int64_t count = frame_count(bind(sheet->image), bench.document(*sheet).size());
        sheet->image.frame = sheet->image.frame + 1 < count ? sheet->image.frame + 1 : 0;
        due = Clock::now() + frame_interval;
    } catch (const Error&) {
        due.reset();  // the panel says what is wrong
    }
    return true;
}

bool plays(const Workbench& bench) {
    const Sheet* const sheet = bench.active();
    const SideBySide* const pair = shown_pair(bench);
    return (sheet != nullptr && sheet->hand.next_frame) || (pair != nullptr && pair->pictures.next_blink);
}

void apply(Workbench& bench, const StepFrame& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const std::int64_t count = frame_count(bind(sheet->image), bench.document(*sheet).size());
    std::int64_t frame = 0;
    if (__builtin_add_overflow(sheet->image.frame, action.steps, &frame)) frame = sheet->image.frame;
    sheet->image.frame = std::clamp(frame, std::int64_t{0}, count - 1);
}

void apply(Workbench& bench, const Play& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    if (sheet->hand.next_frame) {
        sheet->hand.next_frame.reset();
        return;
    }
    if (frame_count(bind(sheet->image), bench.document(*sheet).size()) == 1) {
        throw ValueError("there is one frame alone: the size, the offset or the frame stride say where others are");
    }
    sheet->hand.next_frame = Clock::now();
}

}  // namespace byteprism
