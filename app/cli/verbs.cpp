#include "app/cli/verb.hpp"

namespace byteprism {

std::span<const Verb> verbs() {
    static constexpr Verb table[] = {
        {"commands", "List every command: id, title, keys, argument", declare_commands},
        {"diff", "Compare two files, byte by byte or aligned: a line for each run that differs; write patches", declare_diff},
        {"dump", "Print bytes in rows, as hexdump -C does", declare_dump},
        {"eval", "Evaluate an expression over a file: a value, or a view and its items", declare_eval},
        {"find", "Find bytes, text, numbers or regular expressions: a line for each hit", declare_find},
        {"formats", "List every pixel format: name, layout, names elsewhere; or show the bits of one", declare_formats},
        {"guess", "Guess which picture the bytes are: stride, size, offset and pixel format", declare_guess},
        {"image", "Write a picture of the bytes, or its stored samples, to a file", declare_image},
        {"patch", "Make a file into another one by a patch: JSON of diff --patch, IPS, BPS", declare_patch},
        {"stat", "Statistics of bytes or numbers: histogram, entropy, least and greatest, mean", declare_stat},
        {"strings", "Find runs of printable characters", declare_strings},
        {"struct", "Print bytes as the records of a format or of a C struct", declare_struct},
        {"sum", "Checksums and digests, many in one pass", declare_sum},
        {"write", "Write bytes into a file, or insert them", declare_write},
    };
    return table;
}

}  // namespace byteprism
