#include "app/model/document/background.hpp"

#include <utility>

namespace byteprism {

Background::Background(Kind kind, Work work, Then then)
    : kind_(kind),
      then_(std::move(then)),
      end_(std::async(std::launch::async, [this, work = std::move(work)] { work(progress_); })) {}

void Background::finish() {
    end_.get();
    then_();
}

}  // namespace byteprism
