#include "app/model/sources/watcher.hpp"

#include <cerrno>
#include <cstdint>
#include <utility>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace byteprism {

Watcher::Watcher(std::function<void()> wake)
    : wake_(std::move(wake)), poll_(::epoll_create1(EPOLL_CLOEXEC)), stop_(::eventfd(0, EFD_CLOEXEC)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = stop_.number();
    if (poll_.number() < 0 || stop_.number() < 0 ||
        ::epoll_ctl(poll_.number(), EPOLL_CTL_ADD, stop_.number(), &event) != 0) {
        throw io_error("watcher", "wait for events");
    }
    thread_ = std::thread([this] { run(); });
}

Watcher::~Watcher() {
    const std::uint64_t one = 1;
    while (::write(stop_.number(), &one, sizeof one) < 0 && errno == EINTR) {
    }
    thread_.join();
}

bool Watcher::wake_when_readable(int descriptor) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLONESHOT;
    event.data.fd = descriptor;
    return ::epoll_ctl(poll_.number(), EPOLL_CTL_MOD, descriptor, &event) == 0 ||
           ::epoll_ctl(poll_.number(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Watcher::run() {
    while (true) {
        epoll_event event{};
        const int count = ::epoll_wait(poll_.number(), &event, 1, -1);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || event.data.fd == stop_.number()) return;
        wake_();
    }
}

}  // namespace byteprism
