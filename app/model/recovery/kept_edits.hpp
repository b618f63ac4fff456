// KeptEdits: what a document has unsaved, as steps in a RecoveryLog; where the log knows no such step, as the edits
// that make it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "app/model/recovery/recovery_log.hpp"

namespace byteprism {

class KeptEdits {
public:
    // What is needed of the document when its log begins, which is with the first edit. The bytes are those after it.
    struct State {
        const std::string& path;  // empty: there is no file
        const std::string& name;
        const FileStamp& stamp;
        std::span<const std::byte> bytes;
        const History& history;
    };

    explicit KeptEdits(std::string folder) : log_(std::move(folder)) {}

    // Each was just done to the bytes, and not yet to the history.
    void edited(const Edit& edit, Gesture gesture, const State& state);
    void stepped(const Step& step, Direction direction, const State& state);

    // The bytes are a file's now, or they are given up: nothing is to be found.
    void end() { log_.end(); }
    // The bytes were kept when their file changed: the log begins anew, with all of them.
    void begin_apart(const State& state);
    // Why edits are not kept, once; empty: they are.
    std::string take_failure();

private:
    bool begun(const State& state, bool from_nothing);

    RecoveryLog log_;
    static constexpr std::size_t never = static_cast<std::size_t>(-1);
    std::size_t undoable_from_ = never;  // later steps of the history are steps of the log's, too
    bool failure_told_ = false;
};

}  // namespace byteprism
