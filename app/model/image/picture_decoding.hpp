// PictureDecoding: an encoded picture file in the bytes of a sheet, decoded into a document of its own, as a job.
#pragma once

#include <memory>
#include <string>

#include "app/model/jobs/errand.hpp"
#include "app/model/jobs/job.hpp"
#include "app/model/sheet.hpp"
#include "core/image/picture_file.hpp"

namespace byteprism {

class Workbench;

class PictureDecoding final : public Errand {
public:
    // Of the selected run, or of all bytes.
    PictureDecoding(const Workbench& bench, const Sheet& sheet);
    bool take_up(Workbench& bench) override;

private:
    std::string name_;
    std::shared_ptr<PictureFilePixels> pixels_ = std::make_shared<PictureFilePixels>();
    Job job_;
};

}  // namespace byteprism
