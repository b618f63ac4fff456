// Checksums and digests of the file, the view or the selection, all in one pass, and beside one that was pasted.

#include <algorithm>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/model/hex_text.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/survey.hpp"
#include "app/ui/widgets.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct DigestQuestion {
    std::vector<std::string> names;
    Layout items;
    bool operator==(const DigestQuestion&) const = default;
};

class ChecksumsPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    void compare(const Colors& look);
    void add();
    void rows(const Colors& look);
    bool is_pasted(const NamedDigest& digest) const { return !pasted_hex_.empty() && digest.hex == pasted_hex_; }

    ExtentBar extent_;
    std::vector<std::string> names_{"crc-32/iso-hdlc", "md5", "sha1", "sha256"};
    Survey<DigestQuestion, std::vector<NamedDigest>> survey_;
    TextField pasted_;
    std::string pasted_text_, pasted_hex_;
};

// A checksum as others write it, with or without blanks; the name of a file behind it is left out.
void ChecksumsPanel::compare(const Colors& look) {
    const float width = std::min(glyphs(44), ImGui::GetContentRegionAvail().x);
    if (const auto typed = pasted_.edit("##pasted", pasted_text_, width, look)) {
        pasted_text_ = *typed;
        pasted_hex_.clear();
        try {
            const std::size_t end = pasted_text_.find("  ");
            pasted_hex_ = hex_text(parse_hex(pasted_text_.substr(0, end)), "");
        } catch (const Error& error) {
            if (!pasted_text_.empty()) pasted_.refuse(error.what());
        }
    }
    if (pasted_text_.empty() && !pasted_.active()) placeholder("paste a checksum to compare", look);
    refusal_box(pasted_.refusal(), look);
    if (pasted_hex_.empty() || survey_.answer() == nullptr || survey_.running()) return;
    ImGui::SameLine();
    const auto same = std::ranges::find_if(*survey_.answer(), [&](const auto& digest) { return is_pasted(digest); });
    if (same == survey_.answer()->end()) {
        text_in(look.error, "none of these is it");
    } else {
        text_in(look.ok, "it is the " + same->name);
    }
}

void ChecksumsPanel::add() {
    if (ImGui::Button("Add…")) ImGui::OpenPopup("kinds");
    hint("More kinds of checksums");
    if (!ImGui::BeginPopup("kinds")) return;
    ImGui::BeginChild("list", {glyphs(34), 16 * ImGui::GetTextLineHeightWithSpacing()});
    for (const DigestKind& kind : digest_kinds()) {
        const std::string name(kind.name);
        const auto at = std::ranges::find(names_, name);
        bool shown = at != names_.end();
        if (!ImGui::Checkbox(name.c_str(), &shown)) continue;
        if (shown) {
            names_.push_back(name);
        } else if (names_.size() > 1) {
            names_.erase(at);
        }
    }
    ImGui::EndChild();
    ImGui::EndPopup();
}

void ChecksumsPanel::rows(const Colors& look) {
    if (survey_.answer() == nullptr) return;
    ImGui::BeginChild("rows", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
    float widest = 0;
    for (const NamedDigest& digest : *survey_.answer()) {
        widest = std::max(widest, ImGui::CalcTextSize(digest.name.c_str()).x);
    }
    for (const NamedDigest& digest : *survey_.answer()) {
        ImGui::PushID(digest.name.c_str());
        const float x = ImGui::GetCursorPosX();
        text_in(look.dim, digest.name);
        ImGui::SameLine(x + widest + glyphs(2));
        text_in(is_pasted(digest) ? look.ok : look.text, digest.hex);
        if (ImGui::IsItemClicked()) ImGui::SetClipboardText(digest.hex.c_str());
        hint("A click copies it");
        ImGui::PopID();
    }
    ImGui::EndChild();
}

void ChecksumsPanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    ImGui::AlignTextToFramePadding();
    const auto items = extent_.draw(context, look);
    progress_text(survey_.progress(), survey_.running(), look);
    if (!items) return;
    survey_.follow(context, {names_, *items},
                   [](const DigestQuestion& question, const ReadBytes& read, Progress& progress) {
                       return find_digests(question.names, question.items, read, progress);
                   });
    add();
    ImGui::SameLine();
    compare(look);
    if (!survey_.refusal().empty()) error_text(look, survey_.refusal());
    rows(look);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_checksums_panel() { return std::make_unique<ChecksumsPanel>(); }

}  // namespace byteprism
