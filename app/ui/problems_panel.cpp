// The list of everything the program has told, newest first.

#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class ProblemsPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override {
        const Colors& look = colors(context.bench.settings.theme);
        const auto& notices = context.bench.notices;
        if (notices.empty()) {
            text_in(look.dim, "No problems.");
            return;
        }
        if (quiet_button("Dismiss all", look)) context.actions.push(DismissNotices{});
        for (auto notice = notices.rbegin(); notice != notices.rend(); ++notice) {
            ImGui::PushTextWrapPos(0);
            text_in(notice->severity == Notice::Severity::Error ? look.error : look.text, notice->text);
            ImGui::PopTextWrapPos();
        }
    }
};

}  // namespace

std::unique_ptr<PanelDrawer> make_problems_panel() { return std::make_unique<ProblemsPanel>(); }

}  // namespace byteprism
