// A clipboard that no other program sees.
#pragma once

#include <string>

#include "app/model/workbench.hpp"

namespace byteprism {

class TextClipboard final : public Clipboard {
public:
    std::string text() override { return text_; }
    void set_text(const std::string& text) override { text_ = text; }

private:
    std::string text_;
};

}  // namespace byteprism
