#include "app/ui/input.hpp"

#include <algorithm>
#include <span>

namespace byteprism {
namespace {

// What ImGui looks at within one frame, in this order; an event of an earlier rank belongs to the next frame.
enum class Rank { Key, Character, Movement, Button, Window };

struct RankOf {
    Rank operator()(const KeyChange&) const { return Rank::Key; }
    Rank operator()(const CharacterTyped&) const { return Rank::Character; }
    Rank operator()(const MouseMoved&) const { return Rank::Movement; }
    Rank operator()(const MouseChange&) const { return Rank::Button; }
    Rank operator()(const MouseScrolled&) const { return Rank::Button; }
    Rank operator()(const FilesDropped&) const { return Rank::Window; }
    Rank operator()(const FocusChange&) const { return Rank::Window; }
    Rank operator()(const CloseRequested&) const { return Rank::Window; }
};

Rank rank(const InputEvent& event) { return std::visit(RankOf{}, event); }

std::uint16_t modifiers(Key key) { return static_cast<std::uint16_t>(key.code & ~key.without_modifiers().code); }

// A frame has one state of the modifiers: a press must be seen with those it was made with.
bool clash(const KeyChange& earlier, const KeyChange& later) {
    const Key key = later.key.without_modifiers();
    if (key && key == earlier.key.without_modifiers()) return true;
    const bool pressed = earlier.down && earlier.key.without_modifiers();
    return pressed && modifiers(earlier.key) != modifiers(later.key);
}

bool clash(const MouseChange& earlier, const MouseChange& later) { return earlier.button == later.button; }

template <typename Change>
bool clashes_with_any(std::span<const InputEvent> batch, const InputEvent& event) {
    const auto* const later = std::get_if<Change>(&event);
    return later && std::ranges::any_of(batch, [&](const InputEvent& other) {
               const auto* const earlier = std::get_if<Change>(&other);
               return earlier && clash(*earlier, *later);
           });
}

bool fits(std::span<const InputEvent> batch, const InputEvent& event) {
    return batch.empty() || (rank(batch.back()) <= rank(event) && !clashes_with_any<KeyChange>(batch, event) &&
                             !clashes_with_any<MouseChange>(batch, event));
}

}  // namespace

std::vector<InputEvent> InputQueue::next_frame() {
    std::vector<InputEvent> batch;
    while (!events_.empty() && fits(batch, events_.front())) {
        batch.push_back(std::move(events_.front()));
        events_.pop_front();
    }
    return batch;
}

}  // namespace byteprism
