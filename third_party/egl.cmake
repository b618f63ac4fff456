byteprism_from_pkg_config(egl "EGL" libegl-dev egl)
