# Debian's .pc file names an include directory that is not there.
find_path(squish_include squish.h)
find_library(squish_library squish)
byteprism_need(squish_include "libsquish" libsquish-dev)
byteprism_need(squish_library "libsquish" libsquish-dev)
add_library(byteprism_squish UNKNOWN IMPORTED GLOBAL)
set_target_properties(byteprism_squish PROPERTIES
    IMPORTED_LOCATION ${squish_library} INTERFACE_INCLUDE_DIRECTORIES ${squish_include})
add_library(byteprism::squish ALIAS byteprism_squish)
