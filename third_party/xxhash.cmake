byteprism_from_pkg_config(xxhash "xxHash" libxxhash-dev libxxhash)
