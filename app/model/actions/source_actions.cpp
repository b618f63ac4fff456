// What opens sources that are no plain files, and fetches them again.

#include <filesystem>

#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void ask_for_region(Workbench& bench, pid_t process) {
    bench.question =
        Question{Question::Kind::Argument, "file.open_process", bench.active_sheet, "", std::to_string(process)};
}

}  // namespace

void apply(Workbench& bench, const OpenSource& action) {
    if (const auto* file = std::get_if<FileSource>(&action.source)) return apply(bench, OpenFile{file->path});
    const auto* process = std::get_if<ProcessMemory>(&action.source);
    if (process != nullptr && !process->address) return ask_for_region(bench, process->process);
    bench.add(open_document(action.source, bench.editing));
    if (const auto* live = std::get_if<LiveFile>(&action.source)) {
        bench.recent.put_first({std::filesystem::absolute(live->path).string(), RecentFile::Opened::Live});
    }
}

void apply(Workbench& bench, const Refresh& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    if (!document.live()) throw ValueError(document.name() + " is not live: there is nothing to fetch again");
    document.refresh(bytes_in_sight(sheet->hex, document.size()));
}

void apply(Workbench& bench, const ReadMore& action) {
    if (Sheet* sheet = bench.find(action.sheet)) bench.document(*sheet).read_more();
}

}  // namespace byteprism
