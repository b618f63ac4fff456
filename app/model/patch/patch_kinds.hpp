// The rows of the table of patches. Inside app/model/patch only.
#pragma once

#include "app/model/patch/patch.hpp"

namespace byteprism {

std::unique_ptr<PatchWriter> begin_json_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out);
void apply_json_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out);
std::unique_ptr<PatchWriter> begin_ips_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out);
void apply_ips_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out);
std::unique_ptr<PatchWriter> begin_bps_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out);
void apply_bps_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out);

}  // namespace byteprism
