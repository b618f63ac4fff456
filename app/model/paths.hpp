// Paths: where the program finds what it brings along, and where it keeps what is its own.
#pragma once

#include <string>

namespace byteprism {

// The folder of the bundled samples: beside an installed program, or in the source tree. Empty if there is none.
std::string samples_folder();

// The same of the bundled definitions of file formats.
std::string definitions_folder();
// Those of the user (in the XDG data folder); empty if there is no home. Nothing is made.
std::string own_definitions_folder();

// The settings (the XDG configuration folder); empty if there is no home. Nothing is made.
std::string settings_folder();

// What must outlive the program but is no setting (the XDG state folder); empty if there is no home. Nothing is made.
std::string state_folder();

}  // namespace byteprism
