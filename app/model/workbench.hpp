// Workbench: the list of documents and sheets, and what the program is saying. Panels see it read-only; apply() is the
// one place where it changes.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/model/actions/actions.hpp"
#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/document/document.hpp"
#include "app/model/jobs/errand.hpp"
#include "app/model/jobs/job.hpp"
#include "app/model/recovery/recovery.hpp"
#include "app/model/settings.hpp"
#include "app/model/sheet.hpp"
#include "app/model/side_by_side.hpp"
#include "app/model/sources/file_watch.hpp"
#include "app/model/sources/open_mark.hpp"
#include "app/model/workspace/recent_files.hpp"

namespace byteprism {

// What the program tells the user; the text names the file and the reason.
struct Notice {
    enum class Severity { Information, Error } severity = Severity::Error;
    std::string text;
};

// What the last edit has done, in a few words; it is news as long as the document has that version.
struct Report {
    DocumentId document{};
    std::uint64_t version = 0;
    std::string text;
};

class ImageGuess;
struct Finding;
class TableWork;

// The system's clipboard. Text only.
class Clipboard {
public:
    virtual ~Clipboard() = default;
    virtual std::string text() = 0;
    virtual void set_text(const std::string& text) = 0;
};

// What was copied as text last. Text has no words for every byte, so its bytes are what is pasted as text.
struct CopiedText {
    std::string text;
    std::string encoding;
    std::vector<std::byte> bytes;
};

class Workbench {
public:
    // The clipboard must outlive the workbench; null: there is none.
    explicit Workbench(Clipboard* system_clipboard = nullptr) : clipboard(system_clipboard) {}

    struct Entry {
        DocumentId id{};
        std::unique_ptr<Document> document;
        std::uint64_t followed = 0;  // the version that the sheets have followed
        SheetId editor{};            // edits last: it sees to its own places, the others follow
        Bookmarks bookmarks{};
        std::unique_ptr<OpenMark> mark{};  // null: others are not told
        std::optional<int> other{};        // the process that has the file open, as the user was told
    };

    // Applies each action in order and empties the list. An Error becomes a notice, or stands at the open question.
    void apply(Actions& actions);

    // Sees to what happened by itself: what other programs did to files, what a live source has now. Whether anything
    // had.
    bool refresh();
    // After how many seconds refresh() is due, though nothing is heard; nothing: never.
    std::optional<double> patience() const;
    // Whether long edits are going on; refresh() goes on with them. finish_work() does so until they are done.
    bool busy() const;
    void finish_work();
    // From now on hears of what other programs do to the files; without it, only a loss of bytes is noticed.
    void watch_files() { file_watch_.emplace(); }
    // From now on unsaved edits are kept in a folder, and those found there are offered.
    void keep_for_recovery(const std::string& folder);
    // Each becomes readable when refresh() is due.
    std::vector<int> news() const;
    // Waits for what still arrives, up to its limit.
    void await_arrivals();
    // From now on programs that do the same with this folder and have a file open tell each other.
    void tell_others(const std::string& folder) { marks_folder_ = folder; }
    // The program ends in order: nothing is left to recover.
    void leave();

    // Null or an assertion for an id that is gone: actions may name a sheet that was closed in the same frame.
    const Sheet* find(SheetId id) const;
    Sheet* find(SheetId id);
    // The same for what is computed from the bytes of now: waits for an edit that is being prepared; a second, lest the
    // window stands still. Throws ValueError if that goes on. The sheet is the document's editor then.
    Sheet* find_settled(SheetId id);
    const Document& document(const Sheet& sheet) const;
    Document& document(const Sheet& sheet);
    const Bookmarks& bookmarks(const Sheet& sheet) const { return entry(sheet).bookmarks; }
    Bookmarks& bookmarks(const Sheet& sheet) { return const_cast<Bookmarks&>(std::as_const(*this).bookmarks(sheet)); }
    const Sheet* active() const { return find(active_sheet); }

    // Adds a sheet of a new document and makes it the active one.
    Sheet& add(std::unique_ptr<Document> document);
    // Adds a sheet that shows what another does, behind it, to go on from there.
    Sheet& add_copy(const Sheet& of);
    // Removes a sheet, and its document with the last sheet of it.
    void remove(SheetId id);
    void notify(Notice::Severity severity, std::string text);
    // Says what was just done to the bytes of a sheet.
    void tell(const Sheet& sheet, std::string text);

    std::vector<Entry> documents;
    std::vector<Sheet> sheets;  // in the order of their tabs
    SheetId active_sheet{};
    std::optional<SideBySide> pair;   // stands until it is ended, or a side is closed; in sight while a side is active
    std::vector<Notice> notices;      // newest last
    std::uint64_t notices_given = 0;  // ever, dismissed ones included
    Report report;
    std::optional<Question> question;
    Settings settings;
    RecentFiles recent;
    std::map<std::string, std::vector<Bookmark>> closed_bookmarks;  // of files that are not open, by path
    Panel focused_panel = Panel::Hex;
    Editing editing = Editing::Allowed;  // what files are opened with
    bool quitting = false;
    std::optional<Action> afterwards;      // closing or quitting, when what is being saved is saved
    std::string recovery_folder;           // where unsaved edits are kept; empty: nowhere
    std::vector<Recoverable> recoverable;  // what a crash has left there
    Clipboard* clipboard;
    CopiedText copied_text;
    std::shared_ptr<Jobs> jobs = std::make_shared<Jobs>();
    std::vector<std::unique_ptr<Errand>> errands;  // that are going on
    std::shared_ptr<Finding> finding;              // what was searched for last; null: nothing
    std::shared_ptr<ImageGuess> guess;             // the last one that was asked for; null: none
    std::shared_ptr<TableWork> table_work;         // rows in order and statistics of the table in sight; null: none

private:
    const Entry& entry(const Sheet& sheet) const;
    Entry& entry(const Sheet& sheet);
    bool take_up_errands();
    void take_up_bookmarks(Entry& entry);
    void follow_documents();
    bool mend_losses();
    bool look_at_files();
    bool meet_others();
    bool look_at_file(const Entry& entry);
    bool refresh_live();
    bool advance(std::chrono::milliseconds time);
    bool advance(Document& document, std::chrono::milliseconds time);
    bool take_arrivals(Stream::Waiting waiting);
    void watch_sight();

    std::uint32_t last_id_ = 0;
    std::optional<FileWatch> file_watch_;
    std::string marks_folder_;
    std::chrono::steady_clock::time_point last_look_;  // at files and live sources, by the clock
};

}  // namespace byteprism
