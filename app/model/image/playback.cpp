#include "app/model/image/playback.hpp"

#include <algorithm>

#include "app/model/image/image_actions.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {

std::int64_t frame_count(const BoundImage& image, std::int64_t size) {
    const std::int64_t stride = image.settings.frame_stride.value_or(image.layout.frame_bytes);
    if (stride <= 0 || size <= image.settings.offset) return 1;
    return std::max<std::int64_t>(1, (size - image.settings.offset) / stride);
}

bool play(Workbench& bench) {
    using Clock = std::chrono::steady_clock;
    bool happened = false;
    for (Sheet& sheet : bench.sheets) {
        std::optional<Clock::time_point>& due = sheet.hand.next_frame;
        if (!due || sheet.id != bench.active_sheet || Clock::now() < *due) continue;
        happened = true;
        try {
            const std::int64_t count = frame_count(bind(sheet.image), bench.document(sheet).size());
            sheet.image.frame = sheet.image.frame + 1 < count ? sheet.image.frame + 1 : 0;
            due = Clock::now() + frame_interval;
        } catch (const Error&) {
            due.reset();  // the panel says what is wrong
        }
    }
    for (Sheet& sheet : bench.sheets) {
        ImageHand& hand = sheet.hand;
        if (!hand.next_blink || sheet.id != bench.active_sheet || Clock::now() < *hand.next_blink) continue;
        hand.shows_other = !hand.shows_other;
        hand.next_blink = Clock::now() + blink_interval;
        happened = true;
    }
    return happened;
}

bool plays(const Workbench& bench) {
    const Sheet* const sheet = bench.active();
    return sheet != nullptr && (sheet->hand.next_frame || sheet->hand.next_blink);
}

void apply(Workbench& bench, const StepFrame& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const std::int64_t count = frame_count(bind(sheet->image), bench.document(*sheet).size());
    sheet->image.frame = std::clamp(sheet->image.frame + action.steps, std::int64_t{0}, count - 1);
}

void apply(Workbench& bench, const Play& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    if (sheet->hand.next_frame) {
        sheet->hand.next_frame.reset();
    } else {
        sheet->hand.next_frame = std::chrono::steady_clock::now();
    }
}

}  // namespace byteprism
