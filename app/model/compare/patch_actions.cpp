// What writes the differences of a pair as a patch, and what applies one.

#include <optional>
#include <utility>
#include <vector>

#include "app/model/compare/comparing.hpp"
#include "app/model/compare/put_bytes.hpp"
#include "app/model/jobs/errand.hpp"
#include "app/model/number_text.hpp"
#include "app/model/patch/patch.hpp"
#include "app/model/saving/open_file.hpp"
#include "app/model/saving/output_file.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{256} << 20;  // of what a patch is applied to, and of what it makes

std::string why_not(const Job& job) { return job.failure().empty() ? "the bytes changed meanwhile" : job.failure(); }

FileBytes bytes_of(JobReader& reader) {
    return {reader.size(), [&reader](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); }};
}

class PatchExport final : public Errand {
public:
    PatchExport(const Workbench& bench, const Document& source, const Document& target, std::string path)
        : path_(std::move(path)),
          job_(bench.jobs, source,
               [path = path_, &kind = patch_kind_of_name(path_), gate = target.gate(), version = target.version(),
                size = target.size()](JobReader& reader) {
                   JobReader other(gate, version, size, reader.progress());
                   // It takes its place when it is whole.
                   OutputFile output(path);
                   write_patch(
                       kind, bytes_of(reader), bytes_of(other), std::nullopt,
                       [&](std::span<const std::byte> bytes) { output.write(bytes); }, reader.progress());
                   output.finish();
               }) {}

    bool take_up(Workbench& bench) override {
        if (!job_.ended()) return false;
        if (job_.completed()) {
            bench.notify(Notice::Severity::Information, path_ + ": written");
        } else {
            bench.notify(Notice::Severity::Error, path_ + " was not written: " + why_not(job_));
        }
        return true;
    }

private:
    std::string path_;
    Job job_;
};

class PatchApplication final : public Errand {
public:
    PatchApplication(const Workbench& bench, const Sheet& sheet, std::string path)
        : path_(std::move(path)),
          sheet_(sheet.id),
          job_(bench.jobs, bench.document(sheet), [path = path_, made = made_](JobReader& reader) {
              const Buffer file = open_file(path, Access::ReadOnly).buffer;
              const FileBytes patch{static_cast<std::int64_t>(file.size()),
                                    [&](std::int64_t offset, std::span<std::byte> to) {
                                        file.storage().read(static_cast<std::size_t>(offset), to);
                                    }};
              const PatchKind* const kind = patch_kind_of(patch);
              if (kind == nullptr) throw IoError("it is no patch of JSON, IPS or BPS");
              kind->apply(patch, bytes_of(reader), [&](std::span<const std::byte> bytes) {
                  reader.progress().add(0);
                  if (std::ssize(*made) + std::ssize(bytes) > most_bytes) {
                      throw ValueError("it makes more than the " + size_text(most_bytes) + " that are possible");
                  }
                  made->insert(made->end(), bytes.begin(), bytes.end());
              });
          }) {}

    bool take_up(Workbench& bench) override {
        if (!job_.ended()) return false;
        const Sheet* const sheet = bench.find(sheet_);
        const bool same = sheet != nullptr && bench.document(*sheet).version() == job_.version();
        if (!job_.completed() || !same) {
            bench.notify(Notice::Severity::Error, path_ + " was not applied: " + why_not(job_));
            return true;
        }
        try {
            Document& document = bench.document(*bench.find_settled(sheet_));
            put_bytes(document, {0, document.size()}, *made_);
            bench.notify(Notice::Severity::Information, path_ + ": applied to " + document.name() + ", which has " +
                                                            size_text(document.size()) + " now; not saved yet");
        } catch (const Error& error) {
            bench.notify(Notice::Severity::Error, path_ + " was not applied: " + error.what());
        }
        return true;
    }

private:
    std::string path_;
    SheetId sheet_;
    std::shared_ptr<std::vector<std::byte>> made_ = std::make_shared<std::vector<std::byte>>();
    Job job_;
};

}  // namespace

void apply(Workbench& bench, const ExportPatch& action) {
    if (shown_comparison(bench) == nullptr) throw ValueError("nothing is compared");
    const Document& left = bench.document(*bench.find(bench.pair->sheets[0]));
    const Document& right = bench.document(*bench.find(bench.pair->sheets[1]));
    if (&left == &right) throw ValueError("two places of one file: a patch is the way from one file to another");
    bench.errands.push_back(std::make_unique<PatchExport>(bench, left, right, action.path));
}

void apply(Workbench& bench, const ApplyPatch& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    if (const auto why = document.refusal()) throw TypeError(document.name() + " cannot be edited: " + *why);
    if (document.size() > most_bytes) {
        throw ValueError(document.name() + " has " + size_text(document.size()) + ": at most " + size_text(most_bytes) +
                         " are patched here; byteprism patch does more");
    }
    bench.errands.push_back(std::make_unique<PatchApplication>(bench, *sheet, action.path));
}

}  // namespace byteprism
