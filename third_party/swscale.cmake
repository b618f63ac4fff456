# Only what the benchmarks hold our decoder against; they do without where it is missing (libswscale-dev).
pkg_check_modules(swscale QUIET IMPORTED_TARGET GLOBAL libswscale libavutil)
if(swscale_FOUND)
    add_library(byteprism::swscale ALIAS PkgConfig::swscale)
endif()
