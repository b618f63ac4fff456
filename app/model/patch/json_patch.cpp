// Our own kind of patch: lines of JSON, so that one of any length is written and read as a stream.
//
//     {"byteprism_patch":1,"source":{"size":9,"sha256":".."},"target":{"size":10,"sha256":".."}}
//     {"offset":4,"length":1,"bytes":"dead"}        these bytes take the place of those at the offset of the source
//
// Lines are in the order of their offsets and apart; several at one place insert one after the other.

#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/model/hex_text.hpp"
#include "app/model/patch/patch_kinds.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t version = 1;
constexpr std::int64_t most_in_line = std::int64_t{64} << 10;  // bytes
constexpr std::size_t longest_line = std::size_t{64} << 20;

std::string plain_hex(std::span<const std::byte> bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<unsigned>(byte) >> 4];
        text += digits[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
}

class JsonPatchWriter final : public PatchWriter {
public:
    JsonPatchWriter(const FileBytes& source, const FileBytes& target, const ByteOutput& out)
        : target_(target), out_(out) {
        const auto side = [](const FileBytes& file) {
            return "{\"size\":" + std::to_string(file.size) + ",\"sha256\":\"" + digest_of("sha256", file) + "\"}";
        };
        write("{\"byteprism_patch\":" + std::to_string(version) + ",\"source\":" + side(source) +
              ",\"target\":" + side(target) + "}\n");
    }

    void add(const Hunk& edit) override {
        std::int64_t offset = edit.first.offset, replaced = edit.first.length, at = edit.second.offset;
        std::int64_t left = edit.second.length;
        do {
            const std::int64_t length = std::min(left, most_in_line);
            bytes_.resize(static_cast<std::size_t>(length));
            if (length > 0) target_.read(at, bytes_);
            write("{\"offset\":" + std::to_string(offset) + ",\"length\":" + std::to_string(replaced) +
                  ",\"bytes\":\"" + plain_hex(bytes_) + "\"}\n");
            offset += replaced;
            replaced = 0;
            at += length;
            left -= length;
        } while (left > 0);
    }
    void finish() override {}

private:
    void write(const std::string& line) { out_(std::as_bytes(std::span(line))); }

    const FileBytes& target_;
    const ByteOutput& out_;
    std::vector<std::byte> bytes_;
};

// Calls visit(number, line) with each line, counted from 1.
template <class Visit>
void each_line(const FileBytes& patch, const Visit& visit) {
    std::string line;
    std::int64_t number = 0;
    const auto end = [&] {
        ++number;
        if (!line.empty()) visit(number, line);
        line.clear();
    };
    copy_bytes(patch, {0, patch.size}, [&](std::span<const std::byte> bytes) {
        for (const std::byte byte : bytes) {
            const auto character = std::to_integer<char>(byte);
            if (character == '\n') {
                end();
            } else if (line.size() < longest_line) {
                line += character;
            } else {
                throw IoError("line " + std::to_string(number + 1) + " of the patch is longer than " +
                              std::to_string(longest_line) + " bytes");
            }
        }
    });
    end();
}

class JsonPatchReader {
public:
    JsonPatchReader(const FileBytes& source, const ByteOutput& out)
        : source_(source), out_(out), digest_(find_digest("sha256")->begin()) {}

    void read(std::int64_t number, const std::string& line) try {
        const auto json = nlohmann::json::parse(line);
        if (number == 1) return read_header(json);
        const std::int64_t offset = json.at("offset").get<std::int64_t>();
        const std::int64_t length = json.at("length").get<std::int64_t>();
        if (offset < at_ || length < 0 || offset > source_.size || length > source_.size - offset) {
            throw IoError("line " + std::to_string(number) + " of the patch: " + std::to_string(length) + " bytes at " +
                          std::to_string(offset) + " are not behind " + std::to_string(at_) +
                          " and inside of the source's " + std::to_string(source_.size) + " bytes");
        }
        copy_until(offset);
        at_ = offset + length;
        write(parse_hex(json.at("bytes").get_ref<const std::string&>()));
    } catch (const nlohmann::json::exception& error) {
        throw IoError("line " + std::to_string(number) + " of the patch: " + error.what());
    } catch (const ValueError& error) {
        throw IoError("line " + std::to_string(number) + " of the patch: " + error.what());
    }

    void finish() {
        if (!begun_) throw IoError("the patch is empty");
        copy_until(source_.size);
        const std::string digest = plain_hex(digest_->end());
        if (written_ == target_size_ && digest == target_digest_) return;
        throw IoError("the result has " + std::to_string(written_) + " bytes and SHA-256 " + digest +
                      ", the patch was made for " + std::to_string(target_size_) + " bytes and " + target_digest_);
    }

private:
    void read_header(const nlohmann::json& json) {
        const auto found = json.at("byteprism_patch").get<std::int64_t>();
        if (found != version) {
            throw IoError("the patch is of version " + std::to_string(found) + ", which is not " +
                          std::to_string(version));
        }
        const auto& source = json.at("source");
        const auto size = source.at("size").get<std::int64_t>();
        const auto& wanted = source.at("sha256").get_ref<const std::string&>();
        target_size_ = json.at("target").at("size").get<std::int64_t>();
        target_digest_ = json.at("target").at("sha256").get<std::string>();
        if (size != source_.size) {
            throw IoError("the patch is for a file of " + std::to_string(size) + " bytes, this one has " +
                          std::to_string(source_.size));
        }
        if (const std::string digest = digest_of("sha256", source_); digest != wanted) {
            throw IoError("the patch is for a file of SHA-256 " + wanted + ", this one has " + digest);
        }
        begun_ = true;
    }
    void copy_until(std::int64_t offset) {
        if (offset > at_) {
            copy_bytes(source_, {at_, offset - at_}, [&](std::span<const std::byte> bytes) { write(bytes); });
        }
        at_ = offset;
    }
    void write(std::span<const std::byte> bytes) {
        written_ += std::ssize(bytes);
        digest_->add(bytes);
        out_(bytes);
    }

    const FileBytes& source_;
    const ByteOutput& out_;
    std::unique_ptr<Digest> digest_;
    bool begun_ = false;
    std::int64_t at_ = 0, written_ = 0, target_size_ = 0;
    std::string target_digest_;
};

}  // namespace

std::unique_ptr<PatchWriter> begin_json_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out) {
    return std::make_unique<JsonPatchWriter>(source, target, out);
}

void apply_json_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out) {
    JsonPatchReader reader(source, out);
    each_line(patch, [&](std::int64_t number, const std::string& line) { reader.read(number, line); });
    reader.finish();
}

}  // namespace byteprism
