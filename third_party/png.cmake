byteprism_from_pkg_config(png "libpng" libpng-dev libpng)
