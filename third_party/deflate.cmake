byteprism_from_pkg_config(deflate "libdeflate" libdeflate-dev libdeflate)
