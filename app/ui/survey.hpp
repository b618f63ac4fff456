// What the panels of surveys share: which bytes, and a job that is asked anew when they have changed.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/model/jobs/asked.hpp"
#include "app/model/survey/survey.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// "File  View  Selection", a button each; then how many bytes these are, or why there are none.
class ExtentBar {
public:
    // Nothing: there are no bytes, and it was said why.
    std::optional<Layout> draw(const PanelContext& context, const Colors& look);
    SurveyExtent extent() const { return extent_; }

private:
    SurveyExtent extent_ = SurveyExtent::File;
};

// The last answer stays until there is a new one.
template <class Question, class Answer>
class Survey {
public:
    // `work` gives the answer to the question, in a thread of its own.
    template <class Work>
    void follow(const PanelContext& context, const Question& question, Work work) {
        asked_.take_up();
        const Wanted now{context.sheet.document, context.document.version(), question};
        if (wanted_ == now || context.document.busy() || context.document.arriving()) return;
        if (wanted_ && wanted_->document != now.document) asked_.drop();
        wanted_ = now;
        asked_.refusal.clear();
        asked_.job.reset();  // gone before what it fills
        asked_.finding = std::make_shared<Answer>();
        asked_.job = std::make_unique<Job>(
            context.bench.jobs, context.document, [question, work, finding = asked_.finding](JobReader& reader) {
                const ReadBytes read = [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); };
                *finding = work(question, read, reader.progress());
            });
    }
    bool running() const { return asked_.running(); }
    double progress() const { return asked_.running() ? asked_.job->progress() : 1; }
    const Answer* answer() const { return asked_.answer.get(); }
    // A number that is another one for every answer.
    const void* identity() const { return asked_.answer.get(); }
    const std::string& refusal() const { return asked_.refusal; }

private:
    struct Wanted {
        DocumentId document;
        std::uint64_t version;
        Question question;
        bool operator==(const Wanted&) const = default;
    };
    std::optional<Wanted> wanted_;
    Asked<Answer> asked_;
};

// A box that keeps a question to the bytes that are selected when it is ticked; nothing: to none. It is to be drawn
// where there is something to keep to.
bool offers_selection(const Sheet& sheet, const std::optional<ByteRange>& within);
void selection_only(const Sheet& sheet, std::optional<ByteRange>& within);

// "45 %" beside the last item while a job is going on.
void progress_text(double part, bool running, const Colors& look);

}  // namespace byteprism
