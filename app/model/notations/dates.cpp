#include "app/model/notations/dates.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <limits>

#include "app/model/notations/integer_bytes.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::int64_t ticks_of_second = 10'000'000;
// Of FILETIME, whose count begins in 1601.
constexpr std::int64_t seconds_before_1970 = 11'644'473'600;
// Years that the calendar can say: the first and the last second of them.
constexpr std::int64_t earliest =
    chrono::sys_days{chrono::year::min() / 1 / 1}.time_since_epoch().count() * seconds_of_day;
constexpr std::int64_t latest =
    (chrono::sys_days{chrono::year::max() / 12 / 31}.time_since_epoch().count() + 1) * seconds_of_day - 1;

struct Moment {
    std::int64_t seconds = 0;  // since 1970
    std::int64_t ticks = 0;    // of 100 ns, below a second
};

std::string date_text(std::int64_t seconds) {
    const std::int64_t of_day = (seconds % seconds_of_day + seconds_of_day) % seconds_of_day;
    const auto days = chrono::sys_days(chrono::days((seconds - of_day) / seconds_of_day));
    const chrono::year_month_day date(days);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(of_day / 3600), static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
    return text.data();
}

// Takes up to so many digits off the text; the number and how many they were.
struct Digits {
    std::int64_t number = 0;
    std::size_t count = 0;
};
Digits digits(std::string_view& text, std::size_t most) {
    Digits found;
    while (found.count < most && !text.empty() && text[0] >= '0' && text[0] <= '9') {
        found.number = found.number * 10 + (text[0] - '0');
        ++found.count;
        text.remove_prefix(1);
    }
    return found;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text[0]) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

[[noreturn]] void no_date(std::string_view text) {
    throw ValueError("expected a date as 2001-02-03 04:05:06, not '" + std::string(text) + "'");
}

std::int64_t part(std::string_view& text, std::int64_t most, const char* what, std::string_view all) {
    const Digits found = digits(text, 2);
    if (found.count == 0) no_date(all);
    if (found.number > most) {
        throw ValueError(std::to_string(found.number) + " is no " + what + ": 0 to " + std::to_string(most));
    }
    return found.number;
}

Moment parse_date(std::string_view all) {
    std::string_view text = all;
    const bool negative = take(text, "-");
    const Digits years = digits(text, 5);
    if (years.count == 0 || !take(text, "-")) no_date(all);
    const auto month = static_cast<unsigned>(part(text, 12, "month", all));
    if (!take(text, "-")) no_date(all);
    const auto day = static_cast<unsigned>(part(text, 31, "day", all));
    const chrono::year_month_day date{chrono::year(static_cast<int>(negative ? -years.number : years.number)),
                                      chrono::month(month), chrono::day(day)};
    if (!date.ok()) throw ValueError("there is no day " + std::string(all.substr(0, all.size() - text.size())));
    Moment moment{chrono::sys_days(date).time_since_epoch().count() * seconds_of_day, 0};
    if (take(text, " Tt")) {
        moment.seconds += part(text, 23, "hour", all) * 3600;
        if (!take(text, ":")) no_date(all);
        moment.seconds += part(text, 59, "minute", all) * 60;
        if (take(text, ":")) moment.seconds += part(text, 59, "second", all);
        if (take(text, ".")) {
            const Digits fraction = digits(text, 7);
            moment.ticks = fraction.number;
            for (std::size_t n = fraction.count; n < 7; ++n) moment.ticks *= 10;
        }
        take(text, "Zz");
    }
    if (!text.empty()) no_date(all);
    return moment;
}

// A number stands for itself.
bool is_number(std::string_view text) { return text.find_first_of("-:", 1) == std::string_view::npos; }

std::int64_t parse_seconds(std::string_view text) {
    return is_number(text) ? parse_number(text) : parse_date(text).seconds;
}

Reading reading_of_seconds(std::int64_t seconds, std::int64_t length) {
    if (seconds < earliest || seconds > latest) return {std::to_string(seconds), length, {}};
    return {date_text(seconds), length, {}};
}

}  // namespace

std::optional<Reading> read_time32(std::span<const std::byte> bytes, const NotationContext& context) {
    return reading_of_seconds(static_cast<std::int32_t>(integer_of(bytes.first(4), context.order)), 4);
}

std::vector<std::byte> write_time32(std::string_view text, const NotationContext& context) {
    const std::int64_t seconds = parse_seconds(text);
    if (seconds < std::numeric_limits<std::int32_t>::min() || seconds > std::numeric_limits<std::int32_t>::max()) {
        throw ValueError(std::string(text) + " does not fit 32 bits: 1901-12-13 20:45:52 to 2038-01-19 03:14:07");
    }
    return bytes_of(static_cast<std::uint64_t>(seconds), 4, context.order);
}

std::optional<Reading> read_time64(std::span<const std::byte> bytes, const NotationContext& context) {
    return reading_of_seconds(static_cast<std::int64_t>(integer_of(bytes.first(8), context.order)), 8);
}

std::vector<std::byte> write_time64(std::string_view text, const NotationContext& context) {
    return bytes_of(static_cast<std::uint64_t>(parse_seconds(text)), 8, context.order);
}

std::optional<Reading> read_file_time(std::span<const std::byte> bytes, const NotationContext& context) {
    const std::uint64_t count = integer_of(bytes.first(8), context.order);
    const auto seconds = static_cast<std::int64_t>(count / ticks_of_second) - seconds_before_1970;
    if (seconds > latest) return Reading{std::to_string(count), 8, {}};
    std::array<char, 16> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%07d", static_cast<int>(count % ticks_of_second));
    return Reading{date_text(seconds) + fraction.data(), 8, {}};
}

std::vector<std::byte> write_file_time(std::string_view text, const NotationContext& context) {
    if (is_number(text)) return bytes_of(static_cast<std::uint64_t>(parse_number(text)), 8, context.order);
    const Moment moment = parse_date(text);
    if (moment.seconds < -seconds_before_1970) throw ValueError(std::string(text) + " is before 1601-01-01");
    const auto seconds = static_cast<std::uint64_t>(moment.seconds + seconds_before_1970);
    return bytes_of(seconds * ticks_of_second + static_cast<std::uint64_t>(moment.ticks), 8, context.order);
}

std::optional<Reading> read_dos_date(std::span<const std::byte> bytes, const NotationContext& context) {
    const std::uint64_t time = integer_of(bytes.first(2), context.order);
    const std::uint64_t date = integer_of(bytes.subspan(2, 2), context.order);
    const chrono::year_month_day day{chrono::year(static_cast<int>(1980 + (date >> 9))),
                                     chrono::month(static_cast<unsigned>(date >> 5 & 15)),
                                     chrono::day(static_cast<unsigned>(date & 31))};
    const std::uint64_t hour = time >> 11, minute = time >> 5 & 63, second = (time & 31) * 2;
    if (!day.ok() || hour > 23 || minute > 59 || second > 59) return Reading{"no date", 4, {}};
    const std::int64_t days = chrono::sys_days(day).time_since_epoch().count();
    return Reading{
        date_text(days * seconds_of_day + static_cast<std::int64_t>(hour * 3600 + minute * 60 + second)), 4, {}};
}

std::vector<std::byte> write_dos_date(std::string_view text, const NotationContext& context) {
    const Moment moment = parse_date(text);
    const std::int64_t of_day = (moment.seconds % seconds_of_day + seconds_of_day) % seconds_of_day;
    const chrono::year_month_day day(chrono::sys_days(chrono::days((moment.seconds - of_day) / seconds_of_day)));
    const int year = static_cast<int>(day.year());
    if (year < 1980 || year > 2107) throw ValueError("year " + std::to_string(year) + ": DOS has 1980 to 2107");
    if (of_day % 2 != 0) throw ValueError("second " + std::to_string(of_day % 60) + ": DOS has even ones");
    const auto time = static_cast<std::uint64_t>(of_day / 3600 << 11 | of_day / 60 % 60 << 5 | of_day % 60 / 2);
    const auto date = static_cast<std::uint64_t>(year - 1980) << 9 | static_cast<unsigned>(day.month()) << 5 |
                      static_cast<unsigned>(day.day());
    std::vector<std::byte> bytes = bytes_of(time, 2, context.order);
    for (const std::byte byte : bytes_of(date, 2, context.order)) bytes.push_back(byte);
    return bytes;
}

}  // namespace byteprism
