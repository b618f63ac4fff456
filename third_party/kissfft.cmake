# Its C++ template, kissfft.hh, transforms numbers of any type and needs nothing to be linked.
find_path(kissfft_include kissfft.hh PATH_SUFFIXES kissfft)
byteprism_need(kissfft_include "KISS FFT" libkissfft-dev)
add_library(byteprism_kissfft INTERFACE IMPORTED GLOBAL)
target_include_directories(byteprism_kissfft INTERFACE ${kissfft_include})
add_library(byteprism::kissfft ALIAS byteprism_kissfft)
