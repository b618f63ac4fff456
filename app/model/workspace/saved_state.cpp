#include "app/model/workspace/saved_state.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>

#include "app/model/bookmarks/bookmark_json.hpp"
#include "app/model/workspace/json_file.hpp"
#include "app/model/workspace/sheet_json.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void tell(Workbench& bench, const std::string& problem) { bench.notify(Notice::Severity::Error, problem); }

std::vector<RecentFile> recent_in(const Json& object) {
    std::vector<RecentFile> files;
    for (const Json& each : member_or<Json>(object, "recent", Json::array())) {
        const bool live = member_or<bool>(each, "live", false);
        files.push_back(
            {member<std::string>(each, "path"), live ? RecentFile::Opened::Live : RecentFile::Opened::AsFile});
    }
    return files;
}

Json json_of(std::span<const RecentFile> files) {
    Json list = Json::array();
    for (const RecentFile& file : files) {
        Json row{{"path", file.path}};
        if (file.opened == RecentFile::Opened::Live) row["live"] = true;
        list.push_back(std::move(row));
    }
    return list;
}

void put_side(SheetId sheet, const SideBySide& pair, Json& row) {
    const std::size_t side = sheet == pair.sheets[0] ? 0 : 1;
    row["beside"] = side == 0 ? "left" : "right";
    row["together"] = pair.link.has_value();
    if (pair.link) row["linked_at"] = pair.link->tops[side];
}

// What is open and can be opened again: files.
Json open_files(const Workbench& bench) {
    Json list = Json::array();
    for (const Sheet& sheet : bench.sheets) {
        const std::string& path = bench.document(sheet).path();
        if (path.empty()) continue;
        Json row = json_of(sheet);
        row["path"] = path;
        if (sheet.id == bench.active_sheet) row["active"] = true;
        if (bench.pair && bench.pair->has(sheet.id)) put_side(sheet.id, *bench.pair, row);
        list.push_back(std::move(row));
    }
    return list;
}

std::string as_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// The pair as it is told, one side after the other.
struct SavedPair {
    std::array<SheetId, 2> sheets{};
    std::array<std::optional<std::int64_t>, 2> linked_at{};
    Scrolling scrolling = Scrolling::Apart;

    void take(SheetId sheet, const Json& row) {
        const std::string name = member_or<std::string>(row, "beside", "");
        if (name.empty()) return;
        const std::size_t side = name == "left" ? 0 : 1;
        sheets[side] = sheet;
        if (member_or<bool>(row, "together", false)) scrolling = Scrolling::Together;
        constexpr std::int64_t far = std::int64_t{1} << 60;  // so that distances can be calculated
        if (row.contains("linked_at")) {
            linked_at[side] = std::clamp(member<std::int64_t>(row, "linked_at"), -far, far);
        }
    }
};

void set_up(const SavedPair& saved, Workbench& bench) {
    if (bench.find(saved.sheets[0]) == nullptr || bench.find(saved.sheets[1]) == nullptr) return;
    bench.pair = SideBySide{saved.sheets, std::nullopt};
    apply(bench, SetScrolling{saved.scrolling});
    const auto [left, right] = saved.linked_at;
    if (bench.pair->link && left && right) bench.pair->link->tops = {*left, *right};
}

// The sheet of a file that is opened; another one of it, behind those it has. None: a notice says why not.
SheetId reopened(Workbench& bench, const std::string& path) {
    const auto is_of = [&](const Sheet& sheet) { return bench.document(sheet).path() == path; };
    const auto last = std::find_if(bench.sheets.rbegin(), bench.sheets.rend(), is_of);
    if (last != bench.sheets.rend()) return bench.add_copy(Sheet(*last)).id;
    const std::size_t before = bench.sheets.size();
    Actions actions;
    actions.push(OpenFile{path});
    bench.apply(actions);
    return bench.sheets.size() == before ? SheetId{} : bench.sheets.back().id;
}

// Those that are as they were found may have become others there.
void put_bookmarks(const std::string& path, const std::vector<Bookmark>& bookmarks, std::string& known, Json& all) {
    const Json list = json_of(bookmarks);
    std::string text = as_text(list);
    if (known == text || (known.empty() && list.empty())) return;
    known = std::move(text);
    if (list.empty()) {
        all.erase(path);
    } else {
        all[path] = list;
    }
}

}  // namespace

SavedState::SavedState(const std::string& settings_folder, const std::string& state_folder) {
    if (!settings_folder.empty()) settings_.emplace(settings_folder + "/settings.json");
    if (!state_folder.empty()) workspace_ = state_folder + "/workspace.json";
}

void SavedState::restore(Workbench& bench) {
    if (settings_) {
        std::vector<std::string> problems;
        bench.settings = settings_->read(problems);
        for (const std::string& problem : problems) tell(bench, problem);
    }
    if (workspace_.empty()) return;
    try {
        const auto workspace = read_json_file(workspace_);
        if (!workspace) return;
        bench.recent.append(recent_in(*workspace));
        const Json bookmarks = member_or<Json>(*workspace, "bookmarks", Json::object());
        for (const auto& [path, list] : bookmarks.items()) {
            bench.closed_bookmarks[path] = bookmarks_in(list);
            known_bookmarks_[path] = as_text(json_of(bench.closed_bookmarks[path]));
        }
    } catch (const std::exception& error) {
        tell(bench, error.what());
    }
    written_ = traces_of(bench);
}

void SavedState::reopen(Workbench& bench) {
    if (workspace_.empty()) return;
    SheetId active = bench.active_sheet;
    try {
        const auto workspace = read_json_file(workspace_);
        if (!workspace) return;
        SavedPair pair;
        for (const Json& each : member_or<Json>(*workspace, "open", Json::array())) {
            const SheetId id = reopened(bench, member<std::string>(each, "path"));
            if (id == SheetId{}) continue;  // a notice says why
            set_up(*bench.find(id), each, bench);
            if (each.contains("active")) active = id;
            pair.take(id, each);
        }
        set_up(pair, bench);
    } catch (const std::exception& error) {
        tell(bench, workspace_ + ": " + error.what());
    }
    if (bench.find(active) != nullptr) bench.active_sheet = active;
}

SavedState::Traces SavedState::traces_of(const Workbench& bench) {
    Traces traces;
    traces.recent.assign(bench.recent.files().begin(), bench.recent.files().end());
    for (const Sheet& sheet : bench.sheets) traces.sheets.emplace_back(sheet.id, bench.bookmarks(sheet).version());
    return traces;
}

void SavedState::keep(Workbench& bench) {
    try {
        if (settings_) settings_->write(bench.settings);
        if (!workspace_.empty() && traces_of(bench) != written_) write_workspace(bench);
    } catch (const std::exception& error) {
        tell(bench, error.what());
    }
}

void SavedState::keep_all(Workbench& bench) {
    written_ = {};
    written_.sheets.emplace_back(SheetId{}, 0);  // no state is like this
    keep(bench);
}

void SavedState::write_workspace(Workbench& bench) {
    written_ = traces_of(bench);
    Json workspace = Json::object();
    try {
        if (auto there = read_json_file(workspace_)) workspace = *std::move(there);
    } catch (const ValueError& error) {
        tell(bench, error.what());
        keep_aside(workspace_);
    }
    // What other programs have opened meanwhile comes behind ours.
    RecentFiles recent = bench.recent;
    try {
        recent.append(recent_in(workspace));
    } catch (const Error&) {
        // Told at the start.
    }
    workspace["recent"] = json_of(recent.files());
    workspace["open"] = open_files(bench);
    Json& all = workspace["bookmarks"];
    if (!all.is_object()) all = Json::object();
    for (const auto& [path, bookmarks] : bench.closed_bookmarks)
        put_bookmarks(path, bookmarks, known_bookmarks_[path], all);
    for (const auto& entry : bench.documents) {
        const std::string& path = entry.document->path();
        if (!path.empty()) put_bookmarks(path, entry.bookmarks.list(), known_bookmarks_[path], all);
    }
    write_json_file(workspace_, workspace);
}

}  // namespace byteprism
