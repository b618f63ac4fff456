// A workbench with one document and a clipboard, typed into as the window does.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "tests/app/model/text_clipboard.hpp"

namespace byteprism {

class TypingTest : public testing::Test {
protected:
    // Characters are bytes.
    void given(std::string_view text) {
        bench.add(Document::untitled("u", Buffer::copy_of(std::as_bytes(std::span(text)))));
    }
    void apply(Action action) {
        actions.push(std::move(action));
        bench.apply(actions);
    }
    void run(std::string_view id) {
        invoke(*find_command(id), bench, actions);
        bench.apply(actions);
    }
    void run(std::string_view id, std::string_view argument) {
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
    }
    void type(std::string_view digits) {
        for (const char c : digits) {
            actions.push(TypeHexDigit{bench.active_sheet, c >= 'a' ? c - 'a' + 10 : c - '0'});
        }
        bench.apply(actions);
    }
    void select(std::int64_t offset, std::int64_t length) { apply(Select{bench.active_sheet, {offset, length}}); }
    void select_every_other() { apply(SelectItems{bench.active_sheet, Layout{0, 1, {Axis{3, 2}}}}); }
    void insert_mode() { run("edit.entry"); }
    Document& document() { return bench.document(*bench.find(bench.active_sheet)); }
    const Cursor& cursor() const { return bench.active()->cursor; }
    std::string last_notice() const { return bench.notices.empty() ? "" : bench.notices.back().text; }
    // The text with '|' before the byte that the cursor is on.
    std::string state() {
        const std::span<const std::byte> bytes = document().bytes();
        std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return text.insert(static_cast<std::size_t>(cursor().offset), "|");
    }

    TextClipboard clipboard;
    Workbench bench{&clipboard};
    Actions actions;
};

}  // namespace byteprism
