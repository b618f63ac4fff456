// LinePicture: a column of numbers as a plot draws it: what lies at each pixel, made once for each change of what is in
// sight.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/table/row_reading.hpp"
#include "core/analysis/envelope.hpp"

namespace byteprism {

// The samples from `first` on, which may begin and end between two of them, over so many pixels.
struct LineSight {
    TablePtr table;
    RowOrderPtr order;
    std::size_t column = 0;
    double first = 0, count = 0;
    int pixels = 0;
    bool operator==(const LineSight&) const = default;
};

class LinePicture {
public:
    // Few samples are read from the document itself, many are taken from the envelope, as far as it is known.
    void look(const LineSight& sight, const Document& document, const std::shared_ptr<const Envelope>& envelope);

    // One for each pixel, from the left; nothing: no number there. Or, if there are fewer samples than pixels, one for
    // each sample from first_sample() on.
    const std::vector<std::optional<Extremes>>& parts() const { return parts_; }
    bool of_samples() const { return of_samples_; }
    std::int64_t first_sample() const { return first_sample_; }
    // Of all parts.
    const std::optional<Extremes>& all() const { return all_; }

private:
    LineSight sight_;
    std::uint64_t version_ = 0;
    std::shared_ptr<const Envelope> envelope_;
    std::int64_t known_ = -1;
    std::vector<std::optional<Extremes>> parts_;
    bool of_samples_ = false;
    std::int64_t first_sample_ = 0;
    std::optional<Extremes> all_;
};

// Of samples that follow each other in the order that is shown. Requires that they are there.
std::optional<Extremes> extremes_of(const LineSight& sight, const Document& document, std::int64_t first,
                                    std::int64_t count);

}  // namespace byteprism
