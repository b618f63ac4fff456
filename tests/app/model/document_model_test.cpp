// A document beside a naive one: a list of whole contents, one for each state.

#include <random>

#include <gtest/gtest.h>

#include "app/model/document/document.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text(const Document& document) {
    return {reinterpret_cast<const char*>(document.bytes().data()), document.bytes().size()};
}

class DocumentModel : public testing::Test {
protected:
    DocumentModel() : document_(Document::open(folder_.file("a", std::string(6000, '.')), Editing::Allowed)) {
        states_.push_back(text(*document_));
        saved_ = states_[0];
    }

    std::size_t below(std::size_t limit) { return random_() % limit; }
    std::size_t place() { return below(now().size() + 1); }
    // Mostly short, some longer than pages and than the history may keep in memory.
    std::size_t length(std::size_t most) { return std::min(below(20) == 0 ? below(9000) : below(12), most); }
    std::string random_text(std::size_t size) {
        std::string result(size, '\0');
        for (char& c : result) c = static_cast<char>('a' + below(26));
        return result;
    }
    const std::string& now() const { return states_[position_]; }
    void made(std::string next) {
        if (next == now()) return;
        states_.resize(++position_);
        states_.push_back(std::move(next));
    }

    void write() {
        const std::size_t at = place();
        const std::string patch = random_text(length(now().size() - at));
        document_->write(static_cast<std::int64_t>(at), bytes(patch), Gesture::None);
        made(std::string(now()).replace(at, patch.size(), patch));
    }

    void fill() {
        const std::size_t at = place();
        const std::size_t size = length(now().size() - at);
        const std::string pattern = random_text(1 + below(5));
        std::string next = now();
        for (std::size_t i = 0; i < size; ++i) next[at + i] = pattern[i % pattern.size()];
        const std::size_t steps = document_->history().steps().size();
        document_->fill({static_cast<std::int64_t>(at), static_cast<std::int64_t>(size)}, bytes(pattern),
                        Gesture::None);
        // To fill is a step even where the pattern is there already.
        if (size == 0) return;
        EXPECT_GE(document_->history().steps().size() + 1, std::min(steps, position_ + 1));
        states_.resize(++position_);
        states_.push_back(next);
    }

    void replace() {
        if (now().size() > 60'000) return;
        const std::size_t at = place();
        const std::size_t removed = below(3) == 0 ? 0 : length(now().size() - at);
        const std::string patch = below(3) == 0 ? "" : random_text(length(9000));
        document_->replace({static_cast<std::int64_t>(at), static_cast<std::int64_t>(removed)}, bytes(patch),
                           Gesture::None);
        const bool nothing = removed == 0 && patch.empty();
        if (!nothing) made(std::string(now()).replace(at, removed, patch));
    }

    void write_items() {
        const auto size = static_cast<std::int64_t>(now().size());
        const std::int64_t itemsize = 1 + static_cast<std::int64_t>(below(3));
        const std::int64_t stride = itemsize + static_cast<std::int64_t>(below(7));
        const std::int64_t count = std::min<std::int64_t>(1 + static_cast<std::int64_t>(below(20)), size / stride);
        if (count == 0) return;
        const std::int64_t first =
            static_cast<std::int64_t>(below(static_cast<std::size_t>(size - count * stride + 1)));
        const bool backwards = below(2) == 0;
        const Layout items{
            backwards ? first + (count - 1) * stride : first, itemsize, {{count, backwards ? -stride : stride}}};
        const std::string patch = random_text(static_cast<std::size_t>(count * itemsize));
        std::string next = now();
        for (std::int64_t i = 0; i < count; ++i) {
            next.replace(static_cast<std::size_t>(items.offset + i * items.axes[0].stride),
                         static_cast<std::size_t>(itemsize), patch, static_cast<std::size_t>(i * itemsize),
                         static_cast<std::size_t>(itemsize));
        }
        document_->write_items(items, bytes(patch), Gesture::None);
        made(std::move(next));
    }

    void undo() {
        EXPECT_EQ(document_->undo().has_value(), position_ > 0);
        if (position_ > 0) --position_;
    }

    void redo() {
        EXPECT_EQ(document_->redo().has_value(), position_ + 1 < states_.size());
        if (position_ + 1 < states_.size()) ++position_;
    }

    void jump() {
        position_ = position_ - std::min(position_, below(10)) + 0;
        document_->go_to_step(position_);
    }

    void save() {
        document_->save();
        saved_ = now();
        ASSERT_EQ(text(*document_), saved_);
    }

    void reload() {
        document_->reload();
        document_->set_history_budget(budget);
        states_ = {saved_};
        position_ = 0;
    }

    // All that is outside of the modified ranges is where and what it is in the file.
    bool modified_ranges_hold_every_difference() const {
        const auto moved = document_->history().since_saved().moved_from;
        const std::size_t end = moved ? std::min(static_cast<std::size_t>(*moved), saved_.size()) : saved_.size();
        if (!moved && now().size() != saved_.size()) return false;
        std::string rebuilt = saved_.substr(0, end);
        for (const ByteRange& range : document_->modified_ranges()) {
            const auto at = static_cast<std::size_t>(range.offset);
            if (at >= end) break;
            const std::size_t size = std::min(static_cast<std::size_t>(range.length), end - at);
            rebuilt.replace(at, size, now(), at, size);
        }
        return rebuilt == now().substr(0, end);
    }

    static constexpr std::int64_t budget = 4096;
    TemporaryFolder folder_;
    std::unique_ptr<Document> document_;
    std::mt19937 random_{20};
    std::vector<std::string> states_;
    std::size_t position_ = 0;
    std::string saved_;
};

TEST_F(DocumentModel, AgreesOverTenThousandRandomSteps) {
    document_->set_history_budget(budget);
    for (int round = 0; round < 10'000; ++round) {
        const std::size_t choice = below(100);
        if (choice < 25) {
            write();
        } else if (choice < 30) {
            fill();
        } else if (choice < 45) {
            replace();
        } else if (choice < 55) {
            write_items();
        } else if (choice < 75) {
            undo();
        } else if (choice < 93) {
            redo();
        } else if (choice < 97) {
            jump();
        } else if (choice < 99) {
            save();
        } else if (below(10) == 0) {
            reload();
        }
        ASSERT_EQ(text(*document_), now()) << "round " << round << ", choice " << choice;
        ASSERT_EQ(document_->history().position(), position_) << "round " << round << ", choice " << choice;
        ASSERT_TRUE(modified_ranges_hold_every_difference()) << "round " << round << ", choice " << choice;
    }
}

}  // namespace
}  // namespace byteprism
