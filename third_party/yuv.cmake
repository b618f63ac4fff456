# Only what the benchmarks hold our decoder against; they do without where it is missing (libyuv-dev).
find_library(yuv_library yuv)
find_path(yuv_headers libyuv.h)
if(yuv_library AND yuv_headers)
    add_library(byteprism_yuv INTERFACE)
    target_link_libraries(byteprism_yuv INTERFACE ${yuv_library})
    target_include_directories(byteprism_yuv SYSTEM INTERFACE ${yuv_headers})
    add_library(byteprism::yuv ALIAS byteprism_yuv)
endif()
