// What happens to the workbench by itself: other programs change files, live sources change.

#include <algorithm>
#include <array>
#include <utility>

#include "app/model/compare/comparing.hpp"
#include "app/model/image/image_guess.hpp"
#include "app/model/image/playback.hpp"
#include "app/model/number_text.hpp"
#include "app/model/search/finding.hpp"
#include "app/model/table/table_work.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Clock = std::chrono::steady_clock;

// How often is looked at what tells nothing by itself.
std::chrono::duration<double> live_interval(const Settings& settings) {
    return std::chrono::duration<double>(1 / settings.live_rate);
}
// Of a frame, for long edits.
constexpr auto slice_of_frame = std::chrono::milliseconds(15);
constexpr auto deaf_interval = std::chrono::seconds(2);
// How often the progress of what is done in the background is shown.
constexpr auto progress_interval = std::chrono::milliseconds(50);

// The active sheet, and the one beside it if that shows other bytes; none where there is none.
std::array<const Sheet*, 2> in_sight(const Workbench& bench) {
    const Sheet* const sheet = bench.active();
    const SideBySide* const pair = shown_pair(bench);
    const Sheet* const other = pair == nullptr ? nullptr : bench.find(pair->other(bench.active_sheet));
    return {sheet, other != nullptr && other->document != sheet->document ? other : nullptr};
}

bool is_live(const Document& document) { return document.live() && !document.source_gone(); }

bool has_live(const Workbench& bench) {
    return std::ranges::any_of(in_sight(bench),
                               [&](const Sheet* sheet) { return sheet != nullptr && is_live(bench.document(*sheet)); });
}

// What tells that a file has changed or that another program has opened it.
template <class Visit>
void for_each_path(const std::vector<Workbench::Entry>& documents, const Visit& visit) {
    for (const Workbench::Entry& entry : documents) {
        if (!entry.document->path().empty()) visit(entry.document->path());
        if (entry.mark != nullptr && !entry.mark->path().empty()) visit(entry.mark->path());
    }
}

bool listened_for(const std::vector<std::string>& paths, const std::vector<Workbench::Entry>& documents) {
    std::size_t count = 0;
    bool same = true;
    for_each_path(documents, [&](const std::string& path) {
        same = same && count < paths.size() && paths[count] == path;
        ++count;
    });
    return same && count == paths.size();
}

std::vector<std::string> paths_of(const std::vector<Workbench::Entry>& documents) {
    std::vector<std::string> paths;
    for_each_path(documents, [&](const std::string& path) { paths.push_back(path); });
    return paths;
}

}  // namespace

bool Workbench::refresh() {
    bool happened = mend_losses();
    happened |= jobs->take_news();
    happened |= take_up_errands();
    happened |= play(*this);
    happened |= offer_guesses(*this);
    happened |= follow_finding(*this);
    happened |= follow_comparison(*this);
    happened |= follow_table(*this);
    happened |= advance(slice_of_frame);
    happened |= take_arrivals(Stream::Waiting::No);
    const bool due = patience().has_value() && Clock::now() - last_look_ >= live_interval(settings);
    happened |= meet_others();
    if (file_watch_) {
        // What happened before it was listened for is looked at, too.
        const bool unheard = !listened_for(file_watch_->paths(), documents);
        if (file_watch_->take_news() || unheard || (due && file_watch_->deaf())) {
            file_watch_->follow(paths_of(documents));  // another file may have taken the place of one
            happened |= look_at_files();
        }
    }
    if (due) {
        last_look_ = Clock::now();
        if (has_live(*this)) happened |= refresh_live();
    }
    for (const Entry& entry : documents) {
        const std::string failure = entry.document->take_recovery_failure();
        if (!failure.empty()) notify(Notice::Severity::Error, entry.document->name() + ": " + failure);
        happened |= !failure.empty();
    }
    watch_sight();
    follow_documents();
    return happened;
}

// One that is taken up may begin others.
bool Workbench::take_up_errands() {
    bool happened = false;
    for (std::size_t i = 0; i < errands.size();) {
        if (!errands[i]->take_up(*this)) {
            ++i;
            continue;
        }
        errands.erase(errands.begin() + static_cast<std::ptrdiff_t>(i));
        happened = true;
    }
    return happened;
}

std::vector<int> Workbench::news() const {
    std::vector<int> descriptors;
    if (file_watch_) descriptors.push_back(file_watch_->descriptor());
    for (const Entry& entry : documents) {
        if (entry.document->arriving()) descriptors.push_back(entry.document->arrival_descriptor());
    }
    return descriptors;
}

bool Workbench::take_arrivals(Stream::Waiting waiting) {
    bool happened = false;
    for (const Entry& entry : documents) {
        Document& document = *entry.document;
        if (!document.arriving()) continue;
        try {
            happened |= document.arrive(waiting);
        } catch (const std::exception& error) {  // the stream's, or there is no memory
            happened = true;
            notify(Notice::Severity::Error, document.name() + ": " + error.what());
        }
        if (document.stopped_at_limit()) notify(Notice::Severity::Information, document.notice());
    }
    return happened;
}

void Workbench::await_arrivals() {
    while (take_arrivals(Stream::Waiting::Yes)) {
    }
    follow_documents();
}

// A live source is looked at when it is refreshed: by then everything else has changed since.
void Workbench::watch_sight() {
    for (const Sheet* sheet : in_sight(*this)) {
        if (sheet == nullptr || document(*sheet).live()) continue;
        document(*sheet).watch(bytes_in_sight(sheet->hex, document(*sheet).size()));
    }
}

std::optional<double> Workbench::patience() const {
    if (plays(*this)) return std::chrono::duration<double>(frame_interval).count() / 2;
    if (busy() || jobs->running()) return std::chrono::duration<double>(progress_interval).count();
    if (has_live(*this)) return live_interval(settings).count();
    if (file_watch_ && file_watch_->deaf() && !documents.empty()) {
        return std::chrono::duration<double>(deaf_interval).count();
    }
    return std::nullopt;
}

bool Workbench::busy() const {
    return std::ranges::any_of(documents, [](const Entry& entry) { return entry.document->busy(); });
}

void Workbench::finish_work() {
    while (busy()) advance(std::chrono::milliseconds(1000));
    follow_documents();
}

bool Workbench::advance(std::chrono::milliseconds time) {
    bool happened = false;
    for (const Entry& entry : documents) {
        if (!entry.document->busy()) continue;
        happened |= advance(*entry.document, time);
        // Meanwhile it was not looked at.
        if (!entry.document->busy() && file_watch_) look_at_files();
    }
    if (afterwards && !busy()) {
        Actions actions;
        actions.push(*std::exchange(afterwards, std::nullopt));
        apply(actions);
    }
    return happened;
}

// Whether there is something new to be shown.
bool Workbench::advance(Document& document, std::chrono::milliseconds time) {
    const bool saving = document.saving();
    const bool in_background = document.in_background();
    const auto percent = [&document] { return static_cast<int>(document.progress() * 100); };
    const int before = percent();
    try {
        document.advance(time);
        return !in_background || !document.in_background() || percent() != before;
    } catch (const Cancelled&) {
        notify(Notice::Severity::Information,
               document.name() +
                   (saving ? ": not saved: cancelled, the file is what it was" : ": the edit was cancelled"));
    } catch (const Error& error) {
        notify(Notice::Severity::Error, saving ? error.what() : document.name() + ": not done: " + error.what());
    }
    afterwards.reset();
    return true;
}

bool Workbench::mend_losses() {
    bool happened = false;
    for (Entry& entry : documents) {
        std::optional<ByteRange> lost;
        try {
            lost = entry.document->mend_loss();
        } catch (const Error& error) {
            notify(Notice::Severity::Error, entry.document->name() + ": edits are lost: " + error.what());
        }
        if (!lost) continue;
        happened = true;
        notify(Notice::Severity::Error, (entry.document->live() ? entry.document->name() : entry.document->path()) +
                                            ": another program made it shorter: " + size_text(lost->length) + " from " +
                                            offset_text(lost->offset) + " on are lost and read as 00" +
                                            (entry.document->live() ? "" : "; your edits there are kept"));
    }
    return happened;
}

bool Workbench::look_at_files() {
    bool happened = false;
    for (const Entry& entry : documents) {
        if (entry.document->busy()) continue;
        if (entry.document->outside_change() != Outside::Same) happened |= look_at_file(entry);
    }
    return happened;
}

bool Workbench::meet_others() {
    bool happened = false;
    for (Entry& entry : documents) {
        const Document& document = *entry.document;
        if (marks_folder_.empty() || document.path().empty() || document.stamp() == FileStamp()) continue;
        if (entry.mark == nullptr || !entry.mark->is_of(document.stamp())) {
            entry.mark = std::make_unique<OpenMark>(marks_folder_, document.stamp());
        }
        const auto other = entry.mark->other();
        if (!other || other == entry.other) continue;
        entry.other = other;
        notify(Notice::Severity::Information,
               document.path() + ": also open in another Byteprism (process " + std::to_string(*other) + ")");
        happened = true;
    }
    return happened;
}

bool Workbench::look_at_file(const Entry& entry) {
    Document& document = *entry.document;
    try {
        if (document.outside_change() == Outside::Gone) {
            document.keep_against_outside_change();
            notify(Notice::Severity::Error, document.path() +
                                                ": another program has deleted or moved the file; its bytes are kept "
                                                "here, saving writes them anew");
        } else if (!document.modified()) {
            document.follow_outside_change();
            notify(Notice::Severity::Information,
                   document.path() + ": another program has changed the file; it is shown as it is now");
        } else if (!question) {
            const auto sheet = std::ranges::find(sheets, entry.id, &Sheet::document);
            question = Question{Question::Kind::ChangedOutside, "", sheet->id, ""};
        }
    } catch (const IoError& error) {
        notify(Notice::Severity::Error, error.what());
    }
    return true;
}

bool Workbench::refresh_live() {
    bool happened = false;
    for (const Sheet* sheet : in_sight(*this)) {
        if (sheet == nullptr) continue;
        Document& shown = document(*sheet);
        if (!is_live(shown) || shown.in_background()) continue;  // its bytes are being read
        happened = true;
        try {
            shown.refresh(bytes_in_sight(sheet->hex, shown.size()));
        } catch (const IoError& error) {
            notify(Notice::Severity::Error, error.what());
        }
    }
    return happened;
}

}  // namespace byteprism
