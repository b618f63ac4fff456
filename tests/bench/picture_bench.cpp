// What the image panel does between an edit and the texture (P21 of the goals), and for a frame of a picture far larger
// than the window.
#include <algorithm>
#include <memory>
#include <vector>

#include <benchmark/benchmark.h>

#include "app/model/image/image_binding.hpp"
#include "app/ui/image/image_picture.hpp"
#include "tests/app/ui/headless.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

// A picture in a window of 1000 x 800, from so far on, every `step`-th pixel.
class Seen {
public:
    Seen(std::int64_t side, std::size_t bytes, std::int64_t step)
        : document_(Document::untitled("bench", Buffer::zeros(bytes))), area_{{0, 0, 1000 * step, 800 * step}, step} {
        ImageSettings settings;
        settings.pixels = "rgb565le";
        settings.width = settings.height = side;
        image_ = bind(settings);
        area_.rect.width = std::min(area_.rect.width, side);
        area_.rect.height = std::min(area_.rect.height, side);
        do show();
        while (picture_.refines());
    }
    void show() { picture_.show(textures_, {image_, DocumentId{1}, *document_}, nullptr, area_, {}); }
    void edit() {
        const std::byte byte[] = {static_cast<std::byte>(++edits_)};
        document_->write(4096 * 2 * 100 + 200, byte, Gesture{7});
    }
    void pan() {
        area_.rect.x = (area_.rect.x + 64) % 2048;
        show();
    }

private:
    FakeTextures textures_;
    std::unique_ptr<Document> document_;
    BoundImage image_;
    DecodeArea area_;
    ImagePicture picture_;
    unsigned edits_ = 0;
};

// One byte of a picture of 4096 x 4096 was edited: the time until the texture has it; all of it in sight at a fifth,
// or a part at its own size. `edit`: what the edit itself takes.
void EditedByteInThePicture(benchmark::State& state) {
    Seen seen(4096, 4096 * 4096 * 2, state.range(0));
    std::vector<double> editing;
    for (auto _ : state) {
        editing.push_back(seconds_of([&] { seen.edit(); }));
        state.SetIterationTime(seconds_of([&] { seen.show(); }));
    }
    state.counters["edit_us"] = median(editing) * 1e6;
}
BENCHMARK(EditedByteInThePicture)->Arg(1)->Arg(5)->Iterations(200)->UseManualTime()->Unit(benchmark::kMicrosecond);

// `ratio`: a step of panning over a picture of 100,000 x 100,000 pixels, of which 64 MiB are there, beside one of
// 4096 x 4096.
void PanOverAHugePicture(benchmark::State& state) {
    Seen small(4096, std::size_t{64} << 20, 1), huge(100'000, std::size_t{64} << 20, 1);
    run_pairs(
        state, [&] { small.pan(); }, [&] { huge.pan(); }, CLOCK_PROCESS_CPUTIME_ID);
}
BENCHMARK(PanOverAHugePicture)->Iterations(31)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace byteprism::bench
