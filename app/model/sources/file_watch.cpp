#include "app/model/sources/file_watch.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include <sys/inotify.h>
#include <unistd.h>

namespace byteprism {
namespace {

// In the file, through whatever name; in its folder, where another file can take its place.
constexpr unsigned of_file = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
constexpr unsigned of_folder = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

}  // namespace

FileWatch::FileWatch() : notify_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)), deaf_(notify_.number() < 0) {}

void FileWatch::follow(const std::vector<std::string>& paths) {
    paths_ = paths;
    if (notify_.number() < 0) return;
    for (const Watch& watch : watches_) ::inotify_rm_watch(notify_.number(), watch.number);
    watches_.clear();
    deaf_ = false;
    for (const std::string& path : paths) {
        const std::filesystem::path file(path);
        listen(path, "", of_file);
        listen(file.parent_path().string(), file.filename().string(), of_folder);
    }
}

void FileWatch::listen(const std::string& path, const std::string& name, unsigned events) {
    // Two files of one folder share its watch.
    const int number = ::inotify_add_watch(notify_.number(), path.c_str(), events | IN_MASK_ADD);
    if (number < 0) {
        deaf_ = true;
    } else {
        watches_.push_back({number, name});
    }
}

bool FileWatch::take_news() {
    alignas(inotify_event) char events[16 << 10];
    bool news = false;
    while (true) {
        const ssize_t size = ::read(notify_.number(), events, sizeof events);
        if (size <= 0) break;
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, events + at, sizeof event);
            const std::string_view name = event.len == 0 ? std::string_view() : events + at + sizeof event;
            const int number = event.wd;
            const bool lost = (event.mask & IN_Q_OVERFLOW) != 0;
            news = news || lost || std::ranges::any_of(watches_, [&](const Watch& watch) {
                       return watch.number == number && watch.name == name;
                   });
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
    return news;
}

}  // namespace byteprism
