// The list of bookmarks, by their offsets. A click goes to one; names and comments are edited in place.

#include <cmath>
#include <optional>
#include <string>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/model/number_text.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr int name_column = 1, comment_column = 3;

class BookmarksPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    struct Editor {
        SheetId sheet;
        BookmarkId bookmark;
        int column;
        InPlaceField field{};
    };

    void draw_empty(const PanelContext& context, const Colors& look) const;
    void draw_row(const PanelContext& context, const Colors& look, const Bookmark& bookmark);
    void draw_color(const PanelContext& context, const Colors& look, const Bookmark& bookmark, ImVec2 at);
    void draw_text(const PanelContext& context, const Colors& look, const Bookmark& bookmark, int column);
    void start_editing(const PanelContext& context, const Bookmark& bookmark, int column);

    std::optional<Editor> editor_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

void BookmarksPanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    const Bookmarks& bookmarks = context.bench.bookmarks(context.sheet);
    const bool gone = editor_ && (editor_->sheet != context.sheet.id || bookmarks.find(editor_->bookmark) == nullptr);
    if (gone) editor_.reset();
    under_mouse_.reset();
    if (bookmarks.list().empty()) {
        draw_empty(context, look);
        return hover_.report(context.sheet.id, under_mouse_, context.actions);
    }
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                                      ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoBordersInBody;
    if (ImGui::BeginTable("bookmarks", 5, flags)) {
        const float em = ImGui::GetFontSize();
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("offset", ImGuiTableColumnFlags_WidthFixed, em + ImGui::CalcTextSize("0x00000000").x);
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch, 3);
        ImGui::TableSetupColumn("size", ImGuiTableColumnFlags_WidthStretch, 2.4f);
        ImGui::TableSetupColumn("comment", ImGuiTableColumnFlags_WidthStretch, 4);
        ImGui::TableSetupColumn("##delete", ImGuiTableColumnFlags_WidthFixed, ImGui::GetFrameHeight());
        ImGui::PushStyleColor(ImGuiCol_Text, look.dim);
        ImGui::TableHeadersRow();
        ImGui::PopStyleColor();
        for (const ImGuiCol color : {ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_HeaderActive}) {
            ImGui::PushStyleColor(color, 0);
        }
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(bookmarks.list().size()));
        while (clipper.Step()) {
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
                draw_row(context, look, bookmarks.list()[static_cast<std::size_t>(row)]);
            }
        }
        ImGui::PopStyleColor(3);
        ImGui::EndTable();
    }
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void BookmarksPanel::draw_empty(const PanelContext& context, const Colors& look) const {
    text_in(look.dim, "No bookmarks.");
    const std::string key = shortcut_text("bookmark.add", context.bench.settings);
    if (key.empty()) return;
    text_in(look.text, key);
    ImGui::SameLine(0, 0);
    text_in(look.dim, " marks what is selected.");
}

void BookmarksPanel::draw_row(const PanelContext& context, const Colors& look, const Bookmark& bookmark) {
    const ByteRange range = bounds(bookmark.items);
    const bool inside = fits(bookmark, context.document.size());
    const float em = ImGui::GetFontSize();
    ImGui::PushID(static_cast<int>(bookmark.id));
    ImGui::TableNextRow();
    ImGui::TableSetColumnIndex(0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr ImGuiSelectableFlags spanning =
        ImGuiSelectableFlags_SpanAllColumns | glue::lets_others_lie_over_it | ImGuiSelectableFlags_AllowDoubleClick;
    const bool clicked = ImGui::Selectable("##row", false, spanning);
    const bool hovered = ImGui::IsItemHovered();
    const bool focused = ImGui::IsItemFocused();
    if (hovered && inside) under_mouse_ = range;
    if (clicked) context.actions.push(GoToBookmark{context.sheet.id, bookmark.id});
    if (focused && !editor_ && glue::pressed(ImGuiKey_Delete)) {
        context.actions.push(RemoveBookmark{context.sheet.id, bookmark.id});
    }
    const bool doubly = clicked && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    if (inside && range.overlaps(context.sheet.cursor.target())) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.selection);
    } else if (hovered || focused) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.hover);
    }
    draw_color(context, look, bookmark, at);
    ImGui::SetCursorScreenPos({at.x + em, at.y});
    text_in(look.dim, address_text(static_cast<std::uint64_t>(range.offset)));

    ImGui::TableSetColumnIndex(name_column);
    const bool over_comment = ImGui::TableGetColumnFlags(comment_column) & ImGuiTableColumnFlags_IsHovered;
    const bool entered = focused && glue::pressed(ImGuiKey_Enter);
    if ((doubly || entered) && !editor_) start_editing(context, bookmark, over_comment ? comment_column : name_column);
    draw_text(context, look, bookmark, name_column);
    ImGui::TableSetColumnIndex(2);
    const std::string size = short_size_text(byte_count(bookmark.items));
    text_in(inside ? look.dim : look.error, inside ? size : "outside");
    if (!inside && ImGui::IsItemHovered()) hint("The file ends before it: " + size);
    ImGui::TableSetColumnIndex(comment_column);
    draw_text(context, look, bookmark, comment_column);
    ImGui::TableSetColumnIndex(4);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});  // no higher than the text
    const bool crossed = sign_button("##remove", Sign::Cross, look);
    ImGui::PopStyleVar();
    if (crossed) context.actions.push(RemoveBookmark{context.sheet.id, bookmark.id});
    if (ImGui::IsItemHovered()) hint("Delete the bookmark  Delete");
    ImGui::PopID();
}

void BookmarksPanel::draw_color(const PanelContext& context, const Colors& look, const Bookmark& bookmark, ImVec2 at) {
    const float chip = std::floor(ImGui::GetFontSize() * 0.55f);
    const float y = at.y + std::floor((ImGui::GetTextLineHeight() - chip) / 2);
    ImGui::SetCursorScreenPos(at);
    // The next of the colours of fields.
    if (ImGui::InvisibleButton("##color", {ImGui::GetFontSize(), ImGui::GetTextLineHeight()})) {
        Bookmark changed = bookmark;
        changed.color = {bookmark.color.rgb ? 0 : bookmark.color.field + 1, std::nullopt};
        context.actions.push(ChangeBookmark{context.sheet.id, changed});
    }
    if (ImGui::IsItemHovered()) hint("Another colour");
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, y}, {at.x + chip, y + chip}, color_of(bookmark.color, look), 2);
}

void BookmarksPanel::draw_text(const PanelContext& context, const Colors& look, const Bookmark& bookmark, int column) {
    const std::string& shown = column == name_column ? bookmark.name : bookmark.comment;
    if (!editor_ || editor_->bookmark != bookmark.id || editor_->column != column) {
        return text_in(column == name_column ? look.text : look.dim, shown);
    }
    if (const auto text = editor_->field.draw("##text", -1, 0, look)) {
        Bookmark changed = bookmark;
        (column == name_column ? changed.name : changed.comment) = *text;
        const Bookmark* other = context.bench.bookmarks(context.sheet).named(changed.name);
        if (changed.name.empty()) {
            editor_->field.refuse("a bookmark needs a name");
        } else if (other != nullptr && other->id != bookmark.id) {
            editor_->field.refuse("there is a bookmark of that name, at " + offset_text(other->offset()));
        } else {
            context.actions.push(ChangeBookmark{context.sheet.id, changed});
            editor_->field.close();
        }
    }
    if (!editor_->field.is_open()) editor_.reset();
}

void BookmarksPanel::start_editing(const PanelContext& context, const Bookmark& bookmark, int column) {
    editor_ = Editor{context.sheet.id, bookmark.id, column};
    editor_->field.open(column == name_column ? bookmark.name : bookmark.comment);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_bookmarks_panel() { return std::make_unique<BookmarksPanel>(); }

}  // namespace byteprism
