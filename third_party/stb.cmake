byteprism_from_pkg_config(stb "stb" libstb-dev stb)
