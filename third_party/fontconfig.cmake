byteprism_from_pkg_config(fontconfig "fontconfig" libfontconfig-dev fontconfig)
