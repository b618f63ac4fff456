// The list of bookmarks.

#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class BookmarksPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override {
        const Colors& look = colors(context.bench.settings.theme);
        for (const Bookmark& bookmark : context.bench.bookmarks(context.sheet).list())
            text_in(look.text, bookmark.name);
    }
};

}  // namespace

std::unique_ptr<PanelDrawer> make_bookmarks_panel() { return std::make_unique<BookmarksPanel>(); }

}  // namespace byteprism
